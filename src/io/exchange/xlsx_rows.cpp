// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/xlsx_rows.h"

#include <charconv>

namespace junheng {
namespace {

constexpr std::size_t kMostMergedRanges = 200'000;

/// A number that takes the whole text.
template <class T>
std::optional<T> whole(std::string_view text) {
    T value{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    return fault == std::errc{} && end == text.data() + text.size() ? std::optional(value)
                                                                    : std::nullopt;
}

}  // namespace

std::optional<CellPlace> parse_cell_place(std::string_view text) {
    constexpr int kLetters = 26;
    constexpr std::size_t kMostLetters = 4;
    CellPlace place;
    std::size_t at = 0;
    for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z' && at < kMostLetters; ++at)
        place.column = place.column * kLetters + (text[at] - 'A' + 1);
    const auto row = whole<int>(text.substr(at));
    if (at == 0 || !row || *row < 1)
        return std::nullopt;
    place.row = *row;
    return place;
}

void XlsxRowEvents::refuse_here(const char* code, const char* reason) {
    refuse(code, reason, {.row = row_.number, .column = column_});
}

void XlsxRowEvents::start(std::string_view name, const XmlAttributes& attributes) {
    if (name == "row")
        start_row(attributes);
    else if (name == "c")
        start_cell(attributes);
    else if (!in_cell_)
        return;
    else if (name == "v" || (name == "t" && !in_reading_aid_)) {
        in_value_ = true;
        has_value_ = true;
    } else if (name == "f")
        has_formula_ = true;
    else if (name == "rPh")
        in_reading_aid_ = true;
}

void XlsxRowEvents::end(std::string_view name) {
    if (name == "v" || name == "t")
        in_value_ = false;
    else if (name == "c")
        end_cell();
    else if (name == "row")
        end_row();
    else if (name == "rPh")
        in_reading_aid_ = false;
    else if (name == "sheetData")
        done = true;
}

void XlsxRowEvents::text(std::string_view piece) {
    if (!in_value_)
        return;
    value_ += piece;
    if (value_.size() > limits_.cell_bytes)
        refuse_here("sheet.cell_too_long", "xlsx");
}

void XlsxRowEvents::start_row(const XmlAttributes& attributes) {
    const auto given = attributes.find("r");
    const auto number = given ? whole<int>(*given) : std::optional(row_.number + 1);
    column_ = 0;
    if (!number || *number <= row_.number || *number == std::numeric_limits<int>::max())
        return refuse_here("sheet.broken", "row number");
    row_.number = *number;
    used_ = 0;
    row_bytes_ = 0;
    for (Cell& cell : row_.cells) {
        cell.kind = CellKind::empty;
        cell.text.clear();
    }
}

bool XlsxRowEvents::place_column(const XmlAttributes& attributes) {
    const auto given = attributes.find("r");
    const auto place =
        given ? parse_cell_place(*given) : std::optional(CellPlace{row_.number, column_ + 1});
    if (!place || place->row != row_.number) {
        refuse_here("sheet.broken", "cell reference");
        return false;
    }
    column_ = place->column;
    if (column_ > limits_.columns)
        refuse_here("sheet.too_many_columns", "xlsx");
    return !done;
}

void XlsxRowEvents::start_cell(const XmlAttributes& attributes) {
    if (!place_column(attributes))
        return;
    const auto type = attributes.find("t").value_or("n");
    type_ = type == "s"                            ? Type::shared
            : type == "str" || type == "inlineStr" ? Type::text
            : type == "b"                          ? Type::boolean
            : type == "e"                          ? Type::fault
            : type == "d"                          ? Type::date
                                                   : Type::number;
    style_ = attributes.number("s").value_or(0);
    has_formula_ = has_value_ = in_value_ = in_reading_aid_ = false;
    in_cell_ = true;
    value_.clear();
}

void XlsxRowEvents::end_cell() {
    in_cell_ = false;
    Cell cell = finished_cell();
    if (done || cell.kind == CellKind::empty)
        return;
    row_bytes_ += cell.text.size();
    if (row_bytes_ > limits_.row_bytes)
        return refuse_here("sheet.cell_too_long", "xlsx");
    const auto column = static_cast<std::size_t>(column_);
    if (row_.cells.size() < column)
        row_.cells.resize(column);
    row_.cells[column - 1] = std::move(cell);
    used_ = std::max(used_, column);
}

void XlsxRowEvents::end_row() {
    if (used_ == 0)
        return;
    row_.cells.resize(used_);
    done = !sink_(row_);
}

Cell XlsxRowEvents::finished_cell() {
    // A text formula may well give "", any other formula without a value was never computed.
    if (has_formula_ && (!has_value_ || (value_.empty() && type_ != Type::text)))
        return {CellKind::formula_no_value, {}};
    if (value_.empty())
        return {};
    switch (type_) {
        case Type::shared:
            return shared_cell();
        case Type::text:
            undo_text_escapes(value_);
            return {CellKind::text, value_};
        case Type::boolean:
            return {CellKind::boolean, value_ == "1" || value_ == "true" ? "1" : "0"};
        case Type::fault:
            return {CellKind::fault, value_};
        case Type::date:
            return {CellKind::date, value_.substr(0, 10)};
        case Type::number:
            return number_cell();
    }
    return {};
}

Cell XlsxRowEvents::shared_cell() {
    const auto index = whole<std::size_t>(value_);
    if (!index || *index >= context_.texts.size()) {
        refuse_here("sheet.broken", "shared string");
        return {};
    }
    const auto text = context_.texts.at(*index);
    return {text.empty() ? CellKind::empty : CellKind::text, std::string(text)};
}

Cell XlsxRowEvents::number_cell() {
    const auto style = static_cast<std::size_t>(style_);
    const NumberForm form =
        style < context_.forms.size() ? context_.forms[style] : NumberForm::plain;
    if (form == NumberForm::plain)
        return {CellKind::number, sheet_number(value_)};
    if (form == NumberForm::percent)
        return {CellKind::percent, sheet_number(value_)};
    const auto serial = whole<double>(value_);
    const auto date = serial ? date_of_serial(*serial, context_.since_1904) : std::nullopt;
    return date ? Cell{CellKind::date, to_text(*date)}
                : Cell{CellKind::number, sheet_number(value_)};
}

void XlsxMergeEvents::start(std::string_view name, const XmlAttributes& attributes) {
    if (name != "mergeCell")
        return;
    const auto text = attributes.find("ref").value_or("");
    const auto colon = text.find(':');
    const auto first = parse_cell_place(text.substr(0, colon));
    const auto last =
        colon == std::string_view::npos ? first : parse_cell_place(text.substr(colon + 1));
    if (first && last)
        ranges.push_back({first->row, first->column, last->row, last->column});
    if (ranges.size() > kMostMergedRanges)
        refuse("sheet.too_large", "mergeCells");
}

}  // namespace junheng
