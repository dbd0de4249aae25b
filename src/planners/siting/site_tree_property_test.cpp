// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "planners/assignment/problem_fixture.h"
#include "planners/assignment/reach.h"
#include "planners/siting/site_tree.h"

namespace junheng::siting {
namespace {

using assignment::Field;
using assignment::Plan;
using assignment::Problem;

constexpr assignment::GridShape kTiny{.columns = 3, .rows = 3, .schools = 3, .slack_percent = 120};
constexpr double kSame = 1e-6;

struct Cheapest {
    double objective = std::numeric_limits<double>::infinity();
    SiteSet open;
};

/// By trying every plan.
Cheapest cheapest(const Problem& problem) {
    Cheapest best;
    Plan plan(problem.units.size(), 0);
    while (true) {
        const auto judged = evaluate(problem, plan);
        if (judged.feasible() && judged.objective < best.objective) {
            best.objective = judged.objective;
            best.open.assign(problem.sites.size(), false);
            for (const int j : open_sites(problem, plan))
                best.open[static_cast<std::size_t>(j)] = true;
        }
        std::size_t place = 0;
        while (place < plan.size() && ++plan[place] == problem.site_count()) plan[place++] = 0;
        if (place == plan.size())
            return best;
    }
}

RC_GTEST_PROP(SiteTree, HoldsTheSetOfTheBestPlanAndNoHigherBound, ()) {
    assignment::Rules rules{.contiguous = *rc::gen::arbitrary<bool>(), .choose_sites = true};
    if (*rc::gen::arbitrary<bool>())
        rules.site_count = *rc::gen::inRange(1, kTiny.schools + 1);
    const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
    const Problem problem = grid_problem(seed, kTiny, rules);
    const Cheapest best = cheapest(problem);
    RC_PRE(!best.open.empty());
    std::vector<int> all(problem.sites.size());
    std::iota(all.begin(), all.end(), 0);
    const Field field(problem, all, false);
    const auto reach = reachable(field);
    const planning::Watch watch({});
    const std::vector<double> rough(problem.units.size(), 1.0);
    SiteTree tree(problem, field, reach, rough, watch);
    RC_ASSERT(tree.bound() <= best.objective + kSame);
    tree.grow(best.objective * 1.01 + kSame, {.steps = 3});
    RC_ASSERT(tree.bound() <= best.objective + kSame);
    tree.grow(best.objective * 1.01 + kSame, {});
    RC_ASSERT(tree.complete());
    RC_ASSERT(tree.bound() <= best.objective + kSame);
    const auto sets = tree.sets();
    RC_ASSERT(std::any_of(sets.begin(), sets.end(), [&](const ScoredSet& scored) {
        return scored.set == best.open && scored.score <= best.objective + kSame;
    }));
}

}  // namespace
}  // namespace junheng::siting
