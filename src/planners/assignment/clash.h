// SPDX-License-Identifier: Apache-2.0
/// Proofs that a problem has no plan, as small sets of units and schools that clash.
#pragma once

#include <vector>

#include "planners/assignment/field.h"
#include "planners/planning/outcome.h"

namespace junheng::assignment {

/// Shape: `reach` as reachable() gives it; empty when no clash was found, which proves nothing.
/// Constraints: contiguity (units that no school can be linked to), capacity (units that fit
/// nowhere; schools too small together for the units that depend on them).
std::vector<planning::Conflict> clashes(
    const Problem& problem,
    const Field& field,
    const std::vector<bool>& reach
);

}  // namespace junheng::assignment
