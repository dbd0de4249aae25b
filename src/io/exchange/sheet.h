// SPDX-License-Identifier: Apache-2.0
/// Every foreign table file (xlsx, xls, csv) read as one stream of rows of cells, in constant
/// memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace junheng {

enum class CellKind : std::uint8_t {
    empty,
    text,
    number,           // text holds the digits as the file stores them, perhaps with an exponent
    date,             // text holds YYYY-MM-DD (a number under a date format)
    percent,          // a number under a percent format; text holds the ratio: "0.953"
    boolean,          // text is "1" or "0"
    fault,            // #DIV/0! and its kin; text holds the word
    formula_no_value  // a formula that was never computed
};

struct Cell {
    CellKind kind = CellKind::empty;
    std::string text;
};

/// Shape: number counts from 1 as the user sees it (in a csv: the record, a quoted line break does
/// not count); cells[0] is column A; trailing empty cells may be absent; wholly empty rows may be
/// absent.
struct SheetRow {
    int number = 0;
    std::vector<Cell> cells;
};

/// Gets each row once; answers false to stop early. The row is only valid during the call.
using RowSink = std::function<bool(const SheetRow&)>;

/// A rectangle of cells, both corners belonging to it; rows and columns count from 1.
struct CellRange {
    int first_row = 0;
    int first_column = 0;
    int last_row = 0;
    int last_column = 0;

    friend bool operator==(const CellRange&, const CellRange&) = default;
};

/// What a file may cost before it is refused.
struct SheetLimits {
    std::uint64_t file_bytes = std::uint64_t{2} << 30U;
    std::uint64_t unpacked_bytes = std::uint64_t{4} << 30U;  // of one part of a zip
    std::uint64_t pack_ratio =
        200;  // unpacked : packed, for parts over 10 MiB; above it is a zip bomb
    std::size_t zip_entries = 10'000;
    std::size_t cell_bytes = 1U << 20U;
    std::size_t row_bytes = std::size_t{64} << 20U;
    std::size_t shared_text_bytes =
        std::size_t{1} << 30U;  // of the one table of texts that an xlsx keeps in memory
    int columns = 16'384;
};

/// A workbook opened for reading; its sheets in file order. A csv has one sheet, named "".
class Workbook {
public:
    Workbook() = default;
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
    virtual ~Workbook() = default;

    virtual const std::vector<std::string>& sheets() const = 0;
    /// A sheet that the user does not see (lists for dropdowns, for example). Only xlsx tells.
    virtual bool hidden(std::size_t /*sheet*/) const { return false; }
    /// May be called again. Errors: sheet.broken with the place, sheet.zip_bomb, sheet.too_large,
    /// sheet.encoding, sheet.quote_open, sheet.cell_too_long, sheet.too_many_columns.
    virtual Result<void> read(std::size_t sheet, const RowSink& sink) = 0;
    /// The merged cells of a sheet; `read` gives their text only in the top left cell, as the file
    /// holds it. Shape: none for csv and xls. Cost: a pass over the sheet, as xlsx lists them after
    /// the rows.
    virtual Result<std::vector<CellRange>> merged(std::size_t /*sheet*/) {
        return std::vector<CellRange>{};
    }
};

/// Opens by content, not by name: zip magic is xlsx, OLE magic is xls, the rest is csv when it
/// reads as text. Errors: file.not_found, file.unreadable (kind unavailable); sheet.empty_file,
/// sheet.unknown_form (garbage, told by its first bytes), sheet.wps_et (save as xlsx),
/// sheet.encrypted, sheet.too_large, sheet.zip_bomb, sheet.broken (data).
Result<std::unique_ptr<Workbook>> open_workbook(
    const std::filesystem::path& file,
    const SheetLimits& limits = {}
);

}  // namespace junheng
