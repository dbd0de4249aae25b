// SPDX-License-Identifier: Apache-2.0
/// Reads JSON from outside; the library behind it stays in json_reader.cpp. Depth is bounded, so
/// that no text can exhaust the stack.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace junheng {

/// A value inside a JsonDocument; valid as long as the document lives.
class JsonView {
public:
    JsonView() = default;
    explicit JsonView(const void* value) : value_(value) {}

    explicit operator bool() const { return value_ != nullptr; }
    const void* raw() const { return value_; }

    bool is_null() const;
    bool is_object() const;
    /// The member; an empty view where there is none.
    JsonView at(std::string_view name) const;
    /// Shape: in the order of the text; empty unless an array.
    std::vector<JsonView> items() const;
    /// The texts of a list; "" for an item of another type.
    std::vector<std::string> texts() const;
    /// Shape: names in the order of the text; empty unless an object.
    std::vector<std::string> names() const;

    /// Empty where the value is absent or of another type.
    std::optional<std::string> text() const;
    std::optional<std::int64_t> integer() const;
    bool flag() const;

    std::string text(std::string_view name) const { return at(name).text().value_or(""); }
    std::optional<std::int64_t> integer(std::string_view name) const { return at(name).integer(); }
    bool flag(std::string_view name) const { return at(name).flag(); }

private:
    const void* value_ = nullptr;
};

class JsonDocument {
public:
    /// Errors (kind usage): json.malformed with args offset and reason, json.too_deep.
    static Result<JsonDocument> parse(std::string_view text);
    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;
    ~JsonDocument();

    JsonView root() const;

private:
    struct State;
    explicit JsonDocument(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace junheng
