// SPDX-License-Identifier: Apache-2.0
#include "core/domain/identity_number.h"

#include <algorithm>
#include <array>

namespace junheng {
namespace {

constexpr std::size_t kLength = 18;
constexpr std::size_t kRelicLength = 15;
constexpr std::size_t kAreaDigits = 6;
constexpr int kFirstYear = 1900;

bool digits(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// YYYYMMDD of a day between 1900 and today.
std::optional<Date> birth(std::string_view text, Date today) {
    const std::string iso = std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4, 2)) +
                            "-" + std::string(text.substr(6, 2));
    const auto date = parse_date(iso);
    const bool plausible = date && static_cast<int>(date->year()) >= kFirstYear && *date <= today;
    return plausible ? date : std::nullopt;
}

std::string capitals(std::string_view text) {
    std::string result(text);
    std::ranges::replace(result, 'x', 'X');
    return result;
}

IdentityNumber faulty(IdentityFault fault) {
    return {.fault = fault};
}

IdentityNumber check_relic(std::string_view text, Date today) {
    if (!digits(text))
        return faulty(IdentityFault::characters);
    const auto born = birth("19" + std::string(text.substr(kAreaDigits, 6)), today);
    if (!born)
        return faulty(IdentityFault::birth_date);
    return {.normal = std::string(text), .born = born, .relic = true};
}

PupilNumber pupil(PupilNumberKind kind, const IdentityNumber& inner, char letter) {
    PupilNumber number{.fault = inner.fault, .kind = kind};
    if (inner.fault != IdentityFault::none)
        return number;
    number.normal = letter + inner.normal;
    number.born = inner.born;
    if (kind == PupilNumberKind::identity)
        number.identity_number = inner.normal;
    return number;
}

IdentityNumber check_temporary(std::string_view inner, Date today) {
    if (!digits(inner))
        return faulty(IdentityFault::characters);
    const auto born = birth(inner.substr(kAreaDigits, 8), today);
    return born ? IdentityNumber{.normal = std::string(inner), .born = born}
                : faulty(IdentityFault::birth_date);
}

}  // namespace

std::string_view name(IdentityFault fault) {
    switch (fault) {
        case IdentityFault::none:
            return "none";
        case IdentityFault::length:
            return "length";
        case IdentityFault::characters:
            return "characters";
        case IdentityFault::birth_date:
            return "birth_date";
        case IdentityFault::check_digit:
            return "check_digit";
        case IdentityFault::form:
            return "form";
    }
    return "none";
}

char identity_check_character(std::string_view first_17) {
    constexpr std::array<int, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    constexpr std::string_view kCharacters = "10X98765432";
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size() && i < first_17.size(); ++i)
        sum += kWeights[i] * (first_17[i] - '0');
    return kCharacters[static_cast<std::size_t>(sum) % kCharacters.size()];
}

IdentityNumber check_identity_number(std::string_view text, Date today) {
    if (text.size() == kRelicLength)
        return check_relic(text, today);
    if (text.size() != kLength)
        return faulty(IdentityFault::length);
    const std::string normal = capitals(text);
    const std::string_view first_17 = std::string_view(normal).substr(0, kLength - 1);
    if (!digits(first_17) || (normal.back() != 'X' && !digits(normal.substr(kLength - 1))))
        return faulty(IdentityFault::characters);
    const auto born = birth(first_17.substr(kAreaDigits, 8), today);
    if (!born)
        return faulty(IdentityFault::birth_date);
    if (normal.back() != identity_check_character(first_17))
        return faulty(IdentityFault::check_digit);
    return {.normal = normal, .born = born};
}

PupilNumber check_pupil_number(std::string_view text, Date today) {
    if (text.size() != kLength + 1)
        return {.fault = IdentityFault::length};
    const std::string_view inner = text.substr(1);
    switch (text.front()) {
        case 'G':
        case 'g':
            return pupil(PupilNumberKind::identity, check_identity_number(inner, today), 'G');
        case 'J':
        case 'j':
            return pupil(PupilNumberKind::given, check_identity_number(inner, today), 'J');
        case 'L':
        case 'l':
            return pupil(PupilNumberKind::temporary, check_temporary(inner, today), 'L');
        default:
            return {.fault = IdentityFault::form};
    }
}

std::string masked_identity_number(std::string_view text) {
    const std::size_t start = text.size() == kLength + 1 ? 1 : 0;
    if (text.size() != kLength + start)
        return std::string(text.size(), '*');
    constexpr std::size_t kBirthDigits = 8;
    std::string masked(text);
    std::fill_n(
        masked.begin() + static_cast<std::ptrdiff_t>(start + kAreaDigits), kBirthDigits, '*'
    );
    return masked;
}

}  // namespace junheng
