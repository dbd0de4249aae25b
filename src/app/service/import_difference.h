// SPDX-License-Identifier: Apache-2.0
/// What an import would change, school by school and table by table, before anybody confirms it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/base/json.h"
#include "core/domain/change.h"
#include "io/exchange/import.h"
#include "io/storage/commit.h"

namespace junheng {

/// Shape: `where` has no row for what follows from other rows, as totals from a list of teachers.
struct ListedChange {
    SchoolYear year;
    Change change;
    Where where;
};

/// Shape: table empty for the children, of whom nothing but counts is there; `listed` begins with
/// rows that are gone, then cells, then new rows, and holds at most the first of `changes`. Of
/// teachers only cells are listed, without the key of the row.
struct TableDifference {
    std::optional<TableId> table;
    Tally rows;
    std::int64_t changes = 0;
    std::vector<ListedChange> listed;
};

/// Shape: code empty for the county's own rows.
struct SchoolDifference {
    std::string code;
    std::string name;
    std::vector<TableDifference> tables;
};

/// Shape: schools by code. `follow` counts changed rows of which the files say nothing themselves.
struct ImportDifference {
    std::vector<SchoolDifference> schools;
    std::int64_t follow = 0;
};

ImportDifference difference_of(const ImportResult& result);
/// The children's part is known once the store has gone through them.
void add_children(
    ImportDifference& difference,
    const std::vector<PupilTally>& pupils,
    const Snapshot& snapshot
);

/// The key `difference` with its object, into an open object.
void write_difference(JsonWriter& json, const ImportDifference& difference);

}  // namespace junheng
