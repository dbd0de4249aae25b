// SPDX-License-Identifier: Apache-2.0
/// The one currency: whatever alters a county is a list of changes, each with its inverse. An
/// import, an edit, a what-if, a plan and a merger are lists of changes. `apply` is the only way to
/// a new snapshot, `diff` the way back.
#pragma once

#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/domain/snapshot.h"
#include "core/domain/table.h"

namespace junheng {

struct RowAdded {
    TableId table;
    Row row;
    friend bool operator==(const RowAdded&, const RowAdded&) = default;
};

struct RowRemoved {
    TableId table;
    Row row;
    friend bool operator==(const RowRemoved&, const RowRemoved&) = default;
};

/// One figure set. Shape: key holds the key fields only.
struct CellSet {
    TableId table;
    Row key;
    std::size_t field;
    Value before;
    Value after;
    friend bool operator==(const CellSet&, const CellSet&) = default;
};

using Change = std::variant<RowAdded, RowRemoved, CellSet>;
using Changes = std::vector<Change>;

TableId table_of(const Change& change);
/// The key of the touched row as text.
std::string key_of(const Change& change);

Change inverse(const Change& change);
/// In reverse order, so that apply(inverse(c), apply(c, s)) is s.
Changes inverse(const Changes& changes);

/// All or nothing. Errors (kind data): change.row_exists, change.row_absent, change.conflict — the
/// county no longer holds what the change expects; args table, key, field, expected, found.
Result<Snapshot> apply(const Changes& changes, const Snapshot& snapshot);

/// One change on a snapshot that the caller owns alone. Errors: as apply; the snapshot then stays
/// as it was.
Result<void> apply_to(Snapshot& snapshot, const Change& change);

/// What leads from `before` to `after`, table by table, by key.
Changes diff(const Snapshot& before, const Snapshot& after);
/// The same for one table, given the rows that it is to hold.
Changes diff_table(const Snapshot& before, TableId table, std::vector<Row> after);

}  // namespace junheng
