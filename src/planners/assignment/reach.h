// SPDX-License-Identifier: Apache-2.0
/// Which units a school can serve at all.
#pragma once

#include <vector>

#include "planners/assignment/field.h"

namespace junheng::assignment {

/// Shape: n rows of m. A unit is out of a school's reach when it is pinned elsewhere or too far,
/// when it does not fit beside the school's own unit, or, under contiguity, when no chain of units
/// from the school to it fits together (model.md, "Reach").
std::vector<bool> reachable(const Field& field);

}  // namespace junheng::assignment
