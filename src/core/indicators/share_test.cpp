// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/share.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace junheng {
namespace {

constexpr ValueScale kPerHundred{100, 1};
constexpr ValueScale kArea{1, 100};

TEST(Share, NineOfAThousandReachesNineTenthsPerHundred) {
    // In doubles 9/1000*100 is 0.8999999999999999.
    const Share share{9, 1, 1000, 1000};
    EXPECT_TRUE(reaches(share, kPerHundred, {9, 1}));
    EXPECT_EQ(shortfall(share, kPerHundred, {9, 1}), 0);
}

TEST(Share, SplitsThePublishedNineYearSchool) {
    // 166 primary, 210 junior pupils, 23226 books: 58.503778 a primary pupil, 9711.627 and
    // 13514.373 books.
    const std::int64_t weighted = 100 * 166 + 110 * 210;
    const Share primary{23226, 100, weighted, 166};
    const Share junior{23226, 110, weighted, 210};
    EXPECT_NEAR(primary.per_pupil(), 58.503778, 5e-7);
    EXPECT_NEAR(primary.amount(), 9711.627, 5e-4);
    EXPECT_NEAR(junior.amount(), 13514.373, 5e-4);
}

TEST(Share, SplitsATwelveYearAndACompleteSecondarySchool) {
    const std::int64_t twelve = 100 * 600 + 110 * 300 + 132 * 300;
    EXPECT_NEAR((Share{10000, 100, twelve, 600}.amount()), 4524.887, 5e-4);
    EXPECT_NEAR((Share{10000, 110, twelve, 300}.amount()), 2488.688, 5e-4);
    const std::int64_t complete = 110 * 400 + 132 * 800;
    EXPECT_NEAR((Share{12000, 110, complete, 400}.amount()), 3529.412, 5e-4);
    EXPECT_NEAR((Share{12000, 110, complete, 400}.per_pupil()), 8.823529, 5e-7);
}

TEST(Share, RoundsALimitToWhatReachesIt) {
    EXPECT_EQ(limit_before_rounding({42, 1}), (Decimal{4195, 3}));
    EXPECT_EQ(limit_before_rounding({4505, 3}), (Decimal{4505, 3}));
}

Share some_share() {
    const auto pupils = *rc::gen::inRange<std::int64_t>(1, 5000);
    const auto others = *rc::gen::inRange<std::int64_t>(0, 5000);
    return {
        *rc::gen::inRange<std::int64_t>(0, 10'000'000), 110, 110 * pupils + 100 * others, pupils};
}

RC_GTEST_PROP(Share, ThePrintedShortfallFlipsAndOneUnitLessDoesNot, ()) {
    Share share = some_share();
    const Decimal limit{*rc::gen::inRange<std::int64_t>(1, 5000), 2};
    const std::int64_t missing = shortfall(share, kArea, limit);
    RC_PRE(missing > 0);
    share.total += missing;
    RC_ASSERT(reaches(share, kArea, limit));
    --share.total;
    RC_ASSERT(!reaches(share, kArea, limit));
}

RC_GTEST_PROP(Share, SplittingKeepsTheTotal, ()) {
    const auto a = *rc::gen::inRange<std::int64_t>(1, 3000);
    const auto b = *rc::gen::inRange<std::int64_t>(1, 3000);
    const auto total = *rc::gen::inRange<std::int64_t>(0, 10'000'000);
    const std::int64_t weighted = 100 * a + 110 * b;
    const double sum =
        Share{total, 100, weighted, a}.amount() + Share{total, 110, weighted, b}.amount();
    RC_ASSERT(
        std::abs(sum - static_cast<double>(total)) <= 1e-9 * static_cast<double>(total) + 1e-9
    );
}

}  // namespace
}  // namespace junheng
