// SPDX-License-Identifier: Apache-2.0
/// Where the head of a sheet stands and how its columns read: note rows above it, heads of several
/// rows, merged cells, units in brackets.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/decimal.h"
#include "io/exchange/sheet.h"

namespace junheng {

/// The text by which heads are compared: width folded, without blanks, marks (# * ›) and case.
std::string normal_head(std::string_view text);

/// A number of the file is this many of the field's unit: 万元 is 10000 / 1 yuan, 亩 is 2000 / 3
/// m2.
struct UnitFactor {
    std::int64_t numerator = 1;
    std::int64_t denominator = 1;

    bool is_one() const { return numerator == denominator; }
    friend bool operator==(const UnitFactor&, const UnitFactor&) = default;
};

/// Shape: `unit` is the field's (yuan, m2, ...); factor 1 where the bracket names another kind of
/// unit or none.
UnitFactor factor_of(std::string_view unit_in_head, std::string_view unit);

/// A head without what stands in brackets, and the bracket's text when it is a unit.
struct HeadText {
    std::string plain;  // normal form
    std::string unit;   // normal form; may be empty
};
HeadText read_head(std::string_view text);

/// Shape: column counts from 1; path from the outermost head to the innermost, no part empty or
/// said twice in a row.
struct ColumnHead {
    int column = 0;
    std::vector<std::string> path;

    /// "专任教师›按学历分›本科", as the user may find it again.
    std::string text() const;
};

/// Shape: rows count as in the file; only columns with a head.
struct SheetHead {
    int first_row = 0;
    int last_row = 0;
    std::vector<ColumnHead> columns;
};

/// Columns that every row of a csv has, since its cells are told apart by nothing else; 0 in a
/// workbook.
int csv_width(const SheetHead& head, bool csv);
/// A csv row with more or fewer cells than its head: a comma inside a figure, or a cell left out,
/// shifts what follows into the wrong columns.
std::optional<Issue> width_fault(const SheetRow& row, int width, const Where& head);

/// What a reader makes of a column: how many of these heads it knows.
using HeadScore = std::function<int(const std::vector<ColumnHead>&)>;

inline constexpr std::size_t kRowsLookedAt = 40;
inline constexpr std::size_t kDeepestHead = 5;

/// The rows that the reader understands best; of equals the shallowest, then the first. Empty when
/// it knows none. Shape: `top` holds the first rows of the sheet, at most kRowsLookedAt.
std::optional<SheetHead> find_head(
    const std::vector<SheetRow>& top,
    const std::vector<CellRange>& merged,
    const HeadScore& score
);

/// The cell's text without blanks around it; empty for a column that the row has not.
std::string_view cell_text(const SheetRow& row, int column);
bool is_blank(const SheetRow& row);

}  // namespace junheng
