// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/sheet_names.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace junheng {
namespace {

constexpr std::size_t kLongestName = 31;

bool starts_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

std::size_t units_of(char lead) {
    return static_cast<unsigned char>(lead) >= 0xF0 ? 2 : 1;
}

/// How many bytes of the text fit into `units`.
std::size_t fitting(std::string_view text, std::size_t units) {
    std::size_t used = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        used += starts_character(text[at]) ? units_of(text[at]) : 0;
        if (used > units)
            return at;
    }
    return text.size();
}

// Spreadsheets compare tab names without regard to case.
std::string folded(std::string name) {
    std::ranges::transform(name, name.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return name;
}

}  // namespace

std::string cut_text(std::string_view text, std::size_t units) {
    if (fitting(text, units) == text.size())
        return std::string(text);
    return std::string(text.substr(0, fitting(text, units - 1))) + "…";
}

std::string sheet_name(std::string_view wanted, std::set<std::string>& taken) {
    std::string clean(wanted.empty() ? "Sheet" : wanted);
    std::ranges::replace_if(
        clean,
        [](char c) {
            return std::string_view("[]:*?/\\'\t\r\n").find(c) != std::string_view::npos;
        },
        '_'
    );
    std::string name = clean.substr(0, fitting(clean, kLongestName));
    for (int i = 2; !taken.insert(folded(name)).second; ++i) {
        const std::string suffix = fmt::format("({})", i);
        name = clean.substr(0, fitting(clean, kLongestName - suffix.size())) + suffix;
    }
    return name;
}

}  // namespace junheng
