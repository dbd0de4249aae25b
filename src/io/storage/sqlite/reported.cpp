// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/reported.h"

#include <algorithm>

#include "io/storage/change_text.h"
#include "io/storage/digest.h"
#include "io/storage/sqlite/change_log.h"

namespace junheng::sqlite {
namespace {

constexpr std::string_view kNoteReported =
    "INSERT INTO reported (change_set, school_year, digest) VALUES (?, ?, ?)";
constexpr std::string_view kNoteTable =
    "INSERT INTO reported_table (change_set, table_name, content) VALUES (?, ?, ?)";
constexpr std::string_view kReported =
    "SELECT r.change_set, r.school_year, s.who, s.at, s.why, r.digest FROM reported r"
    " JOIN change_set s ON s.id = r.change_set WHERE s.county = ? ORDER BY r.change_set";
constexpr std::string_view kTables =
    "SELECT table_name, content FROM reported_table WHERE change_set = ? ORDER BY rowid";

void add(Digest& digest, std::string_view table, std::string_view content) {
    digest.add(table);
    digest.add(content);
}

}  // namespace

Reported freeze(
    Connection& connection,
    std::string_view county,
    Reported reported,
    const std::vector<FrozenTable>& tables
) {
    if (std::ranges::all_of(tables, [](const FrozenTable& table) { return table.rows.empty(); }))
        give_up(
            ErrorKind::usage, "store.year_absent", {{"year", std::to_string(reported.year.start)}}
        );
    std::vector<std::pair<std::string_view, std::string>> contents;
    Digest digest;
    for (const FrozenTable& table : tables) {
        contents.emplace_back(table_spec(table.table).name, rows_text(table.rows));
        add(digest, contents.back().first, contents.back().second);
    }
    reported.digest = digest.hex();
    reported.id =
        open_change_set(connection, county, ChangeKind::freeze, reported.signer, std::nullopt);
    connection.query(kNoteReported).with(reported.id, reported.year.start, reported.digest).run();
    for (const auto& [table, content] : contents)
        connection.query(kNoteTable).with(reported.id, table, content).run();
    return reported;
}

std::vector<Reported> reported(Connection& connection, std::string_view county) {
    std::vector<Reported> result;
    Statement& query = connection.query(kReported).with(county);
    query.each([&] {
        const Author signer{
            std::string(query.text(2)), std::string(query.text(3)), std::string(query.text(4))};
        const SchoolYear year{static_cast<int>(query.integer(1))};
        result.push_back({query.integer(0), year, signer, std::string(query.text(5))});
    });
    return result;
}

std::pair<SchoolYear, std::vector<FrozenTable>> frozen_tables(
    Connection& connection,
    std::string_view county,
    std::int64_t id
) {
    const auto all = reported(connection, county);
    const auto found = std::ranges::find(all, id, &Reported::id);
    if (found == all.end())
        give_up(ErrorKind::usage, "store.reported_unknown", {{"id", std::to_string(id)}});
    std::vector<FrozenTable> tables;
    Digest digest;
    Statement& query = connection.query(kTables).with(id);
    query.each([&] {
        add(digest, query.text(0), query.text(1));
        const auto table = table_by_name(query.text(0));
        if (!table)
            return;
        tables.push_back({*table, {}});
        for (Row& row : take(parse_rows_text(query.text(1))))
            tables.back().rows.push_back(grown(*table, std::move(row)));
    });
    if (digest.hex() != found->digest)
        give_up(ErrorKind::unavailable, "store.damaged", {{"reason", "digest"}});
    return {found->year, std::move(tables)};
}

}  // namespace junheng::sqlite
