// SPDX-License-Identifier: Apache-2.0
#include "core/domain/roll_over.h"

#include <algorithm>
#include <array>

namespace junheng {
namespace {

constexpr std::array kLasting{
    TableId::townships,
    TableId::villages,
    TableId::features,
    TableId::units,
    TableId::districts,
    TableId::admission,
    TableId::schools,
    TableId::rooms,
    TableId::teachers,
};
constexpr std::array kCounted{TableId::stages, TableId::shared};

void add_unless_held(const Snapshot& next, TableId table, Row row, Changes& changes) {
    if (!find_row(next, table, row))
        changes.push_back(RowAdded{table, std::move(row)});
}

bool is_merged(const Snapshot& last, const Value& code) {
    const auto* text = std::get_if<std::string>(&code);
    const School* school = text == nullptr ? nullptr : find_school(last, *text);
    return school != nullptr && !school->merged_into.empty();
}

Row key_alone(TableId table, Row row) {
    const auto key = static_cast<std::ptrdiff_t>(table_spec(table).key_fields);
    std::fill(row.begin() + key, row.end(), Value(Missing::not_reported));
    return row;
}

}  // namespace

Changes roll_over(const Snapshot& last, const Snapshot& next) {
    Changes changes;
    for (const TableId table : kLasting)
        for (Row& row : rows_of(last, table)) add_unless_held(next, table, std::move(row), changes);
    for (const TableId table : kCounted)
        for (Row& row : rows_of(last, table))
            if (!is_merged(last, row.front()))
                add_unless_held(next, table, key_alone(table, std::move(row)), changes);
    return changes;
}

}  // namespace junheng
