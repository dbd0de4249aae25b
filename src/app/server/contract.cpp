// SPDX-License-Identifier: Apache-2.0
#include "app/server/contract.h"

#include <algorithm>
#include <array>

#include "app/service/scratch_folder.h"
#include "core/base/json_reader.h"

namespace junheng {
namespace {

constexpr std::size_t kBodyLimit = 1024 * 1024;
// What comes along with a request that needs no body is read and not used.
constexpr std::size_t kUnusedBody = 1024;

struct MethodWord {
    std::string_view word;
    Method method;
    std::string_view shown;
};
constexpr std::array kMethods{
    MethodWord{"get", Method::get, "GET, HEAD"},
    MethodWord{"post", Method::post, "POST"},
    MethodWord{"put", Method::put, "PUT"},
    MethodWord{"patch", Method::patch, "PATCH"},
    MethodWord{"delete", Method::remove, "DELETE"}};

tl::unexpected<Error> unreadable(std::string reason) {
    return failure(ErrorKind::internal, "contract.unreadable", {{"reason", std::move(reason)}});
}

std::vector<std::string> split(std::string_view path) {
    std::vector<std::string> parts;
    while (path.starts_with('/')) {
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        parts.emplace_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return parts;
}

bool is_slot(std::string_view part) {
    return part.starts_with('{');
}

std::string_view slot_name(std::string_view part) {
    return part.substr(1, part.size() - 2);
}

JsonView resolved(JsonView value, JsonView root) {
    const std::string reference = value.text("$ref");
    if (reference.empty())
        return value;
    for (const std::string& part : split(std::string_view(reference).substr(1)))
        root = root.at(part);
    return root;
}

LaneKind lane_of(std::string_view word) {
    return word == "here"    ? LaneKind::here
           : word == "slow"  ? LaneKind::slow
           : word == "login" ? LaneKind::login
                             : LaneKind::quick;
}

class Reading {
public:
    explicit Reading(JsonView root) : root_(root) {}

    Result<std::vector<Operation>> operations() {
        std::vector<Operation> result;
        const JsonView paths = root_.at("paths");
        for (const std::string& path : paths.names())
            for (const MethodWord& method : kMethods)
                if (const JsonView view = paths.at(path).at(method.word)) {
                    auto operation = read(path, method.method, view);
                    if (!operation)
                        return tl::unexpected(operation.error());
                    result.push_back(*std::move(operation));
                }
        return result;
    }

private:
    Result<Operation> read(const std::string& path, Method method, JsonView view) {
        Operation operation{.id = view.text("operationId"), .method = method};
        operation.parts = split(path);
        const JsonView right = view.at("x-right");
        if (operation.id.empty() || !right)
            return unreadable(path + ": operationId, x-right");
        operation.open = right.is_null();
        if (const auto word = right.text(); word && *word != "session")
            operation.right = *word;
        operation.csrf = !operation.open && method != Method::get;
        operation.lane = lane_of(view.text("x-lane"));
        operation.status = status_of(view.at("responses"));
        if (auto done = read_body(view, operation); !done)
            return tl::unexpected(done.error());
        if (auto done = read_parameters(view, operation); !done)
            return tl::unexpected(done.error());
        return operation;
    }

    static int status_of(JsonView responses) {
        const auto names = responses.names();
        return names.empty() || names.front() == "default" ? 200 : std::stoi(names.front());
    }

    Result<void> read_body(JsonView view, Operation& operation) {
        const JsonView content = view.at("requestBody").at("content");
        operation.body_limit = operation.method == Method::get ? 0 : kUnusedBody;
        if (!content)
            return {};
        operation.body_limit = static_cast<std::size_t>(
            view.integer("x-body-limit").value_or(static_cast<std::int64_t>(kBodyLimit))
        );
        operation.body = BodyKind::binary;
        const JsonView schema = content.at("application/json").at("schema");
        if (!schema)
            return {};
        operation.body = BodyKind::json;
        auto made = JsonSchema::make(schema, root_);
        if (!made)
            return tl::unexpected(made.error());
        operation.schema = *std::move(made);
        return {};
    }

    Result<void> read_parameters(JsonView view, Operation& operation) {
        for (const JsonView& item : view.at("parameters").items()) {
            const JsonView parameter = resolved(item, root_);
            auto schema = JsonSchema::make(parameter.at("schema"), root_);
            if (!schema)
                return tl::unexpected(schema.error());
            auto& list = parameter.text("in") == "path" ? operation.in_path : operation.in_query;
            list.push_back({parameter.text("name"), parameter.flag("required"), *std::move(schema)}
            );
        }
        return {};
    }

    JsonView root_;
};

bool fits(const Operation& operation, const std::vector<std::string>& parts) {
    return std::ranges::equal(operation.parts, parts, [](const auto& wanted, const auto& given) {
        return is_slot(wanted) ? !given.empty() : wanted == given;
    });
}

Parameters slots_of(const Operation& operation, std::vector<std::string>& parts) {
    Parameters slots;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (is_slot(operation.parts[i]))
            slots.emplace(slot_name(operation.parts[i]), std::move(parts[i]));
    return slots;
}

Result<void> check(const Parameter& parameter, const std::string& value) {
    const auto good = parameter.schema.check_text(value);
    if (good)
        return {};
    std::string rule;
    for (const auto& [name, text] : good.error().args)
        if (name == "rule")
            rule = text;
    return failure(
        ErrorKind::usage,
        "http.bad_parameter",
        {{"name", parameter.name}, {"value", value}, {"rule", rule}}
    );
}

}  // namespace

Result<Contract> Contract::load(const std::filesystem::path& file) {
    auto text = read_file(file);
    if (!text)
        return tl::unexpected(text.error());
    const auto document = JsonDocument::parse(*text);
    if (!document)
        return tl::unexpected(document.error());
    auto operations = Reading(document->root()).operations();
    if (!operations)
        return tl::unexpected(operations.error());
    Contract contract;
    contract.operations_ = *std::move(operations);
    contract.text_ = bytes(*std::move(text));
    return contract;
}

Contract::Found Contract::find(Method method, std::string_view path) const {
    Found found;
    auto parts = split(path);
    for (const Operation& operation : operations_) {
        if (!fits(operation, parts))
            continue;
        if (operation.method == method) {
            found.parameters = slots_of(operation, parts);
            found.operation = &operation;
            found.allowed.clear();
            return found;
        }
        const auto word = std::ranges::find(kMethods, operation.method, &MethodWord::method);
        found.allowed += (found.allowed.empty() ? "" : ", ") + std::string(word->shown);
    }
    return found;
}

Result<void> read_parameters(
    const Operation& operation,
    const Query& query,
    Parameters& parameters
) {
    for (const Parameter& parameter : operation.in_path)
        if (auto good = check(parameter, parameters[parameter.name]); !good)
            return good;
    for (const auto& [name, value] : query) {
        const auto known = std::ranges::find(operation.in_query, name, &Parameter::name);
        if (known == operation.in_query.end())
            return failure(ErrorKind::usage, "http.unknown_parameter", {{"name", name}});
        if (auto good = check(*known, value); !good)
            return good;
        parameters[name] = value;
    }
    for (const Parameter& parameter : operation.in_query)
        if (parameter.required && !parameters.contains(parameter.name))
            return failure(ErrorKind::usage, "http.missing_parameter", {{"name", parameter.name}});
    return {};
}

}  // namespace junheng
