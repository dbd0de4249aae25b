// SPDX-License-Identifier: Apache-2.0
/// The steps that value repairs share: each changes a text and says whether it did.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace junheng {

enum class FoldWidth : std::uint8_t { letters_and_digits, all };

/// Full-width forms U+FF01 … U+FF5E and the ideographic blank to ASCII. Source: Unicode, Halfwidth
/// and Fullwidth Forms.
bool fold_width(std::string& text, FoldWidth what);

/// Blanks at both ends, among them no-break and zero-width ones and the byte order mark.
bool strip_outer_blanks(std::string& text);
bool strip_all_blanks(std::string& text);

/// "1,014", "12,345.6": only with right groups of three.
bool strip_thousands(std::string& number);

/// "2.1E+9" → "2100000000" by moving the point. False when there is no exponent or more than 40
/// places to move.
bool expand_exponent(std::string& number);
bool has_exponent(std::string_view number);

/// Moves the point; the number must be plain decimal notation.
std::string shifted_point(std::string_view number, int places);

/// Plain notation with at most nine decimals, rounded half away from zero, without trailing zeros;
/// empty when the text is no number. `rounded` tells a loss.
std::optional<std::string> plain_number(std::string_view number, bool& rounded);

/// How many digits stand before the point, leading zeros left out.
std::size_t whole_digits(std::string_view number);

}  // namespace junheng
