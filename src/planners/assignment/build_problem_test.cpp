// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/build_problem.h"

#include <gmock/gmock.h>

namespace junheng::assignment {
namespace {

using testing::IsEmpty;

InstanceRows two_units() {
    return {
        "units",
        {{"a", "10", "0", "0", "0", "30", 2}, {"b", "12.5", "1000", "0", "x", "0", 3}},
        "links",
        {{"a", "b", 2}}};
}

std::string places(const Issues& issues) {
    std::string text;
    for (const Issue& one : issues)
        text += one.code + " " + one.where.file + ":" + std::to_string(one.where.row) + ":" +
                std::to_string(one.where.column) + " " + one.value + "\n";
    return text;
}

std::string faults(const InstanceRows& rows, const Rules& rules = {}) {
    return places(build_problem(rows, rules).issues);
}

TEST(BuildProblem, HoldsDemandsInWholeNumbers) {
    const auto built = build_problem(two_units(), {});
    EXPECT_THAT(places(built.issues), IsEmpty());
    EXPECT_EQ(built.problem.demand_scale, 10);
    EXPECT_EQ(built.problem.units[1].demand, 125);
    EXPECT_EQ(built.problem.sites.at(0).capacity, 300);
    EXPECT_DOUBLE_EQ(built.problem.cost(1, 0), 12.5);
    EXPECT_EQ(built.problem.neighbours[1], std::vector{0});
}

TEST(BuildProblem, IgnoresFixedCostsOfDistrictsAndReadsThoseOfSites) {
    EXPECT_EQ(build_problem(two_units(), {}).problem.sites.at(0).fixed_cost, 0);
    auto rows = two_units();
    rows.units[0].fixed_cost = "oops";
    EXPECT_EQ(
        faults(rows, {.contiguous = true, .choose_sites = true}),
        "planning.not_a_number units:2:6 oops\n"
    );
}

TEST(BuildProblem, NamesThePlaceOfEveryFault) {
    auto rows = two_units();
    rows.units[0].x = "nan";
    rows.units[1].demand = "-3";
    rows.units.push_back({"b", "1", "0", "", "0", "inf", 4});
    rows.units.push_back({"", "1", "0", "0", "0", "0", 5});
    EXPECT_EQ(
        faults(rows),
        "planning.not_a_number units:2:3 nan\n"
        "planning.negative units:3:2 -3\n"
        "planning.id_twice units:4:1 b\n"
        "planning.not_a_number units:4:4 \n"
        "planning.not_a_number units:4:7 inf\n"
        "planning.id_empty units:5:1 \n"
    );
}

TEST(BuildProblem, TellsUnknownNeighboursAndForgivesSelfLoops) {
    auto rows = two_units();
    rows.links.push_back({"a", "z", 3});
    rows.links.push_back({"b", "b", 4});
    EXPECT_EQ(faults(rows), "planning.unknown_unit links:3:3 z\nplanning.self_loop links:4:3 b\n");
    rows.links.erase(rows.links.begin() + 1);
    const auto built = build_problem(rows, {});
    EXPECT_FALSE(has_errors(built.issues));
    EXPECT_EQ(built.problem.neighbours[1], std::vector{0});
}

TEST(BuildProblem, RefusesWhatCannotBeAnInstance) {
    EXPECT_EQ(faults({"units", {}, "links", {}}), "planning.no_units units:0:0 \n");
    auto rows = two_units();
    rows.links.clear();
    EXPECT_EQ(faults(rows), "planning.no_links links:0:0 \n");
    EXPECT_THAT(faults(rows, {.contiguous = false}), IsEmpty());
    rows = two_units();
    EXPECT_EQ(faults(rows, {.site_count = 2}), "planning.site_count units:0:7 2\n");
    rows.units[0].capacity = "0";
    EXPECT_EQ(faults(rows), "planning.no_sites units:0:7 \n");
}

}  // namespace
}  // namespace junheng::assignment
