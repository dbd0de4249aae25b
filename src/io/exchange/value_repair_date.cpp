// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/value_repair.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "core/base/date.h"
#include "io/exchange/sheet_number.h"
#include "io/exchange/value_repair_text.h"

namespace junheng {
namespace {

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2100;
constexpr double kFirstSerial =
    3654;  // 1910-01-01: smaller numbers are two-digit years and slips, not days
constexpr std::size_t kCompactLength = 8;  // YYYYMMDD

/// Years, months, days as they were written; 0 where a part is absent.
struct DateParts {
    std::array<int, 3> values{};
    int count = 0;
};

bool digit(char c) {
    return c >= '0' && c <= '9';
}

std::optional<int> integer(std::string_view digits) {
    int value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return fault == std::errc{} && end == digits.data() + digits.size() ? std::optional(value)
                                                                        : std::nullopt;
}

/// 2025年9月1日, 2025/9/1 and 2025.9.1 with the same mark between their parts; a time of day behind
/// is dropped.
void unify_marks(std::string& text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kMarks = {{
        {"年", "-"},
        {"月", "-"},
        {"日", " "},
        {"号", " "},
        {"/", "-"},
        {".", "-"},
        {"T", " "},
        {"—", "-"},
    }};
    for (const auto& [from, to] : kMarks)
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at))
            text.replace(at, from.size(), to);
    text.resize(std::min(text.find(' '), text.size()));
    while (text.ends_with('-')) text.pop_back();
}

std::optional<DateParts> split(std::string_view text) {
    DateParts parts;
    while (!text.empty()) {
        const auto end = std::min(text.find('-'), text.size());
        const auto value = integer(text.substr(0, end));
        if (!value || end == 0 || !digit(text.front()) || parts.count == 3)
            return std::nullopt;
        parts.values[static_cast<std::size_t>(parts.count++)] = *value;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

/// Dates beyond are slips: an area under a date format, a code taken for a serial day.
bool plausible(Date date) {
    const auto year = static_cast<int>(date.year());
    return kFirstYear <= year && year <= kLastYear;
}

std::optional<Date> day_of(const DateParts& parts) {
    const auto [year, month, day] = parts.values;
    constexpr int kMonths = 12;
    constexpr int kDays = 31;  // checked here, as std::chrono::day keeps eight bits only
    if (parts.count < 2 || year > kLastYear || month < 1 || month > kMonths || day < 0 ||
        day > kDays)
        return std::nullopt;
    const Date date{
        std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(parts.count == 3 ? day : 1)}};
    return date.ok() ? std::optional(date) : std::nullopt;
}

CleanValue done(std::optional<Date> date, Repair repair, CleanValue value, const Cell& cell) {
    if (!date || !plausible(*date))
        return {cell.text, "import.value.not_date", {}, {}};
    if (to_text(*date) != value.text)
        value.repairs.push_back(repair);
    value.text = to_text(*date);
    return value;
}

std::optional<Date> compact_day(std::string_view text) {
    if (text.size() != kCompactLength || !std::ranges::all_of(text, digit))
        return std::nullopt;
    const auto part = [text](std::size_t at, std::size_t length) {
        return integer(text.substr(at, length)).value_or(0);
    };
    return day_of({{part(0, 4), part(4, 2), part(6, 2)}, 3});
}

std::optional<double> plain_double(std::string_view text) {
    double value = 0;
    const auto [end, fault] =
        std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    return fault == std::errc{} && end == text.data() + text.size() ? std::optional(value)
                                                                    : std::nullopt;
}

/// 2025.9 as a number: a year and a month. 2025.1 may have been 2025.10.
CleanValue month_of_number(CleanValue value, const Cell& cell) {
    if (cell.kind == CellKind::number && value.text.ends_with(".1"))
        return {cell.text, "import.value.date_ambiguous", {}, {}};
    unify_marks(value.text);
    const auto parts = split(value.text);
    return done(
        parts ? day_of(*parts) : std::nullopt, Repair::first_of_month, std::move(value), cell
    );
}

CleanValue date_of_number(CleanValue value, double number, const Cell& cell) {
    if (number >= kFirstYear && number < kLastYear + 1)
        return month_of_number(std::move(value), cell);
    const auto day = compact_day(value.text);
    if (value.text.size() == kCompactLength)
        return done(day, Repair::date_form, std::move(value), cell);
    const auto serial_day = number < kFirstSerial ? std::nullopt : date_of_serial(number, false);
    return done(serial_day, Repair::serial_day, std::move(value), cell);
}

CleanValue date_of_text(CleanValue value, const Cell& cell) {
    std::string text = value.text;
    unify_marks(text);
    const auto parts = split(text);
    const Repair repair = parts && parts->count == 2 ? Repair::first_of_month : Repair::date_form;
    return done(parts ? day_of(*parts) : std::nullopt, repair, std::move(value), cell);
}

}  // namespace

CleanValue clean_date(const Cell& cell) {
    if (cell.kind == CellKind::date)
        return done(parse_date(cell.text), Repair::date_form, {cell.text, {}, {}, {}}, cell);
    if (cell.kind == CellKind::boolean || cell.kind == CellKind::percent)
        return {cell.text, "import.value.not_date", {}, {}};
    CleanValue value = clean_text(cell);
    if (!value.ok() || value.text.empty())
        return value;
    fold_width(value.text, FoldWidth::all);
    if (const auto number = plain_double(value.text))
        return date_of_number(std::move(value), *number, cell);
    return date_of_text(std::move(value), cell);
}

CleanValue clean_year(const Cell& cell) {
    CleanValue value = clean_text(cell);
    if (!value.ok() || value.text.empty())
        return value;
    std::string text = value.text;
    fold_width(text, FoldWidth::all);
    constexpr std::string_view kYearWord = "年";
    if (text.ends_with(kYearWord))
        text.resize(text.size() - kYearWord.size());
    if (text.ends_with(".0"))
        text.resize(text.size() - 2);
    auto year = integer(text);
    if (!year || *year < kFirstYear || *year > kLastYear) {
        const CleanValue date = clean_date(cell);
        year = date.ok() ? integer(date.text.substr(0, 4)) : std::nullopt;
    }
    if (!year)
        return {cell.text, "import.value.not_year", {}, {}};
    if (std::to_string(*year) != value.text)
        value.repairs.push_back(Repair::date_form);
    value.text = std::to_string(*year);
    return value;
}

}  // namespace junheng
