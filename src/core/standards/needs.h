// SPDX-License-Identifier: Apache-2.0
/// What rules cannot do without. A number that is not there would let a county pass or fail without
/// anybody noticing, so a set with such a lack does not load.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/standards/standard_set.h"

namespace junheng {

struct Lack {
    std::string code;   // standards.missing_number or standards.missing_input
    std::string field;  // floor_share, norm.junior, inputs.numerator, evidence, ...
};

/// The first input, slot or limit that the rule's form asks for and the rule lacks, under whichever
/// reading. Nothing for an unknown form.
std::optional<Lack> first_lack(const JudgedIndicator& rule);

/// The first parameter or list of the resource part that the set lacks.
std::optional<Lack> first_lack(const StandardSet& set);

/// Whether a list may be empty: a county may exclude no kind of school, but must count some degree.
bool may_be_empty(std::string_view list);

}  // namespace junheng
