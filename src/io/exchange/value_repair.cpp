// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/value_repair.h"

#include <algorithm>
#include <array>

#include "io/exchange/value_repair_text.h"

namespace junheng {
namespace {

// A double holds 15 decimal digits for certain, and spreadsheets keep no more.
constexpr std::size_t kCertainDigits = 15;

constexpr std::array<std::string_view, 18> kEmptyWords = {
    "-",
    "--",
    "---",
    "—",
    "——",
    "–",
    "－",
    "/",
    "／",
    "\\",
    "无",
    "暂无",
    "空",
    "N/A",
    "n/a",
    "NA",
    "…",
    "*",
};

// Units that leave the number as it is. 亩 or 公里 would change it, so numbers with them are
// refused.
constexpr std::array<std::string_view, 33> kUnits = {
    "平方米", "平米", "㎡", "m²",   "m2",   "M2", "米", "m",    "元",   "人", "名",
    "位",     "个",   "间", "套",   "台",   "册", "本", "班",   "所",   "处", "栋",
    "岁",     "周岁", "年", "学时", "课时", "节", "分", "万元", "万册", "万", "件",
};

CleanValue fault(const Cell& cell, std::string code) {
    return {cell.text, std::move(code), {}, {}};
}

void note(CleanValue& value, bool done, Repair repair) {
    if (done)
        value.repairs.push_back(repair);
}

/// What every kind of value begins with. Answers with a fault, or an empty value, or a text to go
/// on with.
CleanValue begin(const Cell& cell, FoldWidth width) {
    if (cell.kind == CellKind::fault)
        return fault(cell, "import.value.formula_error");
    if (cell.kind == CellKind::formula_no_value)
        return fault(cell, "import.value.formula_uncomputed");
    CleanValue value{cell.text, {}, {}, {}};
    if (cell.kind != CellKind::text)
        return value;
    note(value, strip_outer_blanks(value.text), Repair::blanks);
    if (is_empty_word(value.text)) {
        value.text.clear();
        note(value, true, Repair::empty_word);
        return value;
    }
    note(value, fold_width(value.text, width), Repair::full_width);
    const bool quoted = value.text.size() > 1 && value.text.front() == '\'';
    if (quoted)
        value.text.erase(0, 1);
    note(value, quoted, Repair::apostrophe);
    return value;
}

CleanValue not_what_was_wanted(const Cell& cell, const char* code) {
    return fault(cell, code);
}

/// Cuts a known unit off the end; the longest that fits, as 万元 is not 元.
void cut_unit(CleanValue& value) {
    std::string_view best;
    for (const std::string_view unit : kUnits)
        if (value.text.size() > unit.size() && value.text.ends_with(unit) &&
            unit.size() > best.size())
            best = unit;
    if (best.empty())
        return;
    value.unit = best;
    value.text.resize(value.text.size() - best.size());
    strip_outer_blanks(value.text);
    note(value, true, Repair::unit);
}

void apply_ten_thousands(CleanValue& value) {
    constexpr int kPlaces = 4;
    constexpr std::string_view kWord = "万";
    if (!std::string_view(value.unit).starts_with(kWord))
        return;
    value.text = shifted_point(value.text, kPlaces);
    value.unit.erase(0, kWord.size());
    note(value, true, Repair::ten_thousands);
}

bool digits_and_point(std::string_view text) {
    return text.find_first_not_of("+-.0123456789") == std::string_view::npos &&
           text.find_first_of("0123456789") != std::string_view::npos;
}

void apply_percent(CleanValue& value) {
    const bool percent = value.text.size() > 1 && value.text.ends_with('%');
    if (!percent)
        return;
    value.text.pop_back();
    strip_outer_blanks(value.text);
    if (!digits_and_point(value.text)) {
        value.text += '%';
        return;
    }
    value.text = shifted_point(value.text, -2);
    note(value, true, Repair::percent);
}

/// The text of a number cell without its exponent.
CleanValue stored_number(const Cell& cell) {
    CleanValue value{cell.text, {}, {}, {}};
    const bool expanded = expand_exponent(value.text);
    // An exponent that says nothing about lost digits is how files store small and round numbers:
    // no repair to tell.
    static_cast<void>(expanded);
    return value;
}

CleanValue finished_number(const Cell& cell, CleanValue value) {
    bool rounded = false;
    auto number = plain_number(value.text, rounded);
    if (!number)
        return not_what_was_wanted(cell, "import.value.not_number");
    note(value, rounded && cell.kind == CellKind::text, Repair::rounded);
    value.text = std::move(*number);
    return value;
}

}  // namespace

std::string_view name(Repair repair) {
    switch (repair) {
        case Repair::blanks:
            return "blanks";
        case Repair::full_width:
            return "full_width";
        case Repair::apostrophe:
            return "apostrophe";
        case Repair::thousands:
            return "thousands";
        case Repair::exponent:
            return "exponent";
        case Repair::percent:
            return "percent";
        case Repair::ten_thousands:
            return "ten_thousands";
        case Repair::whole:
            return "whole";
        case Repair::rounded:
            return "rounded";
        case Repair::unit:
            return "unit";
        case Repair::serial_day:
            return "serial_day";
        case Repair::date_form:
            return "date_form";
        case Repair::first_of_month:
            return "first_of_month";
        case Repair::empty_word:
            return "empty_word";
    }
    return "";
}

bool CleanValue::has(Repair repair) const {
    return std::ranges::find(repairs, repair) != repairs.end();
}

bool is_empty_word(std::string_view text) {
    return std::ranges::find(kEmptyWords, text) != kEmptyWords.end();
}

CleanValue clean_text(const Cell& cell) {
    return cell.kind == CellKind::number ? stored_number(cell)
                                         : begin(cell, FoldWidth::letters_and_digits);
}

CleanValue clean_number(const Cell& cell) {
    if (cell.kind == CellKind::date || cell.kind == CellKind::boolean)
        return not_what_was_wanted(cell, "import.value.not_number");
    if (cell.kind == CellKind::number || cell.kind == CellKind::percent)
        return finished_number(cell, stored_number(cell));
    CleanValue value = begin(cell, FoldWidth::all);
    if (!value.ok() || value.text.empty())
        return value;
    apply_percent(value);
    cut_unit(value);
    note(value, strip_all_blanks(value.text), Repair::blanks);
    note(value, strip_thousands(value.text), Repair::thousands);
    note(value, expand_exponent(value.text), Repair::exponent);
    if (!digits_and_point(value.text))
        return not_what_was_wanted(cell, "import.value.not_number");
    apply_ten_thousands(value);
    return finished_number(cell, std::move(value));
}

CleanValue clean_whole_number(const Cell& cell) {
    CleanValue value = clean_number(cell);
    if (!value.ok() || value.text.empty())
        return value;
    if (value.text.find('.') != std::string::npos)
        return not_what_was_wanted(cell, "import.value.not_whole");
    note(
        value,
        cell.kind == CellKind::text && cell.text.find('.') != std::string::npos,
        Repair::whole
    );
    return value;
}

namespace {

CleanValue code_of_number(const Cell& cell) {
    CleanValue value = stored_number(cell);
    if (whole_digits(value.text) > kCertainDigits || has_exponent(value.text))
        return fault(cell, "import.value.digits_lost");
    bool rounded = false;
    const auto number = plain_number(value.text, rounded);
    if (!number || number->find('.') != std::string::npos || number->starts_with('-'))
        return fault(cell, "import.value.not_code");
    note(value, has_exponent(cell.text), Repair::exponent);
    value.text = *number;
    return value;
}

/// "2142001234.0" and ".00" come from tools that took the code for a number.
void cut_zero_decimals(CleanValue& value) {
    const auto point = value.text.find('.');
    if (point == std::string::npos || point == 0 ||
        value.text.find_first_not_of("0", point + 1) != std::string::npos)
        return;
    if (value.text.substr(0, point).find_first_not_of("0123456789") != std::string::npos)
        return;
    value.text.resize(point);
    note(value, true, Repair::whole);
}

}  // namespace

CleanValue clean_code(const Cell& cell) {
    if (cell.kind == CellKind::number)
        return code_of_number(cell);
    if (cell.kind == CellKind::date || cell.kind == CellKind::boolean ||
        cell.kind == CellKind::percent)
        return fault(cell, "import.value.not_code");
    CleanValue value = begin(cell, FoldWidth::all);
    if (!value.ok() || value.text.empty())
        return value;
    note(value, strip_all_blanks(value.text), Repair::blanks);
    // A text with an exponent is what a csv keeps of a long number on screen: its digits are gone.
    if (has_exponent(value.text) && value.text.find_first_of("+.") != std::string::npos)
        return fault(cell, "import.value.digits_lost");
    cut_zero_decimals(value);
    std::ranges::transform(value.text, value.text.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return value;
}

}  // namespace junheng
