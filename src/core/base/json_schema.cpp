// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_schema.h"

#include <charconv>
#include <optional>

#include <rapidjson/document.h>
#include <rapidjson/pointer.h>
#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>

namespace junheng {
namespace {

using Json = rapidjson::Value;

std::string text_of(const Json& text) {
    return {text.GetString(), text.GetStringLength()};
}

/// A copy of the schema with every reference replaced by what it names.
class Expansion {
public:
    Expansion(const Json& root, rapidjson::Document::AllocatorType& allocator)
        : root_(root), allocator_(allocator) {}

    Json expanded(const Json& schema) {
        if (schema.IsObject())
            return object(schema);
        if (schema.IsArray())
            return array(schema);
        return {schema, allocator_};
    }
    const std::optional<std::string>& lost() const { return lost_; }

private:
    Json object(const Json& schema) {
        if (const auto reference = schema.FindMember("$ref");
            reference != schema.MemberEnd() && reference->value.IsString())
            return target(text_of(reference->value));
        Json result(rapidjson::kObjectType);
        for (const auto& member : schema.GetObject())
            result.AddMember(Json(member.name, allocator_), expanded(member.value), allocator_);
        return result;
    }

    Json array(const Json& schema) {
        Json result(rapidjson::kArrayType);
        for (const Json& item : schema.GetArray()) result.PushBack(expanded(item), allocator_);
        return result;
    }

    Json target(const std::string& reference) {
        const rapidjson::Pointer pointer(reference.c_str(), reference.size());
        const Json* found = pointer.IsValid() ? pointer.Get(root_) : nullptr;
        if (found == nullptr) {
            lost_ = reference;
            return Json(rapidjson::kObjectType);
        }
        return expanded(*found);
    }

    const Json& root_;
    rapidjson::Document::AllocatorType& allocator_;
    std::optional<std::string> lost_;
};

/// What the text means in the type of the schema; null where it means nothing.
Json typed(std::string_view text, std::string_view type) {
    Json value;
    std::int64_t number = 0;
    if (type == "integer") {
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (fault == std::errc{} && end == text.data() + text.size())
            value.SetInt64(number);
    } else if (type == "boolean") {
        if (text == "true" || text == "false")
            value.SetBool(text == "true");
    } else {
        value.SetString(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    }
    return value;
}

}  // namespace

struct JsonSchema::State {
    rapidjson::Document text;
    std::string type;
    std::optional<rapidjson::SchemaDocument> schema;

    Result<void> check(const Json& value) const {
        rapidjson::SchemaValidator validator(*schema);
        if (value.Accept(validator))
            return {};
        rapidjson::StringBuffer place;
        validator.GetInvalidDocumentPointer().Stringify(place);
        return failure(
            ErrorKind::usage,
            "json.unfit",
            {{"place", std::string(place.GetString(), place.GetSize())},
             {"rule", validator.GetInvalidSchemaKeyword()}}
        );
    }
};

JsonSchema::JsonSchema(std::unique_ptr<State> state) : state_(std::move(state)) {}
JsonSchema::JsonSchema(JsonSchema&&) noexcept = default;
JsonSchema& JsonSchema::operator=(JsonSchema&&) noexcept = default;
JsonSchema::~JsonSchema() = default;

Result<JsonSchema> JsonSchema::make(const JsonView& schema, const JsonView& root) {
    auto state = std::make_unique<State>();
    Expansion expansion(*static_cast<const Json*>(root.raw()), state->text.GetAllocator());
    static_cast<Json&>(state->text) = expansion.expanded(*static_cast<const Json*>(schema.raw()));
    if (expansion.lost())
        return failure(
            ErrorKind::internal, "json.schema_reference", {{"reference", *expansion.lost()}}
        );
    state->type = JsonView(static_cast<const Json*>(&state->text)).text("type");
    state->schema.emplace(state->text);
    return JsonSchema(std::move(state));
}

Result<void> JsonSchema::check(const JsonView& value) const {
    return state_->check(*static_cast<const Json*>(value.raw()));
}

Result<void> JsonSchema::check_text(std::string_view text) const {
    return state_->check(typed(text, state_->type));
}

}  // namespace junheng
