// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/import_stage.h"

#include <algorithm>

namespace junheng {
namespace {

/// What `there` holds stays; a field that it lacks or leaves empty comes from the newcomer.
void merge(StagedRow& there, const StagedRow& newcomer, const Join& join) {
    std::uint32_t won = 0;
    for (std::size_t field = 0; field < newcomer.values.size(); ++field) {
        const bool given = (newcomer.given >> field & 1U) != 0;
        const bool known = (there.given >> field & 1U) != 0;
        if (given && (!known || std::holds_alternative<Missing>(there.values[field]))) {
            there.values[field] = newcomer.values[field];
            won |= 1U << field;
        } else if (auto one = given && join ? join(field, there.values[field], newcomer.values[field]) : std::nullopt) {
            there.values[field] = std::move(*one);
        }
    }
    for (RowPart& part : there.parts) part.given &= ~won;
    for (RowPart part : newcomer.parts)
        if (part.given &= won; part.given != 0)
            there.parts.push_back(part);
    there.given |= newcomer.given;
}

/// Two sheets may each bring some columns of a row.
bool share_figures(const TableSpec& spec, const StagedRow& a, const StagedRow& b) {
    return (a.given & b.given) >> spec.key_fields != 0;
}

}  // namespace

const StagedRow* StagedTable::find(const std::string& key) const {
    const auto found = by_key.find(key);
    return found == by_key.end() ? nullptr : &rows[found->second];
}

void Staging::mention(SchoolYear year, TableId table, bool whole, int sheet) {
    StagedTable& staged = years_[year][table];
    staged.whole = staged.whole || whole;
    if (staged.sheet < 0)
        staged.sheet = sheet;
}

const StagedRow* Staging::add(
    SchoolYear year,
    TableId table,
    StagedRow row,
    Twin twin,
    const Join& join
) {
    StagedTable& staged = years_[year][table];
    const auto [place, fresh] =
        staged.by_key.try_emplace(key_text(table_spec(table), row.values), staged.rows.size());
    if (fresh) {
        staged.rows.push_back(std::move(row));
        return nullptr;
    }
    StagedRow& there = staged.rows[place->second];
    const RowPart& before = there.parts.back();
    const bool same_sheet = before.sheet == row.parts.front().sheet;
    const bool clash = twin == Twin::refuse && share_figures(table_spec(table), there, row);
    if (same_sheet || clash)
        return &there;
    merge(there, row, join);
    return nullptr;
}

const RowPart& part_of(const StagedRow& row, std::size_t field) {
    const auto gives = [&](const RowPart& part) { return (part.given >> field & 1U) != 0; };
    const auto found = std::ranges::find_if(row.parts, gives);
    return found == row.parts.end() ? row.parts.front() : *found;
}

}  // namespace junheng
