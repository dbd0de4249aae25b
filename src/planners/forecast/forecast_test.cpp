// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/forecast.h"

#include <cmath>

#include <gmock/gmock.h>

#include "planners/forecast/backtest.h"
#include "planners/forecast/forecast_fixture.h"

namespace junheng {
namespace {

using namespace forecast_fixture;

ForecastInputs events(std::vector<EventRow> rows) {
    return {.events = std::move(rows), .event_file = {}, .children = {}, .children_file = {}};
}

std::vector<std::string> codes(const ForecastInputs& inputs) {
    std::vector<std::string> found;
    for (const Issue& issue : build_problem(history_of(steady()), inputs).issues)
        found.push_back(issue.code);
    return found;
}

TEST(Forecast, WhatNeverChangesStays) {
    const Forecast said = forecast_of(steady(), 2);
    EXPECT_EQ(said.schools, 3U);
    EXPECT_NEAR(mid(said, "A", 2023, 1), 30, 1e-9);
    EXPECT_NEAR(mid(said, "B", 2024, 3), 60, 1e-9);
    EXPECT_NEAR(mid(said, "C", 2024, kAllGrades), 60, 1e-9);
}

TEST(Forecast, YearGroupsMoveUp) {
    auto lines = steady();
    for (Line& line : lines)
        if (line.school == "A" && line.year == 2022 && line.grade == "1")
            line.pupils = 50;
    const Forecast said = forecast_of(lines, 2);
    EXPECT_GT(mid(said, "A", 2023, 2), 45);
    EXPECT_GT(mid(said, "A", 2024, 3), 45);
    EXPECT_LT(mid(said, "A", 2024, 2), 45);
}

TEST(Forecast, ASchoolWithoutPupilsHasNoRows) {
    auto lines = steady();
    add_school(lines, "D", "south", {{10, 10, 10}, {10, 10, 10}, {0, 0, 0}});
    add_school(lines, "E", "south", {{10, 10, 10}, {10, 10, 10}});
    lines.push_back({"F", "south", 2022, "pre", 30});
    const Forecast said = forecast_of(lines, 1);
    ASSERT_EQ(said.skipped.size(), 3U);
    EXPECT_EQ(said.skipped[0].reason, "forecast.no_pupils");
    EXPECT_EQ(said.skipped[1].reason, "forecast.no_row_in_last_year");
    EXPECT_EQ(said.skipped[2].reason, "forecast.preschool_only");
    EXPECT_EQ(mid(said, "D", 2023, kAllGrades), kUnknown);
}

TEST(Forecast, AGradeThatIsNotTaughtHasNoRow) {
    auto lines = steady();
    add_school(lines, "P", "east", {{8, 8, 0}, {8, 8, 0}, {8, 8, 0}});
    const Forecast said = forecast_of(lines, 2);
    EXPECT_NEAR(mid(said, "P", 2024, 2), 8, 1);
    EXPECT_EQ(mid(said, "P", 2023, 3), kUnknown);
}

TEST(Forecast, AFigureMissingInTheLastYearIsTakenFromBelow) {
    auto lines = steady();
    std::erase_if(lines, [](const Line& line) {
        return line.school == "B" && line.year == 2022 && line.grade == "2";
    });
    const Forecast said = forecast_of(lines, 1);
    ASSERT_EQ(said.warnings.size(), 1U);
    EXPECT_EQ(said.warnings[0].code, "forecast.figure_assumed");
    EXPECT_NEAR(mid(said, "B", 2023, 3), 60, 1e-9);
}

TEST(Forecast, PointsPassTheirPupilsOn) {
    std::vector<Line> lines;
    add_school(lines, "P", "east", {{10, 10, 0}, {10, 10, 0}, {10, 20, 0}});
    add_school(lines, "Q", "east", {{40, 40, 50}, {40, 40, 50}, {40, 40, 50}});
    add_school(lines, "R", "west", {{40, 40, 40}, {40, 40, 40}, {40, 40, 40}});
    const Forecast said = forecast_of(lines, 1);
    EXPECT_NEAR(mid(said, "R", 2023, 3), 40, 1);
    EXPECT_NEAR(mid(said, "Q", 2023, 3), 60, 2);
}

TEST(Forecast, PreschoolPupilsTellOfEntries) {
    auto lines = steady();
    for (const auto& [school, pupils] : {std::pair("A", 90), {"B", 180}, {"C", 60}})
        for (const int year : {2020, 2021, 2022})
            lines.push_back(
                {school,
                 school == std::string("C") ? "south" : "north",
                 year,
                 "pre",
                 year == 2022 && school == std::string("A") ? 150 : pupils}
            );
    EXPECT_GT(mid(forecast_of(lines, 1), "A", 2023, 1), 31);
}

TEST(Forecast, RangesHoldTheMiddleAndGrowWiderWithTime) {
    const Forecast said = forecast_of(steady(), 3);
    double before = 0;
    for (const ForecastRow& row : said.rows) {
        EXPECT_LE(row.pupils.low, row.pupils.mid);
        EXPECT_LE(row.pupils.mid, row.pupils.high);
        EXPECT_GE(row.pupils.low, 0);
        if (row.school == 1 && row.grade == kAllGrades) {
            EXPECT_GT(row.pupils.high - row.pupils.mid, before);
            before = row.pupils.high - row.pupils.mid;
        }
    }
}

TEST(Forecast, SaysThatEntriesAreHeld) {
    EXPECT_TRUE(forecast_of(steady(), 1).warnings.empty());
    ASSERT_EQ(forecast_of(steady(), 2).warnings.size(), 1U);
    EXPECT_EQ(forecast_of(steady(), 2).warnings[0].code, "forecast.entries_held");
}

TEST(Forecast, ANewSchoolGrowsByAGradeAYear) {
    auto lines = steady();
    add_school(lines, "N", "south", {{-1, -1, -1}, {20, 0, 0}, {20, 20, 0}});
    const Forecast said = forecast_of(lines, 1);
    EXPECT_GT(mid(said, "N", 2023, 3), 15);
}

TEST(ForecastEvents, AClosedSchoolsPupilsGoWhereTheyWereSent) {
    const Forecast said = forecast_of(
        steady(),
        3,
        events(
            {{.kind = "closed", .year = 2024, .school = "A", .other = "B", .share = 0.5},
             {.kind = "closed", .year = 2024, .school = "A", .other = "C", .share = 0.5}}
        )
    );
    EXPECT_NEAR(mid(said, "A", 2023, kAllGrades), 90, 1e-9);
    EXPECT_EQ(mid(said, "A", 2024, kAllGrades), kUnknown);
    EXPECT_NEAR(mid(said, "B", 2024, kAllGrades), 225, 1e-9);
    EXPECT_NEAR(mid(said, "C", 2025, kAllGrades), 105, 1e-9);
}

TEST(ForecastEvents, AnOpenedSchoolTakesItsShare) {
    const Forecast said = forecast_of(
        steady(),
        3,
        events(
            {{.kind = "opened",
              .year = 2023,
              .school = "N",
              .other = "B",
              .grade = 1,
              .share = 0.25}}
        )
    );
    EXPECT_NEAR(mid(said, "N", 2023, 1), 15, 1e-9);
    EXPECT_EQ(mid(said, "N", 2023, 2), kUnknown);
    EXPECT_NEAR(mid(said, "N", 2024, 2), 15, 1e-6);
    EXPECT_NEAR(mid(said, "B", 2024, 1), 45, 1e-9);
}

TEST(ForecastEvents, APastOpeningIsNoGrowth) {
    std::vector<Line> lines;
    add_school(lines, "A", "north", {{40, 40, 40}, {40, 40, 40}, {20, 20, 20}});
    add_school(lines, "N", "north", {{-1, -1, -1}, {-1, -1, -1}, {20, 20, 20}});
    add_school(lines, "B", "north", {{60, 60, 60}, {60, 60, 60}, {60, 60, 60}});
    const Forecast said = forecast_of(
        lines,
        1,
        events({{.kind = "opened", .year = 2022, .school = "N", .other = "A", .share = 0.5}})
    );
    for (const char* school : {"A", "N"})
        for (const int grade : {1, 2, 3}) EXPECT_NEAR(mid(said, school, 2023, grade), 20, 1e-9);
}

TEST(ForecastEvents, MovesAndArrivals) {
    const Forecast said = forecast_of(
        steady(),
        1,
        events(
            {{.kind = "moves", .year = 2023, .school = "A", .other = "B", .grade = 3, .share = 1},
             {.kind = "arrivals", .year = 2023, .area = "north", .pupils = 30}}
        )
    );
    EXPECT_NEAR(mid(said, "A", 2023, 3), 0 + 10.0 / 3, 1e-9);
    EXPECT_NEAR(mid(said, "B", 2023, 3), 90 + 20.0 / 3, 1e-9);
    EXPECT_NEAR(mid(said, "A", 2023, kAllGrades), 70, 1e-9);
}

TEST(ForecastEvents, FaultsAreNamed) {
    using ::testing::ElementsAre;
    EXPECT_THAT(codes(events({{.kind = "moved"}})), ElementsAre("forecast.event_unknown"));
    EXPECT_THAT(
        codes(events({{.kind = "closed", .year = 2024, .school = "X", .other = "B"}})),
        ElementsAre("forecast.school_unknown")
    );
    EXPECT_THAT(
        codes(events({{.kind = "closed", .year = 2024, .school = "A", .other = "A"}})),
        ElementsAre("forecast.event_with_itself")
    );
    EXPECT_THAT(
        codes(events(
            {{.kind = "closed", .year = 2024, .school = "A", .other = "B", .share = 0.8},
             {.kind = "closed", .year = 2024, .school = "A", .other = "C", .share = 0.8}}
        )),
        ElementsAre("forecast.shares_above_one")
    );
    EXPECT_THAT(
        codes(events({{.kind = "arrivals", .year = 2024, .area = "west", .pupils = 3}})),
        ElementsAre("forecast.area_unknown")
    );
    EXPECT_THAT(
        codes(events({{.kind = "closed", .year = 2024, .school = "A", .other = "B", .share = 95}})),
        ElementsAre("forecast.bad_share")
    );
}

TEST(ForecastChildren, EntriesFollowTheChildrenOfTheArea) {
    ForecastInputs inputs;
    for (const int year : {2020, 2021, 2022})
        inputs.children.push_back({.area = "north", .year = year, .children = 100, .share = {}});
    inputs.children.push_back({.area = "north", .year = 2023, .children = 50, .share = {}});
    inputs.children.push_back({.area = "south", .year = 2024, .children = 40, .share = 0.9});
    const Forecast said = forecast_of(steady(), 2, inputs);
    EXPECT_NEAR(mid(said, "A", 2023, 1) + mid(said, "B", 2023, 1), 45, 1e-9);
    EXPECT_NEAR(mid(said, "B", 2023, 1), 30, 1e-9);
    EXPECT_NEAR(mid(said, "C", 2023, 1), 20, 1e-9);
    EXPECT_NEAR(mid(said, "C", 2024, 1), 36, 1e-9);
}

TEST(Backtest, SteadySchoolsAreForecastExactly) {
    const auto rows = backtest(history_of(steady()), 3);
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].cases, 3U);
    for (const Accuracy& one : rows[0].accuracy) EXPECT_NEAR(one.wape, 0, 1e-12);
    EXPECT_EQ(rows[0].coverage, 1);
}

TEST(Backtest, NothingToTestOnTwoYears) {
    std::vector<Line> lines;
    add_school(lines, "A", "north", {{30, 30}, {30, 30}});
    EXPECT_TRUE(backtest(history_of(lines), 3).empty());
}

}  // namespace
}  // namespace junheng
