// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/dispersion.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace junheng {
namespace {

Share plain(std::int64_t pupils, std::int64_t total) {
    return {total, 1, pupils, pupils};
}

std::vector<Share> shares(
    const std::vector<std::pair<std::int64_t, std::int64_t>>& pupils_and_totals
) {
    std::vector<Share> result;
    for (const auto& [pupils, total] : pupils_and_totals) result.push_back(plain(pupils, total));
    return result;
}

/// Published example: five primary schools, books. Source: worked example of 教督〔2012〕3号
/// annex 2.
const std::vector<Share> kBooks = shares({{45, 279}, {37, 137}, {89, 935}, {76, 160}, {55, 402}});

double unweighted_cv(const std::vector<Share>& all, double degrees_of_freedom) {
    double mean = 0;
    for (const Share& share : all) mean += share.per_pupil() / static_cast<double>(all.size());
    double squares = 0;
    for (const Share& share : all) squares += std::pow(share.per_pupil() - mean, 2);
    return std::sqrt(squares / degrees_of_freedom) / mean;
}

std::vector<Share> some_shares() {
    const auto count = *rc::gen::inRange(1, 12);
    std::vector<Share> all;
    for (int i = 0; i < count; ++i)
        all.push_back(plain(
            *rc::gen::inRange<std::int64_t>(1, 3000), *rc::gen::inRange<std::int64_t>(0, 100000)
        ));
    return all;
}

TEST(Dispersion, GivesThePublishedValueWeightedByPupils) {
    const Dispersion d = dispersion(kBooks);
    EXPECT_NEAR(d.mean, 6.334437, 5e-7);
    EXPECT_NEAR(d.deviation, 3.263861, 5e-7);
    EXPECT_NEAR(d.cv, 0.515257, 5e-7);
}

TEST(Dispersion, TheUnweightedFormsAreTraps) {
    const double n = static_cast<double>(kBooks.size());
    EXPECT_NEAR(unweighted_cv(kBooks, n), 0.488771, 5e-7);
    EXPECT_NEAR(unweighted_cv(kBooks, n - 1), 0.546462, 5e-7);
    EXPECT_GT(std::abs(dispersion(kBooks).cv - unweighted_cv(kBooks, n)), 0.02);
}

TEST(Dispersion, OneSchoolHasNone) {
    const auto one = shares({{100, 7}});
    EXPECT_EQ(dispersion(one).cv, 0.0);
}

TEST(Dispersion, DecidesExactlyAtTheLimit) {
    // x = 1 and 3 with equal pupils: CV = 1/2 exactly.
    const auto half = shares({{10, 10}, {10, 30}});
    EXPECT_TRUE(cv_meets(half, {}, dispersion(half).cv, {{5, 1}}));
    EXPECT_FALSE(cv_meets(half, {}, 0.5, {{499999999, 9}}));
    const std::vector<std::int64_t> one_more{0, 1};
    EXPECT_FALSE(cv_meets(half, one_more, 0.5, {{5, 1}}));
}

TEST(Dispersion, TheilSplitsIntoTownAndCountry) {
    const std::vector<int> groups{0, 1, 0, 1, 1};
    const TheilParts parts = theil(kBooks, groups, 2);
    EXPECT_NEAR(parts.value, parts.between + parts.within, 1e-12);
    EXPECT_GT(parts.between, 0);
}

TEST(Dispersion, GiniOfAllInOneHandApproachesItsShare) {
    // One of two equal schools has everything: Gini 1/2.
    EXPECT_NEAR(gini(shares({{10, 0}, {10, 50}})), 0.5, 1e-12);
    EXPECT_NEAR(gini(shares({{10, 25}, {10, 25}})), 0.0, 1e-12);
}

RC_GTEST_PROP(Dispersion, ScalingLeavesTheCvUnchanged, ()) {
    auto all = some_shares();
    const double before = dispersion(all).cv;
    for (Share& share : all) share.total *= 64;
    RC_ASSERT(std::abs(dispersion(all).cv - before) <= 1e-12);
}

RC_GTEST_PROP(Dispersion, OrderDoesNotMatter, ()) {
    auto all = some_shares();
    const double before = dispersion(all).cv;
    std::ranges::reverse(all);
    RC_ASSERT(std::abs(dispersion(all).cv - before) <= 1e-12);
}

RC_GTEST_PROP(Dispersion, ContributionsSumToOne, ()) {
    const auto all = some_shares();
    const Dispersion d = dispersion(all);
    const auto parts = contributions(all, d);
    const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
    const double expected = d.deviation > 0 ? 1 : 0;
    RC_ASSERT(std::abs(sum - expected) < 1e-9);
}

RC_GTEST_PROP(Dispersion, OneMoreAtARichSchoolRaisesTheCv, ()) {
    auto all = some_shares();
    RC_PRE(all.size() > 1);
    const double before = dispersion(all).cv;
    const auto raises = more_raises_cv(all);
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto more = all;
        // A small step, so that the derivative decides.
        for (Share& share : more) share.total *= 1'000'000;
        ++more[i].total;
        const double after = dispersion(more).cv;
        if (std::abs(after - before) > 1e-13)
            RC_ASSERT((after > before) == raises[i]);
    }
}

}  // namespace
}  // namespace junheng
