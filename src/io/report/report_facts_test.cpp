// SPDX-License-Identifier: Apache-2.0
#include "io/report/report_facts.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "io/report/report_fixture.h"
#include "io/report/report_lines.h"
#include "io/report/report_names.h"

namespace junheng {
namespace {

RC_GTEST_PROP(ReportFacts, EveryNameThatATemplateMayUseIsThere, ()) {
    const Snapshot county = any_county();
    const Assessment assessment = assess(county, national());
    const ReportInput input = test::report_input(county, national(), assessment);
    const ReportData data(input);
    const ReportFacts facts = report_facts(data);
    for (const FigureName& figure : figure_names())
        if (figure.scope == FigureScope::county)
            RC_ASSERT(facts.county.contains(figure.name));
    for (const ListName& list : list_names()) {
        RC_ASSERT(facts.lists.contains(list.name));
        for (const Facts& item : facts.lists.find(list.name)->second)
            for (const FigureName& figure : figure_names())
                if (figure.scope == list.scope)
                    RC_ASSERT(item.contains(figure.name));
    }
}

RC_GTEST_PROP(ReportFacts, EveryReportFillsWithoutALeftoverSlot, ()) {
    const Snapshot county = any_county();
    const Assessment assessment = assess(county, national());
    for (const Language language : {Language::zh, Language::en}) {
        const ReportInput input = test::report_input(county, national(), assessment, language);
        const ReportData data(input);
        const ReportFacts facts = report_facts(data);
        static const ReportSet set = test::reports();
        for (const ReportTemplate& report : set.templates)
            for (const ReportLine& line : fill_report(report, data, facts).lines) {
                RC_ASSERT(line.text.find('{') == std::string::npos);
                for (const auto& row : line.table.rows) {
                    RC_ASSERT(row.size() == line.table.columns.size());
                    for (const ReportCell& cell : row) {
                        RC_ASSERT(cell.shown.find('{') == std::string::npos);
                        RC_ASSERT(cell.shown.find("report.") == std::string::npos);
                    }
                }
            }
    }
}

TEST(ReportFacts, EmptyIsSaidNotReportedAndNeverZero) {
    CountyBuilder county;
    county.good_primary("a", 300);
    county.last_stage().backbone_teachers = Missing::not_reported;
    const Snapshot snapshot = county.sorted();
    const Assessment assessment = assess(snapshot, national());
    const ReportInput input = test::report_input(snapshot, national(), assessment);
    const ReportData data(input);
    const ReportFacts facts = report_facts(data);
    EXPECT_EQ(facts.county.at("recognition_share"), "未填报");
    EXPECT_TRUE(facts.conditions.contains("verdict_unknown"));
    EXPECT_TRUE(facts.conditions.contains("any cv_unknown"));
    const ReportTable table = report_table(data, "school_table");
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.rows[0][5].shown, "未填报");
    EXPECT_FALSE(table.rows[0][5].number.has_value());
}

TEST(ReportWords, MoreDigitsWhereOneWouldHideTheSide) {
    const Snapshot snapshot;
    const Assessment assessment;
    const ReportInput input = test::report_input(snapshot, national(), assessment);
    const ReportWords words(input);
    EXPECT_EQ(words.percent(0.92284, 0.85), "92.3%");
    EXPECT_EQ(words.percent(0.99988, 1.0), "99.99%");
    EXPECT_EQ(words.percent(1.0, 1.0), "100.0%");
    EXPECT_EQ(words.percentage_points(0.123), "12.3 个百分点");
    EXPECT_EQ(words.percentage_points(0.00001), "不足 0.01 个百分点");
    EXPECT_EQ(words.coefficient(0.5018, 0.5), "0.5018");
    EXPECT_EQ(words.coefficient(0.62, 0.5), "0.620");
}

}  // namespace
}  // namespace junheng
