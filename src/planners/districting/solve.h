// SPDX-License-Identifier: Apache-2.0
/// Admission districts 招生片区: every unit to one of the given schools, contiguous areas, capacity
/// hard, least pupil-km. See model.md.
#pragma once

#include <atomic>

#include "planners/assignment/problem.h"
#include "planners/assignment/solution.h"
#include "planners/planning/budget.h"

namespace junheng::districting {

/// Shape: all sites of the problem are open. The watch runs since before the problem was read and
/// belongs to the budget.
assignment::Solution solve(
    const assignment::Problem& problem,
    const planning::Budget& budget,
    const planning::Watch& watch,
    const assignment::Progress& progress = {}
);

}  // namespace junheng::districting
