// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include <gtest/gtest.h>

#include "core/demo/demo_test_tools.h"

namespace junheng {
namespace {

using namespace demo_test;

/// GB 11643 once more, not taken from the generator: the weighted sum of all eighteen characters is
/// 1 modulo 11.
bool check_digit_fits(std::string_view number) {
    int sum = 0;
    int weight = 1;
    for (std::size_t i = 18; i-- > 0;) {
        const char c = number[i];
        sum += weight * (c == 'X' ? 10 : c - '0');
        weight = weight * 2 % 11;
    }
    return number.size() == 18 && sum % 11 == 1;
}

struct Sums {
    std::map<std::tuple<std::string, std::int64_t, std::string>, std::int64_t> classes;
    std::unordered_set<std::string> numbers;
    std::map<char, std::int64_t> letters;
    std::int64_t pupils = 0;
};

Sums sums_of(SchoolYear year) {
    Sums sums;
    for_each_pupil(usual_county(), year, [&](const PupilRow& row) {
        ++sums.classes[{row.school, row.grade, row.class_name}];
        sums.numbers.insert(row.student_no);
        ++sums.letters[row.student_no.front()];
        ++sums.pupils;
    });
    return sums;
}

TEST(DemoPeople, ChildrenFillTheClassesExactly) {
    for (const Snapshot& year : usual_county().years) {
        const Sums sums = sums_of(year.year);
        EXPECT_EQ(static_cast<std::int64_t>(sums.numbers.size()), sums.pupils) << "no number twice";
        EXPECT_EQ(sums.classes.size(), year.classes.size());
        for (const ClassGroup& row : year.classes)
            EXPECT_EQ((sums.classes.at({row.code, row.grade, row.name})), row.pupils->count);
        for (const char letter : {'G', 'J', 'L'}) EXPECT_TRUE(sums.letters.contains(letter));
        EXPECT_GT(sums.pupils, 70000);
        EXPECT_LT(sums.pupils, 80000);
    }
}

TEST(DemoPeople, NumbersAreValidAndContainTheBirthDay) {
    for_each_pupil(usual_county(), usual_year().year, [](const PupilRow& row) {
        ASSERT_EQ(row.student_no.size(), 19U);
        std::string birth = row.birth;
        std::erase(birth, '-');
        ASSERT_EQ(row.student_no.substr(7, 8), birth);
        ASSERT_TRUE(parse_date(row.birth));
        ASSERT_TRUE(
            row.student_no.front() == 'L' ||
            check_digit_fits(std::string_view(row.student_no).substr(1))
        );
        const bool carried = row.student_no.front() == 'G';
        ASSERT_EQ(row.identity_no, carried ? row.student_no.substr(1) : std::string());
        ASSERT_TRUE(!carried || ((row.identity_no[16] - '0') % 2 == 1) == (row.sex == "male"));
    });
}

TEST(DemoPeople, AChildMovesUpAGradeAYear) {
    const auto& years = usual_county().years;
    std::unordered_map<std::string, std::pair<int, std::string>> before;
    for_each_pupil(usual_county(), years[years.size() - 2].year, [&](const PupilRow& row) {
        before[row.student_no] = {row.grade, row.name};
    });
    std::int64_t stayed = 0;
    std::int64_t older = 0;
    for_each_pupil(usual_county(), years.back().year, [&](const PupilRow& row) {
        older += row.grade > 1 ? 1 : 0;
        const auto found = before.find(row.student_no);
        if (found == before.end())
            return;
        ++stayed;
        ASSERT_EQ(found->second, (std::pair(row.grade - 1, row.name)));
    });
    EXPECT_GT(stayed * 100, older * 97);
}

TEST(DemoPeople, TraitsOfChildren) {
    std::set<std::string> origins;
    std::set<std::string> residences;
    bool left_behind = false;
    bool disabled = false;
    for_each_pupil(usual_county(), usual_year().year, [&](const PupilRow& row) {
        origins.insert(row.origin);
        residences.insert(row.residence);
        left_behind = left_behind || row.left_behind;
        disabled = disabled || row.disabled;
    });
    EXPECT_EQ(origins, (std::set<std::string>{"local", "migrant", "migrant_worker_child"}));
    EXPECT_EQ(residences, (std::set<std::string>{"boarder", "day"}));
    EXPECT_TRUE(left_behind && disabled);
}

TEST(DemoPeople, TeachersHaveValidNumbersOnce) {
    std::unordered_set<std::string> numbers;
    std::unordered_set<std::string> ids;
    for_each_teacher_identity(usual_county(), [&](const TeacherPaper& teacher) {
        EXPECT_TRUE(check_digit_fits(teacher.identity_no));
        EXPECT_TRUE(numbers.insert(teacher.identity_no).second);
        EXPECT_TRUE(ids.insert(teacher.id).second);
        EXPECT_FALSE(teacher.name.empty());
    });
    for (const Snapshot& year : usual_county().years)
        for (const Teacher& teacher : year.teachers) ASSERT_TRUE(ids.contains(teacher.id));
}

struct Totals {
    std::int64_t above = 0;
    std::int64_t backbone = 0;
    std::int64_t pe_art = 0;
};

std::map<std::pair<std::string, Stage>, Totals> totals_of(const Snapshot& year) {
    const std::string day = to_text(year.year.statistics_day());
    const std::set<std::string> honours{"special_grade", "subject_leader", "backbone"};
    std::map<std::pair<std::string, Stage>, Totals> totals;
    for (const Teacher& t : year.teachers) {
        Totals& sum = totals[{t.code, t.stage}];
        if (t.contract != "in_quota" && t.contract != "contract")
            continue;
        const char most = t.stage == Stage::primary ? '3' : '2';
        sum.above += t.degree[0] >= '1' && t.degree[0] <= most ? 1 : 0;
        sum.backbone +=
            honours.contains(t.honour) && (t.honour_until.empty() || t.honour_until >= day) ? 1 : 0;
        sum.pe_art += t.subject >= "22" && t.subject <= "25" ? 1 : 0;
    }
    return totals;
}

TEST(DemoPeople, StageTotalsAreThoseOfTheTeachers) {
    for (const Snapshot& year : usual_county().years) {
        auto totals = totals_of(year);
        for (const StageFigures& row : year.stages) {
            if (row.stage == Stage::senior)
                continue;
            const auto found = totals.find({row.code, row.stage});
            if (found == totals.end())
                continue;
            EXPECT_EQ(row.above_degree_teachers, Maybe(Teachers{found->second.above}));
            EXPECT_EQ(row.backbone_teachers, Maybe(Teachers{found->second.backbone}));
            EXPECT_EQ(row.pe_art_teachers, Maybe(Teachers{found->second.pe_art}));
        }
    }
    for (const StageFigures& row : usual_year().stages)
        EXPECT_TRUE(std::ranges::any_of(usual_year().teachers, [&](const Teacher& t) {
            return t.code == row.code && t.stage == row.stage;
        }));
}

TEST(DemoPeople, OneTeacherForAboutFifteenPupils) {
    std::int64_t pupils = 0;
    for (const StageFigures& row : usual_year().stages) pupils += row.pupils->count;
    const double ratio =
        static_cast<double>(pupils) / static_cast<double>(usual_year().teachers.size());
    EXPECT_GT(ratio, 12);
    EXPECT_LT(ratio, 16);
}

TEST(DemoPeople, ExchangeLeadsToAnotherWorkingSchool) {
    for (const Teacher& teacher : usual_year().teachers)
        if (!teacher.works_at.empty()) {
            EXPECT_NE(teacher.works_at, teacher.code);
            EXPECT_FALSE(stages_of(usual_year(), teacher.works_at).empty());
        }
}

}  // namespace
}  // namespace junheng
