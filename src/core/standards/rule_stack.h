// SPDX-License-Identifier: Apache-2.0
/// Which tables speak of the same rule: the national one and what overlays lay over it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/standards/rule_reader.h"

namespace junheng {

enum class Part : std::uint8_t {
    resource,
    guarantee,
    quality,
    recognition,
    veto,
    parameter,
    list,
    reading,
    set
};

/// Shape: layers run from the lowest up, at least one.
struct RuleStack {
    std::string id;
    Part part = Part::resource;
    std::vector<const RuleEntry*> layers;
};

/// The word of a rule's key `part`; empty when it has none.
std::string part_word(const RuleEntry& rule);

/// Stacks in the order of layer, then official number (G2 before G10). Rules without `part` take
/// that of the rule they lie over, else it follows from what they hold: a form, items, choices or a
/// value. Errors: standards.duplicate_id (twice in one layer, or as two kinds of rule),
/// standards.unknown_form (nothing says what the rule is), standards.bad_value (no id, unknown
/// part).
std::vector<RuleStack> stack_rules(const std::vector<RuleEntry>& rules, FirstFault& faults);

}  // namespace junheng
