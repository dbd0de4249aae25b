// SPDX-License-Identifier: Apache-2.0
/// What a school of the demo county is to be, before any figure is drawn: one plan for its whole
/// life, through changes of code and kind, mergers and splits.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/demo/demo.h"
#include "core/demo/geography.h"

namespace junheng::demo {

/// What decides a plan's usual figures.
enum class Setting : std::uint8_t {
    seat_primary,
    seat_junior,
    town_primary,
    town_junior,
    nine_year,
    village_primary,
    point,
    other
};

inline constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

/// How a school's seven indicators stand in the year by which it is drawn.
enum class Standing : std::uint8_t {
    drawn,         // by quota
    good,          // every one met
    failing,       // two short, or one below the floor
    one_short,     // one short, above the floor
    at_threshold,  // exactly at the threshold
    at_floor,      // one exactly at the floor, else met
    below_floor,   // a single one, below the floor
};

/// Rooms for music and art.
enum class Studios : std::uint8_t {
    usual,
    exact_new,
    exact_old,
    exact_small,
    too_small,
    one_missing,
    none
};

struct SchoolPlan {
    std::string code;
    std::string name;
    std::int64_t kind = 211;
    Setting setting = Setting::other;
    std::string ownership = "education";
    std::int64_t area_class = 0;  // 0: by where it stands
    std::size_t township = 0;
    std::size_t village = 0;
    Position position;
    std::int64_t built_year = 2001;
    std::uint32_t flags = 0;

    // Pupils in the last year, by stage; 0 = no such stage.
    std::int64_t primary = 0;
    std::int64_t junior = 0;
    std::int64_t senior = 0;
    bool junior_fixed = false;  // not scaled to the number of primary leavers
    int growth_permille = 0;    // a cohort's size against the one before, beside the county's trend
    int top_grade = 0;          // of a teaching point: later grades sit in the central school
    int class_target = 0;       // 0: as the rule has it

    Standing standing = Standing::drawn;
    Studios studios = Studios::usual;
    bool added_sports = false;    // areas won by conversion or lease
    bool added_teachers = false;  // PE and art teachers on exchange, part-time, travelling
    bool no_gym_reported = false;
    bool underfunded = false;       // G6, or Q4 for larger schools
    bool migrant_children = false;  // a tenth and more

    std::size_t central = kNobody;  // files for it
    std::size_t campus_of = kNobody;
    std::size_t merged_into = kNobody;
    std::size_t split_from = kNobody;
    int event_year = 0;       // of its merger, its split or its change of kind
    std::string former_code;  // before the event
    std::int64_t former_kind = 0;
};

inline bool runs_alone(const SchoolPlan& plan) {
    return plan.campus_of == kNobody;
}

/// The code under which it works in that year.
const std::string& code_in(const SchoolPlan& plan, int year);
std::int64_t kind_in(const SchoolPlan& plan, int year);
/// It has pupils of its own then.
bool works_in(const SchoolPlan& plan, int year);
/// The last of the years in which it works.
int last_working_year(const SchoolPlan& plan, int last_year);

/// Whether the resource part looks at a school of this kind.
bool kind_counts(std::int64_t kind);

/// The two digits that the kind gives the code.
int code_category(std::int64_t kind);

}  // namespace junheng::demo
