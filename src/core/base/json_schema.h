// SPDX-License-Identifier: Apache-2.0
/// Holds JSON from outside against a schema of the contract.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/base/json_reader.h"
#include "core/base/result.h"

namespace junheng {

class JsonSchema {
public:
    /// `root` is the document in which the "$ref"s of `schema` are looked up.
    /// Errors (kind internal): json.schema_reference with the reference that leads nowhere.
    static Result<JsonSchema> make(const JsonView& schema, const JsonView& root);
    JsonSchema(JsonSchema&&) noexcept;
    JsonSchema& operator=(JsonSchema&&) noexcept;
    ~JsonSchema();

    /// Errors (kind usage): json.unfit with args place (a JSON pointer) and rule (the keyword that
    /// is not met). Safe to call from several threads.
    Result<void> check(const JsonView& value) const;
    /// The same for a value that came as text, in the type that the schema names.
    Result<void> check_text(std::string_view text) const;

private:
    struct State;
    explicit JsonSchema(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace junheng
