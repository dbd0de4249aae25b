// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/value_repair_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

#include "core/base/decimal.h"

namespace junheng {
namespace {

constexpr std::array<std::string_view, 11> kBlanks = {
    " ",
    "\t",
    "\r",
    "\n",
    "\xC2\xA0",      // no-break
    "\xE3\x80\x80",  // ideographic
    "\xE2\x80\x8B",  // zero width
    "\xE2\x80\x8E",  // left-to-right mark
    "\xE2\x80\xAF",  // narrow no-break
    "\xE2\x80\x89",  // thin
    "\xEF\xBB\xBF",  // byte order mark
};

std::size_t blank_at(std::string_view text) {
    for (const std::string_view blank : kBlanks)
        if (text.starts_with(blank))
            return blank.size();
    return 0;
}

std::size_t blank_before_end(std::string_view text) {
    for (const std::string_view blank : kBlanks)
        if (text.ends_with(blank))
            return blank.size();
    return 0;
}

bool digit(char c) {
    return c >= '0' && c <= '9';
}

bool letter_or_digit(char c) {
    return digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// The ASCII character behind a full-width one at the front, 0 when there is none.
char ascii_of_full_width(std::string_view text) {
    if (text.size() < 3 || text[0] != '\xEF')
        return '\0';
    const auto second = static_cast<unsigned char>(text[1]);
    const auto third = static_cast<unsigned char>(text[2]);
    if (second == 0xBC && third >= 0x81 && third <= 0xBF)
        return static_cast<char>(third - 0x81 + '!');
    if (second == 0xBD && third >= 0x80 && third <= 0x9E)
        return static_cast<char>(third - 0x80 + '`');
    return '\0';
}

bool plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

bool fold_width(std::string& text, FoldWidth what) {
    if (plain(text))
        return false;
    std::string folded;
    for (std::size_t at = 0; at < text.size();) {
        const char ascii = ascii_of_full_width(std::string_view(text).substr(at));
        const bool wanted = ascii != '\0' && (what == FoldWidth::all || letter_or_digit(ascii));
        folded += wanted ? ascii : text[at];
        at += wanted ? 3 : 1;
    }
    const bool changed = folded.size() != text.size();
    text = std::move(folded);
    return changed;
}

bool strip_outer_blanks(std::string& text) {
    std::string_view rest = text;
    while (const auto size = blank_at(rest)) rest.remove_prefix(size);
    while (const auto size = blank_before_end(rest)) rest.remove_suffix(size);
    if (rest.size() == text.size())
        return false;
    text = std::string(rest);
    return true;
}

bool strip_all_blanks(std::string& text) {
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
        const auto size = blank_at(std::string_view(text).substr(at));
        if (size == 0)
            kept += text[at];
        at += std::max<std::size_t>(size, 1);
    }
    const bool changed = kept.size() != text.size();
    text = std::move(kept);
    return changed;
}

bool strip_thousands(std::string& number) {
    constexpr std::size_t kGroup = 3;
    const std::size_t begin = number.find_first_not_of("+-");
    const std::size_t end = std::min(number.find('.'), number.size());
    const auto first = number.find(',');
    if (begin == std::string::npos || first == std::string::npos || first <= begin ||
        first > begin + kGroup || first > end)
        return false;
    for (std::size_t at = begin; at < end; ++at) {
        const bool comma_due = at >= first && (at - first) % (kGroup + 1) == 0;
        if (comma_due != (number[at] == ',') || (!comma_due && !digit(number[at])))
            return false;
    }
    if ((end - first) % (kGroup + 1) != 0 || number.find(',', end) != std::string::npos)
        return false;
    std::erase(number, ',');
    return true;
}

bool has_exponent(std::string_view number) {
    const auto e = number.find_first_of("eE");
    if (e == std::string_view::npos || e == 0 || e + 1 == number.size())
        return false;
    const auto digits =
        number.substr(number.find_first_not_of("+-", e + 1) == e + 2 ? e + 2 : e + 1);
    const auto mantissa = number.substr(0, e);
    return std::ranges::all_of(digits, digit) && std::ranges::any_of(mantissa, digit) &&
           mantissa.find_first_not_of("+-.0123456789") == std::string_view::npos;
}

std::string shifted_point(std::string_view number, int places) {
    const bool negative = number.starts_with('-');
    if (negative || number.starts_with('+'))
        number.remove_prefix(1);
    const auto point = std::min(number.find('.'), number.size());
    std::string digits(number.substr(0, point));
    digits += point < number.size() ? number.substr(point + 1) : "";
    auto at = static_cast<std::ptrdiff_t>(point) + places;
    if (at < 0)
        digits.insert(0, static_cast<std::size_t>(-at), '0');
    at = std::max<std::ptrdiff_t>(at, 0);
    if (static_cast<std::size_t>(at) > digits.size())
        digits.append(static_cast<std::size_t>(at) - digits.size(), '0');
    std::string shifted = digits.substr(0, static_cast<std::size_t>(at));
    if (static_cast<std::size_t>(at) < digits.size())
        shifted += "." + digits.substr(static_cast<std::size_t>(at));
    return (negative ? "-" : "") + shifted;
}

bool expand_exponent(std::string& number) {
    constexpr int kMostPlaces = 40;
    if (!has_exponent(number))
        return false;
    const auto e = number.find_first_of("eE");
    const char* from = number.data() + e + (number[e + 1] == '+' ? 2 : 1);
    int places = 0;
    const auto [end, fault] = std::from_chars(from, number.data() + number.size(), places);
    if (fault != std::errc{} || end != number.data() + number.size() ||
        std::abs(places) > kMostPlaces)
        return false;
    number = shifted_point(number.substr(0, e), places);
    return true;
}

std::optional<std::string> plain_number(std::string_view number, bool& rounded) {
    rounded = false;
    if (const auto exact = parse_decimal(number))
        return to_text(*exact);
    const auto point = number.find('.');
    if (point == std::string_view::npos || number.size() < point + kMaxDecimalScale + 2)
        return std::nullopt;
    const auto cut = point + kMaxDecimalScale + 1;
    if (!std::ranges::all_of(number.substr(cut), digit))
        return std::nullopt;
    auto decimal = parse_decimal(number.substr(0, cut));
    if (!decimal)
        return std::nullopt;
    auto units = in_units(*decimal, kMaxDecimalScale);
    const std::int64_t step = number.starts_with('-') ? -1 : 1;
    if (!units || (number[cut] >= '5' && __builtin_add_overflow(*units, step, &*units)))
        return std::nullopt;
    rounded = true;
    return to_text(Decimal{*units, kMaxDecimalScale});
}

std::size_t whole_digits(std::string_view number) {
    const auto first = number.find_first_of("123456789.");
    if (first == std::string_view::npos)
        return 0;
    return std::min(number.find('.', first), number.size()) - first;
}

}  // namespace junheng
