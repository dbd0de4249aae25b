// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/record_table.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "io/storage/change_text.h"

namespace junheng::sqlite {
namespace {

constexpr int kScopeColumns = 2;

bool is_text(FieldType type) {
    switch (type) {
        case FieldType::integer:
        case FieldType::count:
        case FieldType::hundredths:
        case FieldType::year:
        case FieldType::coordinate:
            return false;
        case FieldType::text:
        case FieldType::code:
        case FieldType::decimal:
        case FieldType::date:
        case FieldType::word:
        case FieldType::flags:
        case FieldType::geometry:
            break;
    }
    return true;
}

std::string column_list(const TableSpec& spec) {
    std::string columns;
    for (const FieldSpec& field : spec.fields) columns += fmt::format("\"{}\", ", field.name);
    return columns + "absent";
}

std::string key_columns(const TableSpec& spec) {
    std::string columns;
    for (std::size_t i = 0; i < spec.key_fields; ++i)
        columns += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", spec.fields[i].name);
    return columns;
}

std::string key_condition(const TableSpec& spec, int first_parameter) {
    std::string text =
        fmt::format("county = ?{} AND school_year = ?{}", first_parameter, first_parameter + 1);
    for (std::size_t i = 0; i < spec.key_fields; ++i)
        text += fmt::format(
            " AND \"{}\" = ?{}",
            spec.fields[i].name,
            first_parameter + kScopeColumns + static_cast<int>(i)
        );
    return text;
}

// A key column holds no NULL: texts are empty, numbers fall below zero, by reason.
std::int64_t missing_key(Missing reason) {
    return -1 - static_cast<std::int64_t>(reason);
}

void bind_value(Statement& statement, int index, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        statement.bind(index, *number);
    else if (const auto* real = std::get_if<double>(&value))
        statement.bind(index, *real);
    else if (const auto* text = std::get_if<std::string>(&value); text != nullptr && !text->empty())
        statement.bind(index, *text);
    else
        statement.bind(index, nullptr);
}

void bind_key_value(Statement& statement, int index, const FieldSpec& field, const Value& value) {
    const auto* reason = std::get_if<Missing>(&value);
    if (reason == nullptr && value != Value(std::string()))
        bind_value(statement, index, value);
    else if (is_text(field.type))
        statement.bind(index, std::string_view(""));
    else
        statement.bind(index, missing_key(reason == nullptr ? Missing::not_reported : *reason));
}

Value key_value(const FieldSpec& field, Value value) {
    if (is_text(field.type))
        return normalised(value);
    if (const auto* number = std::get_if<std::int64_t>(&value); number != nullptr && *number < 0)
        return kMissingReasons[static_cast<std::size_t>(-1 - *number)];
    return value;
}

Value column_value(const Statement& statement, int column) {
    switch (statement.type(column)) {
        case SQLITE_INTEGER:
            return statement.integer(column);
        case SQLITE_FLOAT:
            return statement.real(column);
        case SQLITE_TEXT:
            return std::string(statement.text(column));
        default:
            return Missing::not_reported;
    }
}

std::string absent_text(const TableSpec& spec, const Row& row) {
    std::string text;
    for (std::size_t i = spec.key_fields; i < spec.fields.size(); ++i)
        if (const auto* reason = std::get_if<Missing>(&row[i]);
            reason != nullptr && *reason != Missing::not_reported)
            text +=
                fmt::format("{}{}={}", text.empty() ? "" : " ", spec.fields[i].name, name(*reason));
    return text;
}

void read_absent(const TableSpec& spec, std::string_view text, Row& row) {
    while (!text.empty()) {
        const auto one = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(one.size() + 1, text.size()));
        const auto equals = one.find('=');
        const auto field = field_by_name(spec, one.substr(0, equals));
        const auto reason = missing_by_name(one.substr(equals + 1));
        if (field && reason)
            row[*field] = *reason;
    }
}

std::optional<std::string_view> unless_empty(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

[[noreturn]] void refuse(std::string code, const TableSpec& spec, const Row& key) {
    give_up(
        ErrorKind::data,
        std::move(code),
        {{"table", std::string(spec.name)}, {"key", key_text(spec, key)}}
    );
}

[[noreturn]] void refuse_cell(
    const TableSpec& spec,
    const Row& key,
    std::size_t field,
    const Value& expected,
    const Value& found
) {
    const FieldSpec& cell = spec.fields[field];
    give_up(
        ErrorKind::data,
        "change.conflict",
        {{"table", std::string(spec.name)},
         {"key", key_text(spec, key)},
         {"field", std::string(cell.name)},
         {"expected", to_text(cell, expected)},
         {"found", to_text(cell, found)}}
    );
}

}  // namespace

RecordTable::RecordTable(Connection& connection, TableId table)
    : connection_(connection), spec_(table_spec(table)) {
    const std::string columns = column_list(spec_);
    std::string slots = "?1, ?2";
    for (std::size_t i = 0; i <= spec_.fields.size(); ++i)
        slots += fmt::format(", ?{}", kScopeColumns + 1 + i);
    select_all_ = fmt::format(
        "SELECT {} FROM \"{}\" WHERE county = ?1 AND school_year = ?2 ORDER BY {}",
        columns,
        spec_.name,
        key_columns(spec_)
    );
    select_row_ =
        fmt::format("SELECT {} FROM \"{}\" WHERE {}", columns, spec_.name, key_condition(spec_, 1));
    insert_ = fmt::format(
        "INSERT INTO \"{}\" (county, school_year, {}) VALUES ({}) ON CONFLICT DO NOTHING",
        spec_.name,
        columns,
        slots
    );
    remove_ = fmt::format("DELETE FROM \"{}\" WHERE {}", spec_.name, key_condition(spec_, 1));
    for (const FieldSpec& field : spec_.fields)
        update_.push_back(fmt::format(
            "UPDATE \"{}\" SET \"{}\" = ?1, absent = ?2 WHERE {}",
            spec_.name,
            field.name,
            key_condition(spec_, 3)
        ));
}

int RecordTable::bind_key(Statement& statement, const Scope& scope, const Row& key, int first)
    const {
    statement.bind(first++, scope.county);
    statement.bind(first++, scope.year.start);
    for (std::size_t i = 0; i < spec_.key_fields; ++i)
        bind_key_value(statement, first++, spec_.fields[i], key[i]);
    return first;
}

Row RecordTable::row_of(const Statement& statement) const {
    Row row;
    row.reserve(spec_.fields.size());
    for (std::size_t i = 0; i < spec_.fields.size(); ++i) {
        Value value = column_value(statement, static_cast<int>(i));
        row.push_back(
            i < spec_.key_fields ? key_value(spec_.fields[i], std::move(value)) : std::move(value)
        );
    }
    read_absent(spec_, statement.text(static_cast<int>(spec_.fields.size())), row);
    return row;
}

std::vector<Row> RecordTable::rows(const Scope& scope) {
    std::vector<Row> rows;
    Statement& query = connection_.query(select_all_).with(scope.county, scope.year.start);
    query.each([&] { rows.push_back(row_of(query)); });
    return rows;
}

Row RecordTable::present_row(const Scope& scope, const Row& key) {
    Row row;
    Statement& query = connection_.query(select_row_);
    bind_key(query, scope, key, 1);
    if (!query.first([&] { row = row_of(query); }))
        refuse("change.row_absent", spec_, key);
    return row;
}

void RecordTable::add(const Scope& scope, const Row& row) {
    Statement& query = connection_.query(insert_);
    int index = bind_key(query, scope, row, 1);
    for (std::size_t i = spec_.key_fields; i < spec_.fields.size(); ++i)
        bind_value(query, index++, row[i]);
    const std::string absent = absent_text(spec_, row);
    query.bind(index, unless_empty(absent));
    query.run();
    if (connection_.touched() == 0)
        refuse("change.row_exists", spec_, row);
}

void RecordTable::remove(const Scope& scope, const Row& row) {
    const Row present = present_row(scope, row);
    for (std::size_t i = spec_.key_fields; i < spec_.fields.size(); ++i)
        if (present[i] != normalised(row[i]))
            refuse_cell(spec_, row, i, row[i], present[i]);
    Statement& query = connection_.query(remove_);
    bind_key(query, scope, row, 1);
    query.run();
}

void RecordTable::set(const Scope& scope, const CellSet& change) {
    if (change.field < spec_.key_fields)
        give_up(ErrorKind::internal, "store.key_field", {{"table", std::string(spec_.name)}});
    Row row = present_row(scope, change.key);
    if (row[change.field] != normalised(change.before))
        refuse_cell(spec_, change.key, change.field, change.before, row[change.field]);
    row[change.field] = change.after;
    const std::string absent = absent_text(spec_, row);
    Statement& query = connection_.query(update_[change.field]);
    bind_value(query, 1, change.after);
    query.bind(2, unless_empty(absent));
    bind_key(query, scope, change.key, 3);
    query.run();
}

}  // namespace junheng::sqlite
