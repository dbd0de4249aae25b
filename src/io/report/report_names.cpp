// SPDX-License-Identifier: Apache-2.0
#include "io/report/report_names.h"

#include <algorithm>

namespace junheng {
namespace {

using enum FigureScope;

constexpr std::array kFigures{
    FigureName{county, "county", "name"},
    FigureName{county, "school_year", "name"},
    FigureName{county, "statistics_day", "name"},
    FigureName{county, "standard_set", "name"},
    FigureName{county, "scenario", "name"},
    FigureName{county, "verdict", "word"},
    FigureName{county, "resource_verdict", "word"},
    FigureName{county, "recognition_result", "word"},
    FigureName{county, "schools_counted", "school"},
    FigureName{county, "schools_failing", "school"},
    FigureName{county, "schools_to_mend", "school"},
    FigureName{county, "schools_mended_by_one_act", "school"},
    FigureName{county, "stages_counted", "school_stage"},
    FigureName{county, "stages_passing", "school_stage"},
    FigureName{county, "stages_failing", "school_stage"},
    FigureName{county, "stages_unknown", "school_stage"},
    FigureName{county, "stages_outside", "school_stage"},
    FigureName{county, "pupils_primary", "pupil"},
    FigureName{county, "pupils_junior", "pupil"},
    FigureName{county, "cvs", "item"},
    FigureName{county, "cvs_met", "item"},
    FigureName{county, "cvs_over", "item"},
    FigureName{county, "cvs_unknown", "item"},
    FigureName{county, "guarantee_items", "item"},
    FigureName{county, "guarantee_met", "item"},
    FigureName{county, "guarantee_short", "item"},
    FigureName{county, "guarantee_unknown", "item"},
    FigureName{county, "quality_items", "item"},
    FigureName{county, "quality_met", "item"},
    FigureName{county, "quality_short", "item"},
    FigureName{county, "quality_unknown", "item"},
    FigureName{county, "vetoes", "item"},
    FigureName{county, "vetoes_hit", "item"},
    FigureName{county, "vetoes_unknown", "item"},
    FigureName{county, "recognition_share", "percent"},
    FigureName{county, "recognition_limit", "percent"},
    FigureName{county, "recognition_margin", "percentage_point"},
    FigureName{cv, "code", "code"},
    FigureName{cv, "indicator", "name"},
    FigureName{cv, "stage", "name"},
    FigureName{cv, "cv", "coefficient"},
    FigureName{cv, "cv_limit", "coefficient"},
    FigureName{cv, "cv_limit_excess", "percentage_point"},
    FigureName{cv, "cv_limit_excess_share", "percent"},
    FigureName{cv, "missing_schools", "school"},
    FigureName{cv, "level_up", "indicator_unit"},
    FigureName{cv, "level_up_schools", "school"},
    FigureName{gap, "code", "code"},
    FigureName{gap, "indicator", "name"},
    FigureName{gap, "gap", "indicator_unit"},
    FigureName{gap, "gap_schools", "school"},
    FigureName{item, "code", "code"},
    FigureName{item, "item", "name"},
    FigureName{item, "state", "word"},
    FigureName{reading, "reading", "name"},
    FigureName{reading, "choice", "name"},
    FigureName{rule, "code", "code"},
    FigureName{rule, "rule", "name"},
    FigureName{rule, "confidence", "code"},
    FigureName{school, "school", "name"},
    FigureName{school, "school_code", "code"},
    FigureName{school, "township", "name"},
    FigureName{school, "stages", "name"},
    FigureName{school, "school_pupils", "pupil"},
    FigureName{school, "indicators_short", "item"},
    FigureName{school, "figures_missing", "item"},
    FigureName{school, "acts", "item"},
    FigureName{school, "acts_cost", "yuan"},
};

constexpr std::array kLists{
    ListName{"cv_over", cv},
    ListName{"cv_unknown", cv},
    ListName{"cv_met", cv},
    ListName{"gap", gap},
    ListName{"tolerated_gap", gap},
    ListName{"guarantee_short", item},
    ListName{"guarantee_unknown", item},
    ListName{"quality_short", item},
    ListName{"quality_unknown", item},
    ListName{"veto_hit", item},
    ListName{"veto_unknown", item},
    ListName{"reading", reading},
    ListName{"unsure_rule", rule},
    ListName{"school_to_mend", school},
};

constexpr std::array<std::string_view, 16> kConditions{
    "verdict_pass",
    "verdict_fail",
    "verdict_unknown",
    "resource_pass",
    "resource_fail",
    "resource_unknown",
    "recognition_met",
    "recognition_short",
    "recognition_unknown",
    "scenario",
    // Of one school:
    "acts_one",
    "acts_several",
    "acts_none",
    "acts_by_cost",
    "acts_by_proportion",
    "figures_missing"};

constexpr std::array kTables{
    TableName{"indicators", false},
    TableName{"gap_list", false},
    TableName{"cv_primary", false},
    TableName{"cv_junior", false},
    TableName{"cv_both", false},
    TableName{"school_table", false},
    TableName{"level_up", false},
    TableName{"judged_items", false},
    TableName{"official_table", false},
    TableName{"failing_schools", false},
    TableName{"problems", false},
    TableName{"tasks", false},
    TableName{"responsibilities", false},
    TableName{"cv_bars", false},
    TableName{"blocking", false},
    TableName{"admission_areas", false},
    TableName{"school_gaps", true},
    TableName{"school_acts", true},
};

}  // namespace

std::span<const FigureName> figure_names() {
    return kFigures;
}

const FigureName* find_figure(FigureScope scope, std::string_view name) {
    const auto found = std::ranges::find_if(kFigures, [&](const FigureName& one) {
        return one.scope == scope && one.name == name;
    });
    return found == kFigures.end() ? nullptr : &*found;
}

std::span<const ListName> list_names() {
    return kLists;
}

const ListName* find_list(std::string_view name) {
    const auto found = std::ranges::find(kLists, name, &ListName::name);
    return found == kLists.end() ? nullptr : &*found;
}

bool is_condition(std::string_view text) {
    for (const std::string_view word : {"any ", "none "})
        if (text.starts_with(word))
            return find_list(text.substr(word.size())) != nullptr;
    return std::ranges::find(kConditions, text) != kConditions.end();
}

std::span<const std::string_view> result_conditions() {
    return kConditions;
}

std::span<const TableName> table_names() {
    return kTables;
}

const TableName* find_table(std::string_view name) {
    const auto found = std::ranges::find(kTables, name, &TableName::name);
    return found == kTables.end() ? nullptr : &*found;
}

}  // namespace junheng
