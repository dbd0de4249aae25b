// SPDX-License-Identifier: Apache-2.0
/// The words in which every planner answers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace junheng::planning {

/// `infeasible` is proved; `budget_used` is neither plan nor proof; `stopped` was cancelled and has
/// the best plan found so far, if any.
enum class PlanStatus : std::uint8_t { optimal, feasible, infeasible, budget_used, stopped };

constexpr std::string_view name(PlanStatus status) {
    switch (status) {
        case PlanStatus::optimal:
            return "optimal";
        case PlanStatus::feasible:
            return "feasible";
        case PlanStatus::infeasible:
            return "infeasible";
        case PlanStatus::budget_used:
            return "budget_used";
        case PlanStatus::stopped:
            return "stopped";
    }
    return "budget_used";
}

/// One hit of one constraint. Shape: `unit` and `school` are ids of the input, empty where the
/// constraint has none; `amount` is in the constraint's unit (model.md).
struct Violation {
    std::string constraint;
    std::string unit;
    std::string school;
    double amount = 0;

    friend bool operator==(const Violation&, const Violation&) = default;
};

/// Units and schools that cannot all have what the constraint asks, whatever else is decided.
struct Conflict {
    std::string constraint;
    std::vector<std::string> units;
    std::vector<std::string> schools;

    friend bool operator==(const Conflict&, const Conflict&) = default;
};

/// A better plan or bound, when it was found. Units: of the objective; steps of the whole search.
struct TracePoint {
    std::int64_t steps = 0;
    double seconds = 0;
    double objective = 0;
};

}  // namespace junheng::planning
