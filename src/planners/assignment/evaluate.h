// SPDX-License-Identifier: Apache-2.0
/// Judges any plan: the machine's, a hand drawn one, today's districts.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "planners/assignment/problem.h"
#include "planners/planning/outcome.h"

namespace junheng::assignment {

/// Units: objective in pupil-km, with the fixed costs of the open sites where sites are chosen.
/// Shape: units without a school are not in the objective.
struct Evaluation {
    double objective = 0;
    int open = 0;
    std::vector<planning::Violation> violations;

    bool feasible() const { return violations.empty(); }
};

/// Constraints: unassigned, own_unit, capacity, distance, contiguity, fixed_count (model.md).
Evaluation evaluate(const Problem& problem, const Plan& plan);

/// The objective alone, sums in the order of the units.
double objective_of(const Problem& problem, const Plan& plan);

struct PlanRow {
    std::string unit;
    std::string school;
    int row = 0;
};

/// A plan read from outside; rows whose unit or school the problem does not have are violations
/// (unknown_id) and leave the unit without a school.
struct DecodedPlan {
    Plan plan;
    std::vector<planning::Violation> unknown;
};

/// Errors: planning.plan_unit_twice with the row.
Result<DecodedPlan> decode_plan(
    const Problem& problem,
    const std::vector<PlanRow>& rows,
    const std::string& file
);

}  // namespace junheng::assignment
