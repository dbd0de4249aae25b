// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "io/exchange/import_test_county.h"
#include "io/exchange/template_book.h"

namespace junheng {
namespace {

Snapshot small_county() {
    const test::Folder folder;
    folder.write(
        "county.csv",
        "key,value,unit,period\npay.teacher_average,98000.5,yuan,2024\nunified.building,yes,,"
        "\ndisabled_children.of_age,414,pupil,2025-09-01\n"
    );
    folder.write(
        "schools.csv",
        "code,name,kind,area_class,ownership,lon,lat,crs,built_year,flags\n"
        "2145000001,一小,211,111,education,108.5,22.25,wgs84,1998,dense_centre boarding\n"
        "3145000002,二中,312,220,private,,,,,\n"
    );
    folder.write(
        "stages.csv",
        "code,stage,pupils,backbone_teachers\n2145000001,primary,45,1\n3145000002,junior,200,not_"
        "applicable\n"
    );
    folder.write(
        "shared.csv", "code,teaching_area_m2,equipment_yuan\n2145000001,1500.55,1234567.89\n"
    );
    folder.write("classes.csv", "code,grade,class,pupils\n2145000001,1,一(1)班,45\n");
    folder.write("rooms.csv", "code,kind,area_m2,count\n2145000001,music,96,2\n");
    folder.write(
        "teachers.csv",
        "id,code,stage,subject,degree,title,honour,contract\nT001,2145000001,primary,22,21,first,"
        "backbone,in_quota\n"
    );
    folder.write(
        "evidence.csv",
        "item,slot,state,title,judged\nG1,layout_plan,accepted,规划,met\nQ7,timetables,present,,\n"
    );
    folder.write(
        "figures.csv", "code,key,stage,period,value,unit\n2145000001,books,,2025,12000,book\n"
    );
    const Snapshot empty{.county_code = "450100", .county_name = "样县", .year = {2025}};
    const auto read = test::import_into(empty, {folder.path()});
    EXPECT_FALSE(has_errors(read->issues)) << test::listed(read->issues);
    return test::after(empty, *read);
}

Result<ImportResult> read_back(const Snapshot& county, const TemplateScope& scope) {
    const test::Folder folder;
    const auto file = folder.path() / "t.xlsx";
    const auto glossary = Glossary::load("data/glossary.toml");
    EXPECT_TRUE(write_template(county, scope, *glossary, file));
    return test::import_into(county, {file});
}

class Template : public testing::TestWithParam<TemplateScope> {};

TEST_P(Template, ComesBackUnchanged) {
    const Snapshot county = small_county();
    ASSERT_EQ(county.teachers.size(), 1U);
    const auto read = read_back(county, GetParam());
    ASSERT_TRUE(read.has_value()) << read.error().code;
    EXPECT_TRUE(read->issues.empty()) << test::listed(read->issues);
    EXPECT_TRUE(read->changes.empty()) << test::listed(county, test::after(county, *read));
    EXPECT_EQ(read->years, std::vector{SchoolYear{2025}});
}

INSTANTIATE_TEST_SUITE_P(
    Scopes,
    Template,
    testing::Values(
        TemplateScope{},
        TemplateScope{.school = "2145000001"},
        TemplateScope{.part = TemplatePart::county},
        TemplateScope{.part = TemplatePart::schools, .mark = "li 2026-09-01 填报"},
        TemplateScope{.language = Language::en},
        TemplateScope{.papers = {{"G1", "layout_plan"}, {"Q3", "school_charters"}}}
    )
);

TEST(TemplateErrors, OfAnUnknownSchool) {
    const auto glossary = Glossary::load("data/glossary.toml");
    const auto made = write_template({}, {.school = "1"}, *glossary, "/nowhere/x.xlsx");
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, "school.unknown");
}

}  // namespace
}  // namespace junheng
