// SPDX-License-Identifier: Apache-2.0
#include "io/storage/change_text.h"

#include <optional>

#include <rapidjson/document.h>

#include "core/base/json.h"
#include "core/base/overloaded.h"

namespace junheng {
namespace {

using Json = rapidjson::Value;

// The form of a change in a list: which fields stand there.
constexpr std::string_view kAdded = "added";
constexpr std::string_view kRemoved = "removed";
constexpr std::string_view kSet = "set";
constexpr rapidjson::SizeType kRowParts = 3;   // table, form, row
constexpr rapidjson::SizeType kCellParts = 6;  // table, form, key, field, before, after

void write(JsonWriter& json, const Value& value) {
    std::visit(
        overloaded{
            [&](Missing reason) {
                if (reason == Missing::not_reported)
                    json.null();
                else
                    json.begin_object().field("missing", name(reason)).end_object();
            },
            [&](const auto& given) { json.value(given); }},
        value
    );
}

void write(JsonWriter& json, const Row& row) {
    json.begin_array();
    for (const Value& value : row) write(json, value);
    json.end_array();
}

void write(JsonWriter& json, const Change& change) {
    json.begin_array().value(table_spec(table_of(change)).name);
    std::visit(
        overloaded{
            [&](const RowAdded& c) { write(json.value(kAdded), c.row); },
            [&](const RowRemoved& c) { write(json.value(kRemoved), c.row); },
            [&](const CellSet& c) {
                write(json.value(kSet), c.key);
                write(json.value(table_spec(c.table).fields[c.field].name), c.before);
                write(json, c.after);
            }},
        change
    );
    json.end_array();
}

template <class T>
void write(JsonWriter& json, const std::vector<T>& list) {
    json.begin_array();
    for (const T& one : list) write(json, one);
    json.end_array();
}

template <class T>
std::string text_of(const T& content) {
    JsonWriter json;
    write(json, content);
    return json.take();
}

std::string_view text_at(const Json& json) {
    return json.IsString() ? std::string_view(json.GetString(), json.GetStringLength())
                           : std::string_view();
}

// What no text of ours holds comes back empty.

std::optional<Value> read_value(const Json& json) {
    if (json.IsNull())
        return Missing::not_reported;
    if (json.IsString())
        return std::string(text_at(json));
    if (json.IsInt64())
        return json.GetInt64();
    if (json.IsDouble())
        return json.GetDouble();
    if (!json.IsObject() || json.MemberCount() != 1 ||
        text_at(json.MemberBegin()->name) != "missing")
        return std::nullopt;
    return missing_by_name(text_at(json.MemberBegin()->value));
}

template <class Read>
auto read_list(const Json& json, Read&& read)
    -> std::optional<std::vector<typename decltype(read(json))::value_type>> {
    if (!json.IsArray())
        return std::nullopt;
    std::vector<typename decltype(read(json))::value_type> list;
    list.reserve(json.Size());
    for (const Json& item : json.GetArray()) {
        auto one = read(item);
        if (!one)
            return std::nullopt;
        list.push_back(*std::move(one));
    }
    return list;
}

std::optional<Row> read_row(const Json& json) {
    return read_list(json, read_value);
}

std::optional<Change> read_cell(const Json& json, TableId table) {
    const auto key = read_row(json[2]);
    const auto field = field_by_name(table_spec(table), text_at(json[3]));
    const auto before = read_value(json[4]);
    const auto after = read_value(json[5]);
    if (!key || !field || !before || !after)
        return std::nullopt;
    return CellSet{table, *key, *field, *before, *after};
}

std::optional<Change> read_change(const Json& json) {
    if (!json.IsArray() || json.Size() < kRowParts)
        return std::nullopt;
    const auto table = table_by_name(text_at(json[0]));
    const std::string_view form = text_at(json[1]);
    if (!table)
        return std::nullopt;
    if (form == kSet && json.Size() == kCellParts)
        return read_cell(json, *table);
    auto row = read_row(json[2]);
    if (!row || json.Size() != kRowParts)
        return std::nullopt;
    if (form == kAdded)
        return RowAdded{*table, *std::move(row)};
    if (form == kRemoved)
        return RowRemoved{*table, *std::move(row)};
    return std::nullopt;
}

template <class Read>
auto parsed(std::string_view text, Read&& read)
    -> Result<typename decltype(read(Json()))::value_type> {
    // Full precision: the nearest double, not one beside it. Iterative: no depth exhausts the
    // stack.
    constexpr unsigned kFlags = rapidjson::kParseFullPrecisionFlag | rapidjson::kParseIterativeFlag;
    rapidjson::Document document;
    document.Parse<kFlags>(text.data(), text.size());
    if (!document.HasParseError())
        if (auto content = read(document))
            return *std::move(content);
    return failure(ErrorKind::internal, "store.text_damaged");
}

}  // namespace

std::string value_text(const Value& value) {
    return text_of(value);
}

std::string row_text(const Row& row) {
    return text_of(row);
}

std::string rows_text(const std::vector<Row>& rows) {
    return text_of(rows);
}

std::string changes_text(const Changes& changes) {
    return text_of(changes);
}

Result<Value> parse_value_text(std::string_view text) {
    return parsed(text, read_value);
}

Result<Row> parse_row_text(std::string_view text) {
    return parsed(text, read_row);
}

Row grown(TableId table, Row row) {
    const std::size_t fields = table_spec(table).fields.size();
    if (row.size() < fields)
        row.resize(fields, Missing::not_reported);
    return row;
}

Result<std::vector<Row>> parse_rows_text(std::string_view text) {
    return parsed(text, [](const Json& json) { return read_list(json, read_row); });
}

Result<Changes> parse_changes_text(std::string_view text) {
    return parsed(text, [](const Json& json) { return read_list(json, read_change); });
}

Value normalised(const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text != nullptr && text->empty() ? Value(Missing::not_reported) : value;
}

Row normalised(const Row& row) {
    Row result;
    result.reserve(row.size());
    for (const Value& value : row) result.push_back(normalised(value));
    return result;
}

}  // namespace junheng
