// SPDX-License-Identifier: Apache-2.0
#include "app/service/change_json.h"

#include "core/base/overloaded.h"

namespace junheng {
namespace {

void cell(JsonWriter& json, std::string_view name, const FieldSpec& field, const Value& value) {
    const std::string text = to_text(field, value);
    json.key(name);
    text.empty() ? json.null() : json.value(text);
}

void write_cell(JsonWriter& json, const CellSet& change) {
    const FieldSpec& field = table_spec(change.table).fields[change.field];
    json.field("act", "set").field("field", field.name);
    cell(json, "before", field, change.before);
    cell(json, "after", field, change.after);
}

void write_row(JsonWriter& json, std::string_view act) {
    json.field("act", act).key("field").null().key("before").null().key("after").null();
}

}  // namespace

void write_change(JsonWriter& json, const Change& change, RowKey key) {
    json.field("table", table_spec(table_of(change)).name).key("key");
    key == RowKey::shown ? json.value(key_of(change)) : json.null();
    std::visit(
        overloaded{
            [&](const CellSet& set) { write_cell(json, set); },
            [&](const RowAdded&) { write_row(json, "added"); },
            [&](const RowRemoved&) { write_row(json, "removed"); }},
        change
    );
}

}  // namespace junheng
