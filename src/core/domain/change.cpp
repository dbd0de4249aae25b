// SPDX-License-Identifier: Apache-2.0
#include "core/domain/change.h"

#include <algorithm>

#include "core/base/overloaded.h"
#include "core/domain/schema.h"

namespace junheng {
namespace {

tl::unexpected<Error> refused(std::string code, const TableSpec& spec, const Row& key) {
    return failure(
        ErrorKind::data,
        std::move(code),
        {{"table", std::string(spec.name)}, {"key", key_text(spec, key)}}
    );
}

Result<void> add(Snapshot& snapshot, const RowAdded& change) {
    if (find_row(snapshot, change.table, change.row))
        return refused("change.row_exists", table_spec(change.table), change.row);
    with_record(change.table, [&]<class Record>() {
        const TableSpec& spec = table_spec(change.table);
        auto& rows = (snapshot.*Schema<Record>::rows).write();
        const auto place = std::lower_bound(
            rows.begin(),
            rows.end(),
            change.row,
            [&](const Record& r, const Row& wanted) { return key_less(spec, to_row(r), wanted); }
        );
        rows.insert(place, from_row<Record>(change.row));
    });
    return {};
}

Result<void> remove(Snapshot& snapshot, const RowRemoved& change) {
    const TableSpec& spec = table_spec(change.table);
    const auto index = find_row(snapshot, change.table, change.row);
    if (!index)
        return refused("change.row_absent", spec, change.row);
    if (row_at(snapshot, change.table, *index) != change.row)
        return refused("change.conflict", spec, change.row);
    with_record(change.table, [&]<class Record>() {
        auto& rows = (snapshot.*Schema<Record>::rows).write();
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(*index));
    });
    return {};
}

Result<void> set(Snapshot& snapshot, const CellSet& change) {
    const TableSpec& spec = table_spec(change.table);
    if (change.field < spec.key_fields || change.field >= spec.fields.size())
        return refused("change.no_such_figure", spec, change.key);
    const auto index = find_row(snapshot, change.table, change.key);
    if (!index)
        return refused("change.row_absent", spec, change.key);
    const Value found = cell_at(snapshot, change.table, *index, change.field);
    if (found != change.before) {
        const FieldSpec& field = spec.fields[change.field];
        return failure(
            ErrorKind::data,
            "change.conflict",
            {{"table", std::string(spec.name)},
             {"key", key_text(spec, change.key)},
             {"field", std::string(field.name)},
             {"expected", to_text(field, change.before)},
             {"found", to_text(field, found)}}
        );
    }
    with_record(change.table, [&]<class Record>() {
        auto& rows = (snapshot.*Schema<Record>::rows).write();
        Schema<Record>::fields[change.field].set(rows[*index], change.after);
    });
    return {};
}

void cell_changes(const TableSpec& spec, const Row& before, const Row& after, Changes& changes) {
    for (std::size_t field = spec.key_fields; field < spec.fields.size(); ++field)
        if (before[field] != after[field])
            changes.push_back(CellSet{
                spec.id, key_part(spec, before), field, before[field], after[field]});
}

}  // namespace

TableId table_of(const Change& change) {
    return std::visit([](const auto& c) { return c.table; }, change);
}

std::string key_of(const Change& change) {
    const TableSpec& spec = table_spec(table_of(change));
    return std::visit(
        overloaded{
            [&](const CellSet& c) { return key_text(spec, c.key); },
            [&](const auto& c) { return key_text(spec, c.row); }},
        change
    );
}

Change inverse(const Change& change) {
    return std::visit(
        overloaded{
            [](const RowAdded& c) -> Change {
                return RowRemoved{c.table, c.row};
            },
            [](const RowRemoved& c) -> Change {
                return RowAdded{c.table, c.row};
            },
            [](const CellSet& c) -> Change {
                return CellSet{c.table, c.key, c.field, c.after, c.before};
            }},
        change
    );
}

Changes inverse(const Changes& changes) {
    Changes result;
    result.reserve(changes.size());
    for (auto last = changes.rbegin(); last != changes.rend(); ++last)
        result.push_back(inverse(*last));
    return result;
}

Result<void> apply_to(Snapshot& snapshot, const Change& change) {
    return std::visit(
        overloaded{
            [&](const RowAdded& c) { return add(snapshot, c); },
            [&](const RowRemoved& c) { return remove(snapshot, c); },
            [&](const CellSet& c) { return set(snapshot, c); }},
        change
    );
}

Result<Snapshot> apply(const Changes& changes, const Snapshot& snapshot) {
    Snapshot result = snapshot;
    for (const Change& change : changes)
        if (const auto done = apply_to(result, change); !done)
            return tl::unexpected(done.error());
    return result;
}

Changes diff(const Snapshot& before, const Snapshot& after) {
    Changes changes;
    for (const TableId table : all_tables()) {
        Changes part = diff_table(before, table, rows_of(after, table));
        std::ranges::move(part, std::back_inserter(changes));
    }
    return changes;
}

Changes diff_table(const Snapshot& before, TableId table, std::vector<Row> after) {
    const TableSpec& spec = table_spec(table);
    const auto less = [&](const Row& a, const Row& b) { return key_less(spec, a, b); };
    std::ranges::sort(after, less);
    const std::vector<Row> old = rows_of(before, table);
    Changes changes;
    auto a = old.begin();
    auto b = after.begin();
    while (a != old.end() || b != after.end()) {
        if (b == after.end() || (a != old.end() && less(*a, *b)))
            changes.push_back(RowRemoved{table, *a++});
        else if (a == old.end() || less(*b, *a))
            changes.push_back(RowAdded{table, *b++});
        else
            cell_changes(spec, *a++, *b++, changes);
    }
    return changes;
}

}  // namespace junheng
