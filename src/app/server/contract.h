// SPDX-License-Identifier: Apache-2.0
/// openapi/junheng.json as the server uses it: which requests exist, what each needs, what is well
/// formed. A request is held against it before any code of ours sees it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/server/wire/message.h"
#include "core/base/json_schema.h"
#include "core/base/result.h"

namespace junheng {

enum class BodyKind : std::uint8_t { none, json, binary };
/// Where a request is answered: on the wire's own thread, among the short ones, among those that
/// may wait, or where passwords are checked.
enum class LaneKind : std::uint8_t { here, quick, slow, login };

struct Parameter {
    std::string name;
    bool required = false;
    JsonSchema schema;
};

struct Operation {
    std::string id;
    Method method = Method::other;
    std::vector<std::string> parts;  // of the path; "{name}" stands for a parameter
    std::string right;               // empty: whoever is logged in
    bool open = false;               // without login
    bool csrf = false;
    LaneKind lane = LaneKind::quick;
    BodyKind body = BodyKind::none;
    std::size_t body_limit = 0;
    int status = 200;
    std::optional<JsonSchema> schema;
    std::vector<Parameter> in_path;
    std::vector<Parameter> in_query;
};

using Parameters = std::map<std::string, std::string, std::less<>>;

class Contract {
public:
    /// Errors (internal): contract.unreadable with reason.
    static Result<Contract> load(const std::filesystem::path& file);

    struct Found {
        const Operation* operation = nullptr;
        Parameters parameters;  // of the path
        std::string allowed;    // methods of the path, when there is no such operation on it
    };
    Found find(Method method, std::string_view path) const;

    const std::vector<Operation>& operations() const { return operations_; }
    const Bytes& text() const { return text_; }

private:
    std::vector<Operation> operations_;
    Bytes text_;
};

/// Adds the pairs of the query. Errors (usage): http.unknown_parameter, http.missing_parameter,
/// http.bad_parameter with name, value and rule.
Result<void> read_parameters(
    const Operation& operation,
    const Query& query,
    Parameters& parameters
);

}  // namespace junheng
