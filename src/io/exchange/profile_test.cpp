// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/profile.h"

#include <gtest/gtest.h>

#include "io/exchange/import_test_county.h"
#include "io/exchange/profile_cells.h"
#include "io/exchange/sheet_writer.h"

namespace junheng {
namespace {

ImportOptions jiaoji() {
    ImportOptions options{.profile = "jiaoji"};
    options.profiles = "data/profiles";
    return options;
}

Snapshot read_with_jiaoji(const std::vector<std::filesystem::path>& paths) {
    const Snapshot empty{.county_code = "000000", .county_name = {}, .year = {2025}};
    const auto read = test::import_into(empty, paths, jiaoji());
    EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().code);
    if (!read)
        return {};
    EXPECT_FALSE(has_errors(read->issues)) << test::listed(read->issues);
    return test::after(empty, *read);
}

void write_primary(const std::filesystem::path& file) {
    SheetWriter out(file);
    out.begin_sheet("小学");
    using Spans = std::vector<std::pair<OutCell, int>>;
    out.merged_row(text_cell("2025年小学基本情况"), 8);
    out.spanned_row(Spans{
        {text_cell("学校标识码"), 1},
        {text_cell("学校名称"), 1},
        {text_cell("办学类型"), 1},
        {text_cell("在校生数"), 2},
        {text_cell("专任教师"), 3}});
    out.spanned_row(Spans{
        {text_cell(""), 1},
        {text_cell(""), 1},
        {text_cell(""), 1},
        {text_cell("合计"), 1},
        {text_cell("#女"), 1},
        {text_cell("合计"), 1},
        {text_cell("#按学历分"), 2}});
    std::vector<OutCell> inner(8);
    inner[6] = text_cell("本科");
    inner[7] = text_cell("专科");
    out.row(inner);
    out.row(
        {text_cell("2145000001"),
         text_cell("一小"),
         text_cell("小学"),
         number_cell(300.0),
         number_cell(140.0),
         number_cell(20.0),
         number_cell(12.0),
         number_cell(5.0)}
    );
    ASSERT_TRUE(out.close());
}

TEST(Profile, StatisticsExportWithHeadsOfThreeRows) {
    const test::Folder folder;
    write_primary(folder.path() / "小学导出.xlsx");
    const Snapshot county = read_with_jiaoji({folder.path()});
    ASSERT_EQ(county.stages.size(), 1U);
    EXPECT_EQ(county.stages[0].pupils->count, 300);
    EXPECT_EQ(county.stages[0].above_degree_teachers->count, 17);
    ASSERT_EQ(county.schools.size(), 1U);
    EXPECT_EQ(county.schools[0].kind, Maybe<std::int64_t>(211));
    ASSERT_EQ(county.figures.size(), 1U);
    EXPECT_EQ(county.figures[0].value->count, 2000);
}

TEST(Profile, BuildingsAndEquipmentInTenThousands) {
    const test::Folder folder;
    const auto file = folder.write(
        "办学条件.csv",
        "学校标识码,学校名称,办学类型,教学及辅助用房,,室内体育用房,运动场地面积,教学仪器设备资产值("
        "万元),网络多媒体教室,是否计校数\n"
        ",,,计,#普通教室,,,,,\n"
        "2145000001,一小,211,1500.5,900,200,3000,56.78,18,是\n"
    );
    const Snapshot county = read_with_jiaoji({file});
    ASSERT_EQ(county.shared.size(), 1U);
    EXPECT_EQ(county.shared[0].teaching_area->count, 150'050);
    EXPECT_EQ(county.shared[0].equipment->count, 56'780'000);
    EXPECT_EQ(county.shared[0].multimedia_rooms->count, 18);
}

TEST(Profile, FormByItsCells) {
    const test::Folder folder;
    const auto file = folder.path() / "一小.xlsx";
    SheetWriter out(file);
    out.begin_sheet("教基5176");
    out.row({text_cell("学校标识码:2145000001")});
    const auto at = [&](int row, double value) {
        std::vector<OutCell> cells(4);
        cells[3] = number_cell(value);
        out.row_at(row, cells);
    };
    at(7, 3000);
    at(12, 12000);
    at(17, 18);
    at(19, 56.78);
    ASSERT_TRUE(out.close());
    const auto read = test::import_into(
        {.county_code = "000000", .county_name = {}, .year = {2025}}, {file}, jiaoji()
    );
    ASSERT_TRUE(read.has_value());
    // A form speaks of areas only; that the school must be in the registry is found as usual.
    const Snapshot& county = read->after.at(SchoolYear{2025});
    ASSERT_EQ(county.shared.size(), 1U);
    EXPECT_EQ(county.shared[0].code, "2145000001");
    EXPECT_EQ(county.shared[0].sports_ground->count, 300'000);
    EXPECT_EQ(county.shared[0].equipment->count, 56'780'000);
}

TEST(Profile, CellAddress) {
    EXPECT_EQ(cell_address("D17"), std::pair(17, 4));
    EXPECT_EQ(cell_address("AA1"), std::pair(1, 27));
    EXPECT_FALSE(cell_address("17D"));
    EXPECT_FALSE(cell_address("D"));
}

TEST(Profile, EveryProfileLoads) {
    const auto profiles = all_profiles("data/profiles");
    ASSERT_TRUE(profiles.has_value()) << profiles.error().code << " " << profiles.error().where.file
                                      << ":" << profiles.error().where.row;
    EXPECT_EQ(profiles->size(), 5U);
}

TEST(Profile, AnUnknownNameTellsTheKnownOnes) {
    const auto profile = find_profile("data/profiles", "nowhere");
    ASSERT_FALSE(profile.has_value());
    EXPECT_EQ(profile.error().kind, ErrorKind::usage);
    EXPECT_EQ(profile.error().args[1].second, "france35, jiaoji, philippines, tables, template");
}

}  // namespace
}  // namespace junheng
