// SPDX-License-Identifier: Apache-2.0
/// The words in which a rule names figures: "teaching_area_m2 - indoor_sports_m2?".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/standards/standard_set.h"

namespace junheng {

/// Terms joined by + and -, a question mark behind those that count as nothing when empty. A bare
/// name is a column of `stages` or `shared`, else a key of `figures`; `rooms.KIND` counts rooms of
/// a kind; the name of the table may lead. Errors: the word that cannot be a figure.
std::variant<std::vector<Term>, std::string> parse_terms(std::string_view text);

/// Unit of a figure that the tables know; empty for others.
std::string unit_of_figure(std::string_view figure);

/// "per_hundred", "per-hundred ratio", "per 100 pupils", "per-pupil amount", ...: a closed list of
/// words, whatever their case, with blanks, dashes or underscores between them.
std::optional<ResourceForm> parse_resource_form(std::string_view text);

}  // namespace junheng
