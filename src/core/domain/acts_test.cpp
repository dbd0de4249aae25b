// SPDX-License-Identifier: Apache-2.0
#include "core/domain/acts.h"

#include <string>
#include <vector>

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

Snapshot merged(const Snapshot& county, std::string_view from, std::string_view to) {
    const auto changes = merge_school(county, from, to);
    EXPECT_TRUE(changes);
    const auto after = junheng::apply(*changes, county);
    EXPECT_TRUE(after);
    EXPECT_TRUE(same_figures(*junheng::apply(inverse(*changes), *after), county));
    return *after;
}

TEST(Acts, ClassesThatOneSideHasNotReportedAreNotReportedAfterAMerger) {
    Snapshot county = two_schools();
    county.grades.write() = {
        {.code = "a", .grade = 1, .pupils = Pupils{20}},
        {.code = "a", .grade = 2, .classes = 2},
        {.code = "b", .grade = 1, .pupils = Pupils{30}, .classes = 3},
        {.code = "b", .grade = 2, .classes = 1}};
    const Snapshot after = merged(county, "a", "b");
    ASSERT_EQ(after.grades.size(), 2U);
    EXPECT_EQ(after.grades[0].pupils, Maybe(Pupils{50}));
    EXPECT_FALSE(after.grades[0].classes);
    EXPECT_EQ(after.grades[1].classes, Maybe<std::int64_t>(3));
}

TEST(Acts, EquipmentThatTheMergedSchoolNeverReportedIsNotReported) {
    Snapshot county = two_schools();
    county.shared.write() = {{.code = "b", .equipment = Money{700}}};
    EXPECT_FALSE(find_shared(merged(county, "a", "b"), "b")->equipment);
}

TEST(Acts, WhoNamedTheMergedSchoolNamesTheOtherOne) {
    Snapshot county = two_schools();
    county.schools.write() = {
        {.code = "a"},
        {.code = "b", .central_school = "a"},
        {.code = "c", .campus_of = "a"},
        {.code = "d", .central_school = "a"},
        {.code = "e", .merged_into = "a"}};
    county.teachers.write() = {
        {.id = "t1", .code = "a", .works_at = "b", .works_since = 2024},
        {.id = "t2", .code = "b", .works_at = "a", .works_since = 2024},
        {.id = "t3", .code = "c", .works_at = "a", .works_since = 2024},
        {.id = "t4", .code = "a", .works_at = "c", .works_since = 2024}};
    const Snapshot after = merged(county, "a", "b");
    EXPECT_EQ(find_school(after, "b")->central_school, "") << "none files for itself";
    EXPECT_EQ(find_school(after, "c")->campus_of, "b");
    EXPECT_EQ(find_school(after, "d")->central_school, "b");
    EXPECT_EQ(find_school(after, "e")->merged_into, "b");
    std::vector<std::string> places;
    for (const Teacher& teacher : after.teachers)
        places.push_back(
            teacher.code + ">" + teacher.works_at + (teacher.works_since ? " since" : "")
        );
    EXPECT_EQ(places, (std::vector<std::string>{"b>", "b>", "c>b since", "b>c since"}));
}

TEST(Acts, WhatWasMergedBeforeMergesNoMore) {
    Snapshot county = two_schools();
    county.schools.write() = {{.code = "a"}, {.code = "b"}, {.code = "e", .merged_into = "a"}};
    EXPECT_EQ(merge_school(county, "b", "e").error().code, "school.already_merged");
    EXPECT_EQ(merge_school(county, "e", "b").error().code, "school.already_merged");
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
