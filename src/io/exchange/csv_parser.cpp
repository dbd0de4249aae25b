// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/csv_parser.h"

#include <cstring>
#include <map>

namespace junheng {

CsvParser::CsvParser(char separator, const SheetLimits& limits, const RowSink& sink)
    : limits_(limits), sink_(sink), separator_(separator) {
    for (const char mark : {separator, '\n', '\r', '\0'})
        ends_plain_[static_cast<unsigned char>(mark)] = true;
    row_.number = 1;
}

Cell& CsvParser::cell() {
    if (used_ == row_.cells.size())
        row_.cells.emplace_back();
    return row_.cells[used_];
}

void CsvParser::append(const char* from, const char* to) {
    const auto size = static_cast<std::size_t>(to - from);
    row_bytes_ += size;
    cell().text.append(from, size);
}

const char* CsvParser::take_plain(const char* at, const char* end) {
    const char* stop = at;
    while (stop < end && !ends_plain_[static_cast<unsigned char>(*stop)]) ++stop;
    append(at, stop);
    return stop;
}

const char* CsvParser::take_quoted(const char* at, const char* end) {
    const void* quote = std::memchr(at, '"', static_cast<std::size_t>(end - at));
    const char* stop = quote == nullptr ? end : static_cast<const char*>(quote);
    append(at, stop);
    if (stop == end)
        return end;
    state_ = State::quote_closed;
    return stop + 1;
}

const char* CsvParser::take_after_quote(const char* at) {
    state_ = State::plain;
    if (*at != '"')
        return at;
    append(at, at + 1);
    state_ = State::quoted;
    return at + 1;
}

Result<bool> CsvParser::feed(std::string_view piece) {
    const char* at = piece.data();
    const char* const end = at + piece.size();
    while (at < end) {
        if (after_carriage_return_ && *at == '\n') {
            after_carriage_return_ = false;
            ++at;
            continue;
        }
        after_carriage_return_ = false;
        if (state_ == State::field_start) {
            cell().text.clear();
            state_ = *at == '"' ? State::quoted : State::plain;
            at += *at == '"' ? 1 : 0;
            continue;
        }
        if (state_ == State::quoted)
            at = take_quoted(at, end);
        else if (state_ == State::quote_closed)
            at = take_after_quote(at);
        else if (ends_plain_[static_cast<unsigned char>(*at)]) {
            if (const auto more = take_mark(*at++); !more || !*more)
                return more;
            continue;
        } else
            at = take_plain(at, end);
        if (const auto sized = check_size(); !sized)
            return tl::unexpected(sized.error());
    }
    return true;
}

Result<bool> CsvParser::take_mark(char mark) {
    if (mark == '\0')
        return fault("sheet.nul");
    if (const auto ended = end_field(); !ended)
        return tl::unexpected(ended.error());
    if (mark == separator_)
        return true;
    after_carriage_return_ = mark == '\r';
    return end_row();
}

Result<void> CsvParser::end_field() {
    if (used_ >= static_cast<std::size_t>(limits_.columns))
        return fault("sheet.too_many_columns");
    Cell& done = cell();
    done.kind = done.text.empty() ? CellKind::empty : CellKind::text;
    ++used_;
    state_ = State::field_start;
    return {};
}

Result<bool> CsvParser::end_row() {
    row_.cells.resize(used_);
    const bool blank = used_ == 1 && row_.cells.front().kind == CellKind::empty;
    const bool more = blank || sink_(row_);
    ++row_.number;
    used_ = 0;
    row_bytes_ = 0;
    return more;
}

Result<void> CsvParser::check_size() const {
    if (row_.cells[used_].text.size() <= limits_.cell_bytes && row_bytes_ <= limits_.row_bytes)
        return {};
    return fault(state_ == State::quoted ? "sheet.quote_open" : "sheet.cell_too_long");
}

Result<bool> CsvParser::finish() {
    if (state_ == State::quoted)
        return fault("sheet.quote_open");
    if (state_ == State::field_start && used_ == 0)
        return true;
    if (state_ == State::field_start)
        cell().text.clear();
    if (const auto ended = end_field(); !ended)
        return tl::unexpected(ended.error());
    return end_row();
}

tl::unexpected<Error> CsvParser::fault(const char* code) const {
    return failure(
        ErrorKind::data, code, {}, {.row = row_.number, .column = static_cast<int>(used_) + 1}
    );
}

namespace {

struct Evenness {
    int rows = 0;
    int fields = 0;

    friend auto operator<=>(const Evenness&, const Evenness&) = default;
};

/// How many rows share the commonest count of fields, one-field rows (titles, notes) left out.
Evenness evenness(std::string_view sample, char separator) {
    constexpr int kRowsLookedAt = 50;
    std::map<int, int> rows_by_fields;
    const RowSink count = [&](const SheetRow& row) {
        ++rows_by_fields[static_cast<int>(row.cells.size())];
        return row.number < kRowsLookedAt;
    };
    const SheetLimits limits;
    CsvParser parser(separator, limits, count);
    if (const auto more = parser.feed(sample); more && *more)
        static_cast<void>(parser.finish());
    Evenness best;
    for (const auto& [fields, rows] : rows_by_fields)
        if (fields > 1)
            best = std::max(best, Evenness{rows, fields});
    return best;
}

}  // namespace

char sniff_separator(std::string_view sample) {
    char best = ',';
    Evenness best_evenness;
    for (const char candidate : {',', ';', '\t'}) {
        const Evenness found = evenness(sample, candidate);
        if (found > best_evenness) {
            best = candidate;
            best_evenness = found;
        }
    }
    return best;
}

}  // namespace junheng
