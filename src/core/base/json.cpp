// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"

#include <cmath>

#include <rapidjson/memorystream.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace junheng {

namespace {

bool is_utf8(std::string_view text) {
    rapidjson::MemoryStream in(text.data(), text.size());
    while (in.Tell() < text.size()) {
        unsigned codepoint = 0;
        if (!rapidjson::UTF8<>::Decode(in, &codepoint))
            return false;
    }
    return true;
}

/// File names and arguments may be any bytes; a reader of JSON gets "�" for those that are no
/// text.
std::string sound_utf8(std::string_view text) {
    std::string sound;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 1;
        while (length < 4 && !is_utf8(text.substr(at, length)) && at + length < text.size())
            ++length;
        const bool good = is_utf8(text.substr(at, length));
        sound += good ? text.substr(at, length) : "\xEF\xBF\xBD";
        at += good ? length : 1;
    }
    return sound;
}

}  // namespace

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
    const std::string sound = is_utf8(text) ? std::string() : sound_utf8(text);
    const std::string_view given = sound.empty() ? text : sound;
    state_->writer.String(given.data(), static_cast<rapidjson::SizeType>(given.size()));
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
