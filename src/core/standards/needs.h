// SPDX-License-Identifier: Apache-2.0
/// What rules cannot do without. A number that is not there, or five and a half schools, would let
/// a county pass or fail without anybody noticing, so a set with such a lack does not load.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/standards/standard_set.h"

namespace junheng {

struct Lack {
    std::string code;   // standards.missing_number, standards.missing_input or standards.bad_value
    std::string field;  // floor_share, norm.junior, inputs.numerator, evidence, ...
    std::string value = {};  // of a number that cannot be one of its kind
};

/// The first input, slot or limit that the rule's form asks for and the rule lacks, under whichever
/// reading, or a limit of a wrong kind. Nothing for an unknown form.
std::optional<Lack> first_lack(const JudgedIndicator& rule);

/// The first parameter or list of the resource part that the set lacks, or a parameter of a wrong
/// kind.
std::optional<Lack> first_lack(const StandardSet& set);

/// Whether a list may be empty: a county may exclude no kind of school, but must count some degree.
bool may_be_empty(std::string_view list);

}  // namespace junheng
