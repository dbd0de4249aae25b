// SPDX-License-Identifier: Apache-2.0
/// What a solver of whole units to schools answers.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "planners/assignment/problem.h"
#include "planners/planning/budget.h"
#include "planners/planning/outcome.h"

namespace junheng::assignment {

/// Shape: without a plan there is no objective; without a proof no bound; conflicts only when
/// infeasible. Units: of the objective.
struct Solution {
    planning::PlanStatus status = planning::PlanStatus::budget_used;
    std::optional<Plan> plan = {};
    std::optional<double> objective = {};
    std::optional<double> bound = {};
    std::int64_t steps = 0;
    std::vector<planning::Conflict> conflicts = {};
    std::vector<planning::TracePoint> trace = {};
};

/// Called with every better plan, from the thread that solves.
using Progress = std::function<void(const planning::TracePoint&)>;

/// Collects what a solver finds and says what it amounts to. Invariant: the plan keeps every
/// constraint and its objective is computed anew from the problem.
class Ledger {
public:
    Ledger(const Problem& problem, const planning::Watch& watch, Progress progress);

    /// Takes the plan if it is feasible and better.
    void offer(const Plan& plan, std::int64_t steps);
    /// A value that no plan can be below.
    void raise_bound(double bound);
    /// No other plan is better, or without a plan there is none.
    void prove();
    void refuse(std::vector<planning::Conflict> conflicts);

    bool has_plan() const { return solution_.plan.has_value(); }
    double objective() const;
    /// Nothing is left to find.
    bool closed() const;
    Solution finish(std::int64_t steps);

private:
    const Problem& problem_;
    const planning::Watch& watch_;
    Progress progress_;
    Solution solution_;
    bool proved_ = false;
};

}  // namespace junheng::assignment
