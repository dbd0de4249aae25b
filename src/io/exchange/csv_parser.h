// SPDX-License-Identifier: Apache-2.0
/// Separated text, cut into rows as it comes in pieces.
#pragma once

#include <array>
#include <string_view>

#include "io/exchange/sheet.h"

namespace junheng {

/// Reads as spreadsheets do: a quote opens a field only at its start, a doubled one inside stands
/// for itself, text after the closing quote is kept; a row ends with LF, CR LF or CR; blank lines
/// count but are not handed on. Source: RFC 4180, widened by what Excel, WPS and LibreOffice
/// accept.
class CsvParser {
public:
    /// The limits and the sink must outlive the parser.
    CsvParser(char separator, const SheetLimits& limits, const RowSink& sink);

    /// Answers false once the sink has enough.
    /// Errors, with row and column: sheet.cell_too_long, sheet.too_many_columns, sheet.nul,
    /// sheet.quote_open.
    Result<bool> feed(std::string_view piece);
    /// The last row may lack its line end. Errors: as feed; sheet.quote_open names where the quote
    /// stands.
    Result<bool> finish();

    /// The row being read.
    int row() const { return row_.number; }

private:
    enum class State : std::uint8_t { field_start, plain, quoted, quote_closed };

    const char* take_plain(const char* at, const char* end);
    const char* take_quoted(const char* at, const char* end);
    const char* take_after_quote(const char* at);
    Result<bool> take_mark(char mark);
    void append(const char* from, const char* to);
    Result<void> end_field();
    Result<bool> end_row();
    Result<void> check_size() const;
    tl::unexpected<Error> fault(const char* code) const;
    Cell& cell();

    const SheetLimits& limits_;
    const RowSink& sink_;
    std::array<bool, 256> ends_plain_{};
    SheetRow row_;
    std::size_t used_ = 0;
    std::size_t row_bytes_ = 0;
    char separator_;
    State state_ = State::field_start;
    bool after_carriage_return_ = false;
};

/// Among comma, semicolon and tab the one that cuts the sample's rows most evenly; comma when none
/// does.
char sniff_separator(std::string_view sample);

}  // namespace junheng
