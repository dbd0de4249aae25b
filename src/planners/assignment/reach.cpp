// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/reach.h"

#include <functional>
#include <limits>
#include <queue>
#include <utility>

namespace junheng::assignment {
namespace {

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

bool may_serve(const Field& field, int unit, int school) {
    const int pin = field.pin[at_index(unit)];
    return (pin == kNone || pin == school) && !field.bars(unit, school);
}

/// The least demand of a chain of units from the school to each unit, both ends included.
std::vector<std::int64_t> lightest_chains(const Field& field, int school) {
    constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max();
    std::vector<std::int64_t> weight(at_index(field.n), kFar);
    using Entry = std::pair<std::int64_t, int>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    const int own = field.own[at_index(school)];
    weight[at_index(own)] = field.demand[at_index(own)];
    queue.emplace(weight[at_index(own)], own);
    while (!queue.empty()) {
        const auto [so_far, at] = queue.top();
        queue.pop();
        if (so_far > weight[at_index(at)])
            continue;
        for (const int k : field.beside(at)) {
            const std::int64_t through = so_far + field.demand[at_index(k)];
            if (may_serve(field, k, school) && through < weight[at_index(k)]) {
                weight[at_index(k)] = through;
                queue.emplace(through, k);
            }
        }
    }
    return weight;
}

}  // namespace

std::vector<bool> reachable(const Field& field) {
    std::vector<bool> reach(at_index(field.n) * at_index(field.m));
    for (int j = 0; j < field.m; ++j) {
        const auto chains = field.contiguous ? lightest_chains(field, j) : field.demand;
        for (int i = 0; i < field.n; ++i)
            reach[at_index(i) * at_index(field.m) + at_index(j)] =
                may_serve(field, i, j) && chains[at_index(i)] <= field.capacity[at_index(j)];
    }
    return reach;
}

}  // namespace junheng::assignment
