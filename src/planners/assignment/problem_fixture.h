// SPDX-License-Identifier: Apache-2.0
/// Small problems from a seed, and the answer by trying every plan: for tests of the planners.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "planners/assignment/evaluate.h"
#include "planners/assignment/problem.h"
#include "planners/planning/random.h"

namespace junheng::assignment {

/// A grid of `columns` × `rows` units, each beside those right, left, above and below. The first
/// `schools` of a shuffled order of the units are sites; `slack_percent` is the room over the
/// demand (of the open ones, when every second site is enough).
struct GridShape {
    int columns = 3;
    int rows = 2;
    int schools = 2;
    int slack_percent = 130;
};

inline Problem grid_problem(std::uint64_t seed, const GridShape& shape, const Rules& rules = {}) {
    planning::Random random(seed);
    Problem problem;
    problem.rules = rules;
    const int n = shape.columns * shape.rows;
    std::vector<int> order;
    std::int64_t total = 0;
    for (int i = 0; i < n; ++i) {
        const int demand = random.below(20);
        total += demand;
        problem.units.push_back(
            {"u" + std::to_string(i),
             (i % shape.columns + random.unit()) * 1000,
             (i / shape.columns + random.unit()) * 1000,
             demand}
        );
        order.push_back(i);
    }
    planning::shuffle(order, random);
    problem.site_at.assign(static_cast<std::size_t>(n), kNone);
    problem.required.assign(static_cast<std::size_t>(n), kNone);
    problem.neighbours.resize(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i)
        for (int k = 0; k < n; ++k)
            if (std::abs(i % shape.columns - k % shape.columns) +
                    std::abs(i / shape.columns - k / shape.columns) ==
                1)
                problem.neighbours[static_cast<std::size_t>(i)].push_back(k);
    const int enough = rules.choose_sites ? (shape.schools + 1) / 2 : shape.schools;
    for (int j = 0; j < shape.schools; ++j) {
        const int unit = order[static_cast<std::size_t>(j)];
        problem.site_at[static_cast<std::size_t>(unit)] = j;
        const Unit& own = problem.units[static_cast<std::size_t>(unit)];
        problem.sites.push_back(
            {own.id,
             unit,
             total * shape.slack_percent / 100 / enough + 1,
             random.between(5, 20),
             own.x,
             own.y}
        );
    }
    return problem;
}

/// The least objective over all plans; empty when none is feasible. Cost: schools^units.
inline std::optional<double> brute_force(const Problem& problem) {
    Plan plan(problem.units.size(), 0);
    double best = std::numeric_limits<double>::infinity();
    while (true) {
        const Evaluation judged = evaluate(problem, plan);
        if (judged.feasible() && judged.objective < best)
            best = judged.objective;
        std::size_t place = 0;
        while (place < plan.size() && ++plan[place] == problem.site_count()) plan[place++] = 0;
        if (place == plan.size())
            break;
    }
    if (best == std::numeric_limits<double>::infinity())
        return std::nullopt;
    return best;
}

}  // namespace junheng::assignment
