// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/seats.h"

#include <gmock/gmock.h>

#include "core/domain/grades.h"
#include "core/standards/load.h"
#include "planners/forecast/county_history.h"
#include "planners/forecast/forecast_fixture.h"
#include "planners/forecast/future_county.h"

namespace junheng {
namespace {

using namespace forecast_fixture;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr SeatRules kRules{
    .class_norm = 45,
    .large_from = 56,
    .super_large_from = 66,
    .yellow_from = {9, 1},
    .orange_from = {95, 2},
    .red_above = {1, 0},
    .pupils_per_staff = {19, 0}};
const Date kToday{std::chrono::year{2023} / 3 / 1};

std::vector<SeatWarning> warnings_of(std::vector<Line> lines, std::vector<std::int64_t> held) {
    return seat_warnings(forecast_of(lines, 1), {3, std::move(held)}, kRules, kToday);
}

std::vector<Line> entering(int pupils) {
    std::vector<Line> lines;
    add_school(lines, "A", "north", {{pupils, pupils, pupils}, {pupils, pupils, pupils}});
    return lines;
}

TEST(SeatWarning, ColoursByShareOfSeats) {
    EXPECT_THAT(warnings_of(entering(40), {1, 1, 1}), IsEmpty());
    EXPECT_EQ(warnings_of(entering(41), {1, 1, 1}).at(0).colour, SeatColour::yellow);
    EXPECT_EQ(warnings_of(entering(43), {1, 1, 1}).at(0).colour, SeatColour::orange);
    EXPECT_EQ(warnings_of(entering(45), {1, 1, 1}).at(0).colour, SeatColour::orange);
    EXPECT_EQ(warnings_of(entering(46), {1, 1, 1}).at(0).colour, SeatColour::red);
}

TEST(SeatWarning, TellsSeatsShortOtherSchoolsAndMeasures) {
    std::vector<Line> lines = entering(60);
    add_school(lines, "B", "north", {{20, 20, 20}, {20, 20, 20}});
    add_school(lines, "C", "south", {{20, 20, 20}, {20, 20, 20}});
    const auto found = warnings_of(lines, {1, 1, 1, 1, 1, 1, 1, 1, 1});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].school, "A");
    EXPECT_EQ(found[0].seats, 45);
    EXPECT_EQ(found[0].seats_short, 15);
    ASSERT_EQ(found[0].others.size(), 1U);
    EXPECT_EQ(found[0].others[0].school, "B");
    EXPECT_EQ(found[0].others[0].seats, 25);
    EXPECT_THAT(
        found[0].measures, ElementsAre("seat_measure.share_out", "seat_measure.more_classes")
    );
    EXPECT_EQ(found[0].notice, kToday);
    EXPECT_FALSE(found[0].lifting);
}

TEST(SeatWarning, NoneWhereClassesAreNotKnown) {
    EXPECT_THAT(warnings_of(entering(60), {0, 0, 0}), IsEmpty());
}

TEST(SchoolNeeds, CountsTheThreeLinesOfClassSize) {
    std::vector<Line> lines;
    add_school(lines, "A", "north", {{50, 60, 70}, {50, 60, 70}});
    for (Line& line : lines) line.pupils = line.grade == "1" ? 50 : line.grade == "2" ? 60 : 70;
    Forecast said = forecast_of(lines, 1);
    for (ForecastRow& row : said.rows)
        if (row.grade != kAllGrades)
            row.pupils.mid = row.grade == 1 ? 50 : row.grade == 2 ? 60 : 70;
    const auto needs = school_needs(said, {3, {1, 1, 1}}, kRules);
    ASSERT_EQ(needs.size(), 1U);
    EXPECT_EQ(needs[0].classes_held, 3);
    EXPECT_EQ(needs[0].classes_needed, 6);
    EXPECT_EQ(needs[0].over_norm, 3);
    EXPECT_EQ(needs[0].large, 2);
    EXPECT_EQ(needs[0].super_large, 1);
    EXPECT_EQ(needs[0].seats_short, 5 + 15 + 25);
}

