// SPDX-License-Identifier: Apache-2.0
/// What an xlsx says about itself: its sheets, its number formats, its shared texts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "io/exchange/sheet_number.h"
#include "io/exchange/xlsx_zip.h"

namespace junheng {

struct XlsxSheet {
    std::string name;
    std::string part;  // of the zip
    bool hidden = false;
};

struct XlsxBook {
    std::vector<XlsxSheet> sheets;  // worksheets only, in the order of the tabs
    std::string texts_part;         // empty when there are none
    std::string styles_part;
    bool since_1904 = false;
};

/// Errors: sheet.unknown_form for a zip that holds no workbook; sheet.broken and what the zip
/// reports.
Result<XlsxBook> read_xlsx_book(const ZipFile& zip);

/// By the number that a cell carries as its style.
Result<std::vector<NumberForm>> read_xlsx_styles(const ZipFile& zip, const std::string& part);

/// Invariant: texts lie one after the other in one block, so that a million of them cost little
/// more than their bytes.
class SharedTexts {
public:
    std::size_t size() const { return ends_.size(); }
    std::size_t bytes() const { return block_.size(); }
    std::string_view at(std::size_t i) const;
    void add(std::string_view text);

private:
    std::string block_;
    std::vector<std::size_t> ends_;
};

/// Errors: sheet.too_large beyond limits.shared_text_bytes, sheet.cell_too_long, sheet.broken.
Result<SharedTexts> read_xlsx_texts(
    const ZipFile& zip,
    const std::string& part,
    const SheetLimits& limits
);

}  // namespace junheng
