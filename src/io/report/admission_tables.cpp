// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/domain/admission_area.h"
#include "io/report/report_table.h"

namespace junheng {
namespace {

std::string road_text(const ReportWords& words, const Stretch& stretch) {
    return words.say(
        "report.stretch." + stretch.side,
        {{"road", stretch.road},
         {"from", std::to_string(stretch.from)},
         {"to", std::to_string(stretch.to)}}
    );
}

std::string area_text(const ReportWords& words, const AdmissionArea& area) {
    const std::string comma = words.say("report.comma");
    std::string text;
    for (const Stretch& stretch : area.roads)
        text += (text.empty() ? "" : comma) + road_text(words, stretch);
    for (const std::string& place : area.places) text += (text.empty() ? "" : comma) + place;
    return text;
}

ReportCell classes_of(const ReportData& data, const AdmissionArea& area) {
    const auto& plans = data.input.snapshot.admission;
    const auto plan = std::ranges::find_if(plans, [&](const AdmissionPlan& row) {
        return row.code == area.code && row.entry_grade == area.entry_grade;
    });
    if (plan == plans.end() || !plan->classes)
        return text_of(ReportWords(data.input).missing(Missing::not_reported));
    return count_of(*plan->classes);
}

}  // namespace

ReportTable admission_areas_table(const ReportData& data) {
    const ReportWords words(data.input);
    ReportTable table =
        with_heads(words, {{"entry_grade", 10}, {"school", 26}, {"classes", 12}, {"area", 60}});
    for (const AdmissionArea& area : admission_areas(data.input.snapshot)) {
        const School* school = find_school(data.input.snapshot, area.code);
        table.rows.push_back(
            {count_of(area.entry_grade),
             text_of(school == nullptr ? area.code : school->name),
             classes_of(data, area),
             text_of(area_text(words, area))}
        );
        auto& grade = table.rows.back().front();
        grade.continues =
            table.rows.size() > 1 && table.rows[table.rows.size() - 2].front().shown == grade.shown;
    }
    return table;
}

}  // namespace junheng
