// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/registry_check.h"

#include <gtest/gtest.h>

#include "io/exchange/import_test_county.h"

namespace junheng {
namespace {

struct Tables {
    std::string schools =
        "code,name,kind,area_class\n2145000001,一小,211,111\n3145000002,二中,311,111\n";
    std::string stages = "code,stage,pupils\n2145000001,primary,300\n3145000002,junior,200\n";
    std::string shared = "code,teaching_area_m2,indoor_sports_m2\n2145000001,1500,200\n";
    std::string classes;
    std::string county;
    std::string figures;
    std::string rooms;
};

Issues issues_of(const Tables& tables, const std::string& county = "450000") {
    const test::Folder folder;
    folder.write("schools.csv", tables.schools);
    folder.write("stages.csv", tables.stages);
    folder.write("shared.csv", tables.shared);
    for (const auto& [name, text] :
         {std::pair{"classes.csv", tables.classes},
          std::pair{"county.csv", tables.county},
          std::pair{"figures.csv", tables.figures},
          std::pair{"rooms.csv", tables.rooms}})
        if (!text.empty())
            folder.write(name, text);
    const Snapshot empty{.county_code = county, .county_name = {}, .year = {2025}};
    ImportOptions options;
    options.checks = *load_check_rules("data/checks.toml");
    learn_from_glossary(options.checks, *Glossary::load("data/glossary.toml"));
    const auto read = test::import_into(empty, {folder.path()}, options);
    EXPECT_TRUE(read.has_value());
    return read ? read->issues : Issues{};
}

/// The only issue, or what there was instead.
Issue only(const Issues& issues) {
    EXPECT_EQ(issues.size(), 1U) << test::listed(issues);
    return issues.empty() ? Issue{} : issues.front();
}

TEST(RegistryCheck, SoundTablesHaveNoIssue) {
    EXPECT_TRUE(issues_of({}).empty()) << test::listed(issues_of({}));
}

TEST(RegistryCheck, PapersThatNoRuleAsksForAreTold) {
    CheckOptions options;
    options.rules.papers = {{"G1", {"layout_plan"}}, {"Q7", {"timetables", "integrated_practice"}}};
    Snapshot county;
    county.evidence.write() = {
        {"G1", "layout_plan", "accepted", "", "met"},
        {"G99", "layout_plan", "accepted", "", "met"},
        {"Q7", "time_tables", "present", "", ""}};
    const Findings found = check_snapshot(county, options);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].issue.code, "check.item_without_papers");
    EXPECT_EQ(found[0].key, (Row{std::string("G99"), std::string("layout_plan")}));
    EXPECT_EQ(found[1].issue.code, "check.unknown_paper");
    EXPECT_EQ(found[1].issue.severity, Severity::warning);
}

TEST(RegistryCheck, CodeOffByOneDigitNamesTheNearest) {
    Tables tables;
    tables.stages = "code,stage,pupils\n2145000001,primary,300\n3145000003,junior,200\n";
    const Issue issue = only(issues_of(tables));
    EXPECT_EQ(issue.code, "check.unknown_school_near");
    EXPECT_EQ(issue.severity, Severity::error);
    EXPECT_EQ(issue.where, (Where{"stages.csv", "", 3, 1}));
    EXPECT_EQ(issue.value, "3145000003");
    EXPECT_NE(
        std::ranges::find(issue.args, std::pair<std::string, std::string>("nearest", "3145000002")),
        issue.args.end()
    );
}

TEST(RegistryCheck, IndoorSportsAboveTeachingArea) {
    Tables tables;
    tables.shared = "code,teaching_area_m2,indoor_sports_m2\n2145000001,1500,1600\n";
    const Issue issue = only(issues_of(tables));
    EXPECT_EQ(issue.code, "check.indoor_over_teaching");
    EXPECT_EQ(issue.where, (Where{"shared.csv", "", 2, 3}));
}

TEST(RegistryCheck, ClassesThatDoNotAddUp) {
    Tables tables;
    tables.classes = "code,grade,class,pupils\n2145000001,1,1班,45\n2145000001,2,1班,44\n";
    const Issue issue = only(issues_of(tables));
    EXPECT_EQ(issue.code, "check.class_sum");
    EXPECT_EQ(issue.severity, Severity::warning);
}

/// The county's figures with one row; the only issue about it.
Issue county_issue(const std::string& row) {
    Tables tables;
    tables.county = "key,value,unit,period\n" + row + "\n";
    return only(issues_of(tables));
}

std::string arg(const Issue& issue, std::string_view name) {
    for (const auto& [slot, value] : issue.args)
        if (slot == name)
            return value;
    return {};
}

TEST(RegistryCheck, CountsOfTheCountyAreWhole) {
    const Issue issue = county_issue("exchange.eligible,12.5,,2025");
    EXPECT_EQ(issue.code, "check.figure_not_whole");
    EXPECT_EQ(issue.severity, Severity::error);
    EXPECT_EQ(issue.where, (Where{"county.csv", "", 2, 2}));
}

