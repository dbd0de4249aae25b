// SPDX-License-Identifier: Apache-2.0
/// Texts on a terminal and numbers as people write them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace junheng {

/// Columns that the text takes on a terminal: Chinese characters take two. Source: UAX 11 East
/// Asian Width.
std::size_t display_width(std::string_view text);
/// Fills with spaces to `width` columns; a longer text is cut at whole characters and ends in "…".
std::string fit(std::string_view text, std::size_t width);
/// The same, to the right.
std::string fit_right(std::string_view text, std::size_t width);

/// 12,400 or 1,240.5: groups of three, `decimals` digits, trailing zeros dropped.
std::string grouped(double value, int decimals);

}  // namespace junheng
