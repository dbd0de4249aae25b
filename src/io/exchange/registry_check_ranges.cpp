// SPDX-License-Identifier: Apache-2.0
/// Figures far from what schools have, and jumps from one year to the next: for a second look,
/// never refused.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/domain/words.h"
#include "io/exchange/registry_check_parts.h"

namespace junheng {
namespace {

constexpr double kHundredths = 100.0;
constexpr double kHalfCircle = 180.0;  // degrees
constexpr double kQuarterCircle = 90.0;

std::int64_t pupils_of(const Snapshot& snapshot, std::string_view code) {
    std::int64_t pupils = 0;
    for (const StageFigures& stage : stages_of(snapshot, code))
        pupils += stage.pupils.value_or({}).count;
    return pupils;
}

struct PerPupil {
    std::string_view field;
    std::string_view limit;
};
constexpr std::array<PerPupil, 4> kPerPupil{{
    {"teaching_area_m2", "area_per_pupil_most"},
    {"sports_ground_m2", "area_per_pupil_most"},
    {"equipment_yuan", "equipment_per_pupil_most"},
    {"multimedia_rooms", "rooms_per_pupil_most"},
}};

/// A figure in its unit, as hundredths are kept in 0.01.
std::optional<double> amount(
    const Snapshot& snapshot,
    TableId table,
    std::size_t row,
    std::string_view field
) {
    const TableSpec& spec = table_spec(table);
    const auto index = *field_by_name(spec, field);
    const Value value = cell_at(snapshot, table, row, index);
    const auto* number = std::get_if<std::int64_t>(&value);
    if (number == nullptr)
        return std::nullopt;
    const bool hundredths = spec.fields[index].type == FieldType::hundredths;
    return static_cast<double>(*number) / (hundredths ? kHundredths : 1.0);
}

void check_shared(const CheckRun& run) {
    for (std::size_t i = 0; i < run.snapshot.shared.size(); ++i) {
        const std::int64_t pupils = pupils_of(run.snapshot, run.snapshot.shared[i].code);
        if (pupils == 0)
            continue;
        for (const auto& [field, limit] : kPerPupil) {
            const auto value = amount(run.snapshot, TableId::shared, i, field);
            if (value && *value / static_cast<double>(pupils) > run.options.rules.limit(limit))
                run.report(
                    TableId::shared,
                    i,
                    field,
                    "check.far_from_usual",
                    Severity::warning,
                    {{"pupils", std::to_string(pupils)}}
                );
        }
    }
}

void check_classes_and_rooms(const CheckRun& run) {
    for (std::size_t i = 0; i < run.snapshot.classes.size(); ++i)
        if (const auto& pupils = run.snapshot.classes[i].pupils;
            pupils &&
            static_cast<double>(pupils->count) > run.options.rules.limit("class_size_most"))
            run.report(TableId::classes, i, "pupils", "check.class_size", Severity::warning);
    for (std::size_t i = 0; i < run.snapshot.rooms.size(); ++i)
        if (const auto area = amount(run.snapshot, TableId::rooms, i, "area_m2");
            area && *area > run.options.rules.limit("room_area_most"))
            run.report(TableId::rooms, i, "area_m2", "check.room_area", Severity::warning);
}

void check_points(const CheckRun& run) {
    const double least = run.options.rules.limit("point_pupils");
    if (!std::isfinite(least))
        return;
    for (std::size_t i = 0; i < run.snapshot.schools.size(); ++i) {
        const School& school = run.snapshot.schools[i];
        const std::int64_t pupils = pupils_of(run.snapshot, school.code);
        if (is_teaching_point(school) && pupils > 0 && static_cast<double>(pupils) < least)
            run.report(
                TableId::schools,
                i,
                "kind",
                "check.small_point",
                Severity::warning,
                {{"pupils", std::to_string(pupils)}}
            );
    }
}

void check_positions(const CheckRun& run) {
    for (std::size_t i = 0; i < run.snapshot.schools.size(); ++i) {
        const Position& at = run.snapshot.schools[i].position;
        if (at.lon.has_value() != at.lat.has_value())
            run.report(TableId::schools, i, "lon", "check.half_position", Severity::warning);
        else if (at.lon && (std::abs(*at.lon) > kHalfCircle || std::abs(*at.lat) > kQuarterCircle))
            run.report(TableId::schools, i, "lat", "check.position_off_earth", Severity::error);
        else if (at.lon && at.crs.empty())
            run.report(TableId::schools, i, "crs", "check.no_crs", Severity::warning);
    }
}

void check_teachers(const CheckRun& run) {
    const double least = run.options.rules.limit("teacher_age_least");
    const double most = run.options.rules.limit("teacher_age_most");
    for (std::size_t i = 0; i < run.snapshot.teachers.size(); ++i) {
        const Teacher& teacher = run.snapshot.teachers[i];
        if (!teacher.birth_year)
            continue;
        const auto age = static_cast<double>(run.snapshot.year.start - *teacher.birth_year);
        if (std::isfinite(least) && (age < least || age > most))
            run.report(TableId::teachers, i, "birth_year", "check.teacher_age", Severity::warning);
        else if (teacher.in_post_since && std::isfinite(least) &&
                 static_cast<double>(*teacher.in_post_since - *teacher.birth_year) < least)
            run.report(
                TableId::teachers, i, "in_post_since", "check.teacher_start", Severity::warning
            );
    }
}

struct JumpRule {
    TableId table;
    std::string_view field;
    std::string_view least;
};
constexpr std::array<JumpRule, 9> kJumps{{
    {TableId::stages, "pupils", "jump_pupils_least"},
    {TableId::stages, "above_degree_teachers", "jump_count_least"},
    {TableId::stages, "backbone_teachers", "jump_count_least"},
    {TableId::stages, "pe_art_teachers", "jump_count_least"},
    {TableId::shared, "teaching_area_m2", "jump_area_least"},
    {TableId::shared, "indoor_sports_m2", "jump_area_least"},
    {TableId::shared, "sports_ground_m2", "jump_area_least"},
    {TableId::shared, "equipment_yuan", "jump_yuan_least"},
    {TableId::shared, "multimedia_rooms", "jump_count_least"},
}};

void check_jump(const CheckRun& run, const JumpRule& rule, std::size_t row) {
    const auto before_row =
        find_row(*run.options.previous, rule.table, row_at(run.snapshot, rule.table, row));
    const auto now = amount(run.snapshot, rule.table, row, rule.field);
    if (!before_row || !now)
        return;
    const auto before = amount(*run.options.previous, rule.table, *before_row, rule.field);
    if (!before)
        return;
    const double change = std::abs(*now - *before);
    if (change <= run.options.rules.limit(rule.least) ||
        change <= *before * run.options.rules.limit("jump_share"))
        return;
    const TableSpec& spec = table_spec(rule.table);
    const auto index = *field_by_name(spec, rule.field);
    run.report(
        rule.table,
        row,
        rule.field,
        "check.jump",
        Severity::warning,
        {{"before",
          to_text(
              spec.fields[index], cell_at(*run.options.previous, rule.table, *before_row, index)
          )},
         {"year", std::to_string(run.options.previous->year.start)}}
    );
}

}  // namespace

void check_ranges(const CheckRun& run) {
    check_shared(run);
    check_classes_and_rooms(run);
    check_points(run);
    check_positions(run);
    check_teachers(run);
}

void check_jumps(const CheckRun& run) {
    if (run.options.previous == nullptr)
        return;
    check_figure_jumps(run);
    for (const JumpRule& rule : kJumps)
        for (std::size_t i = 0; i < row_count(run.snapshot, rule.table); ++i)
            check_jump(run, rule, i);
}

}  // namespace junheng
