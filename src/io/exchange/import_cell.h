// SPDX-License-Identifier: Apache-2.0
/// One cell of a file as the value of a field.
#pragma once

#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/domain/table.h"
#include "io/exchange/layout.h"
#include "io/exchange/mapping.h"
#include "io/exchange/sheet.h"

namespace junheng {

/// Shape: `fault` empty, or a code: field.* (what the field does not take), import.value.* (what a
/// cell cannot be).
struct CellValue {
    Value value = Missing::not_reported;
    std::string fault = {};
    bool rounded = false;  // to the smallest unit of the field

    bool ok() const { return fault.empty(); }
};

/// Shape: no table for a child's row. Repairs what spreadsheets do to numbers and codes, takes
/// words in either language, applies the unit that stands in the cell, else that of the head.
CellValue read_cell(
    const Cell& cell,
    std::optional<TableId> table,
    const FieldSpec& field,
    UnitFactor factor,
    const HeadBook& book
);

/// The slots of a message about a cell of this field: its table and name, what stands there and,
/// for closed lists, its words.
Args cell_args(std::optional<TableId> table, const FieldSpec& field, std::string_view value);

/// True for "95%" and a number under a percent format.
bool is_percent(const Cell& cell);

}  // namespace junheng
