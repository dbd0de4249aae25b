// SPDX-License-Identifier: Apache-2.0
/// The append-only log: change sets, the sheets that fed them, and every change with before and
/// after.
#pragma once

#include <map>

#include "io/storage/commit.h"
#include "io/storage/sqlite/connection.h"

namespace junheng::sqlite {

/// Opens a change set; the id is final once the transaction commits.
std::int64_t open_change_set(
    Connection& connection,
    std::string_view county,
    ChangeKind kind,
    const Author& author,
    std::optional<std::int64_t> undoes
);
void note_tally(Connection& connection, std::int64_t id, std::string_view part, const Tally& tally);

/// `table` is the name of a record table, or "pupils".
struct LoggedSheet {
    int position = 0;
    std::string_view file;
    std::string_view sheet;
    std::string_view table;
    std::vector<int> columns = {};
};
void note_sheet(Connection& connection, std::int64_t id, const LoggedSheet& sheet);
void note_change(
    Connection& connection,
    std::int64_t id,
    std::string_view county,
    const SourcedChange& change
);

/// Rows that the changes add, alter and take away.
Tally tally_of(const std::vector<SourcedChange>& changes);

std::vector<ChangeSet> history(Connection& connection, std::string_view county);
/// Throws store.change_set_unknown.
Commit changes_of(Connection& connection, std::string_view county, std::int64_t id);
/// By change set that is undone and not redone since: the set that undid it.
std::map<std::int64_t, std::int64_t> undone_by(Connection& connection, std::string_view county);
std::optional<CellOrigin> origin_of(
    Connection& connection,
    std::string_view county,
    const CellAddress& cell
);
/// The last set in force that touched the row (the cell, when a field is given) after `id`.
std::optional<std::int64_t> later_set(
    Connection& connection,
    std::string_view county,
    const SourcedChange& change,
    std::int64_t id
);

}  // namespace junheng::sqlite
