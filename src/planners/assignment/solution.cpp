// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/solution.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "planners/assignment/evaluate.h"

namespace junheng::assignment {
namespace {

// Bounds are sums of some thousand rounded terms.
constexpr double kSame = 1e-9;

}  // namespace

Ledger::Ledger(const Problem& problem, const planning::Watch& watch, Progress progress)
    : problem_(problem), watch_(watch), progress_(std::move(progress)) {}

void Ledger::offer(const Plan& plan, std::int64_t steps) {
    const double objective = objective_of(problem_, plan);
    if (objective >= this->objective() || !evaluate(problem_, plan).feasible())
        return;
    solution_.plan = plan;
    solution_.objective = objective;
    solution_.trace.push_back({steps, watch_.elapsed(), objective});
    if (progress_)
        progress_(solution_.trace.back());
}

void Ledger::raise_bound(double bound) {
    if (std::isfinite(bound) && (!solution_.bound || bound > *solution_.bound))
        solution_.bound = bound;
}

void Ledger::prove() {
    proved_ = true;
}

void Ledger::refuse(std::vector<planning::Conflict> conflicts) {
    solution_.conflicts = std::move(conflicts);
    proved_ = true;
}

double Ledger::objective() const {
    return solution_.objective.value_or(std::numeric_limits<double>::infinity());
}

bool Ledger::closed() const {
    if (proved_)
        return true;
    return solution_.objective && solution_.bound &&
           *solution_.objective - *solution_.bound <= kSame * *solution_.objective;
}

Solution Ledger::finish(std::int64_t steps) {
    using planning::PlanStatus;
    solution_.steps = steps;
    if (!has_plan())
        solution_.bound.reset();
    else if (proved_)
        solution_.bound = solution_.objective;
    else if (solution_.bound)
        solution_.bound = std::min(*solution_.bound, *solution_.objective);
    if (closed())
        solution_.status = has_plan() ? PlanStatus::optimal : PlanStatus::infeasible;
    else if (watch_.cancelled())
        solution_.status = PlanStatus::stopped;
    else
        solution_.status = has_plan() ? PlanStatus::feasible : PlanStatus::budget_used;
    return std::move(solution_);
}

}  // namespace junheng::assignment
