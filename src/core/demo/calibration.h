// SPDX-License-Identifier: Apache-2.0
/// Makes the county fail where it should: raises what some well-off schools have until an
/// indicator's spread between schools stands where it is wanted. Nobody's shortfall changes.
#pragma once

#include <vector>

#include "core/demo/levels.h"

namespace junheng::demo {

/// Weighted by pupils, over the counted units that hold the stage.
double spread_between_schools(
    const std::vector<Unit>& units,
    const DemoAims& aims,
    std::size_t indicator,
    Stage stage
);

/// L5 primary and L2 junior end above their limit, L6 primary within 0.005 of it: above for odd
/// seeds, below for even.
void calibrate(
    std::vector<Unit>& units,
    const std::vector<SchoolPlan>& schools,
    const DemoAims& aims,
    std::uint64_t seed
);

}  // namespace junheng::demo
