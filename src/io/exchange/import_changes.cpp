// SPDX-License-Identifier: Apache-2.0
/// Gathered rows against the county: what is added, changed, gone, and where each comes from.
#include <algorithm>

#include "io/exchange/import_reader.h"

namespace junheng {
namespace {

Row overlaid(Row row, const StagedRow& given) {
    for (std::size_t field = 0; field < row.size(); ++field)
        if ((given.given >> field & 1U) != 0)
            row[field] = given.values[field];
    return row;
}

/// A template's line that nobody filled in adds no row; a list of schools is nothing but its codes
/// and names.
bool says_something(const TableSpec& spec, const StagedRow& row) {
    for (std::size_t field = spec.key_fields; field < row.values.size(); ++field)
        if (!std::holds_alternative<Missing>(row.values[field]) &&
            spec.fields[field].name != "unit")
            return true;
    return false;
}

class TableChanges {
public:
    TableChanges(ImportRun& run, SchoolYear year, const TableSpec& spec)
        : run_(run), year_(year), spec_(spec) {}

    void add(const StagedRow& row) {
        ++run_.result.counts.added;
        const RowPart& first = row.parts.front();
        Row start(row.values.size(), Value(Missing::not_reported));
        for (std::size_t field = 0; field < start.size(); ++field)
            if (field < spec_.key_fields || &part_of(row, field) == &first)
                start[field] = row.values[field];
        push(RowAdded{spec_.id, start}, first.sheet, first.row);
        set_cells(start, row);
    }

    void remove(Row row, int sheet) {
        ++run_.result.counts.gone;
        ++gone_;
        push(RowRemoved{spec_.id, std::move(row)}, sheet, 0);
    }

    void change(const Row& before, const StagedRow& row) {
        ++(set_cells(before, row) ? run_.result.counts.changed : run_.result.counts.unchanged);
    }

    /// A file with a part of a table's rows is more often a slip than a county that lost its
    /// schools.
    void warn_of_many_gone(std::size_t held, int sheet) {
        const CheckRules& rules = run_.options.checks;
        if (gone_ < rules.limit("gone_rows_least") ||
            gone_ <= rules.limit("gone_share") * static_cast<double>(held))
            return;
        const SourceSheet& source = run_.result.sheets[static_cast<std::size_t>(sheet)];
        const std::string gone = std::to_string(static_cast<std::int64_t>(gone_));
        add_issue(
            run_,
            {"import.many_gone",
             Severity::warning,
             {source.file, source.sheet},
             gone,
             {{"table", std::string(spec_.name)},
              {"gone", gone},
              {"held", std::to_string(held)},
              {"year", std::to_string(year_.start)}}}
        );
    }

private:
    bool set_cells(const Row& before, const StagedRow& row) {
        bool any = false;
        for (std::size_t field = spec_.key_fields; field < before.size(); ++field) {
            if ((row.given >> field & 1U) == 0 || row.values[field] == before[field])
                continue;
            const RowPart& part = part_of(row, field);
            push(
                CellSet{spec_.id, key(before), field, before[field], row.values[field]},
                part.sheet,
                part.row
            );
            any = true;
        }
        return any;
    }

    Row key(const Row& row) const {
        return Row(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(spec_.key_fields));
    }

    void push(Change change, int sheet, int row) {
        run_.result.changes.push_back({year_, std::move(change), sheet, row});
    }

    ImportRun& run_;
    SchoolYear year_;
    const TableSpec& spec_;
    double gone_ = 0;
};

/// The rows of a table as they would be, while its changes are noted.
std::vector<Row> compare(
    ImportRun& run,
    const Snapshot& current,
    SchoolYear year,
    TableId table,
    const StagedTable& staged
) {
    const TableSpec& spec = table_spec(table);
    TableChanges changes(run, year, spec);
    const std::vector<Row> before = rows_of(current, table);
    std::vector<Row> after;
    auto old = before.begin();
    const auto leave_until = [&](const Row* limit) {
        for (; old != before.end() && (limit == nullptr || key_less(spec, *old, *limit)); ++old) {
            if (staged.whole)
                changes.remove(*old, staged.sheet);
            else
                after.push_back(*old);
        }
    };
    for (const StagedRow& row : staged.rows) {
        leave_until(&row.values);
        if (old != before.end() && !key_less(spec, row.values, *old)) {
            after.push_back(overlaid(*old, row));
            changes.change(*old++, row);
        } else if (staged.whole || says_something(spec, row)) {
            after.push_back(row.values);
            changes.add(row);
        } else {
            ++run.result.counts.skipped;
        }
    }
    leave_until(nullptr);
    if (staged.whole)
        changes.warn_of_many_gone(before.size(), staged.sheet);
    return after;
}

/// By key, as the county's own rows are.
void sort_rows(StagedTable& staged, const TableSpec& spec) {
    std::ranges::sort(staged.rows, [&](const StagedRow& a, const StagedRow& b) {
        return key_less(spec, a.values, b.values);
    });
    staged.by_key.clear();
    for (std::size_t i = 0; i < staged.rows.size(); ++i)
        staged.by_key.emplace(key_text(spec, staged.rows[i].values), i);
}

}  // namespace

Result<void> make_changes(ImportRun& run) {
    for (auto& [year, tables] : run.staging.years()) {
        auto current = run.county.snapshot(year);
        if (!current)
            return tl::unexpected(current.error());
        run.result.years.push_back(year);
        Snapshot after = *current;
        for (auto& [table, staged] : tables) {
            sort_rows(staged, table_spec(table));
            if (auto set = set_rows(after, table, compare(run, *current, year, table, staged));
                !set)
                return set;
        }
        run.result.after.emplace(year, std::move(after));
        run.result.before.emplace(year, std::move(*current));
    }
    return {};
}

}  // namespace junheng
