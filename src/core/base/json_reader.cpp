// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

namespace junheng {
namespace {

constexpr int kDeepest = 64;
constexpr unsigned kFlags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;

const rapidjson::Value* value_of(const JsonView& view) {
    return static_cast<const rapidjson::Value*>(view.raw());
}

/// Ends the reading as soon as it goes too deep.
struct DepthGuard : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, DepthGuard> {
    bool StartObject() { return ++depth <= kDeepest; }
    bool EndObject(rapidjson::SizeType) { return --depth, true; }
    bool StartArray() { return ++depth <= kDeepest; }
    bool EndArray(rapidjson::SizeType) { return --depth, true; }

    int depth = 0;
};

tl::unexpected<Error> malformed(std::size_t offset, rapidjson::ParseErrorCode code) {
    return failure(
        ErrorKind::usage,
        "json.malformed",
        {{"offset", std::to_string(offset)}, {"reason", rapidjson::GetParseError_En(code)}}
    );
}

}  // namespace

bool JsonView::is_null() const {
    return value_ == nullptr || value_of(*this)->IsNull();
}

bool JsonView::is_object() const {
    return value_ != nullptr && value_of(*this)->IsObject();
}

JsonView JsonView::at(std::string_view name) const {
    if (!is_object())
        return {};
    const rapidjson::Value key(
        rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size()))
    );
    const auto member = value_of(*this)->FindMember(key);
    return member == value_of(*this)->MemberEnd() ? JsonView() : JsonView(&member->value);
}

std::vector<JsonView> JsonView::items() const {
    std::vector<JsonView> result;
    if (value_ != nullptr && value_of(*this)->IsArray())
        for (const rapidjson::Value& item : value_of(*this)->GetArray()) result.emplace_back(&item);
    return result;
}

std::vector<std::string> JsonView::texts() const {
    std::vector<std::string> result;
    for (const JsonView& item : items()) result.push_back(item.text().value_or(""));
    return result;
}

std::vector<std::string> JsonView::names() const {
    std::vector<std::string> result;
    if (is_object())
        for (const auto& member : value_of(*this)->GetObject())
            result.emplace_back(member.name.GetString(), member.name.GetStringLength());
    return result;
}

std::optional<std::string> JsonView::text() const {
    if (value_ == nullptr || !value_of(*this)->IsString())
        return std::nullopt;
    return std::string(value_of(*this)->GetString(), value_of(*this)->GetStringLength());
}

std::optional<std::int64_t> JsonView::integer() const {
    if (value_ == nullptr || !value_of(*this)->IsInt64())
        return std::nullopt;
    return value_of(*this)->GetInt64();
}

bool JsonView::flag() const {
    return value_ != nullptr && value_of(*this)->IsTrue();
}

struct JsonDocument::State {
    rapidjson::Document document;
};

JsonDocument::JsonDocument(std::unique_ptr<State> state) : state_(std::move(state)) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

Result<JsonDocument> JsonDocument::parse(std::string_view text) {
    rapidjson::MemoryStream stream(text.data(), text.size());
    DepthGuard guard;
    rapidjson::Reader reader;
    if (const auto looked = reader.Parse<kFlags>(stream, guard); looked.IsError()) {
        if (looked.Code() == rapidjson::kParseErrorTermination)
            return failure(
                ErrorKind::usage, "json.too_deep", {{"depth", std::to_string(kDeepest)}}
            );
        return malformed(looked.Offset(), looked.Code());
    }
    auto state = std::make_unique<State>();
    state->document.Parse<kFlags>(text.data(), text.size());
    if (state->document.HasParseError())
        return malformed(state->document.GetErrorOffset(), state->document.GetParseError());
    return JsonDocument(std::move(state));
}

JsonView JsonDocument::root() const {
    return JsonView(static_cast<const rapidjson::Value*>(&state_->document));
}

}  // namespace junheng
