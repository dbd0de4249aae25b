// SPDX-License-Identifier: Apache-2.0
/// The tables that reports are made of, once for docx, xlsx and PDF.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/exchange/sheet_writer.h"
#include "io/report/report_data.h"

namespace junheng {

/// `shown` is what a reader sees in a document; a workbook keeps the number in full precision.
struct ReportCell {
    std::string shown;
    std::optional<double> number = {};
    Look look = Look::plain;
    Mark mark = Mark::none;
    bool continues = false;  // says the same as the cell above: drawn as one in documents
};

struct ReportColumn {
    std::string head;
    double width = 12;  // in half-width characters
};

struct ReportTable {
    std::vector<ReportColumn> columns;
    std::vector<std::vector<ReportCell>> rows;
};

/// Shape: `name` is one of table_names; `school` only where the table is of one school.
ReportTable report_table(
    const ReportData& data,
    std::string_view name,
    const SchoolMending* school = nullptr
);

// By file; report_table chooses.
ReportTable indicators_table(const ReportData& data);
ReportTable gap_list_table(const ReportData& data);
ReportTable cv_stage_table(const ReportData& data, Stage stage);
ReportTable cv_both_table(const ReportData& data);
ReportTable school_table(const ReportData& data);
ReportTable failing_schools_table(const ReportData& data);
ReportTable level_up_table(const ReportData& data);
ReportTable judged_items_table(const ReportData& data);
ReportTable official_table(const ReportData& data);
ReportTable blocking_table(const ReportData& data);
ReportTable problems_table(const ReportData& data);
ReportTable tasks_table(const ReportData& data);
ReportTable responsibilities_table(const ReportData& data);
ReportTable admission_areas_table(const ReportData& data);
ReportTable school_gaps_table(const ReportData& data, const SchoolMending& school);
ReportTable school_acts_table(const ReportData& data, const SchoolMending& school);

/// Parts of tables: columns by message codes with widths, cells by what they hold.
ReportTable with_heads(
    const ReportWords& words,
    std::initializer_list<std::pair<std::string_view, double>> heads
);
ReportCell text_of(std::string text, Look look = Look::plain);
ReportCell count_of(std::int64_t n);
ReportCell figure_of(
    const ReportWords& words,
    const Maybe<double>& value,
    std::string shown,
    Look look = Look::ratio
);
ReportCell compliance_of(const ReportWords& words, Compliance compliance);

/// What a resource act adds: 增配体育、艺术专任教师 3 名教师 in words.
std::string act_text(const ReportData& data, const MendingAct& act);

}  // namespace junheng
