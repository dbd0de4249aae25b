// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/demo/random.h"
#include "core/demo/rows.h"

namespace junheng::demo {
namespace {

constexpr std::array<Stage, 3> kStages{Stage::primary, Stage::junior, Stage::senior};
constexpr std::int64_t kDown = 100;  // to whole square metres

Resources scaled(Resources resources, std::int64_t permille) {
    for (auto& stage : resources.teachers)
        for (auto& amount : stage) amount = amount * permille / 1000;
    for (auto& amount : resources.shared) amount = amount * permille / 1000;
    return resources;
}

/// Buildings grow in one step, equipment and screens a little every year.
void undo_growth(Resources& resources, const County& county, std::size_t school, int years_back) {
    const auto luck = hash_of(county_seed(county.options), 0x6207, school);
    const bool extended = pick(luck, 3) == 0 && years_back > pick(hash_of(luck, 1), 5);
    for (std::size_t i = 0; i < 2 && extended; ++i)
        resources.shared[i] = resources.shared[i] * 88 / 100 / kDown * kDown;
    resources.shared[2] = resources.shared[2] * (100 - 7 * years_back) / 100 / 10000 * 10000;
    resources.shared[3] = resources.shared[3] * (100 - 5 * years_back) / 100;
}

std::int64_t pupils_in_all(const County& county, std::size_t school, int year) {
    std::int64_t sum = 0;
    for (const Stage stage : kStages) sum += county.enrolment.pupils(school, year, stage);
    return sum;
}

/// A sports hall for schools of some size, within a third of what L5 counts.
std::int64_t gym_area(const SchoolPlan& plan, std::int64_t pupils, std::int64_t sports) {
    constexpr std::int64_t kLarge = 700;
    if (pupils < kLarge || plan.setting == Setting::village_primary)
        return 0;
    return std::min<std::int64_t>(sports / 3, 64000 + 100 * (pupils % 600)) / kDown * kDown;
}

/// The extra areas of a dense centre are part of what counts; elsewhere they come on top and do not
/// count.
std::int64_t added_area(const SchoolPlan& plan, std::int64_t sports) {
    return plan.added_sports ? sports / 8 / kDown * kDown : 0;
}

SharedFigures shared_row(const County& county, std::size_t school, int year) {
    const SchoolPlan& plan = county.schools[school];
    const Resources resources = resources_in(county, school, year);
    const auto [teaching, sports, equipment, rooms] = resources.shared;
    const std::int64_t gym =
        plan.no_gym_reported ? 0 : gym_area(plan, pupils_in_all(county, school, year), sports);
    const std::int64_t added = added_area(plan, sports);
    const bool added_counts = (plan.flags & kDenseCentre) != 0;
    SharedFigures row{.code = code_in(plan, year)};
    row.teaching_area = Area{teaching + gym};
    row.indoor_sports = Area{gym};
    row.sports_ground = Area{sports - gym - (added_counts ? added : 0)};
    row.added_sports = Area{added};
    row.equipment = Money{equipment};
    row.multimedia_rooms = Rooms{rooms};
    if (plan.no_gym_reported)
        row.indoor_sports = Missing::not_reported;
    if (!plan.added_sports)
        row.added_sports = Missing::not_reported;
    return row;
}

/// Cells that nobody has filled, each where it changes no verdict of the last year.
void leave_gaps(const County& county, std::size_t school, int year, SharedFigures& row) {
    const SchoolPlan& plan = county.schools[school];
    if (plan.kind == 321)
        row.equipment = Missing::not_reported;
    if (plan.kind == 514)
        row.added_sports = Missing::not_applicable;
    if (plan.kind == 218 && plan.primary < 20)
        row.sports_ground = Missing::not_reported;
    if (plan.studios == Studios::exact_small && year + 1 == county.options.last_year)
        row.equipment = Missing::not_reported;
}

StageFigures stage_row(
    const County& county,
    std::size_t school,
    Stage stage,
    int year,
    std::int64_t pupils
) {
    const SchoolPlan& plan = county.schools[school];
    StageFigures row{.code = code_in(plan, year), .stage = stage, .pupils = Pupils{pupils}};
    if (stage == Stage::senior)
        return row;
    const Resources resources = resources_in(county, school, year);
    const auto& counted = resources.teachers[static_cast<std::size_t>(stage)];
    row.above_degree_teachers = Teachers{counted[0]};
    row.backbone_teachers = Teachers{counted[1]};
    row.pe_art_teachers = Teachers{own_pe_art(plan, pupils, counted[2])};
    if (plan.added_teachers)
        row.added_pe_art_teachers = Teachers{added_pe_art(plan, pupils, counted[2])};
    return row;
}

}  // namespace

Resources resources_in(const County& county, std::size_t school, int year) {
    const SchoolPlan& plan = county.schools[school];
    const int reference = last_working_year(plan, county.options.last_year);
    Resources resources = county.resources[school];
    if (year >= reference)
        return resources;
    const std::int64_t then = std::max<std::int64_t>(1, pupils_in_all(county, school, year));
    const std::int64_t now = std::max<std::int64_t>(1, pupils_in_all(county, school, reference));
    const Resources by_pupils = scaled(resources, 1000 * then / now);
    resources.teachers = by_pupils.teachers;
    // A school that has since grown by a stage, or halved by a split, had buildings to match.
    const bool otherwise = plan.former_kind != 0 || then * 2 > now * 3;
    if (otherwise)
        resources.shared = by_pupils.shared;
    undo_growth(resources, county, school, reference - year);
    return resources;
}

void write_stages(const County& county, Snapshot& snapshot) {
    const int year = snapshot.year.start;
    for (std::size_t school = 0; school < county.schools.size(); ++school) {
        if (!works_in(county.schools[school], year))
            continue;
        for (const Stage stage : kStages)
            if (const std::int64_t pupils = county.enrolment.pupils(school, year, stage);
                pupils > 0)
                snapshot.stages.write().push_back(stage_row(county, school, stage, year, pupils));
        SharedFigures shared = shared_row(county, school, year);
        leave_gaps(county, school, year, shared);
        snapshot.shared.write().push_back(shared);
    }
}

std::int64_t boarders(const SchoolPlan& plan, std::int64_t pupils) {
    return (plan.flags & kBoarding) != 0 ? pupils * 3 / 5 : 0;
}

}  // namespace junheng::demo
