// SPDX-License-Identifier: Apache-2.0
/// What a number of a rule can be: not five and a half schools, not a share of 85. Such a number
/// would let a county pass or fail without anybody noticing.
#pragma once

#include <string_view>

#include "core/base/decimal.h"

namespace junheng {

/// Whether the number can be what it is called: least_met, share, threshold, `NAME.STAGE`, ...; a
/// name that nobody knows takes any number that is not negative.
bool fits_its_name(std::string_view name, const Decimal& value);

}  // namespace junheng
