// SPDX-License-Identifier: Apache-2.0
/// The records of an xls: sheets, cells with their formats, results of formulas, merged cells.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/exchange/sheet.h"
#include "io/exchange/sheet_number.h"
#include "io/exchange/xlsx_book.h"

namespace junheng {

struct XlsCell {
    int row = 0;  // from 0, as the file counts
    int column = 0;
    Cell cell;
};

struct XlsSheet {
    std::vector<XlsCell> cells;  // by row, then column
    std::vector<CellRange> merged;
};

/// Invariant: reads nothing beyond the stream, however damaged it is.
/// Source: [MS-XLS] 2.4 (BOUNDSHEET, FORMAT, XF, SST, LABELSST, LABEL, NUMBER, RK, MULRK, FORMULA,
/// STRING, BOOLERR, MERGEDCELLS); BIFF5 and BIFF8.
class XlsRecords {
public:
    /// Of the file's stream "Workbook" (BIFF8) or "Book" (BIFF5). Empty when it does not begin as
    /// one.
    static std::optional<XlsRecords> open(std::string stream);

    const std::vector<std::string>& names() const { return names_; }
    bool hidden(std::size_t sheet) const { return places_.at(sheet).hidden; }
    bool encrypted() const { return encrypted_; }
    /// Errors: sheet.broken when the records end before the sheet does; sheet.too_large beyond 8
    /// million cells.
    Result<XlsSheet> read(std::size_t sheet) const;

private:
    friend class XlsSheetPass;
    struct Place {
        std::size_t offset = 0;
        bool hidden = false;
    };

    XlsRecords() = default;
    void read_globals();
    void take_global(unsigned id, std::string_view data);
    NumberForm form(unsigned style) const;

    std::string stream_;
    std::vector<std::string> names_;
    std::vector<Place> places_;
    std::vector<std::pair<unsigned, NumberForm>> own_formats_;
    std::vector<unsigned> styles_;
    SharedTexts texts_;
    bool since_1904_ = false;
    bool biff8_ = true;
    bool encrypted_ = false;
};

}  // namespace junheng
