// SPDX-License-Identifier: Apache-2.0
/// What freexl leaves out of an xls: results of formulas, truth values, errors, percent formats,
/// merged cells, hidden sheets. Without it a computed total would look like an empty cell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/exchange/sheet.h"
#include "io/exchange/sheet_number.h"

namespace junheng {

struct XlsCell {
    int row = 0;  // from 0, as the file counts
    int column = 0;
    Cell cell;
};

struct XlsSheetRecords {
    std::vector<XlsCell> cells;  // by row, then column
    std::vector<CellRange> merged;
};

/// Invariant: reads nothing beyond the stream, however damaged it is.
/// Source: [MS-XLS] 2.4 (BOUNDSHEET, FORMAT, XF, DATEMODE, FORMULA, STRING, BOOLERR, NUMBER, RK,
/// MULRK, MERGEDCELLS).
class XlsRecords {
public:
    /// Of the file's stream "Workbook" (BIFF8) or "Book" (BIFF5).
    explicit XlsRecords(std::string stream);

    std::size_t sheets() const { return sheets_.size(); }
    bool hidden(std::size_t sheet) const { return sheets_.at(sheet).hidden; }
    XlsSheetRecords read(std::size_t sheet) const;

private:
    struct Sheet {
        std::size_t offset = 0;
        bool hidden = false;
    };

    friend class XlsSheetPass;
    void take_global(unsigned id, std::string_view data);
    NumberForm form(unsigned style) const;
    std::string text(std::string_view counted) const;

    std::string stream_;
    std::vector<Sheet> sheets_;
    std::vector<std::pair<unsigned, NumberForm>> own_formats_;
    std::vector<unsigned> styles_;
    bool since_1904_ = false;
    bool biff8_ = true;
};

}  // namespace junheng
