// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/import_cell.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "core/base/decimal.h"
#include "io/exchange/value_repair.h"

namespace junheng {
namespace {

/// A field and the words that its cells may hold.
struct Reading {
    std::string_view table;
    const FieldSpec& field;
    const HeadBook& book;

    std::string word(std::string_view text) const { return book.word(table, field.name, text); }
};

constexpr int kHundredths = 2;
constexpr std::string_view kUnit = "unit";
constexpr std::string_view kPeriod = "period";

/// Codes of registries: what Excel does to long digits must be noticed there. Other codes are words
/// and names.
constexpr std::array<std::string_view, 10> kRegistryCodes{
    "code",
    "id",
    "central_school",
    "campus_of",
    "merged_into",
    "works_at",
    "township",
    "village",
    "student_no",
    "identity_no"};

bool is_registry_code(const FieldSpec& field) {
    return std::ranges::find(kRegistryCodes, field.name) != kRegistryCodes.end();
}

bool is_upper(std::string_view text) {
    return std::ranges::none_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Foreign registries may write small letters; only ours are all capitals and digits.
CleanValue clean_registry_code(const Cell& cell) {
    CleanValue code = clean_code(cell);
    return code.ok() && !is_upper(cell.text) ? clean_text(cell) : code;
}

std::vector<std::string> split(std::string_view text, std::string_view signs) {
    std::vector<std::string> parts;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find_first_of(signs, from), text.size());
        if (end > from)
            parts.emplace_back(text.substr(from, end - from));
        from = end + 1;
    }
    return parts;
}

/// "dense_centre boarding", "寄宿制、人口过密": a known phrase may hold blanks itself.
std::string flag_words(const Reading& reading, std::string text) {
    for (const std::string_view sign : {"、", "，", "；"})
        for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign))
            text.replace(at, sign.size(), ";");
    std::string words;
    const auto add = [&](const std::string& word) { words += (words.empty() ? "" : " ") + word; };
    for (const std::string& phrase : split(text, ";,/")) {
        if (const std::string* known =
                reading.book.find_word(reading.table, reading.field.name, phrase)) {
            add(*known);
            continue;
        }
        for (const std::string& one : split(phrase, " ")) add(reading.word(one));
    }
    return words;
}

/// Words first, since 无 is a word of some lists and nothing in others.
CleanValue clean_word(const Cell& cell, const Reading& reading) {
    CleanValue clean = clean_text(cell);
    if (!clean.ok() || clean.empty())
        return clean;
    const FieldSpec& field = reading.field;
    std::string word =
        field.type == FieldType::flags ? flag_words(reading, clean.text) : reading.word(clean.text);
    const bool known =
        word != clean.text || std::ranges::find(field.words, word) != field.words.end();
    clean.text = !known && is_empty_word(clean.text) ? std::string() : std::move(word);
    return clean;
}

/// 2025年, 2025年度 and 2025-2026学年 are the year that other rows call 2025; days get their common
/// form.
CleanValue clean_period(const Cell& cell) {
    CleanValue period = clean_text(cell);
    if (!period.ok() || period.empty())
        return period;
    if (period.text.find("日") != std::string::npos || period.text.find('/') != std::string::npos)
        if (CleanValue day = clean_date(cell); day.ok())
            return day;
    for (const std::string_view ending : {"学年度", "学年", "年度", "年"})
        if (period.text.ends_with(ending)) {
            period.text.resize(period.text.size() - ending.size());
            break;
        }
    return period;
}

CleanValue as_word(std::string word) {
    CleanValue value;
    value.text = std::move(word);
    return value;
}

CleanValue clean(const Cell& cell, const Reading& reading) {
    const FieldSpec& field = reading.field;
    switch (field.type) {
        case FieldType::integer:
        case FieldType::count:
            return clean_whole_number(cell);
        case FieldType::hundredths:
        case FieldType::coordinate:
        case FieldType::decimal:
            return clean_number(cell);
        case FieldType::year:
            return clean_year(cell);
        case FieldType::date:
            return clean_date(cell);
        case FieldType::word:
        case FieldType::flags:
            return clean_word(cell, reading);
        case FieldType::code:
            return is_registry_code(field) ? clean_registry_code(cell) : clean_word(cell, reading);
        case FieldType::text:
            return field.name == kPeriod ? clean_period(cell) : clean_text(cell);
        case FieldType::geometry:
            break;
    }
    return clean_text(cell);
}

