// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/evaluate.h"

#include <gmock/gmock.h>

#include "planners/assignment/problem_fixture.h"

namespace junheng::assignment {
namespace {

using planning::Violation;
using testing::ElementsAre;
using testing::IsEmpty;

/// a - b - c - d in a line, 1 km apart, 10 pupils each; schools in a and d with 20 places.
Problem line() {
    Problem problem;
    for (int i = 0; i < 4; ++i) {
        problem.units.push_back({std::string(1, static_cast<char>('a' + i)), i * 1000.0, 0, 10});
        problem.neighbours.push_back({});
        if (i > 0)
            problem.neighbours.back().push_back(i - 1);
        if (i < 3)
            problem.neighbours.back().push_back(i + 1);
    }
    problem.site_at = {0, kNone, kNone, 1};
    problem.required.assign(4, kNone);
    problem.sites = {{"a", 0, 20, 3, 0, 0}, {"d", 3, 20, 4, 3000, 0}};
    return problem;
}

std::vector<Violation> violations(const Problem& problem, const Plan& plan) {
    return evaluate(problem, plan).violations;
}

TEST(Evaluate, CountsPupilKilometres) {
    const auto judged = evaluate(line(), {0, 0, 1, 1});
    EXPECT_DOUBLE_EQ(judged.objective, 20);
    EXPECT_EQ(judged.open, 2);
    EXPECT_THAT(judged.violations, IsEmpty());
}

TEST(Evaluate, AddsFixedCostsOfOpenSitesOnlyWhereSitesAreChosen) {
    Problem problem = line();
    problem.rules.choose_sites = true;
    EXPECT_DOUBLE_EQ(evaluate(problem, {0, 0, 1, 1}).objective, 27);
    problem.sites[0].capacity = 40;
    const auto judged = evaluate(problem, {0, 0, 0, 0});
    EXPECT_DOUBLE_EQ(judged.objective, 63);
    EXPECT_THAT(judged.violations, IsEmpty());
}

TEST(Evaluate, CapacityHoldsOnTheEdgeAndBreaksAbove) {
    Problem problem = line();
    EXPECT_THAT(violations(problem, {0, 0, 1, 1}), IsEmpty());
    problem.sites[0].capacity = 19;
    EXPECT_THAT(violations(problem, {0, 0, 1, 1}), ElementsAre(Violation{"capacity", "", "a", 1}));
}

TEST(Evaluate, ContiguityNamesTheUnitsThatAreCutOff) {
    Problem problem = line();
    problem.sites[0].capacity = problem.sites[1].capacity = 40;
    EXPECT_THAT(
        violations(problem, {0, 1, 0, 1}),
        ElementsAre(Violation{"contiguity", "b", "d", 10}, Violation{"contiguity", "c", "a", 10})
    );
    problem.rules.contiguous = false;
    EXPECT_THAT(violations(problem, {0, 1, 0, 1}), IsEmpty());
}

TEST(Evaluate, DistanceCountsMetresBeyondTheLimitWithTheDetour) {
    Problem problem = line();
    problem.rules.detour = 1.5;
    problem.rules.most_metres = 1500;
    EXPECT_THAT(violations(problem, {0, 0, 1, 1}), IsEmpty());
    problem.rules.most_metres = 1400;
    EXPECT_THAT(
        violations(problem, {0, 0, 1, 1}),
        ElementsAre(Violation{"distance", "b", "a", 100}, Violation{"distance", "c", "d", 100})
    );
}

TEST(Evaluate, EverySchoolServesItsOwnUnit) {
    Problem problem = line();
    problem.sites[0].capacity = problem.sites[1].capacity = 40;
    EXPECT_THAT(
        violations(problem, {1, 1, 1, 1}), ElementsAre(Violation{"own_unit", "a", "a", 10})
    );
    problem.rules.choose_sites = true;
    EXPECT_THAT(violations(problem, {1, 1, 1, 1}), IsEmpty());
}

TEST(Evaluate, UnassignedUnitsAreNamedAndCostNothing) {
    const auto judged = evaluate(line(), {0, kNone, 1, 1});
    EXPECT_DOUBLE_EQ(judged.objective, 10);
    EXPECT_THAT(judged.violations, ElementsAre(Violation{"unassigned", "b", "", 10}));
}

TEST(Evaluate, FixedCountTellsHowManyTooManyOrTooFew) {
    Problem problem = line();
    problem.rules.choose_sites = true;
    problem.rules.site_count = 1;
    EXPECT_THAT(
        violations(problem, {0, 0, 1, 1}), ElementsAre(Violation{"fixed_count", "", "", 1})
    );
    problem.rules.site_count = 2;
    EXPECT_THAT(violations(problem, {0, 0, 1, 1}), IsEmpty());
}

TEST(DecodePlan, ReportsUnknownIdsAndRefusesAUnitTwice) {
    const auto decoded = decode_plan(line(), {{"a", "a", 2}, {"b", "b", 3}, {"x", "a", 4}}, "plan");
    ASSERT_TRUE(decoded);
    EXPECT_EQ(decoded->plan, (Plan{0, kNone, kNone, kNone}));
    EXPECT_THAT(
        decoded->unknown,
        ElementsAre(Violation{"unknown_id", "b", "b", 1}, Violation{"unknown_id", "x", "a", 1})
    );
    const auto twice = decode_plan(line(), {{"a", "a", 2}, {"a", "d", 3}}, "plan");
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, "planning.plan_unit_twice");
    EXPECT_EQ(twice.error().where.row, 3);
}

}  // namespace
}  // namespace junheng::assignment
