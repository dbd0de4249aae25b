// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "io/storage/change_text.h"
#include "io/storage/sqlite/change_log.h"

namespace junheng::sqlite {
namespace {

constexpr std::string_view kHistory =
    "SELECT id, kind, who, at, why, undoes FROM change_set WHERE county = ? ORDER BY id";
constexpr std::string_view kOneSet =
    "SELECT kind, who, at, why FROM change_set WHERE county = ? AND id = ?";
constexpr std::string_view kTallies =
    "SELECT t.change_set, t.part, t.added, t.changed, t.gone FROM change_tally t"
    " JOIN change_set s ON s.id = t.change_set WHERE s.county = ?";
constexpr std::string_view kFiles =
    "SELECT f.change_set, f.file FROM source_sheet f JOIN change_set s ON s.id = f.change_set"
    " WHERE s.county = ? ORDER BY f.change_set, f.position";
constexpr std::string_view kUndos =
    "SELECT id, undoes FROM change_set WHERE county = ? AND undoes IS NOT NULL ORDER BY id DESC";
constexpr std::string_view kSheets =
    "SELECT file, sheet, table_name, columns FROM source_sheet WHERE change_set = ? ORDER BY "
    "position";
constexpr std::string_view kChanges =
    "SELECT school_year, table_name, row_key, field, before, after, sheet, sheet_row FROM change"
    " WHERE change_set = ? ORDER BY id";
constexpr std::string_view kTouches =
    "SELECT c.change_set, s.kind, s.who, s.at, s.why, c.after, c.sheet, c.sheet_row FROM change c"
    " JOIN change_set s ON s.id = c.change_set"
    " WHERE c.county = ?1 AND c.school_year = ?2 AND c.table_name = ?3 AND c.row_key = ?4"
    " AND (c.field IS NULL OR ?5 IS NULL OR c.field = ?5) ORDER BY c.id DESC";
constexpr std::string_view kSheet =
    "SELECT file, sheet, columns FROM source_sheet WHERE change_set = ? AND position = ?";

std::vector<int> parse_columns(std::string_view text) {
    std::vector<int> columns;
    while (!text.empty()) {
        int column = 0;
        const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), column);
        columns.push_back(column);
        text.remove_prefix(std::min(static_cast<std::size_t>(end - text.data()) + 1, text.size()));
    }
    return columns;
}

Author author_at(const Statement& query, int column) {
    return {
        std::string(query.text(column)),
        std::string(query.text(column + 1)),
        std::string(query.text(column + 2))};
}

ChangeKind kind_at(const Statement& query, int column) {
    return change_kind_by_name(query.text(column)).value_or(ChangeKind::edit);
}

ChangeSet* set_with(std::vector<ChangeSet>& sets, std::int64_t id) {
    const auto found = std::ranges::lower_bound(sets, id, {}, &ChangeSet::id);
    return found == sets.end() || found->id != id ? nullptr : &*found;
}

void read_tallies(Connection& connection, std::string_view county, std::vector<ChangeSet>& sets) {
    Statement& query = connection.query(kTallies).with(county);
    query.each([&] {
        ChangeSet* set = set_with(sets, query.integer(0));
        if (set == nullptr)
            return;
        const std::string_view part = query.text(1);
        Tally& tally = part == "rows"     ? set->rows
                       : part == "pupils" ? set->pupils
                                          : set->identities;
        tally = {query.integer(2), query.integer(3), query.integer(4), 0};
    });
}

void read_files(Connection& connection, std::string_view county, std::vector<ChangeSet>& sets) {
    Statement& query = connection.query(kFiles).with(county);
    query.each([&] {
        ChangeSet* set = set_with(sets, query.integer(0));
        if (set != nullptr && std::ranges::find(set->files, query.text(1)) == set->files.end())
            set->files.emplace_back(query.text(1));
    });
}

Change change_of_entry(const Statement& query, TableId table) {
    if (query.null(3)) {
        if (query.null(5))
            return RowRemoved{table, grown(table, take(parse_row_text(query.text(4))))};
        return RowAdded{table, grown(table, take(parse_row_text(query.text(5))))};
    }
    const auto field = field_by_name(table_spec(table), query.text(3));
    if (!field)
        give_up(ErrorKind::internal, "store.text_damaged");
    return CellSet{
        table,
        take(parse_row_text(query.text(2))),
        *field,
        take(parse_value_text(query.text(4))),
        take(parse_value_text(query.text(5)))};
}

TableId table_at(const Statement& query, int column) {
    const auto table = table_by_name(query.text(column));
    if (!table)
        give_up(ErrorKind::internal, "store.text_damaged");
    return *table;
}

