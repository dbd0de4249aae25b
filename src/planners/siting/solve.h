// SPDX-License-Identifier: Apache-2.0
/// School siting 学校布局: which sites to open, and which unit goes where; with or without
/// contiguous areas, with or without a fixed number of sites. See model.md.
#pragma once

#include "planners/assignment/problem.h"
#include "planners/assignment/solution.h"
#include "planners/planning/budget.h"

namespace junheng::siting {

/// Shape: the problem's rules say choose_sites. The watch runs since before the problem was read
/// and belongs to the budget.
assignment::Solution solve(
    const assignment::Problem& problem,
    const planning::Budget& budget,
    const planning::Watch& watch,
    const assignment::Progress& progress = {}
);

}  // namespace junheng::siting
