// SPDX-License-Identifier: Apache-2.0
#include "io/storage/json_scanner.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace junheng {
namespace {

constexpr std::array kReasons{
    Missing::not_reported,
    Missing::not_applicable,
    Missing::suppressed,
    Missing::no_schools};
constexpr int kHex = 16;
constexpr std::size_t kHexDigits = 4;

template <class T>
std::optional<T> whole(std::string_view text) {
    T number{};
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc{} && end == text.data() + text.size() ? std::optional(number)
                                                                    : std::nullopt;
}

}  // namespace

bool JsonScanner::take(std::string_view token) {
    if (failed_ || !rest_.starts_with(token))
        return false;
    rest_.remove_prefix(token.size());
    return true;
}

void JsonScanner::expect(std::string_view token) {
    if (!take(token))
        failed_ = true;
}

std::string JsonScanner::escape() {
    if (take("u")) {
        // Only control characters are written this way.
        unsigned code = 0;
        const auto digits = rest_.substr(0, kHexDigits);
        const auto [end, fault] =
            std::from_chars(digits.data(), digits.data() + digits.size(), code, kHex);
        failed_ = failed_ || fault != std::errc{} || digits.size() < kHexDigits || code >= ' ';
        rest_.remove_prefix(digits.size());
        return {static_cast<char>(code)};
    }
    const std::string one(rest_.substr(0, 1));
    rest_.remove_prefix(one.size());
    failed_ = failed_ || (one != "\"" && one != "\\");
    return one;
}

std::string JsonScanner::text() {
    std::string result;
    expect("\"");
    while (!failed_) {
        const auto plain = rest_.substr(0, std::min(rest_.find_first_of("\"\\"), rest_.size()));
        result += plain;
        rest_.remove_prefix(plain.size());
        if (take("\""))
            return result;
        expect("\\");
        if (!failed_)
            result += escape();
    }
    return {};
}

Value JsonScanner::number() {
    const auto digits = rest_.substr(0, std::min(rest_.find_first_of(",]}"), rest_.size()));
    rest_.remove_prefix(digits.size());
    if (const auto integer = whole<std::int64_t>(digits))
        return *integer;
    if (const auto real = whole<double>(digits))
        return *real;
    failed_ = true;
    return Missing::not_reported;
}

Value JsonScanner::missing() {
    expect("\"missing\":");
    const std::string word = text();
    expect("}");
    const auto reason = std::ranges::find(kReasons, word, [](Missing m) { return name(m); });
    failed_ = failed_ || reason == kReasons.end();
    return failed_ ? Missing::not_reported : *reason;
}

Value JsonScanner::value() {
    if (take("null"))
        return Missing::not_reported;
    if (take("{"))
        return missing();
    if (rest_.starts_with("\""))
        return text();
    return number();
}

}  // namespace junheng
