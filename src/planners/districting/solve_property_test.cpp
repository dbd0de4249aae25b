// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "planners/assignment/problem_fixture.h"
#include "planners/districting/solve.h"

namespace junheng::districting {
namespace {

using assignment::GridShape;
using assignment::kNone;
using assignment::Plan;
using assignment::Problem;
using assignment::Solution;
using planning::PlanStatus;

constexpr GridShape kTiny{.columns = 4, .rows = 2, .schools = 3, .slack_percent = 120};
constexpr GridShape kMiddling{.columns = 9, .rows = 7, .schools = 5, .slack_percent = 115};
constexpr double kSame = 1e-9;

std::uint64_t any_seed() {
    return *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
}

Solution solved(const Problem& problem, std::int64_t steps = 20'000, int threads = 1) {
    planning::Budget budget;
    budget.steps = steps;
    budget.threads = threads;
    return solve(problem, budget, planning::Watch(budget));
}

RC_GTEST_PROP(Districting, AgreesWithTryingEveryPlan, ()) {
    const Problem problem = grid_problem(any_seed(), kTiny);
    const auto best = brute_force(problem);
    const Solution found = solved(problem);
    RC_ASSERT(found.status == (best ? PlanStatus::optimal : PlanStatus::infeasible));
    RC_ASSERT(found.plan.has_value() == best.has_value());
    if (best)
        RC_ASSERT(std::abs(*found.objective - *best) < kSame);
}

RC_GTEST_PROP(Districting, MoreCapacityNeverCostsMore, ()) {
    Problem problem = grid_problem(any_seed(), kTiny);
    const Solution before = solved(problem);
    RC_PRE(before.status == PlanStatus::optimal);
    auto& site = problem.sites[*rc::gen::inRange<std::size_t>(0, problem.sites.size())];
    site.capacity += *rc::gen::inRange(1, 30);
    const Solution after = solved(problem);
    RC_ASSERT(after.status == PlanStatus::optimal);
    RC_ASSERT(*after.objective <= *before.objective + kSame);
}

RC_GTEST_PROP(Districting, KeepsTheGreatestDistance, ()) {
    Problem problem = grid_problem(any_seed(), kTiny);
    problem.rules.most_metres = *rc::gen::inRange(500, 3000);
    const auto best = brute_force(problem);
    const Solution found = solved(problem);
    RC_ASSERT(found.status == (best ? PlanStatus::optimal : PlanStatus::infeasible));
    if (best)
        RC_ASSERT(std::abs(*found.objective - *best) < kSame);
}

/// The same problem with its units in another order.
Problem relabelled(const Problem& problem, std::uint64_t seed) {
    std::vector<int> order;
    for (int i = 0; i < problem.unit_count(); ++i) order.push_back(i);
    planning::Random random(seed);
    planning::shuffle(order, random);
    std::vector<int> place(order.size());
    for (std::size_t k = 0; k < order.size(); ++k)
        place[static_cast<std::size_t>(order[k])] = static_cast<int>(k);
    Problem other = problem;
    for (std::size_t k = 0; k < order.size(); ++k) {
        const auto from = static_cast<std::size_t>(order[k]);
        other.units[k] = problem.units[from];
        other.site_at[k] = problem.site_at[from];
        other.required[k] = problem.required[from];
        other.neighbours[k].clear();
        for (const int beside : problem.neighbours[from])
            other.neighbours[k].push_back(place[static_cast<std::size_t>(beside)]);
        std::sort(other.neighbours[k].begin(), other.neighbours[k].end());
    }
    for (auto& site : other.sites) site.unit = place[static_cast<std::size_t>(site.unit)];
    return other;
}

RC_GTEST_PROP(Districting, RelabellingChangesNothing, ()) {
    const auto seed = any_seed();
    const Problem problem = grid_problem(seed, kTiny);
    const Solution one = solved(problem);
    const Solution other = solved(relabelled(problem, seed));
    RC_ASSERT(one.status == other.status);
    if (one.objective)
        RC_ASSERT(std::abs(*one.objective - *other.objective) < kSame);
}

RC_GTEST_PROP(Districting, AFixedUnitStays, ()) {
    Problem problem = grid_problem(any_seed(), kMiddling);
    const auto unit = *rc::gen::inRange<std::size_t>(0, problem.units.size());
    RC_PRE(problem.site_at[unit] == kNone);
    problem.required[unit] = *rc::gen::inRange(0, problem.site_count());
    const Solution found = solved(problem);
    if (found.plan)
        RC_ASSERT((*found.plan)[unit] == problem.required[unit]);
}

RC_GTEST_PROP(Districting, TheBoundIsBelowEveryPlan, ()) {
    const auto seed = any_seed();
    const Problem problem = grid_problem(seed, kMiddling);
    const Solution brief = solved(problem, 5'000);
    const Solution longer = solved(problem, 50'000);
    RC_PRE(brief.plan && longer.plan);
    RC_ASSERT(*brief.bound <= *brief.objective);
    RC_ASSERT(*brief.bound <= *longer.objective + kSame);
    RC_ASSERT(*longer.bound <= *brief.objective + kSame);
    RC_ASSERT(evaluate(problem, *longer.plan).feasible());
}

TEST(Districting, SameSeedAndStepsGiveTheSamePlanOnAnyThreads) {
    const Problem problem = grid_problem(3, kMiddling);
    const Solution one = solved(problem, 100'000, 1);
    const Solution three = solved(problem, 100'000, 3);
    EXPECT_EQ(one.plan, three.plan);
    EXPECT_EQ(one.bound, three.bound);
    EXPECT_EQ(one.steps, three.steps);
}

TEST(Districting, NamesThePartOfTheMapWithoutASchool) {
    Problem problem = grid_problem(5, kMiddling);
    // The unit in the corner loses its links.
    const auto corner = static_cast<std::size_t>(
        std::find(problem.site_at.begin(), problem.site_at.end(), kNone) - problem.site_at.begin()
    );
    for (const int beside : problem.neighbours[corner])
        std::erase(problem.neighbours[static_cast<std::size_t>(beside)], static_cast<int>(corner));
    problem.neighbours[corner].clear();
    const Solution found = solved(problem);
    EXPECT_EQ(found.status, PlanStatus::infeasible);
    ASSERT_EQ(found.conflicts.size(), 1U);
    EXPECT_EQ(found.conflicts[0].constraint, "contiguity");
    EXPECT_EQ(found.conflicts[0].units, std::vector{problem.units[corner].id});
    EXPECT_TRUE(found.conflicts[0].schools.empty());
}

TEST(Districting, NamesSchoolsTooSmallForTheirUnits) {
    Problem problem = grid_problem(5, kMiddling);
    for (auto& site : problem.sites) site.capacity = site.capacity * 3 / 4;
    const Solution found = solved(problem);
    EXPECT_EQ(found.status, PlanStatus::infeasible);
    ASSERT_EQ(found.conflicts.size(), 1U);
    EXPECT_EQ(found.conflicts[0].constraint, "capacity");
    EXPECT_FALSE(found.conflicts[0].schools.empty());
}

TEST(Districting, ACancelledSearchAnswersAtOnce) {
    const Problem problem = grid_problem(3, kMiddling);
    const std::atomic<bool> cancelled = true;
    const planning::Budget budget{.seconds = 30};
    const auto found = solve(problem, budget, planning::Watch(budget, &cancelled));
    EXPECT_EQ(found.status, PlanStatus::stopped);
}

}  // namespace
}  // namespace junheng::districting
