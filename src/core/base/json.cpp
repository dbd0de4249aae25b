// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"

#include <cmath>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace junheng {

struct JsonWriter::State {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
};

JsonWriter::JsonWriter() : state_(std::make_unique<State>()) {}
JsonWriter::~JsonWriter() = default;

JsonWriter& JsonWriter::begin_object() {
    return state_->writer.StartObject(), *this;
}
JsonWriter& JsonWriter::end_object() {
    return state_->writer.EndObject(), *this;
}
JsonWriter& JsonWriter::begin_array() {
    return state_->writer.StartArray(), *this;
}
JsonWriter& JsonWriter::end_array() {
    return state_->writer.EndArray(), *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    state_->writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    state_->writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
    return *this;
}

JsonWriter& JsonWriter::value(double number) {
    if (!std::isfinite(number))
        return null();
    state_->writer.Double(number);
    return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
    return state_->writer.Int64(number), *this;
}
JsonWriter& JsonWriter::value(bool flag) {
    return state_->writer.Bool(flag), *this;
}
JsonWriter& JsonWriter::null() {
    return state_->writer.Null(), *this;
}

std::string JsonWriter::take() {
    std::string text(state_->buffer.GetString(), state_->buffer.GetSize());
    state_ = std::make_unique<State>();
    return text;
}

}  // namespace junheng
