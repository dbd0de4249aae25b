// SPDX-License-Identifier: Apache-2.0
/// Names and texts as xlsx allows them.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace junheng {

/// A tab name that every spreadsheet accepts and that `taken` does not hold yet; it is added there.
std::string sheet_name(std::string_view wanted, std::set<std::string>& taken);

/// Cuts to at most `units` UTF-16 units, at a character, with … at the end when something was cut.
std::string cut_text(std::string_view text, std::size_t units);

}  // namespace junheng
