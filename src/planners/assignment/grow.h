// SPDX-License-Identifier: Apache-2.0
/// A first plan to search from.
#pragma once

#include "planners/assignment/field.h"
#include "planners/planning/random.h"

namespace junheng::assignment {

/// Areas grown from their schools, the cheapest pupil first with some noise, full schools passed
/// over while there are others. Every unit gets a school; under contiguity areas are connected
/// where the graph and the pins allow it; capacities may be exceeded.
Plan grown_plan(const Field& field, planning::Random& random);

}  // namespace junheng::assignment
