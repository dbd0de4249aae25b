// SPDX-License-Identifier: Apache-2.0
/// From rule tables to rules. A rule is a stack of tables, the national one first, then what
/// overlays lay over it. Faults go to the readers; a rule built from a faulty table is never used.
#pragma once

#include <optional>
#include <span>

#include "core/standards/rule_reader.h"

namespace junheng {

using Layers = std::span<RuleReader>;

/// Errors: standards.unknown_form, standards.unknown_field, standards.bad_value,
/// standards.no_source, standards.unknown_condition, standards.missing_number,
/// standards.missing_input.
ResourceIndicator build_resource(Layers layers, Date on);
/// Empty for a rule of an overlay whose numbers all begin after that day: it is not judged yet.
std::optional<JudgedIndicator> build_judged(Layers layers, Date on);
Reading build_reading(Layers layers);

/// Puts parameters and lists into the set.
void build_parameter(Layers layers, Date on, StandardSet& set);
void build_list(Layers layers, Date on, StandardSet& set);

/// Exceptions of the topmost layer that has any.
void read_exceptions(RuleReader& reader, std::vector<ExceptionRule>& exceptions);

/// Terms of a key that holds one text or several. Errors: standards.unknown_field,
/// standards.bad_value.
std::vector<Term> read_terms(RuleReader& reader, const toml::table& table, std::string_view key);

}  // namespace junheng
