// SPDX-License-Identifier: Apache-2.0
/// One list of tables and fields that everything generic stands on: import, export, templates,
/// store, log, diff. A record type and its fields meet in schema.h and nowhere else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/maybe.h"

namespace junheng {

enum class TableId : std::uint8_t {
    county,
    townships,
    villages,
    features,
    schools,
    stages,
    shared,
    classes,
    grades,
    rooms,
    teachers,
    figures,
    counts,
    evidence,
    units,
    unit_pupils,
    districts,
    admission,
};
inline constexpr std::size_t kTableCount = 18;

/// A cell: absent with a reason, a whole number in the field's smallest unit, a coordinate, or a
/// text.
using Value = std::variant<Missing, std::int64_t, double, std::string>;
using Row = std::vector<Value>;

enum class FieldType : std::uint8_t {
    text,        // any text; empty text is "absent"
    code,        // an identifier
    decimal,     // a number or yes/no kept as text
    integer,     // whole number
    count,       // whole number of things, never negative
    hundredths,  // amount kept in 0.01 of its unit, never negative
    coordinate,  // degrees
    year,
    date,      // ISO text
    word,      // one of a closed list
    flags,     // words separated by spaces
    geometry,  // WKT
};

struct FieldSpec {
    std::string_view name;  // column of the contract's csv
    FieldType type = FieldType::text;
    std::string_view unit = {};                    // pupil, teacher, room, m2, yuan, ...
    std::span<const std::string_view> words = {};  // of FieldType::word and flags
};

/// Shape: the first key_fields fields are the key, in sort order.
struct TableSpec {
    TableId id;
    std::string_view name;  // file name without .csv
    std::span<const FieldSpec> fields;
    std::size_t key_fields;
};

const TableSpec& table_spec(TableId id);
std::span<const TableId> all_tables();
std::optional<TableId> table_by_name(std::string_view name);
/// Empty when the table has no such field.
std::optional<std::size_t> field_by_name(const TableSpec& table, std::string_view name);

/// The key fields of a row.
Row key_part(const TableSpec& table, const Row& row);
/// The key of a row as one text ("2145000001/primary"), for logs and messages.
std::string key_text(const TableSpec& table, const Row& row);
/// Orders rows by key.
bool key_less(const TableSpec& table, const Row& a, const Row& b);

/// A cell as the contract's csv prints it; empty for a missing one.
std::string to_text(const FieldSpec& field, const Value& value);
/// The value that this plain text (already repaired) means in the field; the code of the fault
/// otherwise: field.not_a_number, field.not_whole, field.negative, field.too_precise,
/// field.out_of_range, field.not_a_date, field.unknown_word, field.empty_key.
struct FieldFault {
    std::string_view code;
};
std::variant<Value, FieldFault> parse_field(const FieldSpec& field, std::string_view text);

}  // namespace junheng
