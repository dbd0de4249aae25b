// SPDX-License-Identifier: Apache-2.0
/// Identity numbers (身份证号) and pupils' numbers (学籍号): what they contain and whether they can
/// be right.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/date.h"

namespace junheng {

enum class IdentityFault : std::uint8_t {
    none,
    length,       // neither 18 characters nor, for a relic, 15
    characters,   // something other than digits and a last X
    birth_date,   // the date inside does not exist, or lies outside 1900 … today
    check_digit,  // the last character does not fit the first 17
    form          // a pupil's number that begins with none of G, J, L
};

/// The word for messages: length, characters, birth_date, check_digit, form.
std::string_view name(IdentityFault fault);

/// Invariant: `normal` and `born` are set when `fault` is none.
struct IdentityNumber {
    IdentityFault fault = IdentityFault::none;
    std::string normal = {};  // 18 characters, X in capitals; a 15-digit relic stays 15 digits
    std::optional<Date> born = {};
    bool relic = false;
};

/// The check character of 17 digits. Shape: the caller has made sure that there are 17 digits.
/// Source: GB 11643—1999, ISO 7064 MOD 11-2; its example is 11010519491231002X.
char identity_check_character(std::string_view first_17);

/// Takes a lower-case x and the 15-digit numbers given before 1999 (19YY, no check digit).
IdentityNumber check_identity_number(std::string_view text, Date today);

enum class PupilNumberKind : std::uint8_t { identity, given, temporary };  // G, J, L

struct PupilNumber {
    IdentityFault fault = IdentityFault::none;
    std::string normal = {};  // 19 characters
    PupilNumberKind kind = PupilNumberKind::identity;
    std::optional<Date> born = {};
    /// The identity number inside a G number: as secret as the number itself.
    std::string identity_number = {};
};

/// G + identity number; J + area, birth, order, check character; L + area, birth, four digits
/// without check. Source: 中小学生学籍号编制规则.
PupilNumber check_pupil_number(std::string_view text, Date today);

/// "110105********002X": area, order and check character stay, birth goes. Shorter texts are wholly
/// masked.
std::string masked_identity_number(std::string_view text);

}  // namespace junheng
