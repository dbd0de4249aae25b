// SPDX-License-Identifier: Apache-2.0
#include "core/domain/roll_over.h"

#include <gtest/gtest.h>

namespace junheng {
namespace {

Snapshot last_year() {
    Snapshot county;
    county.county_code = "370112";
    county.year = {2025};
    School merged;
    merged.code = "2137000002";
    merged.merged_into = "2137000001";
    School open;
    open.code = "2137000001";
    open.name = "一小";
    county.schools.write() = {open, merged};
    county.stages.write() = {
        {.code = "2137000001", .stage = Stage::primary, .pupils = Pupils{312}},
        {.code = "2137000002", .stage = Stage::primary, .pupils = Pupils{0}}};
    county.shared.write() = {{.code = "2137000001", .teaching_area = Area{100'000}}};
    county.classes.write() = {
        {.code = "2137000001", .grade = 1, .name = "1", .pupils = Pupils{40}}};
    Teacher teacher;
    teacher.id = "T1";
    teacher.code = "2137000001";
    county.teachers.write() = {teacher};
    county.county.write() = {
        {.key = "pay", .period = "2024", .value = std::string("1"), .unit = "yuan"}};
    return county;
}

Snapshot empty_next() {
    Snapshot next;
    next.county_code = "370112";
    next.year = {2026};
    return next;
}

TEST(RollOver, TakesWhatLastsAndLeavesCountsOpen) {
    const auto next = junheng::apply(roll_over(last_year(), empty_next()), empty_next());
    ASSERT_TRUE(next);
    EXPECT_EQ(next->schools.size(), 2U);
    EXPECT_EQ(next->schools[0].name, "一小");
    EXPECT_EQ(next->teachers.size(), 1U);
    ASSERT_EQ(next->stages.size(), 1U);
    EXPECT_EQ(next->stages[0].pupils, Maybe<Pupils>(Missing::not_reported));
    ASSERT_EQ(next->shared.size(), 1U);
    EXPECT_FALSE(next->shared[0].teaching_area);
    EXPECT_TRUE(next->classes.empty());
    EXPECT_TRUE(next->county.empty());
}

TEST(RollOver, DoingItAgainChangesNothing) {
    const auto next = junheng::apply(roll_over(last_year(), empty_next()), empty_next());
    ASSERT_TRUE(next);
    EXPECT_TRUE(roll_over(last_year(), *next).empty());
}

TEST(RollOver, KeepsWhatTheNewYearAlreadyHolds) {
    Snapshot next = empty_next();
    School renamed;
    renamed.code = "2137000001";
    renamed.name = "新一小";
    next.schools.write() = {renamed};
    next.stages.write() = {{.code = "2137000001", .stage = Stage::primary, .pupils = Pupils{300}}};
    const auto rolled = junheng::apply(roll_over(last_year(), next), next);
    ASSERT_TRUE(rolled);
    EXPECT_EQ(rolled->schools[0].name, "新一小");
    EXPECT_EQ(rolled->stages[0].pupils, Maybe<Pupils>(Pupils{300}));
}

}  // namespace
}  // namespace junheng
