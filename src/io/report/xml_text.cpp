// SPDX-License-Identifier: Apache-2.0
#include "io/report/xml_text.h"

#include <cstddef>
#include <cstdint>

namespace junheng {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool continues(std::string_view text, std::size_t at) {
    constexpr unsigned kMask = 0xC0;
    constexpr unsigned kMark = 0x80;
    return at < text.size() && (static_cast<unsigned char>(text[at]) & kMask) == kMark;
}

std::size_t length_by_head(unsigned char head) {
    if (head < 0x80)
        return 1;
    if (head >= 0xC2 && head < 0xE0)
        return 2;
    if (head >= 0xE0 && head < 0xF0)
        return 3;
    return head >= 0xF0 && head < 0xF5 ? 4 : 0;
}

std::uint32_t code_point(std::string_view whole) {
    if (whole.size() == 1)
        return static_cast<unsigned char>(whole.front());
    constexpr std::uint32_t kSix = 6;
    constexpr std::uint32_t kLow = 0x3F;
    std::uint32_t code = static_cast<unsigned char>(whole.front()) & (0x7FU >> whole.size());
    for (const char next : whole.substr(1))
        code = (code << kSix) | (static_cast<unsigned char>(next) & kLow);
    return code;
}

/// Source: XML 1.0, production Char.
bool may_stand(std::uint32_t code) {
    if (code < 0x20)
        return code == '\t' || code == '\n' || code == '\r';
    return code < 0xD800 || (code > 0xDFFF && code < 0xFFFE) || (code > 0xFFFF && code <= 0x10FFFF);
}

/// The bytes of the character at the head of the text; empty when they are none.
std::string_view character(std::string_view text) {
    const std::size_t length = length_by_head(static_cast<unsigned char>(text.front()));
    for (std::size_t i = 1; i < length; ++i)
        if (!continues(text, i))
            return {};
    return text.substr(0, length);
}

std::string_view escaped(std::string_view whole) {
    switch (whole.front()) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        default:
            return whole;
    }
}

}  // namespace

std::string xml_escaped(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const std::string_view whole = character(text);
        result += !whole.empty() && may_stand(code_point(whole)) ? escaped(whole) : kReplacement;
        text.remove_prefix(whole.empty() ? 1 : whole.size());
    }
    return result;
}

}  // namespace junheng