TEST(ClassCounts, YearGroupsKeepTheirClasses) {
    const ClassCounts counts{3, {4, 2, 1}};
    EXPECT_EQ(counts.at(0, 0, 2), 1);
    EXPECT_EQ(counts.at(0, 1, 2), 2);
    EXPECT_EQ(counts.at(0, 2, 2), 4);
    EXPECT_EQ(counts.at(0, 5, 0), 4);
    EXPECT_THAT(even_classes(100, 3), ElementsAre(34, 33, 33));
}

TEST(SeatRules, ComeFromTheStandardSet) {
    const auto set = load_standards(
        "data/standards/balance-2017",
        {.on = SchoolYear{2025}.statistics_day(), .overlays = {}, .readings = {}}
    );
    ASSERT_TRUE(set);
    const auto junior = seat_rules(*set, Stage::junior);
    ASSERT_TRUE(junior);
    EXPECT_EQ(junior->class_norm, 50);
    EXPECT_EQ(junior->large_from, 56);
    EXPECT_EQ(junior->super_large_from, 66);
    EXPECT_EQ(junior->pupils_per_staff, (Decimal{135, 1}));
    EXPECT_EQ(seat_rules(*set, Stage::primary)->class_norm, 45);
    EXPECT_FALSE(seat_rules({}, Stage::primary));
}

Snapshot county(int year, std::vector<std::pair<std::int64_t, std::vector<int>>> classes) {
    Snapshot snapshot;
    snapshot.year = {year};
    School school;
    school.code = "2141000001";
    school.township = "T";
    snapshot.schools.write() = {school};
    std::int64_t total = 0;
    for (const auto& [grade, sizes] : classes)
        for (std::size_t c = 0; c < sizes.size(); ++c) {
            snapshot.classes.write().push_back(
                {school.code, grade, std::to_string(c + 1) + "班", Pupils{sizes[c]}}
            );
            total += sizes[c];
        }
    StageFigures figures;
    figures.code = school.code;
    figures.pupils = Pupils{total};
    snapshot.stages.write() = {figures};
    return snapshot;
}

std::vector<Snapshot> two_years() {
    std::vector<std::pair<std::int64_t, std::vector<int>>> grades;
    for (std::int64_t g = 1; g <= 6; ++g) grades.push_back({g, {30, 30}});
    return {county(2024, grades), county(2025, grades)};
}

TEST(CountyHistory, AddsTheClassesOfAGrade) {
    const auto report = junheng::history_of(two_years(), Stage::primary);
    ASSERT_TRUE(report.history);
    EXPECT_EQ(report.history->grades, 6);
    EXPECT_EQ(report.history->at(0, 1, 3), 60);
    EXPECT_EQ(report.history->schools[0].area, "T");
}

TEST(CountyHistory, AnUnknownClassMakesItsGradeUnknown) {
    auto years = two_years();
    years[1].classes.write()[2].pupils = Missing::not_reported;
    const auto report = junheng::history_of(years, Stage::primary);
    EXPECT_EQ(report.history->at(0, 1, 1), kUnknown);
}

TEST(FutureCounty, IsTheLastYearWithTheForecastsPupils) {
    const auto years = two_years();
    const Forecast said = forecast(
        *build_problem(*junheng::history_of(years, Stage::primary).history, {}).problem, 2
    );
    const ClassCounts classes = class_counts(years.back(), said.history);
    const StageForecast stage{Stage::primary, &said, &classes};
    const Changes changes = future_changes(years.back(), {&stage, 1}, 2027);
    EXPECT_THAT(changes, IsEmpty());
    auto grown = years.back();
    grown.classes.write()[0].pupils = Pupils{50};
    grown.stages.write()[0].pupils = Pupils{380};
    const auto future = junheng::apply(future_changes(grown, {&stage, 1}, 2026), grown);
    ASSERT_TRUE(future);
    EXPECT_TRUE(same_figures(*future, years.back()));
}

}  // namespace
}  // namespace junheng
