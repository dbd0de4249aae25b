// SPDX-License-Identifier: Apache-2.0
/// A plain table with a fixed set of English heads in any order: rows by head, with the place of
/// each cell for the report.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "io/exchange/sheet.h"

namespace junheng {

struct NamedHeads {
    std::span<const std::string_view> names;
    std::size_t needed = 0;  // the first ones; a table may lack the others
};

/// One row. Heads count as in NamedHeads.
class NamedRow {
public:
    NamedRow(const SheetRow& row, std::span<const std::optional<std::size_t>> columns)
        : row_(row), columns_(columns) {}

    int line() const { return row_.number; }
    /// An empty cell where the table has no such column.
    const Cell& cell(std::size_t head) const;
    /// From 1; 0 where the table has no such column.
    int column(std::size_t head) const;
    bool is_empty(std::size_t head) const;
    /// What a spreadsheet may have done to a name is undone.
    std::string text(std::size_t head) const;
    /// The same for a whole number, or nothing.
    std::optional<std::int64_t> whole_number(std::size_t head) const;
    std::optional<double> number(std::size_t head) const;

private:
    const SheetRow& row_;
    std::span<const std::optional<std::size_t>> columns_;
};

/// Reads the first sheet; the row is valid during the call only. Errors: as open_workbook; as
/// issues: forecast.column_missing, forecast.column_twice, forecast.no_rows.
Result<Issues> read_named_rows(
    const std::filesystem::path& file,
    const NamedHeads& heads,
    const std::function<void(const NamedRow&)>& sink
);

}  // namespace junheng
