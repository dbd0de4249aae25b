// SPDX-License-Identifier: Apache-2.0
#include "app/service/write_reach.h"

#include <algorithm>
#include <vector>

namespace junheng {
namespace {

std::vector<TouchedRow> rows_touched(const Change& change, const Snapshot& snapshot) {
    const std::string table(table_spec(table_of(change)).name);
    return {{table, school_touched(change, snapshot)}};
}

}  // namespace

Result<WriteReach> WriteReach::of(County& county, const Writer& writer, SchoolYear year) {
    const auto years = county.store->years(county.code());
    if (!years)
        return tl::unexpected(years.error());
    const bool held = years->empty() || std::ranges::find(*years, year) != years->end();
    const auto snapshot = county.store->load(county.code(), held ? year : years->back());
    auto closed = ClosedTables::of(county, *writer.rules, year, *writer.role);
    if (!snapshot || !closed)
        return tl::unexpected(snapshot ? closed.error() : snapshot.error());
    return WriteReach(reach_of(writer.scope, *snapshot), *std::move(closed));
}

Result<void> WriteReach::allow(const TouchedRow& row) const {
    if (row.school.empty() && !reach_.whole)
        return failure(ErrorKind::forbidden, "edit.county_only", {{"table", row.table}});
    // Outside the reach not even the state of a table is told.
    if (auto covered = require_school(reach_, row.school); !covered)
        return covered;
    if (const std::string state = closed_.closed_by(row.school, row.table); !state.empty())
        return failure(
            ErrorKind::forbidden,
            "edit.closed",
            {{"school", row.school}, {"table", row.table}, {"state", state}}
        );
    return {};
}

Result<void> WriteReach::allow(const Change& change, const Snapshot& snapshot) const {
    for (const TouchedRow& row : rows_touched(change, snapshot))
        if (auto allowed = allow(row); !allowed)
            return allowed;
    return {};
}

}  // namespace junheng
