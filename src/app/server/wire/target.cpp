// SPDX-License-Identifier: Apache-2.0
#include "app/server/wire/target.h"

#include <algorithm>
#include <charconv>

namespace junheng::wire {
namespace {

constexpr unsigned char kFirstPrintable = 0x20;
constexpr unsigned char kDelete = 0x7f;
constexpr int kHexadecimal = 16;

std::optional<std::string> decoded(std::string_view text, bool plus_is_space) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus_is_space) {
            plain += ' ';
        } else if (text[i] == '%') {
            unsigned value = 0;
            const char* first = text.data() + i + 1;
            if (i + 2 >= text.size())
                return std::nullopt;
            const auto [end, fault] = std::from_chars(first, first + 2, value, kHexadecimal);
            if (fault != std::errc{} || end != first + 2)
                return std::nullopt;
            plain += static_cast<char>(value);
            i += 2;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

bool has_controls(std::string_view text) {
    return std::ranges::any_of(text, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < kFirstPrintable || byte == kDelete;
    });
}

/// How many bytes the character that begins here takes; 0 when it is none.
std::size_t character_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    const std::size_t length = first < 0x80               ? 1
                               : (first & 0xe0U) == 0xc0U ? 2
                               : (first & 0xf0U) == 0xe0U ? 3
                               : (first & 0xf8U) == 0xf0U ? 4
                                                          : 0;
    if (length == 0 || length > text.size())
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xc0U) != 0x80U)
            return 0;
    return length;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

bool well_formed(std::string_view text) {
    return !has_controls(text) && is_utf8(text);
}

bool climbs(std::string_view path) {
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::string_view part = path.substr(0, path.find('/'));
        if (part == "." || part == "..")
            return true;
        path.remove_prefix(part.size());
    }
    return false;
}

std::optional<Query> parse_query(std::string_view text) {
    Query query;
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), pair.size() + 1));
        if (pair.empty())
            continue;
        const auto equals = std::min(pair.find('='), pair.size());
        auto name = decoded(pair.substr(0, equals), true);
        auto value = decoded(pair.substr(std::min(pair.size(), equals + 1)), true);
        if (!name || !value || !well_formed(*name) || !well_formed(*value))
            return std::nullopt;
        if (std::ranges::any_of(query, [&](const auto& known) { return known.first == *name; }))
            return std::nullopt;
        query.emplace_back(*std::move(name), *std::move(value));
    }
    return query;
}

}  // namespace

std::optional<Target> parse_target(std::string_view text) {
    const auto question = std::min(text.find('?'), text.size());
    auto path = decoded(text.substr(0, question), false);
    if (!path || !path->starts_with('/') || !well_formed(*path) ||
        path->find('\\') != std::string::npos || climbs(*path))
        return std::nullopt;
    auto query = parse_query(text.substr(std::min(text.size(), question + 1)));
    if (!query)
        return std::nullopt;
    return Target{*std::move(path), *std::move(query)};
}

}  // namespace junheng::wire
