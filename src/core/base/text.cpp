// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace junheng {
namespace {

std::size_t columns_of(UChar32 c) {
    if (u_getCombiningClass(c) != 0)
        return 0;
    const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// The character at `at`, which moves behind it; U+FFFD for what is no UTF-8.
UChar32 next_character(std::string_view text, int32_t& at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, static_cast<int32_t>(text.size()), c);
    return c;
}

/// Bytes of the longest beginning that takes at most `width` columns.
std::size_t prefix_of(std::string_view text, std::size_t width) {
    std::size_t columns = 0;
    int32_t at = 0;
    while (at < static_cast<int32_t>(text.size())) {
        int32_t next = at;
        columns += columns_of(next_character(text, next));
        if (columns > width)
            break;
        at = next;
    }
    return static_cast<std::size_t>(at);
}

std::string cut(std::string_view text, std::size_t width) {
    if (display_width(text) <= width || width == 0)
        return std::string(text);
    return std::string(text.substr(0, prefix_of(text, width - 1))) + "…";
}

std::string spaces(std::size_t width, std::string_view text) {
    const std::size_t taken = display_width(text);
    return std::string(taken < width ? width - taken : 0, ' ');
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t columns = 0;
    int32_t at = 0;
    while (at < static_cast<int32_t>(text.size())) columns += columns_of(next_character(text, at));
    return columns;
}

std::string fit(std::string_view text, std::size_t width) {
    const std::string shown = cut(text, width);
    return shown + spaces(width, shown);
}

std::string fit_right(std::string_view text, std::size_t width) {
    const std::string shown = cut(text, width);
    return spaces(width, shown) + shown;
}

std::string grouped(double value, int decimals) {
    constexpr std::size_t kGroup = 3;
    std::string text = fmt::format("{:.{}f}", value, decimals);
    auto point = text.find('.');
    if (point != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.')
            text.pop_back();
    }
    point = std::min(text.find('.'), text.size());
    const std::size_t first = text.front() == '-' ? 1 : 0;
    for (std::size_t at = point; at > first + kGroup;) {
        at -= kGroup;
        text.insert(at, ",");
    }
    return text;
}

}  // namespace junheng
