// SPDX-License-Identifier: Apache-2.0
#include "app/service/write_reach.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/base/overloaded.h"

namespace junheng {
namespace {

/// Cells that tie a row to a school: both the one that it leaves and the one that it comes to
/// change by it.
bool names_school(TableId table, std::string_view field) {
    constexpr std::array<std::string_view, 3> kOfSchools{
        "central_school", "campus_of", "merged_into"};
    constexpr std::array<std::string_view, 2> kOfTeachers{"code", "works_at"};
    return (table == TableId::schools && std::ranges::find(kOfSchools, field) != kOfSchools.end()
           ) ||
           (table == TableId::teachers && std::ranges::find(kOfTeachers, field) != kOfTeachers.end()
           );
}

/// What a paper shows is said by its review alone.
bool reviewed_only(TableId table, std::string_view field) {
    return table == TableId::evidence && (field == "state" || field == "judged");
}

/// Empty, or the field of a review that the change would write.
std::string_view reviewed_field(const Change& change) {
    const TableSpec& spec = table_spec(table_of(change));
    const auto told = [&](std::size_t field) {
        const std::string_view name = spec.fields[field].name;
        return reviewed_only(spec.id, name) ? name : std::string_view();
    };
    return std::visit(
        overloaded{
            [&](const CellSet& cell) { return told(cell.field); },
            [&](const auto& whole) {
                for (std::size_t field = 0; field < whole.row.size(); ++field)
                    if (!std::holds_alternative<Missing>(whole.row[field]) && !told(field).empty())
                        return told(field);
                return std::string_view();
            }},
        change
    );
}

std::vector<TouchedRow> rows_touched(const Change& change, const Snapshot& snapshot) {
    const TableSpec& spec = table_spec(table_of(change));
    const std::string table(spec.name);
    std::vector<TouchedRow> rows{{table, school_touched(change, snapshot)}};
    const auto add = [&](std::size_t field, const Value& value) {
        const auto* school = std::get_if<std::string>(&value);
        if (school != nullptr && names_school(spec.id, spec.fields[field].name))
            rows.push_back({table, *school});
    };
    const auto add_row = [&](const Row& row) {
        for (std::size_t field = 0; field < row.size(); ++field) add(field, row[field]);
    };
    std::visit(
        overloaded{
            [&](const CellSet& cell) {
                add(cell.field, cell.before);
                add(cell.field, cell.after);
            },
            [&](const auto& whole) { add_row(whole.row); }},
        change
    );
    return rows;
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
    if (const std::string_view field = reviewed_field(change); !field.empty())
        return failure(
            ErrorKind::forbidden,
            "edit.reviewed_only",
            {{"table", std::string(table_spec(table_of(change)).name)},
             {"key", key_of(change)},
             {"field", std::string(field)}}
        );
    for (const TouchedRow& row : rows_touched(change, snapshot))
        if (auto allowed = allow(row); !allowed)
            return allowed;
    return {};
}

}  // namespace junheng
