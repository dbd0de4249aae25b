// SPDX-License-Identifier: Apache-2.0
#include "core/demo/staff.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/demo/staff_builder.h"

namespace junheng::demo {
namespace {

std::int64_t pupils_a_teacher(Setting setting, Stage stage) {
    constexpr std::int64_t kLater = 13;
    if (stage != Stage::primary)
        return kLater;
    switch (setting) {
        case Setting::seat_primary:
            return 18;
        case Setting::village_primary:
            return 12;
        case Setting::point:
            return 10;
        case Setting::seat_junior:
        case Setting::town_primary:
        case Setting::town_junior:
        case Setting::nine_year:
        case Setting::other:
            break;
    }
    return 16;
}

Wanted wanted_of(
    const SchoolPlan& plan,
    Stage stage,
    std::int64_t pupils,
    const Resources& resources
) {
    Wanted wanted;
    if (stage != Stage::senior) {
        const auto& counted = resources.teachers[static_cast<std::size_t>(stage)];
        wanted.above_degree = counted[0];
        wanted.backbone = counted[1];
        wanted.pe_art = own_pe_art(plan, pupils, counted[2]);
    }
    const std::int64_t ratio = pupils_a_teacher(plan.setting, stage);
    wanted.all =
        std::max({(pupils + ratio - 1) / ratio, wanted.above_degree, wanted.backbone, wanted.pe_art}
        );
    return wanted;
}

bool excepted_school(const SchoolPlan& plan, std::int64_t pupils) {
    constexpr std::int64_t kSmallest = 50;
    constexpr std::int64_t kLargest = 99;
    return plan.added_teachers && plan.area_class >= 200 && pupils >= kSmallest &&
           pupils <= kLargest;
}

bool starts_with_any(std::string_view code, std::string_view digits) {
    return !code.empty() && digits.find(code.front()) != std::string_view::npos;
}

}  // namespace

Staff make_staff(
    const std::vector<SchoolPlan>& schools,
    const Enrolment& enrolment,
    const std::vector<Resources>& resources,
    const StaffSpan& span
) {
    Staff staff;
    StaffBuilder builder(staff, span);
    for (std::size_t i = 0; i < schools.size(); ++i) {
        const int year = last_working_year(schools[i], span.last_year);
        for (const Stage stage : {Stage::primary, Stage::junior, Stage::senior})
            if (const std::int64_t pupils = enrolment.pupils(i, year, stage); pupils > 0)
                builder.add_stage(
                    i, schools[i], stage, wanted_of(schools[i], stage, pupils, resources[i]), year
                );
    }
    return staff;
}

std::int64_t own_pe_art(const SchoolPlan& plan, std::int64_t pupils, std::int64_t counted) {
    return excepted_school(plan, pupils) ? 0 : counted;
}

std::int64_t added_pe_art(const SchoolPlan& plan, std::int64_t pupils, std::int64_t counted) {
    return excepted_school(plan, pupils) ? counted : 1;
}

std::size_t school_of(const Post& post, const std::vector<SchoolPlan>& schools, int year) {
    if (year < post.since || (post.until != 0 && year >= post.until))
        return kNobody;
    const SchoolPlan& plan = schools[post.school];
    if (works_in(plan, year))
        return post.school;
    return plan.split_from;
}

StaffTotals contribution(const Teacher& teacher, int year) {
    StaffTotals totals{.listed = 1};
    if (teacher.contract != "in_quota" && teacher.contract != "contract")
        return totals;
    const bool primary = teacher.stage == Stage::primary;
    totals.above_degree = starts_with_any(teacher.degree, primary ? "123" : "12") ? 1 : 0;
    const bool named = teacher.honour == "special_grade" || teacher.honour == "subject_leader" ||
                       teacher.honour == "backbone";
    const bool valid =
        teacher.honour_until.empty() || teacher.honour_until >= fmt::format("{}-09-01", year);
    totals.backbone = named && valid ? 1 : 0;
    constexpr std::array<std::string_view, 4> kPeArt{"22", "23", "24", "25"};
    totals.pe_art = std::ranges::find(kPeArt, teacher.subject) != kPeArt.end() ? 1 : 0;
    return totals;
}

}  // namespace junheng::demo
