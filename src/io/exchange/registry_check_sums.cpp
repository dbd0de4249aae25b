// SPDX-License-Identifier: Apache-2.0
/// Figures that must agree with one another: classes, grades and stages, parts and wholes, kinds
/// and stages.
#include <algorithm>
#include <map>

#include "core/domain/words.h"
#include "io/exchange/registry_check_parts.h"

namespace junheng {
namespace {

constexpr std::int64_t kLastCompulsoryGrade = 9;

/// A sum that stays unknown once a part is.
struct Sum {
    std::int64_t total = 0;
    bool complete = true;
    bool any = false;

    void add(const Maybe<Pupils>& part) {
        any = true;
        complete = complete && part.has_value();
        total += part.value_or({}).count;
    }
};

Sum compulsory_pupils(const Snapshot& snapshot, std::string_view code) {
    Sum sum;
    for (const StageFigures& stage : stages_of(snapshot, code))
        if (stage.stage != Stage::senior)
            sum.add(stage.pupils);
    return sum;
}

template <class Record>
std::map<std::string, Sum> sums_by_school(const Rows<Record>& rows) {
    std::map<std::string, Sum> sums;
    for (const Record& row : rows)
        if (row.grade >= 1 && row.grade <= kLastCompulsoryGrade)
            sums[row.code].add(row.pupils);
    return sums;
}

/// Reported at the school's first stage: which of the two is wrong, only the school knows.
void compare(const CheckRun& run, const std::map<std::string, Sum>& sums, const std::string& code) {
    for (std::size_t i = 0; i < run.snapshot.stages.size(); ++i) {
        const StageFigures& row = run.snapshot.stages[i];
        const bool first = i == 0 || run.snapshot.stages[i - 1].code != row.code;
        const auto sum = sums.find(row.code);
        if (!first || sum == sums.end() || !sum->second.complete)
            continue;
        const Sum stages = compulsory_pupils(run.snapshot, row.code);
        if (stages.any && stages.complete && stages.total != sum->second.total)
            run.report(
                TableId::stages,
                i,
                "pupils",
                code,
                Severity::warning,
                {{"stages", std::to_string(stages.total)},
                 {"sum", std::to_string(sum->second.total)}}
            );
    }
}

void check_grades(const CheckRun& run) {
    std::map<std::pair<std::string, std::int64_t>, Sum> classes;
    for (const ClassGroup& group : run.snapshot.classes)
        classes[{group.code, group.grade}].add(group.pupils);
    for (std::size_t i = 0; i < run.snapshot.grades.size(); ++i) {
        const GradeFigures& grade = run.snapshot.grades[i];
        const auto sum = classes.find({grade.code, grade.grade});
        if (sum != classes.end() && sum->second.complete && grade.pupils &&
            grade.pupils->count != sum->second.total)
            run.report(
                TableId::grades,
                i,
                "pupils",
                "check.grade_sum",
                Severity::warning,
                {{"sum", std::to_string(sum->second.total)}}
            );
    }
}

void check_stage_kinds(const CheckRun& run) {
    for (std::size_t i = 0; i < run.snapshot.stages.size(); ++i) {
        const StageFigures& row = run.snapshot.stages[i];
        const School* school = find_school(run.snapshot, row.code);
        if (school == nullptr || !school->kind)
            continue;
        const auto rule = run.options.rules.kinds.find(*school->kind);
        if (rule != run.options.rules.kinds.end() &&
            std::ranges::find(rule->second.stages, row.stage) == rule->second.stages.end())
            run.report(
                TableId::stages,
                i,
                "stage",
                "check.stage_kind",
                Severity::warning,
                {{"kind", std::to_string(*school->kind)}}
            );
    }
}

void check_merged(const CheckRun& run) {
    for (std::size_t i = 0; i < run.snapshot.stages.size(); ++i) {
        const StageFigures& row = run.snapshot.stages[i];
        const School* school = find_school(run.snapshot, row.code);
        if (school != nullptr && !school->merged_into.empty() && row.pupils &&
            row.pupils->count > 0)
            run.report(
                TableId::stages,
                i,
                "pupils",
                "check.merged_with_pupils",
                Severity::error,
                {{"into", school->merged_into}}
            );
    }
}

void check_indoor(const CheckRun& run) {
    for (std::size_t i = 0; i < run.snapshot.shared.size(); ++i) {
        const SharedFigures& row = run.snapshot.shared[i];
        if (row.indoor_sports && row.teaching_area && *row.indoor_sports > *row.teaching_area)
            run.report(
                TableId::shared,
                i,
                "indoor_sports_m2",
                "check.indoor_over_teaching",
                Severity::error,
                {{"teaching",
                  to_text(table_spec(TableId::shared).fields[1], row.teaching_area->count)}}
            );
    }
}

using TeachersByStage = std::map<std::pair<std::string, Stage>, std::int64_t>;

/// No more teachers of a sort than teachers, where these are given one by one.
void check_teacher_parts(const CheckRun& run) {
    TeachersByStage teachers;
    for (const Teacher& teacher : run.snapshot.teachers) ++teachers[{teacher.code, teacher.stage}];
    for (std::size_t i = 0; i < run.snapshot.stages.size(); ++i) {
        const StageFigures& row = run.snapshot.stages[i];
        const auto all = teachers.find({row.code, row.stage});
        if (all == teachers.end())
            continue;
        for (const auto& [field, part] :
             {std::pair{"above_degree_teachers", row.above_degree_teachers},
              std::pair{"backbone_teachers", row.backbone_teachers},
              std::pair{"pe_art_teachers", row.pe_art_teachers}})
            if (part && part->count > all->second)
                run.report(
                    TableId::stages,
                    i,
                    field,
                    "check.part_over_teachers",
                    Severity::error,
                    {{"teachers", std::to_string(all->second)}}
                );
    }
}

}  // namespace

void check_sums(const CheckRun& run) {
    compare(run, sums_by_school(run.snapshot.classes), "check.class_sum");
    compare(run, sums_by_school(run.snapshot.grades), "check.stage_grade_sum");
    check_grades(run);
    check_stage_kinds(run);
    check_merged(run);
    check_indoor(run);
    check_teacher_parts(run);
}

}  // namespace junheng
