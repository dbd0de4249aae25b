// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/level_up.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/indicators/dispersion.h"

namespace junheng {
namespace {

Share plain(std::int64_t pupils, std::int64_t total) {
    return {total, 1, pupils, pupils};
}

const std::vector<Share> kBooks{
    plain(45, 279),
    plain(37, 137),
    plain(89, 935),
    plain(76, 160),
    plain(55, 402)};

WholeLevelUp in_ones(const std::vector<Share>& shares, const CvLimit& limit) {
    return level_up_whole(shares, 1, limit, level_up_bound(shares, limit.value).level);
}

bool meets(
    const std::vector<Share>& shares,
    const std::vector<std::int64_t>& added,
    const CvLimit& limit
) {
    auto raised = shares;
    for (std::size_t i = 0; i < raised.size(); ++i) raised[i].total += added[i];
    return cv_meets(raised, {}, dispersion(raised).cv, limit);
}

/// The least number of units over every way to hand them out.
std::int64_t brute_force(
    const std::vector<Share>& shares,
    const Decimal& limit,
    std::int64_t most
) {
    std::vector<std::int64_t> added(shares.size());
    const std::function<bool(std::size_t, std::int64_t)> try_all = [&](std::size_t i,
                                                                       std::int64_t left) {
        if (i + 1 == added.size()) {
            added[i] = left;
            return meets(shares, added, {limit});
        }
        for (added[i] = 0; added[i] <= left; ++added[i])
            if (try_all(i + 1, left - added[i]))
                return true;
        return false;
    };
    for (std::int64_t units = 0; units <= most; ++units)
        if (try_all(0, units))
            return units;
    return most + 1;
}

TEST(LevelUp, GivesTheCheckValuesOfTheBooks) {
    const auto half = level_up_bound(kBooks, {5, 1});
    EXPECT_NEAR(half.amount, 16.352645, 5e-7);
    EXPECT_NEAR(half.level, 2.320430, 5e-7);
    const auto third = level_up_bound(kBooks, {3, 1});
    EXPECT_NEAR(third.amount, 294.287600, 5e-7);
    EXPECT_NEAR(third.level, 5.232633, 1e-6);
}

TEST(LevelUp, WholeBooksGoToSchoolFour) {
    const auto whole = in_ones(kBooks, {{5, 1}});
    EXPECT_EQ(whole.steps, 17);
    EXPECT_EQ(whole.added, (std::vector<std::int64_t>{0, 0, 0, 17, 0}));
}

TEST(LevelUp, ASchoolWithNothingIsRaisedToo) {
    const std::vector<Share> shares{plain(100, 0), plain(100, 100)};
    const auto whole = in_ones(shares, {{5, 1}});
    EXPECT_TRUE(meets(shares, whole.added, {{5, 1}}));
    auto less = whole.added;
    --less[0];
    EXPECT_FALSE(meets(shares, less, {{5, 1}}));
}

TEST(LevelUp, ACvThatIsTheLimitIsRaisedWhereOnlyWhatIsBelowMeets) {
    const std::vector<Share> shares{plain(1000, 301), plain(1000, 99)};
    const CvLimit below{{505, 3}, true};
    const auto whole = in_ones(shares, below);
    EXPECT_EQ(whole.added, (std::vector<std::int64_t>{0, 1}));
    EXPECT_TRUE(meets(shares, whole.added, below));
    EXPECT_FALSE(meets(shares, {0, 0}, below));
    EXPECT_TRUE(meets(shares, {0, 0}, {below.value}));
}

RC_GTEST_PROP(LevelUp, EqualsBruteForceOnSmallCounties, ()) {
    const auto schools = *rc::gen::inRange(2, 4);
    std::vector<Share> shares;
    for (int i = 0; i < schools; ++i)
        shares.push_back(
            plain(*rc::gen::inRange<std::int64_t>(1, 9), *rc::gen::inRange<std::int64_t>(0, 12))
        );
    const Decimal limit{*rc::gen::element<std::int64_t>(45, 50), 2};
    const double cv = dispersion(shares).cv;
    RC_PRE(!cv_meets(shares, {}, cv, {limit}));
    constexpr std::int64_t kMost = 14;
    const std::int64_t least = brute_force(shares, limit, kMost);
    RC_PRE(least <= kMost);
    const auto whole = in_ones(shares, {limit});
    RC_ASSERT(whole.steps == least);
    RC_ASSERT(meets(shares, whole.added, {limit}));
}

RC_GTEST_PROP(LevelUp, TheBoundIsBelowAndOneStepLessIsNotEnough, ()) {
    const auto schools = *rc::gen::inRange(2, 30);
    std::vector<Share> shares;
    for (int i = 0; i < schools; ++i)
        shares.push_back(plain(
            *rc::gen::inRange<std::int64_t>(1, 2000), *rc::gen::inRange<std::int64_t>(0, 200'000)
        ));
    const Decimal limit{45, 2};
    RC_PRE(!cv_meets(shares, {}, dispersion(shares).cv, {limit}));
    const auto bound = level_up_bound(shares, limit);
    const auto whole = in_ones(shares, {limit});
    RC_ASSERT(static_cast<double>(whole.steps) >= bound.amount - 1e-6 * bound.amount);
    RC_ASSERT(static_cast<double>(whole.steps) <= bound.amount + static_cast<double>(schools) + 1);
    RC_ASSERT(meets(shares, whole.added, {limit}));
}

/// The level by bisection, where the engine solves a quadratic.
RC_GTEST_PROP(LevelUp, TheLevelIsWhereTheLimitIsMet, ()) {
    const auto schools = *rc::gen::inRange(2, 12);
    std::vector<Share> shares;
    std::vector<double> pupils;
    for (int i = 0; i < schools; ++i) {
        shares.push_back(plain(
            *rc::gen::inRange<std::int64_t>(1, 900), *rc::gen::inRange<std::int64_t>(0, 90'000)
        ));
        pupils.push_back(static_cast<double>(shares.back().pupils));
    }
    const Decimal limit{5, 1};
    RC_PRE(!cv_meets(shares, {}, dispersion(shares).cv, {limit}));
    const auto cv_at = [&](double level) {
        std::vector<double> raised;
        for (const Share& share : shares) raised.push_back(std::max(share.per_pupil(), level));
        return dispersion(raised, pupils).cv;
    };
    double low = 0;
    double high = 90'000;
    for (int i = 0; i < 100; ++i) {
        const double middle = (low + high) / 2;
        (cv_at(middle) > limit.value() ? low : high) = middle;
    }
    const double level = level_up_bound(shares, limit).level;
    RC_ASSERT(std::abs(level - high) <= 1e-9 * high);
}

/// Whole steps one by one from nothing, each to the school with the least (2R + 1)/P.
RC_GTEST_PROP(LevelUp, EqualsTheGreedyOrderStepByStep, ()) {
    const auto schools = *rc::gen::inRange(2, 12);
    std::vector<Share> shares;
    for (int i = 0; i < schools; ++i)
        shares.push_back(
            plain(*rc::gen::inRange<std::int64_t>(1, 40), *rc::gen::inRange<std::int64_t>(0, 60))
        );
    const Decimal limit{45, 2};
    RC_PRE(!cv_meets(shares, {}, dispersion(shares).cv, {limit}));
    std::vector<std::int64_t> added(shares.size());
    while (!meets(shares, added, {limit})) {
        std::size_t best = 0;
        for (std::size_t i = 1; i < shares.size(); ++i)
            if ((2 * (shares[i].total + added[i]) + 1) * shares[best].pupils <
                (2 * (shares[best].total + added[best]) + 1) * shares[i].pupils)
                best = i;
        ++added[best];
    }
    RC_ASSERT(in_ones(shares, {limit}).added == added);
}

RC_GTEST_PROP(LevelUp, NoCheaperContinuousAdditionIsFound, ()) {
    const auto schools = *rc::gen::inRange(2, 8);
    std::vector<double> pupils;
    std::vector<double> per_pupil;
    std::vector<Share> shares;
    for (int i = 0; i < schools; ++i) {
        shares.push_back(plain(
            *rc::gen::inRange<std::int64_t>(1, 500), *rc::gen::inRange<std::int64_t>(0, 5'000)
        ));
        pupils.push_back(static_cast<double>(shares.back().pupils));
    }
    const Decimal limit{5, 1};
    RC_PRE(!cv_meets(shares, {}, dispersion(shares).cv, {limit}));
    const double least = level_up_bound(shares, limit).amount;
    RC_PRE(least > 1e-3);
    std::vector<double> weights;
    double sum = 0;
    for (int i = 0; i < schools; ++i) {
        weights.push_back(static_cast<double>(*rc::gen::inRange(0, 1000)));
        sum += weights.back();
    }
    RC_PRE(sum > 0);
    for (int i = 0; i < schools; ++i) {
        const auto k = static_cast<std::size_t>(i);
        per_pupil.push_back(shares[k].per_pupil() + 0.999 * least * weights[k] / sum / pupils[k]);
    }
    RC_ASSERT(dispersion(per_pupil, pupils).cv > limit.value());
}

}  // namespace
}  // namespace junheng
