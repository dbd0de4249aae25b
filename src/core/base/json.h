// SPDX-License-Identifier: Apache-2.0
/// Writes JSON; the library behind it stays in json.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/maybe.h"

namespace junheng {

/// Callers keep keys and values in turn; finished text comes from take(). Numbers are printed in
/// full precision.
class JsonWriter {
public:
    JsonWriter();
    ~JsonWriter();
    JsonWriter(const JsonWriter&) = delete;
    JsonWriter& operator=(const JsonWriter&) = delete;

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);

    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
    JsonWriter& value(double number);
    JsonWriter& value(std::int64_t number);
    JsonWriter& value(int number) { return value(std::int64_t{number}); }
    JsonWriter& value(bool flag);
    JsonWriter& null();
    JsonWriter& value(const Maybe<double>& number) { return number ? value(*number) : null(); }

    template <class T>
    JsonWriter& field(std::string_view name, const T& content) {
        return key(name).value(content);
    }

    /// The text written so far; the writer is empty afterwards.
    std::string take();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace junheng
