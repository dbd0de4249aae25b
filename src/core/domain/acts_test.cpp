// SPDX-License-Identifier: Apache-2.0
#include "core/domain/acts.h"

#include <gtest/gtest.h>

namespace junheng {
namespace {

Snapshot two_schools() {
    Snapshot county;
    county.schools.write() = {{.code = "a"}, {.code = "b"}};
    county.stages.write() = {
        {.code = "a",
         .stage = Stage::primary,
         .pupils = Pupils{40},
         .backbone_teachers = Teachers{1}},
        {.code = "b",
         .stage = Stage::primary,
         .pupils = Pupils{60},
         .backbone_teachers = Missing::not_reported}};
    county.shared.write() = {
        {.code = "a", .equipment = Money{500}}, {.code = "b", .equipment = Money{700}}};
    county.teachers.write() = {{.id = "t1", .code = "a"}};
    return county;
}

TEST(Acts, AMergerTakesPupilsTeachersAndEquipmentAlong) {
    const Snapshot county = two_schools();
    const auto changes = merge_school(county, "a", "b");
    ASSERT_TRUE(changes);
    const auto merged = junheng::apply(*changes, county);
    ASSERT_TRUE(merged);
    EXPECT_EQ(find_school(*merged, "a")->merged_into, "b");
    ASSERT_EQ(merged->stages.size(), 1U);
    EXPECT_EQ(merged->stages[0].pupils, Maybe(Pupils{100}));
    EXPECT_FALSE(merged->stages[0].backbone_teachers) << "one side is not reported";
    EXPECT_EQ(find_shared(*merged, "b")->equipment, Maybe(Money{1200}));
    EXPECT_EQ(merged->teachers[0].code, "b");
    const auto back = junheng::apply(inverse(*changes), *merged);
    ASSERT_TRUE(back);
    EXPECT_TRUE(same_figures(*back, county));
}

TEST(Acts, ATeacherMovesWithTheFile) {
    const Snapshot county = two_schools();
    const auto moved = junheng::apply(*move_teacher(county, "t1", "b"), county);
    ASSERT_TRUE(moved);
    EXPECT_EQ(moved->teachers[0].code, "b");
}

TEST(Acts, NamesThatNobodyKnowsAreRefused) {
    const Snapshot county = two_schools();
    EXPECT_EQ(merge_school(county, "a", "z").error().code, "school.unknown");
    EXPECT_EQ(merge_school(county, "a", "a").error().code, "school.merge_with_itself");
    EXPECT_EQ(move_teacher(county, "t9", "b").error().code, "teacher.unknown");
    EXPECT_EQ(
        set_figure(county, TableId::shared, {std::string("z")}, 1, std::int64_t{1}).error().code,
        "figure.unknown"
    );
}

}  // namespace
}  // namespace junheng