void read_sheets(Connection& connection, std::int64_t id, Commit& commit) {
    Statement& query = connection.query(kSheets).with(id);
    query.each([&] {
        // Sheets of pupils stand last and belong to no record table.
        if (const auto table = table_by_name(query.text(2)))
            commit.sheets.push_back(
                {std::string(query.text(0)),
                 std::string(query.text(1)),
                 *table,
                 parse_columns(query.text(3))}
            );
    });
}

Where place_of(
    Connection& connection,
    std::int64_t id,
    std::int64_t position,
    std::int64_t row,
    std::size_t field
) {
    Where where;
    Statement& query = connection.query(kSheet).with(id, position);
    query.first([&] {
        const auto columns = parse_columns(query.text(2));
        where = {std::string(query.text(0)), std::string(query.text(1)), static_cast<int>(row), 0};
        if (field < columns.size())
            where.column = columns[field];
    });
    return where;
}

}  // namespace

std::map<std::int64_t, std::int64_t> undone_by(Connection& connection, std::string_view county) {
    // From the newest to the oldest: an undo counts unless a newer one took it back.
    std::map<std::int64_t, std::int64_t> result;
    Statement& query = connection.query(kUndos).with(county);
    query.each([&] {
        if (!result.contains(query.integer(0)))
            result.emplace(query.integer(1), query.integer(0));
    });
    return result;
}

std::vector<ChangeSet> history(Connection& connection, std::string_view county) {
    std::vector<ChangeSet> sets;
    Statement& query = connection.query(kHistory).with(county);
    query.each([&] {
        ChangeSet set{
            .id = query.integer(0), .kind = kind_at(query, 1), .author = author_at(query, 2)};
        if (!query.null(5))
            set.undoes = query.integer(5);
        sets.push_back(std::move(set));
    });
    read_tallies(connection, county, sets);
    read_files(connection, county, sets);
    for (const auto& [id, by] : undone_by(connection, county))
        if (ChangeSet* set = set_with(sets, id))
            set->undone_by = by;
    return sets;
}

Commit changes_of(Connection& connection, std::string_view county, std::int64_t id) {
    Commit commit;
    Statement& head = connection.query(kOneSet).with(county, id);
    const bool found = head.first([&] {
        commit.kind = kind_at(head, 0);
        commit.author = author_at(head, 1);
    });
    if (!found)
        give_up(ErrorKind::usage, "store.change_set_unknown", {{"id", std::to_string(id)}});
    read_sheets(connection, id, commit);
    Statement& query = connection.query(kChanges).with(id);
    query.each([&] {
        commit.changes.push_back(
            {{static_cast<int>(query.integer(0))},
             change_of_entry(query, table_at(query, 1)),
             query.null(6) ? -1 : static_cast<int>(query.integer(6)),
             static_cast<int>(query.integer(7))}
        );
    });
    return commit;
}

std::optional<CellOrigin> origin_of(
    Connection& connection,
    std::string_view county,
    const CellAddress& cell
) {
    const TableSpec& spec = table_spec(cell.table);
    const auto undone = undone_by(connection, county);
    const std::string key = row_text(normalised(cell.key));
    std::optional<CellOrigin> origin;
    std::optional<std::pair<std::int64_t, std::int64_t>> place;
    Statement& query = connection.query(kTouches).with(
        county, cell.year.start, spec.name, key, spec.fields[cell.field].name
    );
    query.each([&] {
        const std::int64_t id = query.integer(0);
        const ChangeKind kind = kind_at(query, 1);
        if (origin || kind == ChangeKind::undo || undone.contains(id) || query.null(5))
            return;
        origin = CellOrigin{.change_set = id, .kind = kind, .author = author_at(query, 2)};
        if (!query.null(6))
            place = {query.integer(6), query.integer(7)};
    });
    if (place)
        origin->where =
            place_of(connection, origin->change_set, place->first, place->second, cell.field);
    return origin;
}

std::optional<std::int64_t> later_set(
    Connection& connection,
    std::string_view county,
    const SourcedChange& change,
    std::int64_t id
) {
    const TableSpec& spec = table_spec(table_of(change.change));
    const auto* cell = std::get_if<CellSet>(&change.change);
    const auto field =
        cell == nullptr ? std::nullopt : std::optional(spec.fields[cell->field].name);
    Row key = std::visit(
        [](const auto& c) {
            if constexpr (requires { c.key; })
                return c.key;
            else
                return c.row;
        },
        change.change
    );
    key.resize(spec.key_fields);
    const std::string text = row_text(normalised(key));
    const auto undone = undone_by(connection, county);
    std::optional<std::int64_t> later;
    Statement& query =
        connection.query(kTouches).with(county, change.year.start, spec.name, text, field);
    query.each([&] {
        if (!later && query.integer(0) > id && kind_at(query, 1) != ChangeKind::undo &&
            !undone.contains(query.integer(0)))
            later = query.integer(0);
    });
    return later;
}

}  // namespace junheng::sqlite
