// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/versions.h"

#include <fmt/format.h>

namespace junheng::sqlite {
namespace {

constexpr std::string_view kOpened = "SELECT count(*) FROM {table} WHERE from_set = ?1";
constexpr std::string_view kClosed = "SELECT count(*) FROM {table} WHERE to_set = ?1";
constexpr std::string_view kBoth =
    "SELECT count(*) FROM {table} WHERE to_set = ?1 AND ({key}) IN (SELECT {key} FROM {table} "
    "WHERE from_set = ?1)";
// What the set opened must still stand ...
constexpr std::string_view kOverwritten =
    "SELECT count(*) FROM (SELECT {key}, {content} FROM {table} WHERE from_set = ?1) WHERE ({key}, "
    "{content}) NOT IN"
    " (SELECT {key}, {content} FROM {table} WHERE to_set IS NULL AND ({key}) IN"
    " (SELECT {key} FROM {table} WHERE from_set = ?1))";
// ... and what it only closed must not have come back.
constexpr std::string_view kComeBack =
    "SELECT count(*) FROM {table} WHERE to_set IS NULL AND from_set <> ?1"
    " AND ({key}) IN (SELECT {key} FROM {table} WHERE to_set = ?1)"
    " AND ({key}) NOT IN (SELECT {key} FROM {table} WHERE from_set = ?1)";
constexpr std::string_view kClose =
    "UPDATE {table} SET to_set = ?2 WHERE to_set IS NULL AND ({key}) IN (SELECT {key} FROM {table} "
    "WHERE from_set = ?1)";
constexpr std::string_view kReopen =
    "INSERT INTO {table} ({columns}, from_set) SELECT {columns}, ?2 FROM {table} WHERE to_set = ?1 "
    "ORDER BY id";

std::string text(std::string_view pattern, const VersionedTable& table) {
    return fmt::format(
        fmt::runtime(pattern),
        fmt::arg("table", table.name),
        fmt::arg("key", table.key),
        fmt::arg("content", table.content),
        fmt::arg("columns", table.columns)
    );
}

}  // namespace

Tally undo_versions(
    Connection& connection,
    const VersionedTable& table,
    std::int64_t undone,
    std::int64_t by
) {
    const auto count = [&](std::string_view pattern) {
        return connection.query(text(pattern, table)).with(undone).first_integer().value_or(0);
    };
    const std::int64_t opened = count(kOpened);
    const std::int64_t closed = count(kClosed);
    if (opened + closed == 0)
        return {};
    const std::int64_t clashes = count(kOverwritten) + count(kComeBack);
    if (clashes > 0)
        give_up(
            ErrorKind::data,
            "store.undo_conflict_rows",
            {{"id", std::to_string(undone)},
             {"table", std::string(table.name)},
             {"rows", std::to_string(clashes)}}
        );
    const std::int64_t both = count(kBoth);
    connection.query(text(kClose, table)).with(undone, by).run();
    connection.query(text(kReopen, table)).with(undone, by).run();
    return {.added = closed - both, .changed = both, .gone = opened - both};
}

}  // namespace junheng::sqlite
