// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/import.h"

#include <gtest/gtest.h>

#include "io/exchange/import_test_county.h"
#include "io/exchange/tables_export.h"

namespace junheng {
namespace {

Snapshot county_of_two() {
    const test::Folder folder;
    folder.write(
        "schools.csv",
        "code,name,kind,township\n2145000001,一小,211,450102001\n2145000002,二小,211,450102002\n"
    );
    folder.write(
        "stages.csv", "code,stage,pupils\n2145000001,primary,300\n2145000002,primary,200\n"
    );
    const Snapshot empty{.county_code = "000000", .county_name = {}, .year = {2025}};
    return test::after(empty, *test::import_into(empty, {folder.path()}));
}

TEST(Import, ACsvReplacesTheTableAWorkbookDoesNot) {
    const Snapshot county = county_of_two();
    const test::Folder folder;
    const auto read = test::import_into(
        county, {folder.write("stages.csv", "code,stage,pupils\n2145000001,primary,310\n")}
    );
    EXPECT_EQ(read->counts.changed, 1);
    EXPECT_EQ(read->counts.gone, 1);
}

TEST(Import, AColumnThatIsNotThereLeavesItsFigures) {
    const Snapshot county = county_of_two();
    const test::Folder folder;
    const auto read = test::import_into(
        county, {folder.write("schools.csv", "code,name\n2145000001,新名\n2145000002,二小\n")}
    );
    ASSERT_EQ(read->changes.size(), 1U);
    EXPECT_EQ(test::after(county, *read).schools[0].kind, Maybe<std::int64_t>(211));
}

TEST(Import, WhereTakesTheSchoolsOfOneTownship) {
    const test::Folder folder;
    ASSERT_TRUE(export_tables(county_of_two(), folder.path()));
    ImportOptions options;
    options.where_field = "township";
    options.where_value = "450102002";
    const Snapshot empty{.county_code = "000000", .county_name = {}, .year = {2025}};
    const auto read = test::import_into(empty, {folder.path()}, options);
    ASSERT_TRUE(read.has_value()) << read.error().code;
    EXPECT_EQ(read->counts.added, 2);
    EXPECT_EQ(read->counts.skipped, 2);
    options.where_field = "colour";
    EXPECT_EQ(
        test::import_into(empty, {folder.path()}, options).error().code, "import.unknown_field"
    );
}

TEST(Import, SeveralYearsInOneTable) {
    const test::Folder folder;
    const auto file = folder.write(
        "schools.csv", "学年,code,name\n2023—2024学年,2145000001,一小\n2024,2145000001,一小\n"
    );
    const auto read =
        test::import_into({.county_code = "000000", .county_name = {}, .year = {2025}}, {file});
    EXPECT_EQ(read->years, (std::vector{SchoolYear{2023}, SchoolYear{2024}}));
}

TEST(Import, UnknownFormsAreRefused) {
    const test::Folder folder;
    EXPECT_EQ(test::import_into({}, {folder.path()}).error().code, "import.nothing_to_read");
    EXPECT_EQ(test::import_into({}, {folder.path() / "no.csv"}).error().code, "file.not_found");
    EXPECT_EQ(
        test::import_into({}, {folder.write("x.csv", "a,b\n1,2\n")}).error().code,
        "import.unknown_form"
    );
    EXPECT_EQ(test::import_into({}, {folder.path()}).error().kind, ErrorKind::data);
}

TEST(Import, HeadsWithoutRowsAreNoFault) {
    const test::Folder folder;
    const auto read = test::import_into({}, {folder.write("schools.csv", "code,name\n")});
    ASSERT_TRUE(read.has_value());
    EXPECT_TRUE(read->issues.empty());
}

TEST(Import, ChildrenAreHandedOnAndChecked) {
    const test::Folder folder;
    const auto file = folder.write(
        "pupils.csv",
        "student_no,identity_no,name,sex,birth,code,grade,class\n"
        "G11010519491231002X,11010519491231002x,甲,女,1949-12-31,2145000001,3,一班\n"
        "G110105194912310021,,乙,女,,2145000001,3,一班\n"
        "L110105201612310021,,丙,男,2016-12-30,2145000009,3,一班\n"
    );
    std::vector<PupilRow> pupils;
    static const HeadBook book = head_book(*Glossary::load("data/glossary.toml"));
    const Snapshot county = county_of_two();
    ImportOptions options;
    options.today = Date{std::chrono::year{2026} / 1 / 1};
    const auto read = read_import(
        {file},
        options,
        test::county_of(county),
        book,
        [&](SchoolYear, const PupilRow& pupil) {
            pupils.push_back(pupil);
            return true;
        }
    );
    ASSERT_TRUE(read.has_value()) << read.error().code;
    ASSERT_EQ(pupils.size(), 1U) << test::listed(read->issues);
    EXPECT_EQ(pupils[0].identity_no, "11010519491231002X");
    EXPECT_EQ(pupils[0].sex, "female");
    ASSERT_EQ(read->issues.size(), 3U) << test::listed(read->issues);
    for (const Issue& issue : read->issues) EXPECT_EQ(issue.value.find("1101"), std::string::npos);
}

}  // namespace
}  // namespace junheng
