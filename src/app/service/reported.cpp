// SPDX-License-Identifier: Apache-2.0
#include "app/service/reported.h"

#include <algorithm>

#include "core/base/overloaded.h"

namespace junheng {
namespace {

Result<Reported> find_reported(County& county, std::int64_t id) {
    const auto all = county.store->reported(county.code());
    if (!all)
        return tl::unexpected(all.error());
    const auto found = std::ranges::find(*all, id, &Reported::id);
    if (found == all->end())
        return failure(ErrorKind::usage, "store.reported_unknown", {{"id", std::to_string(id)}});
    return *found;
}

void add_reason(
    County& county,
    SchoolYear year,
    const CellSet& cell,
    ReportedDifference& difference
) {
    const auto origin =
        county.store->origin_of(county.code(), {year, cell.table, cell.key, cell.field});
    if (!origin || !*origin)
        return;
    difference.who = (*origin)->author.who;
    difference.at = (*origin)->author.at;
    difference.why = (*origin)->author.why;
}

ReportedDifference difference_of(County& county, SchoolYear year, const Change& change) {
    ReportedDifference difference{
        .table = std::string(table_spec(table_of(change)).name), .key = key_of(change)};
    std::visit(
        overloaded{
            [&](const RowAdded&) { difference.act = "added"; },
            [&](const RowRemoved&) { difference.act = "removed"; },
            [&](const CellSet& cell) {
                const FieldSpec& field = table_spec(cell.table).fields[cell.field];
                difference.act = "set";
                difference.field = field.name;
                difference.reported = to_text(field, cell.before);
                difference.current = to_text(field, cell.after);
                add_reason(county, year, cell, difference);
            }},
        change
    );
    return difference;
}

}  // namespace

Result<std::vector<Reported>> reported(County& county) {
    return county.store->reported(county.code());
}

Result<ReportedAgainstCurrent> reported_against_current(
    County& county,
    std::int64_t id,
    const AccessScope& scope
) {
    const auto reported = find_reported(county, id);
    if (!reported)
        return tl::unexpected(reported.error());
    const auto before = county.store->load_reported(county.code(), id);
    const auto after = county.store->load(county.code(), reported->year);
    if (!before || !after)
        return tl::unexpected(before ? after.error() : before.error());
    const Reach reach = reach_of(scope, *after);
    ReportedAgainstCurrent result{*reported, {}};
    for (const Change& change : diff(*before, *after)) {
        const std::string school = school_touched(change, *after);
        if (!reach.covers(school))
            continue;
        auto difference = difference_of(county, reported->year, change);
        difference.school = school;
        result.differences.push_back(std::move(difference));
    }
    return result;
}

}  // namespace junheng
