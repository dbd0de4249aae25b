// SPDX-License-Identifier: Apache-2.0
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "planners/assignment/anneal.h"
#include "planners/assignment/grow.h"
#include "planners/assignment/lagrangian.h"
#include "planners/assignment/pricing.h"
#include "planners/assignment/problem_fixture.h"
#include "planners/assignment/reach.h"
#include "planners/assignment/transport.h"

namespace junheng::assignment {
namespace {

constexpr GridShape kTiny{.columns = 3, .rows = 3, .schools = 2, .slack_percent = 115};
constexpr int kManyNodes = 1'000'000;
// Values are sums of a dozen terms.
constexpr double kSame = 1e-9;

std::uint64_t any_seed() {
    return *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
}

Field field_of(const Problem& problem) {
    std::vector<int> all(problem.sites.size());
    std::iota(all.begin(), all.end(), 0);
    return {problem, all};
}

bool connected(const Problem& problem, const std::vector<int>& units, int school) {
    Plan plan(problem.units.size(), kNone);
    for (const int unit : units) plan[static_cast<std::size_t>(unit)] = school;
    for (const auto& hit : evaluate(problem, plan).violations)
        if (hit.constraint == "contiguity")
            return false;
    return true;
}

/// The best area of a school by trying every set of units.
double best_area(
    const Field& field,
    const Problem& problem,
    const std::vector<double>& price,
    bool whole
) {
    double best = -std::numeric_limits<double>::infinity();
    for (int set = 0; set < 1 << field.n; ++set) {
        double value = 0;
        std::int64_t load = 0;
        std::vector<int> units;
        bool allowed = true;
        for (int i = 0; i < field.n; ++i) {
            const bool in = (set >> i & 1) != 0;
            const int pin = field.pin[static_cast<std::size_t>(i)];
            allowed = allowed && (in ? pin == kNone || pin == 0 : pin != 0);
            if (!in)
                continue;
            value += price[static_cast<std::size_t>(i)] - field.at(i, 0);
            load += field.demand[static_cast<std::size_t>(i)];
            units.push_back(i);
        }
        if (allowed && load <= field.capacity[0] && value > best &&
            (!whole || connected(problem, units, 0)))
            best = value;
    }
    return best;
}

RC_GTEST_PROP(Pricing, AgreesWithTryingEverySet, ()) {
    const auto seed = any_seed();
    const Problem problem = grid_problem(seed, kTiny);
    const Field field = field_of(problem);
    const auto reach = reachable(field);
    RC_PRE(field.demand[static_cast<std::size_t>(field.own[0])] <= field.capacity[0]);
    planning::Random random(seed, 1);
    std::vector<double> price;
    for (int i = 0; i < field.n; ++i) price.push_back(random.between(-5, 60));
    Pricer pricer(field, reach);
    const Area any = pricer.knapsack(0, price, kManyNodes);
    const Area whole = pricer.connected(0, price, kManyNodes);
    RC_ASSERT(std::abs(any.upper - any.value) < kSame);
    RC_ASSERT(std::abs(whole.upper - whole.value) < kSame);
    // A unit out of reach is in no connected area, so only the sets of the knapsack differ.
    RC_ASSERT(any.value <= best_area(field, problem, price, false) + kSame);
    RC_ASSERT(std::abs(whole.value - best_area(field, problem, price, true)) < kSame);
    RC_ASSERT(connected(problem, whole.units, 0));
    const Area cut_short = pricer.connected(0, price, 2);
    RC_ASSERT(cut_short.upper >= whole.value - kSame);
}

RC_GTEST_PROP(Bounds, NeverExceedTheOptimum, ()) {
    const Problem problem = grid_problem(any_seed(), kTiny);
    const auto best = brute_force(problem);
    RC_PRE(best.has_value());
    const Field field = field_of(problem);
    const auto reach = reachable(field);
    const Transport flow = transport(field, reach);
    RC_ASSERT(flow.feasible);
    RC_ASSERT(flow.cost <= *best + kSame);
    const planning::Watch watch({});
    Lagrangian relaxed(field, reach, {}, unit_prices(field, reach, flow.school_price));
    relaxed.improve(*best, {}, {.steps = 30}, watch);
    RC_ASSERT(relaxed.bound() <= *best + kSame);
    relaxed.improve(*best, {.whole_areas = true}, {.steps = 30}, watch);
    RC_ASSERT(relaxed.bound() <= *best + kSame);
}

RC_GTEST_PROP(Anneal, WhatItReportsIsFeasibleAndCostsThat, ()) {
    const auto seed = any_seed();
    const GridShape shape{.columns = 6, .rows = 5, .schools = 4, .slack_percent = 120};
    const Problem problem = grid_problem(seed, shape);
    const Field field = field_of(problem);
    planning::Random random(seed);
    std::vector<int> units(static_cast<std::size_t>(field.n));
    std::iota(units.begin(), units.end(), 0);
    Annealer annealer(field, random);
    annealer.start(grown_plan(field, random), units);
    const planning::Watch watch({});
    annealer.run(
        {.slice = {.steps = 20'000},
         .soft_contiguity = seed % 2 == 0,
         .start_temperature = 20,
         .end_temperature = 0.1,
         .weight_low = 1,
         .weight_high = 20},
        watch
    );
    if (!annealer.found())
        return;
    const auto judged = evaluate(problem, field.to_problem(annealer.best()));
    RC_ASSERT(judged.feasible());
    RC_ASSERT(std::abs(judged.objective - annealer.best_cost()) < 1e-6);
}

TEST(Transport, NamesUnitsAndSchoolsThatClash) {
    Problem problem = grid_problem(7, {.columns = 3, .rows = 3, .schools = 2});
    for (auto& site : problem.sites) site.capacity /= 2;
    problem.rules.contiguous = false;
    const Field field = field_of(problem);
    const Transport flow = transport(field, reachable(field));
    EXPECT_FALSE(flow.feasible);
    EXPECT_FALSE(flow.clashing_units.empty());
    EXPECT_FALSE(flow.clashing_schools.empty());
}

}  // namespace
}  // namespace junheng::assignment
