// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/mapping.h"

#include <algorithm>
#include <array>
#include <set>

namespace junheng {
namespace {

constexpr std::array<std::string_view, 4> kSumWords{"计", "合计", "小计", "总计"};
/// Columns that help the reader of a table and hold nothing to import.
constexpr std::array<std::string_view, 8>
    kNoteHeads{"序号", "备注", "说明", "填写说明", "指标名称", "note", "notes", "remarks"};
constexpr std::array<std::string_view, 4> kYearHeads{"school_year", "学年", "schoolyear", "学年度"};

bool has_required_keys(std::optional<TableId> table, const std::set<std::size_t>& fields) {
    if (!table)  // a child without its number is no child's row
        return fields.contains(0) && fields.contains(5);
    for (std::size_t key = 0; key < table_spec(*table).key_fields; ++key)
        if (!fields.contains(key) && !key_may_be_empty(*table, key))
            return false;
    return true;
}

/// The texts under which a column may be known, the most telling first.
std::vector<std::string> names_of(const ColumnHead& head) {
    std::vector<std::string> names;
    std::string joined;
    for (auto part = head.path.rbegin(); part != head.path.rend(); ++part) {
        joined = read_head(*part).plain + joined;
        names.insert(names.begin(), joined);
    }
    const std::string last = read_head(head.path.back()).plain;
    if (head.path.size() > 1 && std::ranges::find(kSumWords, last) != kSumWords.end())
        names.push_back(read_head(head.path[head.path.size() - 2]).plain);
    names.push_back(normal_head(head.path.back()));
    return names;
}

std::string unit_of(const ColumnHead& head) {
    for (auto part = head.path.rbegin(); part != head.path.rend(); ++part)
        if (std::string unit = read_head(*part).unit; !unit.empty())
            return unit;
    return {};
}

bool is_note(const ColumnHead& head) {
    return std::ranges::find(kNoteHeads, normal_head(head.path.back())) != kNoteHeads.end();
}

struct Candidates {
    std::vector<std::pair<const ColumnHead*, const std::vector<FieldRef>*>> known;
    std::vector<const ColumnHead*> unknown;
    int year_column = 0;
};

Candidates candidates(const HeadBook& book, const std::vector<ColumnHead>& heads) {
    Candidates result;
    for (const ColumnHead& head : heads) {
        const std::vector<FieldRef>* found = nullptr;
        bool year = false;
        for (const std::string& name : names_of(head)) {
            found = found == nullptr ? book.find(name) : found;
            year = year || std::ranges::find(kYearHeads, name) != kYearHeads.end();
        }
        if (found != nullptr)
            result.known.emplace_back(&head, found);
        else if (year)
            result.year_column = head.column;
        else if (!is_note(head))
            result.unknown.push_back(&head);
    }
    return result;
}

std::set<std::size_t> fields_found(
    const Candidates& columns,
    std::optional<TableId> table,
    const std::set<int>& taken
) {
    std::set<std::size_t> found;
    for (const auto& [head, refs] : columns.known)
        for (const FieldRef& ref : *refs)
            if (ref.table == table && !taken.contains(head->column))
                found.insert(ref.field);
    return found;
}

std::size_t keys_of(std::optional<TableId> table) {
    return table ? table_spec(*table).key_fields : 1;
}

std::size_t figures_in(const std::set<std::size_t>& fields, std::optional<TableId> table) {
    return static_cast<std::size_t>(std::ranges::count_if(fields, [&](std::size_t f) {
        return f >= keys_of(table);
    }));
}

struct Choice {
    std::optional<TableId> table;
    std::set<std::size_t> fields;
};

/// The table with the most columns here, beside what is taken; keys are shared and never taken.
std::optional<Choice> best_table(
    const Candidates& columns,
    const std::set<int>& taken,
    std::size_t least
) {
    std::optional<Choice> best;
    for (const std::optional<TableId> table : every_table()) {
        if (!has_required_keys(table, fields_found(columns, table, {})))
            continue;
        const auto free = fields_found(columns, table, taken);
        if (figures_in(free, table) >= least && (!best || free.size() > best->fields.size()))
            best = Choice{table, free};
    }
    return best;
}

BoundTable bind_table(
    const Candidates& columns,
    std::optional<TableId> table,
    std::set<int>& taken,
    std::vector<ColumnHead>& twice
) {
    BoundTable bound{table, {}};
    const auto fields = fields_of(table);
    for (const auto& [head, refs] : columns.known)
        for (const FieldRef& ref : *refs) {
            if (ref.table != table || (ref.field >= keys_of(table) && taken.contains(head->column)))
                continue;
            if (std::ranges::find(bound.columns, ref.field, &BoundColumn::field) !=
                bound.columns.end()) {
                twice.push_back(*head);
                continue;
            }
            bound.columns.push_back(
                {ref.field, head->column, factor_of(unit_of(*head), fields[ref.field].unit)}
            );
            if (ref.field >= keys_of(table))
                taken.insert(head->column);
        }
    return bound;
}

std::vector<BoundTable> bind_tables(
    const Candidates& columns,
    std::optional<std::optional<TableId>> named,
    std::vector<ColumnHead>& twice
) {
    std::vector<BoundTable> tables;
    std::set<int> taken;
    if (named) {
        if (has_required_keys(*named, fields_found(columns, *named, {})))
            tables.push_back(bind_table(columns, *named, taken, twice));
        return tables;
    }
    std::size_t least = 1;
    while (const auto choice = best_table(columns, taken, least)) {
        const auto known = [&](const BoundTable& t) { return t.table == choice->table; };
        if (std::ranges::any_of(tables, known))
            break;
        tables.push_back(bind_table(columns, choice->table, taken, twice));
        least = 2;  // one stray head makes no second table
    }
    return tables;
}

int score_of(
    const HeadBook& book,
    const std::vector<ColumnHead>& heads,
    std::optional<std::optional<TableId>> named
) {
    const Candidates columns = candidates(book, heads);
    std::vector<ColumnHead> twice;
    std::size_t bound = 0;
    for (const BoundTable& table : bind_tables(columns, named, twice))
        bound += table.columns.size();
    return static_cast<int>(bound);
}

}  // namespace

bool is_year_head(std::string_view text) {
    return std::ranges::find(kYearHeads, normal_head(text)) != kYearHeads.end();
}

bool key_may_be_empty(TableId table, std::size_t field) {
    const std::string_view name = table_spec(table).fields[field].name;
    switch (table) {
        case TableId::county:
            return name == "period";
        case TableId::rooms:
            return name == "area_m2";
        case TableId::figures:
            return name == "stage" || name == "period";
        case TableId::counts:
            return name == "stage";
        case TableId::townships:
        case TableId::villages:
        case TableId::features:
        case TableId::schools:
        case TableId::stages:
        case TableId::shared:
        case TableId::classes:
        case TableId::grades:
        case TableId::teachers:
        case TableId::evidence:
        case TableId::units:
        case TableId::unit_pupils:
        case TableId::districts:
        case TableId::admission:
            break;
    }
    return false;
}

std::optional<SheetBinding> bind_sheet(
    const HeadBook& book,
    const std::vector<SheetRow>& top,
    const std::vector<CellRange>& merged,
    std::optional<std::optional<TableId>> named
) {
    const auto score = [&](const std::vector<ColumnHead>& heads) {
        return score_of(book, heads, named);
    };
    auto head = find_head(top, merged, score);
    if (!head)
        return std::nullopt;
    SheetBinding binding;
    const Candidates columns = candidates(book, head->columns);
    binding.tables = bind_tables(columns, named, binding.twice);
    for (const ColumnHead* unknown : columns.unknown) binding.unknown.push_back(*unknown);
    binding.year_column = columns.year_column;
    binding.head = std::move(*head);
    return binding;
}

}  // namespace junheng
