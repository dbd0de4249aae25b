// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "core/demo/random.h"
#include "core/demo/rows.h"

namespace junheng::demo {
namespace {

void write_grade(const County& county, std::size_t school, int grade, Snapshot& snapshot) {
    const int year = snapshot.year.start;
    const std::int64_t pupils = county.enrolment.pupils(school, year, grade);
    if (pupils == 0)
        return;
    const std::string& code = code_in(county.schools[school], year);
    const std::int64_t classes = county.enrolment.classes(school, year, grade);
    snapshot.grades.write().push_back({code, grade, Pupils{pupils}, classes});
    if (!county.options.with_people || grade > kCompulsoryGrades)
        return;
    for (std::int64_t i = 0; i < classes; ++i)
        snapshot.classes.write().push_back(
            {code, grade, class_name(i), Pupils{pupils / classes + (i < pupils % classes ? 1 : 0)}}
        );
}

struct StudioAreas {
    std::int64_t music;  // 0.01 m2
    std::int64_t art;
};

constexpr StudioAreas kNew{9600, 9000};
constexpr StudioAreas kOld{7300, 6700};
constexpr StudioAreas kSmall{5400, 5400};
constexpr StudioAreas kSmallJunior{6100, 6100};

/// The least that the rule asks of such a school; what it usually has is a little more.
StudioAreas least_areas(const County& county, std::size_t school, int year) {
    constexpr std::int64_t kSmallClass = 30;
    const SchoolPlan& plan = county.schools[school];
    if (plan.area_class >= 200 && county.enrolment.largest_class(school, year) < kSmallClass)
        return plan.junior > 0 ? kSmallJunior : kSmall;
    constexpr std::int64_t kNewFrom = 2017;
    return plan.built_year < kNewFrom ? kOld : kNew;
}

StudioAreas areas_of(const County& county, std::size_t school, int year) {
    StudioAreas areas = least_areas(county, school, year);
    switch (county.schools[school].studios) {
        case Studios::exact_new:
            return kNew;
        case Studios::exact_old:
            return kOld;
        case Studios::exact_small:
            return kSmall;
        case Studios::too_small:
            return {areas.music - 50, areas.art - 50};
        case Studios::usual:
        case Studios::one_missing:
        case Studios::none:
            break;
    }
    const std::int64_t more = 100 * pick(hash_of(county_seed(county.options), 0xA2EA, school), 15);
    return {areas.music + more, areas.art + more};
}

void add_rooms(
    Snapshot& snapshot,
    const std::string& code,
    std::string_view kind,
    std::int64_t area,
    std::int64_t count
) {
    if (count > 0)
        snapshot.rooms.write().push_back({code, std::string(kind), Area{area}, Rooms{count}});
}

void write_school_rooms(const County& county, std::size_t school, Snapshot& snapshot) {
    constexpr std::int64_t kClassesPerRoom = 12;
    const int year = snapshot.year.start;
    const SchoolPlan& plan = county.schools[school];
    const std::string& code = code_in(plan, year);
    const std::int64_t classes = county.enrolment.classes(school, year);
    const std::int64_t needed = (classes + kClassesPerRoom - 1) / kClassesPerRoom;
    const StudioAreas areas = areas_of(county, school, year);
    const bool none = plan.studios == Studios::none;
    add_rooms(
        snapshot,
        code,
        "music",
        areas.music,
        none ? 0 : needed - (plan.studios == Studios::one_missing ? 1 : 0)
    );
    add_rooms(snapshot, code, "art", areas.art, none ? 0 : needed);
    add_rooms(snapshot, code, "classroom", 6100, classes);
    add_rooms(snapshot, code, "laboratory", 8600, plan.junior > 0 ? 3 * needed : needed);
    add_rooms(snapshot, code, "computer", 8600, plan.kind == 218 ? 0 : needed);
    add_rooms(snapshot, code, "library", plan.kind == 218 ? 2700 : 9000, 1);
}

}  // namespace

std::string class_name(std::int64_t order) {
    return fmt::format("{}班", order + 1);
}

void write_classes(const County& county, Snapshot& snapshot) {
    for (std::size_t school = 0; school < county.schools.size(); ++school)
        if (works_in(county.schools[school], snapshot.year.start))
            for (int grade = 1; grade <= kGrades; ++grade)
                write_grade(county, school, grade, snapshot);
}

void write_rooms(const County& county, Snapshot& snapshot) {
    for (std::size_t school = 0; school < county.schools.size(); ++school)
        if (works_in(county.schools[school], snapshot.year.start) &&
            county.enrolment.classes(school, snapshot.year.start) > 0)
            write_school_rooms(county, school, snapshot);
    // One area that nobody has measured.
    if (auto& rooms = snapshot.rooms.write(); !rooms.empty())
        std::ranges::find(rooms, "library", &RoomGroup::kind)->area = Missing::not_reported;
}

}  // namespace junheng::demo
