// SPDX-License-Identifier: Apache-2.0
#include "app/service/wished_change.h"

#include <gtest/gtest.h>

namespace junheng {
namespace {

Snapshot county() {
    Snapshot snapshot;
    for (const std::string code : {"a", "b"}) {
        School school;
        school.code = code;
        snapshot.schools.write().push_back(school);
        StageFigures stage;
        stage.code = code;
        stage.stage = Stage::primary;
        snapshot.stages.write().push_back(stage);
    }
    Teacher teacher;
    teacher.id = "t1";
    teacher.code = "a";
    teacher.stage = Stage::primary;
    snapshot.teachers.write().push_back(teacher);
    return snapshot;
}

std::string fault_of(const WishedChange& wish) {
    const auto made = wished_changes(county(), StandardSet{}, std::span(&wish, 1));
    return made ? "" : made.error().code;
}

WishedChange total_of(const std::string& school) {
    return {
        .table = "stages", .key = {school, "primary"}, .field = "backbone_teachers", .after = "9"};
}

WishedChange added(const std::string& honour) {
    return {.act = "add_teachers", .school = "a", .stage = "primary", .honour = honour, .count = 1};
}

TEST(WishedChange, WhatFollowsFromTheTeachersIsNotSet) {
    EXPECT_EQ(fault_of(total_of("a")), "change.follows_from_teachers");
    EXPECT_EQ(fault_of(total_of("b")), "") << "nobody is listed there";
    WishedChange pupils = total_of("a");
    pupils.field = "pupils";
    EXPECT_EQ(fault_of(pupils), "");
}

TEST(WishedChange, TheWordsOfAnAddedTeacherAreThoseOfTheTable) {
    EXPECT_EQ(fault_of(added("backbone")), "");
    EXPECT_EQ(fault_of(added("emperor")), "field.unknown_word");
}

}  // namespace
}  // namespace junheng
