// SPDX-License-Identifier: Apache-2.0
/// The least cost when units may be split among schools: a lower bound, and a proof when even that
/// is impossible.
#pragma once

#include <vector>

#include "planners/assignment/field.h"

namespace junheng::assignment {

struct Transport {
    bool feasible = false;
    double cost = 0;
    /// Each unit's school, the one with its largest part where it is split.
    Plan plan;
    /// Where more than one school is too many: what one more unit of demand saves at each school
    /// (0 where there is room).
    std::vector<double> school_price;
    /// When not feasible: units that can only go to these schools, which are too small for them.
    std::vector<int> clashing_units;
    std::vector<int> clashing_schools;
};

/// Shape: `reach` as reachable() gives it. Cost: 1 ms for 1,300 units and 20 schools.
Transport transport(const Field& field, const std::vector<bool>& reach);

}  // namespace junheng::assignment
