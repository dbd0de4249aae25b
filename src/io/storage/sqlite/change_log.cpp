// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/change_log.h"

#include <set>

#include "core/base/overloaded.h"
#include "io/storage/change_text.h"

namespace junheng::sqlite {
namespace {

constexpr std::string_view kOpenSet =
    "INSERT INTO change_set (county, kind, who, at, why, undoes) VALUES (?, ?, ?, ?, ?, ?)";
constexpr std::string_view kNoteTally =
    "INSERT INTO change_tally (change_set, part, added, changed, gone) VALUES (?, ?, ?, ?, ?)";
constexpr std::string_view kNoteSheet =
    "INSERT INTO source_sheet (change_set, position, file, sheet, table_name, columns) VALUES (?, "
    "?, ?, ?, ?, ?)";
constexpr std::string_view kNoteChange =
    "INSERT INTO change (change_set, county, school_year, table_name, row_key, field, before, "
    "after, sheet, sheet_row)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, nullif(?9, -1), nullif(?10, 0))";

std::string column_text(const std::vector<int>& columns) {
    std::string text;
    for (const int column : columns) text += (text.empty() ? "" : ",") + std::to_string(column);
    return text;
}

/// The log's columns of one change. Without a field: a whole row.
struct LogEntry {
    std::string key;
    std::optional<std::string_view> field;
    std::optional<std::string> before;
    std::optional<std::string> after;
};

std::string logged_key(TableId table, const Row& row) {
    return row_text(normalised(key_part(table_spec(table), row)));
}

LogEntry entry_of(const Change& change) {
    return std::visit(
        overloaded{
            [](const RowAdded& c) {
                return LogEntry{logged_key(c.table, c.row), {}, {}, row_text(normalised(c.row))};
            },
            [](const RowRemoved& c) {
                return LogEntry{logged_key(c.table, c.row), {}, row_text(normalised(c.row)), {}};
            },
            [](const CellSet& c) {
                return LogEntry{
                    logged_key(c.table, c.key),
                    table_spec(c.table).fields[c.field].name,
                    value_text(normalised(c.before)),
                    value_text(normalised(c.after))};
            }},
        change
    );
}

const Row& row_of(const Change& change) {
    return std::visit(
        overloaded{
            [](const CellSet& c) -> const Row& { return c.key; },
            [](const auto& c) -> const Row& { return c.row; }},
        change
    );
}

}  // namespace

std::int64_t open_change_set(
    Connection& connection,
    std::string_view county,
    ChangeKind kind,
    const Author& author,
    std::optional<std::int64_t> undoes
) {
    connection.query(kOpenSet)
        .with(county, name(kind), author.who, author.at, author.why, undoes)
        .run();
    return connection.last_id();
}

void note_tally(
    Connection& connection,
    std::int64_t id,
    std::string_view part,
    const Tally& tally
) {
    if (tally.touched() > 0)
        connection.query(kNoteTally).with(id, part, tally.added, tally.changed, tally.gone).run();
}

void note_sheet(Connection& connection, std::int64_t id, const LoggedSheet& sheet) {
    connection.query(kNoteSheet)
        .with(id, sheet.position, sheet.file, sheet.sheet, sheet.table, column_text(sheet.columns))
        .run();
}

void note_change(
    Connection& connection,
    std::int64_t id,
    std::string_view county,
    const SourcedChange& change
) {
    const LogEntry entry = entry_of(change.change);
    const std::string_view table = table_spec(table_of(change.change)).name;
    connection.query(kNoteChange)
        .with(
            id,
            county,
            change.year.start,
            table,
            entry.key,
            entry.field,
            entry.before,
            entry.after,
            change.sheet,
            change.row
        )
        .run();
}

Tally tally_of(const std::vector<SourcedChange>& changes) {
    Tally tally;
    std::set<std::tuple<int, TableId, std::string>> altered;
    for (const SourcedChange& one : changes) {
        if (std::holds_alternative<RowAdded>(one.change))
            ++tally.added;
        else if (std::holds_alternative<RowRemoved>(one.change))
            ++tally.gone;
        else
            altered.emplace(one.year.start, table_of(one.change), row_text(row_of(one.change)));
    }
    tally.changed = static_cast<std::int64_t>(altered.size());
    return tally;
}

}  // namespace junheng::sqlite
