// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "planners/assignment/problem_fixture.h"
#include "planners/siting/solve.h"

namespace junheng::siting {
namespace {

using assignment::GridShape;
using assignment::Problem;
using assignment::Rules;
using assignment::Solution;
using planning::PlanStatus;

constexpr GridShape kTiny{.columns = 4, .rows = 2, .schools = 3, .slack_percent = 120};
constexpr GridShape kMiddling{.columns = 9, .rows = 7, .schools = 9, .slack_percent = 120};
constexpr double kSame = 1e-9;

std::uint64_t any_seed() {
    return *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
}

Rules any_rules() {
    Rules rules{.contiguous = *rc::gen::arbitrary<bool>(), .choose_sites = true};
    if (*rc::gen::arbitrary<bool>())
        rules.site_count = *rc::gen::inRange(1, kTiny.schools + 1);
    return rules;
}

Solution solved(const Problem& problem, std::int64_t steps, int threads = 1) {
    planning::Budget budget;
    budget.steps = steps;
    budget.threads = threads;
    return solve(problem, budget, planning::Watch(budget));
}

RC_GTEST_PROP(Siting, AgreesWithTryingEveryPlan, ()) {
    const Problem problem = grid_problem(any_seed(), kTiny, any_rules());
    const auto best = brute_force(problem);
    const Solution found = solved(problem, 20'000);
    RC_ASSERT(found.status == (best ? PlanStatus::optimal : PlanStatus::infeasible));
    if (best)
        RC_ASSERT(std::abs(*found.objective - *best) < kSame);
}

RC_GTEST_PROP(Siting, TheBoundIsBelowEveryPlan, ()) {
    const Problem problem = grid_problem(
        any_seed(), kMiddling, {.contiguous = *rc::gen::arbitrary<bool>(), .choose_sites = true}
    );
    const Solution brief = solved(problem, 20'000);
    const Solution longer = solved(problem, 60'000);
    RC_PRE(brief.plan && longer.plan);
    RC_ASSERT(*brief.bound <= *longer.objective + kSame);
    RC_ASSERT(*longer.bound <= *brief.objective + kSame);
    RC_ASSERT(evaluate(problem, *longer.plan).feasible());
}

TEST(Siting, OpensExactlyTheSitesAskedFor) {
    for (int count = 5; count <= 7; ++count) {
        const Problem problem = grid_problem(
            11, kMiddling, {.contiguous = true, .choose_sites = true, .site_count = count}
        );
        const Solution found = solved(problem, 100'000);
        ASSERT_TRUE(found.plan) << count;
        EXPECT_EQ(evaluate(problem, *found.plan).open, count);
    }
}

TEST(Siting, TooFewSitesForTheDemandIsAProof) {
    const Problem problem =
        grid_problem(11, kMiddling, {.contiguous = false, .choose_sites = true, .site_count = 2});
    const Solution found = solved(problem, 20'000);
    EXPECT_EQ(found.status, PlanStatus::infeasible);
    ASSERT_EQ(found.conflicts.size(), 1U);
    EXPECT_EQ(found.conflicts[0].constraint, "fixed_count");
}

TEST(Siting, SameSeedAndStepsGiveTheSamePlanOnAnyThreads) {
    const Problem problem = grid_problem(3, kMiddling, {.contiguous = true, .choose_sites = true});
    const Solution one = solved(problem, 100'000, 1);
    const Solution three = solved(problem, 100'000, 3);
    EXPECT_EQ(one.plan, three.plan);
    EXPECT_EQ(one.bound, three.bound);
}

}  // namespace
}  // namespace junheng::siting
