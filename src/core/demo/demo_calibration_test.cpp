// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "core/demo/demo_test_tools.h"

namespace junheng {
namespace {

using namespace demo_test;

class DemoCalibration : public testing::TestWithParam<int> {
protected:
    DemoCounty county_ = make_demo({.seed = static_cast<std::uint64_t>(GetParam())});
};

constexpr std::array<long double, 2> kLimits{0.50L, 0.45L};

TEST_P(DemoCalibration, AThirdOfTheSchoolsFails) {
    int counted = 0;
    int failing = 0;
    for (const Judged& unit : judged_units(county_.years.back())) {
        counted += unit.counted ? 1 : 0;
        failing += unit.counted && fails(unit) ? 1 : 0;
    }
    EXPECT_GE(failing * 100, counted * 25);
    EXPECT_LE(failing * 100, counted * 45);
}

TEST_P(DemoCalibration, TwoOrThreeSpreadsFailAndOneLiesAtItsLimit) {
    const auto units = judged_units(county_.years.back());
    int failing = 0;
    int close = 0;
    for (std::size_t indicator = 0; indicator < 7; ++indicator)
        for (std::size_t stage = 0; stage < 2; ++stage) {
            const long double distance = spread(units, indicator, stage) - kLimits[stage];
            failing += distance > 0 ? 1 : 0;
            close += std::abs(distance) < 0.005L ? 1 : 0;
        }
    EXPECT_EQ(failing, GetParam() % 2 == 1 ? 3 : 2);
    EXPECT_EQ(close, 1);
}

TEST_P(DemoCalibration, EveryCountedFigureOfTheLastYearIsKnown) {
    for (const Judged& unit : judged_units(county_.years.back())) {
        if (!unit.counted)
            continue;
        const SharedFigures* shared = find_shared(county_.years.back(), unit.school->code);
        ASSERT_NE(shared, nullptr);
        EXPECT_TRUE(
            shared->teaching_area && shared->sports_ground && shared->equipment &&
            shared->multimedia_rooms
        );
        for (const StageFigures& row : stages_of(county_.years.back(), unit.school->code))
            if (row.stage != Stage::senior) {
                EXPECT_TRUE(
                    row.above_degree_teachers && row.backbone_teachers && row.pe_art_teachers
                );
            }
    }
}

std::int64_t pupils(const Snapshot& year, Stage stage) {
    std::int64_t sum = 0;
    for (const StageFigures& row : year.stages)
        sum += row.stage == stage ? row.pupils.value_or(Pupils{}).count : 0;
    return sum;
}

TEST_P(DemoCalibration, PrimaryPeaksIn2023AndJuniorRises) {
    std::map<int, std::int64_t> primary;
    for (const Snapshot& year : county_.years)
        primary[year.year.start] = pupils(year, Stage::primary);
    EXPECT_LT(primary[2022], primary[2023]);
    EXPECT_GT(primary[2023], primary[2024]);
    EXPECT_GT(primary[2024], primary[2025]);
    for (std::size_t i = 1; i < county_.years.size(); ++i)
        EXPECT_GT(
            pupils(county_.years[i], Stage::junior), pupils(county_.years[i - 1], Stage::junior)
        );
}

TEST_P(DemoCalibration, SeatGrowsAndCountrySideShrinks) {
    std::array<std::array<std::int64_t, 2>, 2> sums{};
    for (const std::size_t late : {0U, 1U}) {
        const Snapshot& year = late == 0 ? county_.years.front() : county_.years.back();
        for (const Judged& unit : judged_units(year))
            sums[is_country(*unit.school) ? 1 : 0][late] += unit.pupils[0];
    }
    EXPECT_GT(sums[0][1], sums[0][0]);
    EXPECT_LT(sums[1][1], sums[1][0]);
}

INSTANTIATE_TEST_SUITE_P(Seeds, DemoCalibration, testing::Range(1, 11));

}  // namespace
}  // namespace junheng
