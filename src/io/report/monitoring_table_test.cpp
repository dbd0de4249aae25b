// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "io/report/report_fixture.h"
#include "io/report/write_report.h"

namespace junheng {
namespace {

/// 芜湖市鸠江区 2023, primary: http://www.jjq.gov.cn/openness/grassroots/6603441/38916753.html
constexpr std::array<double, 7>
    kMeans{5.515273, 0.887611, 0.879277, 4.563288, 7.925946, 2496.674864, 2.784743};
constexpr std::array<double, 7>
    kDeviations{1.643162, 0.445392, 0.353427, 1.316139, 2.975795, 780.914372, 1.097759};
constexpr std::array<double, 7>
    kCvs{0.297929, 0.501787, 0.401952, 0.288419, 0.37545, 0.312782, 0.394205};

Assessment published() {
    Assessment assessment{.year = {2023}};
    for (std::size_t i = 0; i < kMeans.size(); ++i) {
        ResourceRow row{
            .indicator = i,
            .stage = Stage::primary,
            .mean = kMeans[i],
            .cv = kDeviations[i] / kMeans[i]};
        row.deviation = kDeviations[i];
        assessment.resource.push_back(row);
    }
    return assessment;
}

std::vector<SheetRow> rows_of(Workbook& book, std::size_t sheet) {
    std::vector<SheetRow> rows;
    EXPECT_TRUE(book.read(sheet, [&](const SheetRow& row) { return rows.push_back(row), true; }));
    return rows;
}

TEST(Workbook, CvSheetAsHandedIn) {
    StandardSet standards;
    standards.parameters["floor_share"].value = {85, 2};
    standards.parameters["cv_near"].value = {5, 3};
    for (const char* whole : {"least_met", "point_minimum"})
        standards.parameters[whole].value = {1, 0};
    for (const char* weight : {"weight_primary", "weight_junior", "weight_senior"})
        standards.parameters[weight].value = {1, 0};
    for (std::size_t i = 0; i < kMeans.size(); ++i)
        standards.resource.push_back({.id = "L" + std::to_string(i + 1)});
    const Assessment assessment = published();
    const Snapshot snapshot;
    const ReportInput input = test::report_input(snapshot, standards, assessment);
    const ReportData data(input);
    const test::Folder folder;
    const auto file = folder.path() / "r.xlsx";
    const ReportSet set = test::reports();
    ASSERT_TRUE(write_report(test::report(set, "workbook"), data, report_facts(data), file));
    auto book = open_workbook(file);
    ASSERT_TRUE(book.has_value());
    EXPECT_EQ(
        (*book)->sheets(),
        (std::vector<std::string>{
            "指标",
            "缺口清单",
            "差异系数(小学)",
            "差异系数(初中)",
            "各校七项达标一览",
            "降差异系数",
            "其他指标"})
    );
    const auto rows = rows_of(**book, 2);
    ASSERT_EQ(rows.size(), 5U);
    EXPECT_EQ(rows[1].cells[8].text, "综合");
    EXPECT_EQ(rows[2].cells[0].text, "全县平均值");
    EXPECT_EQ(rows[3].cells[0].text, "标准差");
    EXPECT_EQ(rows[4].cells[0].text, "差异系数");
    for (std::size_t i = 0; i < kCvs.size(); ++i)
        EXPECT_NEAR(std::stod(rows[4].cells[i + 1].text), kCvs[i], 1e-6);
    EXPECT_NEAR(std::stod(rows[4].cells[8].text), 0.367503, 1e-6);
}

}  // namespace
}  // namespace junheng
