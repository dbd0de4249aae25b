// SPDX-License-Identifier: Apache-2.0
#include "core/domain/acts.h"

#include <algorithm>
#include <iterator>

namespace junheng {
namespace {

template <class Number>
Maybe<Number> together(const Maybe<Number>& a, const Maybe<Number>& b) {
    if (!a)
        return a.reason();
    return b ? Maybe(*a + *b) : b;
}

tl::unexpected<Error> unknown_school(std::string_view code) {
    return failure(ErrorKind::usage, "school.unknown", {{"school", std::string(code)}});
}

/// What the receiving school has of a stage after the merger.
StageFigures together(const StageFigures& to, const StageFigures& from) {
    return {
        .code = to.code,
        .stage = to.stage,
        .pupils = together(to.pupils, from.pupils),
        .above_degree_teachers = together(to.above_degree_teachers, from.above_degree_teachers),
        .backbone_teachers = together(to.backbone_teachers, from.backbone_teachers),
        .pe_art_teachers = together(to.pe_art_teachers, from.pe_art_teachers),
        .added_pe_art_teachers = together(to.added_pe_art_teachers, from.added_pe_art_teachers)};
}

void move_stages(Snapshot& county, std::string_view from, std::string_view to) {
    auto& stages = county.stages.write();
    std::vector<StageFigures> kept;
    for (const StageFigures& figures : stages)
        if (figures.code != from)
            kept.push_back(figures);
    for (const StageFigures& leaving : stages) {
        if (leaving.code != from)
            continue;
        const auto home = std::ranges::find_if(kept, [&](const StageFigures& s) {
            return s.code == to && s.stage == leaving.stage;
        });
        if (home != kept.end()) {
            *home = together(*home, leaving);
            continue;
        }
        kept.push_back(leaving);
        kept.back().code = to;
    }
    stages = std::move(kept);
}

void move_shared(Snapshot& county, std::string_view from, std::string_view to) {
    auto& shared = county.shared.write();
    const auto leaving = std::ranges::find(shared, from, &SharedFigures::code);
    const auto home = std::ranges::find(shared, to, &SharedFigures::code);
    const bool reported = leaving != shared.end();
    if (home != shared.end())
        home->equipment =
            reported ? together(home->equipment, leaving->equipment) : Missing::not_reported;
    if (reported)
        shared.erase(leaving);
}

/// Classes keep their names where the receiving school has none of that name, else the old school's
/// code goes before.
void move_classes(Snapshot& county, std::string_view from, std::string_view to) {
    auto& classes = county.classes.write();
    for (ClassGroup& group : classes) {
        if (group.code != from)
            continue;
        const bool taken = std::ranges::any_of(classes, [&](const ClassGroup& other) {
            return other.code == to && other.grade == group.grade && other.name == group.name;
        });
        group.code = to;
        if (taken)
            group.name = std::string(from) + "-" + group.name;
    }
}

void move_grades(Snapshot& county, std::string_view from, std::string_view to) {
    auto& grades = county.grades.write();
    std::vector<GradeFigures> kept;
    for (const GradeFigures& grade : grades)
        if (grade.code != from)
            kept.push_back(grade);
    for (GradeFigures leaving : grades) {
        if (leaving.code != from)
            continue;
        const auto home = std::ranges::find_if(kept, [&](const GradeFigures& g) {
            return g.code == to && g.grade == leaving.grade;
        });
        leaving.code = to;
        if (home == kept.end()) {
            kept.push_back(leaving);
            continue;
        }
        home->pupils = together(home->pupils, leaving.pupils);
        home->classes = together(home->classes, leaving.classes);
    }
    grades = std::move(kept);
}

/// A school that named `from` names `to` now; none names itself.
void redirect(
    std::string& named,
    std::string_view own,
    std::string_view from,
    std::string_view to
) {
    if (named == from)
        named = own == to ? std::string() : std::string(to);
}

void move_schools(Snapshot& county, std::string_view from, std::string_view to) {
    for (School& school : county.schools.write()) {
        redirect(school.campus_of, school.code, from, to);
        redirect(school.central_school, school.code, from, to);
        redirect(school.merged_into, school.code, from, to);
        if (school.code == from)
            school.merged_into = to;
    }
}

void move_teachers(Snapshot& county, std::string_view from, std::string_view to) {
    for (Teacher& teacher : county.teachers.write()) {
        if (teacher.code == from)
            teacher.code = to;
        if (teacher.works_at == from)
            teacher.works_at = to;
        if (teacher.works_at == teacher.code) {
            teacher.works_at.clear();
            teacher.works_since = Missing::not_reported;
        }
    }
}

}  // namespace

Result<Changes> set_figure(
    const Snapshot& snapshot,
    TableId table,
    const Row& key,
    std::size_t field,
    const Value& after
) {
    const auto row = find_row(snapshot, table, key);
    if (!row)
        return failure(
            ErrorKind::usage, "figure.unknown", {{"value", key_text(table_spec(table), key)}}
        );
    return Changes{CellSet{table, key, field, cell_at(snapshot, table, *row, field), after}};
}

Result<Changes> move_teacher(
    const Snapshot& snapshot,
    std::string_view teacher,
    std::string_view to_school
) {
    constexpr std::size_t kSchoolField = 1;
    if (find_school(snapshot, to_school) == nullptr)
        return unknown_school(to_school);
    const Row key{std::string(teacher)};
    if (!find_row(snapshot, TableId::teachers, key))
        return failure(ErrorKind::usage, "teacher.unknown", {{"teacher", std::string(teacher)}});
    return set_figure(snapshot, TableId::teachers, key, kSchoolField, std::string(to_school));
}

Result<Changes> merge_school(const Snapshot& snapshot, std::string_view from, std::string_view to) {
    for (const std::string_view code : {from, to}) {
        const School* school = find_school(snapshot, code);
        if (school == nullptr)
            return unknown_school(code);
        if (!school->merged_into.empty())
            return failure(
                ErrorKind::usage,
                "school.already_merged",
                {{"school", school->code}, {"other", school->merged_into}}
            );
    }
    if (from == to)
        return failure(
            ErrorKind::usage, "school.merge_with_itself", {{"school", std::string(from)}}
        );
    Snapshot merged = snapshot;
    move_stages(merged, from, to);
    move_shared(merged, from, to);
    move_classes(merged, from, to);
    move_grades(merged, from, to);
    move_schools(merged, from, to);
    move_teachers(merged, from, to);
    return diff(snapshot, merged);
}

}  // namespace junheng
