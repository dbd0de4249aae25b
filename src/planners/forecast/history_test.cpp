// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/history.h"

#include <gmock/gmock.h>

#include "planners/forecast/forecast_fixture.h"

namespace junheng {
namespace {

using namespace forecast_fixture;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> codes(const std::vector<Line>& lines) {
    std::vector<std::string> found;
    for (const Issue& issue : build_history(table_of(lines), "history.csv").issues)
        found.push_back(issue.code);
    return found;
}

TEST(History, KeepsUnknownApartFromNone) {
    const EnrolmentHistory history =
        history_of({{"A", "n", 2020, "1", 0}, {"A", "n", 2021, "2", 7}, {"A", "n", 2021, "1", 5}});
    EXPECT_EQ(history.at(0, 0, 0), 0);
    EXPECT_EQ(history.at(0, 0, 1), kUnknown);
    EXPECT_EQ(total_of(history, 0, 1), 12);
}

TEST(History, TakesRowsInAnyOrder) {
    auto lines = steady();
    const EnrolmentHistory sorted = history_of(lines);
    std::ranges::reverse(lines);
    EXPECT_EQ(history_of(lines).pupils, sorted.pupils);
}

TEST(History, NamesAMissingYearAndGrade) {
    EXPECT_THAT(
        codes({{"A", "n", 2020, "1", 5}, {"A", "n", 2022, "1", 5}}),
        ElementsAre("forecast.year_missing")
    );
    EXPECT_THAT(
        codes({{"A", "n", 2020, "1", 5}, {"A", "n", 2021, "3", 5}}),
        ElementsAre("forecast.grade_missing")
    );
    EXPECT_THAT(codes({{"A", "n", 2020, "1", 5}}), ElementsAre("forecast.history_too_short"));
    EXPECT_THAT(codes({}), ElementsAre("forecast.no_rows"));
}

TEST(History, ReportsDuplicatesAndNegativesWithTheirRow) {
    const auto report = build_history(
        table_of({{"A", "n", 2020, "1", 5}, {"A", "n", 2020, "1", 6}, {"A", "n", 2021, "1", -3}}),
        "history.csv"
    );
    EXPECT_FALSE(report.history);
    ASSERT_EQ(report.issues.size(), 2U);
    EXPECT_EQ(report.issues[0].code, "forecast.duplicate_row");
    EXPECT_EQ(report.issues[0].where.row, 3);
    EXPECT_EQ(report.issues[1].code, "forecast.negative_pupils");
    EXPECT_EQ(report.issues[1].value, "-3");
}

TEST(History, WarnsOfAYearWithoutARowAndOfAMove) {
    auto lines = steady();
    lines.push_back({"D", "north", 2020, "1", 9});
    lines.push_back({"D", "south", 2022, "1", 9});
    EXPECT_THAT(codes(lines), ElementsAre("forecast.area_changed", "forecast.school_year_missing"));
    EXPECT_THAT(codes(steady()), IsEmpty());
}

}  // namespace
}  // namespace junheng
