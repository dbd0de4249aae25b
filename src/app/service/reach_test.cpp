// SPDX-License-Identifier: Apache-2.0
#include "app/service/reach.h"

#include <gtest/gtest.h>

namespace junheng {
namespace {

class ReachTest : public testing::Test {
protected:
    ReachTest() {
        add("1", "", "", "t1");
        add("2", "1", "", "t1");
        add("3", "", "", "t2");
        add("4", "", "3", "t2");
        Teacher teacher;
        teacher.id = "x";
        teacher.code = "3";
        snapshot.teachers.write().push_back(teacher);
    }
    void add(
        const std::string& code,
        const std::string& central,
        const std::string& campus_of,
        const std::string& township
    ) {
        School school;
        school.code = code;
        school.central_school = central;
        school.campus_of = campus_of;
        school.township = township;
        snapshot.schools.write().push_back(school);
    }
    std::set<std::string> schools(const std::string& kind, const std::string& code) const {
        return reach_of({kind, code}, snapshot).schools;
    }

    Snapshot snapshot;
};

using Codes = std::set<std::string>;

TEST_F(ReachTest, IsWhatTheScopeNames) {
    EXPECT_TRUE(reach_of({"county", ""}, snapshot).whole);
    EXPECT_EQ(schools("township", "t2"), (Codes{"3", "4"}));
    EXPECT_EQ(schools("central_school", "1"), (Codes{"1", "2"}));
    EXPECT_EQ(schools("school", "2"), (Codes{"2"}));
    EXPECT_EQ(schools("school", "3"), (Codes{"3", "4"})) << "a school and its campuses";
    EXPECT_EQ(schools("class", "1/3/2"), (Codes{"1"}));
    const Reach child = reach_of({"child", "42"}, snapshot);
    EXPECT_EQ(child.one_child, 42);
    EXPECT_FALSE(child.whole);
    EXPECT_TRUE(child.schools.empty());
}

TEST_F(ReachTest, WhatNamesNothingReachesNothing) {
    for (const char* kind : {"township", "central_school", "school", "class", "child", "galaxy"})
        for (const char* code : {"", "none", "//", "/1/1"})
            EXPECT_EQ(schools(kind, code), Codes{}) << kind << " " << code;
    EXPECT_FALSE(reach_of({"galaxy", ""}, snapshot).whole);
    EXPECT_EQ(reach_of({"child", "none"}, snapshot).one_child, 0);
}

TEST_F(ReachTest, ATeacherIsThatOfHisSchool) {
    EXPECT_EQ(school_of_key(TableId::teachers, Row{std::string("x")}, snapshot), "3");
    const Snapshot part = within(snapshot, reach_of({"school", "1"}, snapshot));
    EXPECT_TRUE(part.teachers.empty());
    EXPECT_EQ(part.schools.size(), 1U);
}

TEST_F(ReachTest, RowsOfOtherSchoolsStayOutOfEveryTable) {
    snapshot.admission.write().resize(2);
    snapshot.admission.write()[0].code = "1";
    snapshot.admission.write()[1].code = "3";
    const Snapshot part = within(snapshot, reach_of({"school", "1"}, snapshot));
    ASSERT_EQ(part.admission.size(), 1U);
    EXPECT_EQ(part.admission[0].code, "1");
}

}  // namespace
}  // namespace junheng