/// A column of numbers that stand for words: what is wrong there is the word.
std::string fault_of(std::string_view fault, const Reading& reading) {
    if (reading.field.type == FieldType::integer &&
        reading.book.has_words(reading.table, reading.field.name) &&
        (fault == "import.value.not_number" || fault == "field.not_a_number"))
        return "field.unknown_word";
    return std::string(fault);
}

/// "95%" of a count of things; the unit of a further figure is its key's.
bool is_percent_of_things(const Cell& cell, const FieldSpec& field) {
    return is_percent(cell) &&
           (field.type == FieldType::count || field.type == FieldType::integer ||
            (field.type == FieldType::hundredths && !field.unit.empty()));
}

bool is_amount(FieldType type) {
    return type == FieldType::count || type == FieldType::hundredths;
}

/// Rounds to the smallest unit where a factor or a spreadsheet's division left more digits. None:
/// more than any amount can be.
std::optional<std::string> in_unit(
    const FieldSpec& field,
    const std::string& text,
    UnitFactor factor,
    bool& rounded
) {
    const auto number = parse_decimal(text);
    if (!is_amount(field.type) || !number || (factor.is_one() && number->scale <= kHundredths) ||
        (field.type == FieldType::count && factor.is_one()))
        return text;
    const Int128 amount = Int128{number->mantissa} * factor.numerator * power_of_ten(kHundredths);
    const Int128 divisor = Int128{power_of_ten(number->scale)} * factor.denominator;
    const Int128 half = amount < 0 ? -divisor / 2 : divisor / 2;
    rounded = amount % divisor != 0 && factor.denominator == 1;
    const Int128 units = (amount + half) / divisor;
    using Limits = std::numeric_limits<std::int64_t>;
    if (units < Limits::min() || units > Limits::max())
        return std::nullopt;
    return to_text(Decimal{static_cast<std::int64_t>(units), kHundredths});
}

UnitFactor unit_factor(const FieldSpec& field, const CleanValue& clean, UnitFactor of_head) {
    if (clean.unit.empty())
        return of_head;
    return factor_of(normal_head(clean.unit), field.unit);
}

/// A list of words may stand in a numeric field too: 小学 for the kind 211, 是 for a county's yes.
std::string known_word(const Cell& cell, const Reading& reading) {
    const FieldSpec& field = reading.field;
    if (cell.kind != CellKind::text || cell.text.empty() || field.type == FieldType::geometry ||
        (field.type == FieldType::text && field.name != kUnit))
        return {};
    const auto* word = reading.book.find_word(reading.table, field.name, cell.text);
    return word == nullptr ? std::string() : *word;
}

}  // namespace

CellValue read_cell(
    const Cell& cell,
    std::optional<TableId> table,
    const FieldSpec& field,
    UnitFactor factor,
    const HeadBook& book
) {
    CellValue result;
    const Reading reading{table_name(table), field, book};
    const std::string word = known_word(cell, reading);
    const CleanValue found = word.empty() ? clean(cell, reading) : as_word(word);
    if (is_percent_of_things(cell, field)) {
        result.fault = "import.value.percent";
        return result;
    }
    if (!found.ok()) {
        result.fault = fault_of(found.fault, reading);
        return result;
    }
    const auto text = in_unit(field, found.text, unit_factor(field, found, factor), result.rounded);
    if (!text) {
        result.fault = "field.out_of_range";
        return result;
    }
    auto parsed = parse_field(field, *text);
    if (const auto* fault = std::get_if<FieldFault>(&parsed))
        result.fault = fault_of(fault->code, reading);
    else
        result.value = std::move(std::get<Value>(parsed));
    return result;
}

bool is_percent(const Cell& cell) {
    std::string_view text = cell.text;
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return cell.kind == CellKind::percent ||
           (cell.kind == CellKind::text && (text.ends_with('%') || text.ends_with("％")));
}

Args cell_args(std::optional<TableId> table, const FieldSpec& field, std::string_view value) {
    Args args{
        {"table", std::string(table_name(table))},
        {"field", std::string(field.name)},
        {"value", std::string(value)}};
    std::string words;
    for (const std::string_view word : field.words)
        words += (words.empty() ? "" : ", ") + std::string(word);
    if (!words.empty())
        args.emplace_back("words", std::move(words));
    return args;
}

}  // namespace junheng
