// SPDX-License-Identifier: Apache-2.0
#include "io/report/report_table.h"

#include <array>

#include "core/base/text.h"

namespace junheng {
namespace {

using MakeTable = ReportTable (*)(const ReportData&);

constexpr std::array<std::pair<std::string_view, MakeTable>, 15> kTables{
    {{"indicators", indicators_table},
     {"gap_list", gap_list_table},
     {"cv_primary", [](const ReportData& data) { return cv_stage_table(data, Stage::primary); }},
     {"cv_junior", [](const ReportData& data) { return cv_stage_table(data, Stage::junior); }},
     {"cv_both", cv_both_table},
     {"school_table", school_table},
     {"level_up", level_up_table},
     {"judged_items", judged_items_table},
     {"official_table", official_table},
     {"failing_schools", failing_schools_table},
     {"problems", problems_table},
     {"tasks", tasks_table},
     {"responsibilities", responsibilities_table},
     {"blocking", blocking_table},
     {"admission_areas", admission_areas_table}}};

}  // namespace

ReportTable report_table(
    const ReportData& data,
    std::string_view name,
    const SchoolMending* school
) {
    for (const auto& [known, make] : kTables)
        if (known == name)
            return make(data);
    if (school != nullptr && name == "school_gaps")
        return school_gaps_table(data, *school);
    if (school != nullptr && name == "school_acts")
        return school_acts_table(data, *school);
    return {};
}

ReportTable with_heads(
    const ReportWords& words,
    std::initializer_list<std::pair<std::string_view, double>> heads
) {
    ReportTable table;
    for (const auto& [head, width] : heads)
        table.columns.push_back({words.say("report.head." + std::string(head)), width});
    return table;
}

ReportCell text_of(std::string text, Look look) {
    return {.shown = std::move(text), .look = look};
}

ReportCell count_of(std::int64_t n) {
    const auto number = static_cast<double>(n);
    return {.shown = grouped(number, 0), .number = number, .look = Look::integer};
}

ReportCell figure_of(
    const ReportWords& words,
    const Maybe<double>& value,
    std::string shown,
    Look look
) {
    if (!value)
        return text_of(words.missing(value.reason()));
    return {.shown = std::move(shown), .number = *value, .look = look};
}

ReportCell compliance_of(const ReportWords& words, Compliance compliance) {
    ReportCell cell = text_of(words.compliance(compliance));
    cell.mark = compliance == Compliance::met        ? Mark::met
                : compliance == Compliance::short_of ? Mark::short_of
                                                     : Mark::none;
    return cell;
}

}  // namespace junheng
