// SPDX-License-Identifier: Apache-2.0
/// A full search for problems so small that it ends.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "planners/assignment/problem.h"

namespace junheng::assignment {

struct Exact {
    bool complete = false;  // false: the nodes ran out, and nothing is proved
    std::optional<Plan> plan;
    double objective = std::numeric_limits<double>::infinity();
    std::int64_t nodes = 0;
};

/// The best plan below `upper`, by depth-first search over the units with the cheapest rest as
/// bound. Complete without a plan: there is none below `upper`.
Exact exact_search(const Problem& problem, double upper, std::int64_t most_nodes);

}  // namespace junheng::assignment
