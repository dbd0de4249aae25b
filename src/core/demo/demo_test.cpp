// SPDX-License-Identifier: Apache-2.0
#include "core/demo/demo.h"

#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/demo/demo_test_tools.h"
#include "core/domain/table.h"

namespace junheng {
namespace {

using namespace demo_test;

TEST(Demo, TheSameSeedGivesTheSameCounty) {
    const DemoCounty again = make_demo({});
    for (std::size_t i = 0; i < again.years.size(); ++i)
        EXPECT_TRUE(same_figures(again.years[i], usual_county().years[i]));
    EXPECT_FALSE(same_figures(make_demo({.seed = 2}).years.back(), usual_year()));
}

/// Over the rows as text: a change of any byte, on any machine, shows here.
std::uint64_t digest(const Snapshot& year) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const TableId table : all_tables())
        for (const Row& row : rows_of(year, table))
            for (std::size_t i = 0; i < row.size(); ++i)
                for (const char c : to_text(table_spec(table).fields[i], row[i]) + "\n")
                    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

TEST(Demo, PupilsAreTheSameTwice) {
    const auto text = [] {
        std::string all;
        int left = 3000;
        for_each_pupil(usual_county(), usual_year().year, [&](const PupilRow& row) {
            if (left-- > 0)
                all += row.student_no + row.name + row.school + row.class_name;
        });
        return all;
    };
    EXPECT_EQ(text(), text());
}

TEST(Demo, SixYearsOf120Schools) {
    EXPECT_EQ(usual_county().years.size(), 6U);
    EXPECT_EQ(usual_county().years.front().year.start, 2020);
    EXPECT_EQ(usual_year().year.start, 2025);
    EXPECT_EQ(usual_year().schools.size(), 120U);
    EXPECT_NE(digest(usual_year()), digest(usual_county().years.front()));
}

TEST(Demo, TablesStandInTheOrderOfTheirKeys) {
    for (const Snapshot& year : usual_county().years)
        for (const TableId table : all_tables()) {
            const auto rows = rows_of(year, table);
            for (std::size_t i = 1; i < rows.size(); ++i)
                ASSERT_TRUE(key_less(table_spec(table), rows[i - 1], rows[i]))
                    << key_text(table_spec(table), rows[i]);
        }
}

TEST(Demo, SchoolCodesHaveTheirFormAndAreUniqueForLife) {
    const std::map<std::int64_t, std::string> categories{
        {211, "21"},
        {218, "21"},
        {311, "31"},
        {312, "31"},
        {319, "31"},
        {321, "32"},
        {341, "34"},
        {342, "34"},
        {345, "34"},
        {371, "37"},
        {514, "51"}};
    std::map<std::string, std::string> names;
    for (const Snapshot& year : usual_county().years)
        for (const School& school : year.schools) {
            EXPECT_EQ(school.code.size(), 10U);
            EXPECT_EQ(school.code.find_first_not_of("0123456789"), std::string::npos);
            EXPECT_EQ(school.code.substr(0, 2), categories.at(*school.kind));
            EXPECT_EQ(school.code.substr(2, 2), year.county_code.substr(0, 2));
            EXPECT_EQ(names.try_emplace(school.code, school.name).first->second, school.name);
        }
}

TEST(Demo, CodesOfOtherSchoolsAreInTheRegistry) {
    for (const Snapshot& year : usual_county().years)
        for (const School& school : year.schools)
            for (const std::string& other :
                 {school.central_school, school.campus_of, school.merged_into})
                EXPECT_TRUE(other.empty() || find_school(year, other) != nullptr) << other;
}

std::int64_t grade_sum(
    const Snapshot& year,
    const std::string& code,
    std::int64_t first,
    std::int64_t last
) {
    std::int64_t sum = 0;
    for (const GradeFigures& row : year.grades)
        if (row.code == code && row.grade >= first && row.grade <= last)
            sum += row.pupils->count;
    return sum;
}

TEST(Demo, GradesAndClassesAddUpToTheStages) {
    const std::array<std::pair<int, int>, 3> grades{{{1, 6}, {7, 9}, {10, 12}}};
    for (const Snapshot& year : usual_county().years) {
        std::map<std::pair<std::string, std::int64_t>, std::int64_t> classes;
        for (const ClassGroup& row : year.classes)
            classes[{row.code, row.grade}] += row.pupils->count;
        for (const GradeFigures& row : year.grades)
            if (row.grade <= 9) {
                EXPECT_EQ((classes[{row.code, row.grade}]), row.pupils->count);
            }
        for (const StageFigures& row : year.stages) {
            const auto [first, last] = grades[static_cast<std::size_t>(row.stage)];
            EXPECT_EQ(grade_sum(year, row.code, first, last), row.pupils->count);
        }
    }
}

TEST(Demo, AProvinceIsManyCountiesWithoutPeople) {
    const auto counties = demo_counties({.schools = 2500, .years = 2});
    EXPECT_EQ(counties.size(), 21U);
    std::set<std::string> codes;
    std::set<std::string> schools;
    std::size_t rows = 0;
    for (const DemoOptions& options : counties) {
        const DemoCounty county = make_demo(options);
        EXPECT_TRUE(codes.insert(county.code).second);
        EXPECT_TRUE(county.years.back().teachers.empty() && county.years.back().classes.empty());
        for_each_pupil(county, county.years.back().year, [](const PupilRow&) { FAIL(); });
        for (const School& school : county.years.back().schools)
            EXPECT_TRUE(schools.insert(school.code).second);
        rows += county.years.back().schools.size();
    }
    EXPECT_EQ(rows, 2500U);
    EXPECT_EQ(demo_counties({.schools = kMostSchoolsWithPeople}).size(), 1U);
}

RC_GTEST_PROP(DemoProperty, AnySizeAndSeedGivesAWholeCounty, ()) {
    const auto schools = *rc::gen::inRange(1, 260);
    const auto years = *rc::gen::inRange(1, 8);
    const DemoCounty county =
        make_demo({.seed = *rc::gen::arbitrary<std::uint64_t>(), .schools = schools, .years = years}
        );
    RC_ASSERT(county.years.size() == static_cast<std::size_t>(years));
    RC_ASSERT(county.years.back().schools.size() == static_cast<std::size_t>(schools));
    for (const Snapshot& year : county.years) {
        Snapshot copy = year;
        for (const TableId table : all_tables())
            RC_ASSERT(set_rows(copy, table, rows_of(year, table)).has_value());
        for (const SharedFigures& row : year.shared)
            RC_ASSERT(
                row.teaching_area.value_or(Area{}).count >=
                    row.indoor_sports.value_or(Area{}).count &&
                row.sports_ground.value_or(Area{}).count >= 0
            );
    }
}

}  // namespace
}  // namespace junheng
