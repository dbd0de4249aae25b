// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/mapping.h"

#include <gtest/gtest.h>

#include "io/exchange/import_test_county.h"

namespace junheng {
namespace {

Snapshot imported(const std::string& name, const std::string& text, Issues* issues = nullptr) {
    const test::Folder folder;
    const Snapshot empty{.county_code = "000000", .county_name = {}, .year = {2025}};
    const auto read = test::import_into(empty, {folder.write(name, text)});
    EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().code);
    if (!read)
        return {};
    if (issues != nullptr)
        *issues = read->issues;
    return test::after(empty, *read);
}

TEST(Mapping, ChineseHeadsNotesUnitsAndWords) {
    const Snapshot county = imported(
        "办学条件.csv",
        "2025年办学条件表,,,\n填表说明:面积按平方米填写,,,\n"
        "学校标识码,教学仪器设备资产值(万元),教学及辅助用房面积（㎡）,备注\n"
        "2101000001,12.5,\"1,014\",好\n"
    );
    ASSERT_EQ(county.shared.size(), 1U);
    EXPECT_EQ(county.shared[0].equipment->count, 12'500'000);
    EXPECT_EQ(county.shared[0].teaching_area->count, 101'400);
}

TEST(Mapping, AnAmountBeyondAnyCountIsRefused) {
    // 2^64 fen and some: cut to 64 bits it would be 83.84 yuan.
    Issues issues;
    imported(
        "办学条件.csv",
        "学校标识码,教学仪器设备资产值(万元)\n2101000001,18446744073709.56\n",
        &issues
    );
    ASSERT_EQ(issues.size(), 1U) << test::listed(issues);
    EXPECT_EQ(issues[0].code, "field.out_of_range");
}

TEST(Mapping, PinyinInitialsAndWords) {
    const Snapshot county = imported(
        "学校.csv", "XXMC,XXBSM,BXLXM,城乡类型码,办别\n一小,2101000001,小学,主城区,教育部门\n"
    );
    ASSERT_EQ(county.schools.size(), 1U);
    EXPECT_EQ(county.schools[0].kind, Maybe<std::int64_t>(211));
    EXPECT_EQ(county.schools[0].area_class, Maybe<std::int64_t>(111));
    EXPECT_EQ(county.schools[0].ownership, "education");
}

TEST(Mapping, TableToldByItsHead) {
    const Snapshot county =
        imported("x.csv", "学段,学校标识码,在校生数,高于规定学历教师数\n小学,2101000001,120,\n");
    ASSERT_EQ(county.stages.size(), 1U);
    EXPECT_EQ(county.stages[0].pupils->count, 120);
    EXPECT_FALSE(county.stages[0].above_degree_teachers);
}

TEST(Mapping, UnknownColumnIsAWarning) {
    Issues issues;
    imported("schools.csv", "code,name,colour\n2101000001,一小,红\n", &issues);
    ASSERT_EQ(issues.size(), 1U) << test::listed(issues);
    EXPECT_EQ(issues[0].code, "import.unknown_column");
    EXPECT_EQ(issues[0].severity, Severity::warning);
    EXPECT_EQ(issues[0].where.column, 3);
}

TEST(Mapping, EveryFaultIsReported) {
    std::string text = "code,stage,pupils\n";
    for (int i = 0; i < 37; ++i)
        text += "21010000" + std::to_string(10 + i) + ",primary,-" + std::to_string(i + 1) + "\n";
    Issues issues;
    imported("stages.csv", text, &issues);
    EXPECT_EQ(issues.size(), 37U) << test::listed(issues);
}

}  // namespace
}  // namespace junheng
