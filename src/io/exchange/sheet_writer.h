// SPDX-License-Identifier: Apache-2.0
/// Workbooks for offices: xlsx written row by row in constant memory, with the looks that every
/// export shares.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/date.h"
#include "core/base/decimal.h"
#include "io/exchange/sheet.h"

namespace junheng {

/// How a cell is set: font, alignment, number format. All in 宋体.
enum class Look : std::uint8_t {
    plain,  // text or number in the general format
    text,   // text format (@): what users type over stays text, as codes and identity numbers need
    integer,  // #,##0
    amount,   // #,##0.00
    ratio,    // 0.000000
    percent,  // 0.00%
    date,     // yyyy-mm-dd
    title,    // large, bold, centred
    head,     // bold, centred, wrapped, shaded
    note,     // small, grey, wrapped
    wrapped,  // text of several lines
    sign,     // a line to sign on, without a frame
    total     // bold amount
};

/// Why a cell is coloured. Colour is never the only sign: give a comment or a word beside it.
enum class Mark : std::uint8_t { none, fault, warning, met, short_of };

struct OutCell {
    std::variant<std::monostate, std::string, double> value = {};
    Look look = Look::plain;
    Mark mark = Mark::none;
    std::string comment = {};
};

/// A text stays a text whatever it begins with (= + - @ are never formulas).
OutCell text_cell(std::string_view text, Look look = Look::plain);
OutCell number_cell(double value, Look look = Look::amount);
OutCell number_cell(const Decimal& value, Look look = Look::amount);
OutCell date_cell(Date date);
/// What a reader gave, written back so that it reads the same.
OutCell same_cell(const Cell& cell);

/// Rows and columns count from 1 everywhere; 0 rows or columns means none.
struct SheetLayout {
    std::vector<double> widths =
        {};  // of the columns from the first, in half-width characters; 0 = default
    int frozen_rows = 0;
    int frozen_columns = 0;
    int repeat_first_row = 0;  // rows printed on each page, usually the head
    int repeat_last_row = 0;
    bool landscape = true;
    bool hidden = false;
};

/// Invariant: rows of a sheet are written in rising order, each once. The first failure is kept and
/// comes back from `close`. The file appears under its name only when whole.
class SheetWriter {
public:
    explicit SheetWriter(std::filesystem::path file);
    SheetWriter(SheetWriter&&) noexcept;
    SheetWriter& operator=(SheetWriter&&) noexcept;
    /// Without `close` nothing is left behind.
    ~SheetWriter();

    /// Names that xlsx forbids are mended: []:*?/\ become _, 31 characters at most, repeated ones
    /// are numbered.
    void begin_sheet(std::string_view name, const SheetLayout& layout = {});
    /// Appends below the last row. Without a height the office program finds one, or does not.
    void row(std::span<const OutCell> cells, double height_points = 0);
    void row(std::initializer_list<OutCell> cells) { row(std::span(cells.begin(), cells.size())); }
    /// Row `number`, leaving those between empty. Errors (kept): sheet.too_many_rows beyond
    /// 1,048,576.
    void row_at(int number, std::span<const OutCell> cells);
    /// One cell across the columns 1 … columns of the next row.
    void merged_row(const OutCell& cell, int columns, double height_points = 0);
    /// Cells of one row as pairs of a cell and how many columns it covers, for two-storey heads.
    void spanned_row(std::span<const std::pair<OutCell, int>> cells);
    /// A list to choose from, for the cells of a column; lists over 255 characters go to a hidden
    /// sheet. The user may still type something else when `strict` is false.
    void dropdown(
        int column,
        int first_row,
        int last_row,
        std::span<const std::string> choices,
        bool strict = true
    );

    int next_row() const;

    /// Errors: file.unwritable, sheet.too_many_rows.
    Result<void> close();

private:
    struct Book;
    std::unique_ptr<Book> book_;
};

}  // namespace junheng
