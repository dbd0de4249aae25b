// SPDX-License-Identifier: Apache-2.0
/// How alike two names are, to say which one was meant.
#pragma once

#include <string_view>

namespace junheng {

/// Twice the characters that both have in the same order, over all characters of both. Shape: 0
/// (nothing in common) to 1 (equal but for the case of Latin letters). Cost: product of the
/// lengths.
double likeness(std::string_view a, std::string_view b);

}  // namespace junheng
