// SPDX-License-Identifier: Apache-2.0
#include "core/domain/snapshot.h"

#include <algorithm>

#include "core/domain/schema.h"

namespace junheng {
namespace {

template <class Record>
std::span<const Record> rows_with_code(const Rows<Record>& rows, std::string_view code) {
    const auto view = rows.view();
    const auto code_of = [](const Record& r) { return std::string_view(r.code); };
    return {
        std::ranges::lower_bound(view, code, std::ranges::less{}, code_of),
        std::ranges::upper_bound(view, code, std::ranges::less{}, code_of)};
}

template <class Record>
const Record* only_row(const Rows<Record>& rows, std::string_view code) {
    const auto found = rows_with_code(rows, code);
    return found.empty() ? nullptr : &found.front();
}

template <class Record>
Row key_row(const Record& record) {
    Row key;
    for (std::size_t i = 0; i < Schema<Record>::key_fields; ++i)
        key.push_back(Schema<Record>::fields[i].get(record));
    return key;
}

}  // namespace

std::size_t row_count(const Snapshot& snapshot, TableId table) {
    return with_record(table, [&]<class Record>() {
        return (snapshot.*Schema<Record>::rows).size();
    });
}

Row row_at(const Snapshot& snapshot, TableId table, std::size_t index) {
    return with_record(table, [&]<class Record>() {
        return to_row<Record>((snapshot.*Schema<Record>::rows)[index]);
    });
}

Value cell_at(const Snapshot& snapshot, TableId table, std::size_t index, std::size_t field) {
    return with_record(table, [&]<class Record>() {
        return Schema<Record>::fields[field].get((snapshot.*Schema<Record>::rows)[index]);
    });
}

std::optional<std::size_t> find_row(const Snapshot& snapshot, TableId table, const Row& key) {
    return with_record(table, [&]<class Record>() -> std::optional<std::size_t> {
        const auto view = (snapshot.*Schema<Record>::rows).view();
        const TableSpec& spec = table_spec(table);
        const auto less = [&](const Record& record, const Row& wanted) {
            return key_less(spec, key_row(record), wanted);
        };
        const auto found = std::lower_bound(view.begin(), view.end(), key, less);
        if (found == view.end() || key_less(spec, key, key_row(*found)))
            return std::nullopt;
        return static_cast<std::size_t>(found - view.begin());
    });
}

std::vector<Row> rows_of(const Snapshot& snapshot, TableId table) {
    return with_record(table, [&]<class Record>() {
        std::vector<Row> rows;
        for (const Record& record : snapshot.*Schema<Record>::rows)
            rows.push_back(to_row<Record>(record));
        return rows;
    });
}

Result<void> set_rows(Snapshot& snapshot, TableId table, std::vector<Row> rows) {
    const TableSpec& spec = table_spec(table);
    const auto less = [&](const Row& a, const Row& b) { return key_less(spec, a, b); };
    std::ranges::sort(rows, less);
    const auto twin =
        std::ranges::adjacent_find(rows, [&](const Row& a, const Row& b) { return !less(a, b); });
    if (twin != rows.end())
        return failure(
            ErrorKind::data,
            "table.duplicate_key",
            {{"table", std::string(spec.name)}, {"key", key_text(spec, *twin)}}
        );
    with_record(table, [&]<class Record>() {
        auto& target = (snapshot.*Schema<Record>::rows).write();
        target.clear();
        target.reserve(rows.size());
        for (const Row& row : rows) target.push_back(from_row<Record>(row));
    });
    return {};
}

bool same_figures(const Snapshot& a, const Snapshot& b) {
    if (a.county_code != b.county_code || a.year != b.year)
        return false;
    return std::ranges::all_of(all_tables(), [&](TableId table) {
        return rows_of(a, table) == rows_of(b, table);
    });
}

const School* find_school(const Snapshot& snapshot, std::string_view code) {
    return only_row(snapshot.schools, code);
}

const SharedFigures* find_shared(const Snapshot& snapshot, std::string_view code) {
    return only_row(snapshot.shared, code);
}

std::span<const StageFigures> stages_of(const Snapshot& snapshot, std::string_view code) {
    return rows_with_code(snapshot.stages, code);
}

std::span<const ClassGroup> classes_of(const Snapshot& snapshot, std::string_view code) {
    return rows_with_code(snapshot.classes, code);
}

std::span<const RoomGroup> rooms_of(const Snapshot& snapshot, std::string_view code) {
    return rows_with_code(snapshot.rooms, code);
}

std::span<const SchoolFigure> figures_of(const Snapshot& snapshot, std::string_view code) {
    return rows_with_code(snapshot.figures, code);
}

}  // namespace junheng
