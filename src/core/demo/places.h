// SPDX-License-Identifier: Apache-2.0
/// Gives every school its township, village, point on the map, name and central school.
#pragma once

#include <vector>

#include "core/demo/recipe.h"

namespace junheng::demo {

void place_schools(
    std::vector<SchoolPlan>& schools,
    const Geography& land,
    const CountyIdentity& county,
    Random& random
);

/// Town or country by the place. Source: statistics bureau, 统计用城乡划分代码.
std::int64_t area_class_of(const Geography& land, std::size_t township, std::size_t village);

}  // namespace junheng::demo
