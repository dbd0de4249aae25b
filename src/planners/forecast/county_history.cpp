// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/county_history.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/domain/grades.h"

namespace junheng {
namespace {

constexpr std::int64_t kPreschool = 0;

/// Pupils by school and grade; an unknown class makes its grade unknown.
using GradeTable = std::map<std::pair<std::string, std::int64_t>, Maybe<Pupils>>;

GradeTable grade_table(const Snapshot& snapshot) {
    GradeTable table;
    for (const ClassGroup& group : snapshot.classes) {
        const auto [at, fresh] = table.try_emplace({group.code, group.grade}, group.pupils);
        if (fresh)
            continue;
        if (at->second && group.pupils)
            at->second = *at->second + *group.pupils;
        else
            at->second = Missing::not_reported;
    }
    for (const GradeFigures& grade : snapshot.grades)
        table.try_emplace({grade.code, grade.grade}, grade.pupils);
    return table;
}

std::int64_t feeder_grade(Stage stage) {
    return stage == Stage::junior ? grades_of(Stage::primary).last : kPreschool;
}

void add_year(const Snapshot& snapshot, Stage stage, HistoryTable& table) {
    const GradeSpan span = grades_of(stage);
    for (const auto& [key, pupils] : grade_table(snapshot)) {
        const auto& [code, grade] = key;
        const School* school = find_school(snapshot, code);
        const bool feeder = grade == feeder_grade(stage);
        if (school == nullptr || !pupils || (!feeder && (grade < span.first || grade > span.last)))
            continue;
        HistoryRow row{.year = snapshot.year.start, .pupils = pupils->count};
        row.school = table.place_of(code);
        row.area = table.place_of(school->township);
        row.sector = table.place_of(school->ownership == "private" ? "private" : "public");
        if (!feeder)
            row.grade = static_cast<int>(grade);
        table.rows.push_back(row);
    }
}

int first_year_without(const EnrolmentHistory& history, std::size_t school) {
    int year = history.years;
    while (year > 0 && total_of(history, school, year - 1) <= 0) --year;
    return history.first_year + year;
}

}  // namespace

HistoryReport history_of(std::span<const Snapshot> years, Stage stage) {
    HistoryTable table;
    for (const Snapshot& snapshot : years) add_year(snapshot, stage, table);
    HistoryReport report = build_history(std::move(table), "");
    if (report.history && stage == Stage::junior)
        report.history->feeder_cohorts = 1;
    return report;
}

std::vector<EventRow> closures_of(
    std::span<const Snapshot> years,
    const EnrolmentHistory& history
) {
    std::vector<EventRow> events;
    for (const School& school : years.back().schools) {
        const auto known = [&](const std::string& code) {
            return std::ranges::find(history.schools, code, &HistorySchool::code);
        };
        const auto from = known(school.code);
        if (school.merged_into.empty() || from == history.schools.end() ||
            known(school.merged_into) == history.schools.end())
            continue;
        const int year =
            first_year_without(history, static_cast<std::size_t>(from - history.schools.begin()));
        if (year > history.first_year && year <= history.last_year())
            events.push_back(
                {.kind = "closed", .year = year, .school = school.code, .other = school.merged_into}
            );
    }
    return events;
}

}  // namespace junheng
