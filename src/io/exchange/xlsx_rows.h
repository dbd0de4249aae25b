// SPDX-License-Identifier: Apache-2.0
/// The rows of one worksheet of an xlsx, and its merged cells.
#pragma once

#include <string_view>
#include <vector>

#include "io/exchange/xlsx_book.h"
#include "io/exchange/xlsx_xml.h"

namespace junheng {

/// What the cells of a worksheet refer to.
struct XlsxContext {
    SharedTexts texts;
    std::vector<NumberForm> forms;
    bool since_1904 = false;
};

class XlsxRowEvents final : public XmlEvents {
public:
    /// Everything must outlive the events. Faults carry row and column.
    XlsxRowEvents(const XlsxContext& context, const SheetLimits& limits, const RowSink& sink)
        : context_(context), limits_(limits), sink_(sink) {}

    void start(std::string_view name, const XmlAttributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view piece) override;

private:
    enum class Type : std::uint8_t { number, shared, text, boolean, fault, date };

    void start_row(const XmlAttributes& attributes);
    void start_cell(const XmlAttributes& attributes);
    void end_row();
    void end_cell();
    Cell finished_cell();
    Cell shared_cell();
    Cell number_cell();
    bool place_column(const XmlAttributes& attributes);
    void refuse_here(const char* code, const char* reason);

    const XlsxContext& context_;
    const SheetLimits& limits_;
    const RowSink& sink_;
    SheetRow row_;
    std::size_t used_ = 0;
    std::size_t row_bytes_ = 0;
    std::string value_;
    int column_ = 0;
    int style_ = 0;
    Type type_ = Type::number;
    bool has_formula_ = false;
    bool has_value_ = false;
    bool in_cell_ = false;
    bool in_value_ = false;
    bool in_reading_aid_ = false;
};

class XlsxMergeEvents final : public XmlEvents {
public:
    void start(std::string_view name, const XmlAttributes& attributes) override;
    std::vector<CellRange> ranges;
};

struct CellPlace {
    int row = 0;
    int column = 0;
};

/// "B2" → row 2, column 2; dollar signs are no part of it. Rows and columns beyond what fits come
/// back empty.
std::optional<CellPlace> parse_cell_place(std::string_view text);

}  // namespace junheng
