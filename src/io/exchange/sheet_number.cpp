// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/sheet_number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace junheng {
namespace {

constexpr int kKeptDigits = 15;

std::ptrdiff_t significant_digits(std::string_view number) {
    const std::string_view mantissa = number.substr(0, number.find_first_of("eE"));
    const auto first = mantissa.find_first_of("123456789");
    if (first == std::string_view::npos)
        return 0;
    return std::ranges::count_if(mantissa.substr(first), [](char c) {
        return c >= '0' && c <= '9';
    });
}

constexpr std::chrono::sys_days kDayZero1900 =
    std::chrono::sys_days{std::chrono::year{1899} / 12 / 30};
constexpr std::chrono::sys_days kDayZero1904 =
    std::chrono::sys_days{std::chrono::year{1904} / 1 / 1};
constexpr int kFalseLeapDay = 60;
constexpr double kLastSerial = 2958465;

bool between(int low, int value, int high) {
    return low <= value && value <= high;
}

struct FormatLetters {
    bool day_or_year = false;
    bool month_or_minute = false;
    bool time = false;
    bool percent = false;
};

/// Steps over what a format shows literally: "text", \x, _x, *x and [colour], but [h] counts hours.
std::size_t skip_literal(std::string_view code, std::size_t at, FormatLetters& letters) {
    const char c = code[at];
    if (c == '\\' || c == '_' || c == '*')
        return at + 2;
    if (c != '"' && c != '[')
        return at;
    const auto close = code.find(c == '"' ? '"' : ']', at + 1);
    const auto end = std::min(close, code.size());
    if (c == '[' &&
        code.substr(at + 1, end - at - 1).find_first_not_of("hHmMsS") == std::string_view::npos)
        letters.time = true;
    return end + 1;
}

void note_letter(char c, FormatLetters& letters) {
    switch (c) {
        case 'y':
        case 'Y':
        case 'd':
        case 'D':
        case 'b':
        case 'B':
            letters.day_or_year = true;
            break;
        case 'm':
        case 'M':
            letters.month_or_minute = true;
            break;
        case 'h':
        case 'H':
        case 's':
        case 'S':
            letters.time = true;
            break;
        case '%':
            letters.percent = true;
            break;
        default:
            break;
    }
}

FormatLetters letters_of(std::string_view section) {
    FormatLetters letters;
    for (std::size_t at = 0; at < section.size();) {
        const std::size_t next = skip_literal(section, at, letters);
        if (next == at)
            note_letter(section[at], letters);
        at = std::max(next, at + (next == at ? 1 : 0));
    }
    return letters;
}

}  // namespace

std::string sheet_number(std::string_view stored) {
    if (significant_digits(stored) <= kKeptDigits)
        return std::string(stored);
    double value = 0;
    const auto [end, fault] = std::from_chars(stored.data(), stored.data() + stored.size(), value);
    if (fault != std::errc{} || end != stored.data() + stored.size() || !std::isfinite(value))
        return std::string(stored);
    return sheet_number(value);
}

std::string sheet_number(double value) {
    return fmt::format("{:.{}g}", value, kKeptDigits);
}

std::optional<Date> date_of_serial(double serial, bool since_1904) {
    const double day = std::floor(serial);
    if (!(day >= (since_1904 ? 0 : 1)) || day > kLastSerial)
        return std::nullopt;
    const int days = static_cast<int>(day);
    if (since_1904)
        return Date{kDayZero1904 + std::chrono::days{days}};
    if (days == kFalseLeapDay)
        return std::nullopt;
    return Date{kDayZero1900 + std::chrono::days{days + (days < kFalseLeapDay ? 1 : 0)}};
}

double serial_of_date(Date date) {
    const auto days = (std::chrono::sys_days{date} - kDayZero1900).count();
    return static_cast<double>(days <= kFalseLeapDay ? days - 1 : days);
}

NumberForm form_of_format_id(int id) {
    if (id == 9 || id == 10)
        return NumberForm::percent;
    // 32 and 33, 55 and 56 are the Chinese times of day.
    const bool time = between(32, id, 33) || between(55, id, 56);
    const bool date = between(14, id, 17) || id == 22 || between(27, id, 36) || between(50, id, 58);
    return date && !time ? NumberForm::date : NumberForm::plain;
}

NumberForm form_of_format_code(std::string_view code) {
    const std::string_view section = code.substr(0, code.find(';'));
    const FormatLetters letters = letters_of(section);
    if (letters.percent)
        return NumberForm::percent;
    const bool month = letters.month_or_minute && !letters.time;
    return letters.day_or_year || month ? NumberForm::date : NumberForm::plain;
}

}  // namespace junheng