TEST(RegistryCheck, APercentSignIsForRatiosOnly) {
    EXPECT_EQ(county_issue("exchange.eligible,95%,,2025").code, "import.value.percent");
    EXPECT_EQ(county_issue("exchange.eligible,100%,,2025").code, "import.value.percent");
    Tables tables;
    tables.county = "key,value,unit,period\nmonitoring.between_school_rate,12.8%,,2025\n";
    EXPECT_TRUE(issues_of(tables).empty()) << test::listed(issues_of(tables));
    tables.stages = "code,stage,pupils\n2145000001,primary,100%\n3145000002,junior,200\n";
    EXPECT_EQ(only(issues_of(tables)).code, "import.value.percent");
}

TEST(RegistryCheck, RatiosLieWithinOne) {
    const Issue issue = county_issue("monitoring.between_school_rate,12.8,,2025");
    EXPECT_EQ(issue.code, "check.figure_ratio");
    EXPECT_EQ(arg(issue, "ratio"), "0.128");
}

TEST(RegistryCheck, YesAndNoAndUnits) {
    EXPECT_EQ(county_issue("veto.school_choice,1,,").code, "check.figure_not_yes_no");
    EXPECT_EQ(county_issue("exchange.eligible,yes,,").code, "check.figure_not_number");
    EXPECT_EQ(county_issue("exchange.eligible,-3,,").code, "check.figure_negative");
    const Issue factor = county_issue("pay.teacher_average,9.8,万元,2024");
    EXPECT_EQ(factor.code, "check.figure_unit");
    EXPECT_EQ(factor.severity, Severity::error);
}

TEST(RegistryCheck, PeriodsInOneForm) {
    Tables tables;
    tables.county =
        "key,value,unit,period\nexchange.eligible,12,,2025年\nexchange.exchanged,13,,2025年度\n";
    const Issue issue = only(issues_of(tables));  // both stand in 2025
    EXPECT_EQ(issue.code, "check.part_over_whole");
    EXPECT_EQ(issue.severity, Severity::warning);
    EXPECT_EQ(county_issue("exchange.eligible,12,,2025春").code, "check.period_form");
}

TEST(RegistryCheck, PartsOfSchools) {
    Tables tables;
    tables.figures =
        "code,key,stage,period,value,unit\n2145000001,catchment.pupils,primary,,301,pupil\n"
        "2145000001,teachers.full_time,,,20,teacher\n2145000001,teachers.certified,,,21,teacher\n";
    const Issues issues = issues_of(tables);
    ASSERT_EQ(issues.size(), 2U) << test::listed(issues);
    EXPECT_EQ(issues[0].code, "check.part_over_whole");
    EXPECT_TRUE(has_errors(issues));
    EXPECT_EQ(arg(issues[0], "most") + " " + arg(issues[1], "most"), "300 20");
}

TEST(RegistryCheck, UnknownKindOfRoom) {
    Tables tables;
    tables.rooms = "code,kind,area_m2,count\n2145000001,美术室,70,1\n";
    const Issue near = only(issues_of(tables));
    EXPECT_EQ(near.code, "check.unknown_word_near");
    EXPECT_EQ(near.severity, Severity::warning);
    EXPECT_EQ(arg(near, "nearest_word"), "art");
    tables.rooms = "code,kind,area_m2,count\n2145000001,创客空间,70,1\n2145000001,音乐教室,70,1\n";
    EXPECT_EQ(only(issues_of(tables)).code, "check.unknown_word");
}

TEST(RegistryCheck, AWordInAColumnOfCodesIsToldAsAWord) {
    Tables tables;
    tables.schools =
        "code,name,kind,area_class\n2145000001,一小,小小学,111\n3145000002,二中,311,县城\n";
    const Issues issues = issues_of(tables);
    ASSERT_EQ(issues.size(), 2U) << test::listed(issues);
    EXPECT_EQ(issues[0].code, "field.unknown_word");
    EXPECT_EQ(issues[1].code, "field.unknown_word");
}

TEST(RegistryCheck, TheNameBesideAWrongCodeTellsTheSchool) {
    Tables tables;
    tables.stages =
        "code,学校名称,stage,pupils\n2145000001,一小,primary,300\n2145000009,二中,junior,200\n";
    const Issue issue = only(issues_of(tables));
    EXPECT_EQ(issue.code, "check.unknown_school_near");
    EXPECT_EQ(arg(issue, "nearest"), "3145000002");
}

TEST(RegistryCheck, ProvinceOfTheCode) {
    EXPECT_EQ(issues_of({}, "210000").size(), 2U);
    EXPECT_TRUE(issues_of({}, "000000").empty());
}

TEST(RegistryCheck, NearestCode) {
    const std::set<std::string> known{"2145000001", "2145000010", "3145000002"};
    EXPECT_EQ(nearest_code("2145000002", known), "2145000001");
    EXPECT_EQ(nearest_code("2154000010", known), "2145000010");
    EXPECT_EQ(nearest_code("9999999999", known), "");
}

}  // namespace
}  // namespace junheng
