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
};

Issues issues_of(const Tables& tables, const std::string& county = "450000") {
    const test::Folder folder;
    folder.write("schools.csv", tables.schools);
    folder.write("stages.csv", tables.stages);
    folder.write("shared.csv", tables.shared);
    if (!tables.classes.empty())
        folder.write("classes.csv", tables.classes);
    const Snapshot empty{.county_code = county, .county_name = {}, .year = {2025}};
    ImportOptions options;
    options.checks = *load_check_rules("data/checks.toml");
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
