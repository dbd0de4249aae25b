// SPDX-License-Identifier: Apache-2.0
/// Which schools the demo county has: so many of each usual kind, and one of each special case.
#pragma once

#include <string>
#include <vector>

#include "core/demo/geography.h"
#include "core/demo/school_plan.h"

namespace junheng::demo {

struct CountyIdentity {
    std::string code;
    std::string name;
};

/// The special school first, then by township. Every plan has code, name and place; figures are
/// still to be drawn.
std::vector<SchoolPlan> make_schools(
    const DemoOptions& options,
    const CountyIdentity& county,
    const Geography& land
);

/// Turns some of the usual schools into special cases. Shape: as many as there are schools for.
void make_special_cases(std::vector<SchoolPlan>& schools, const DemoOptions& options);

}  // namespace junheng::demo
