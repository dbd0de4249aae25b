// SPDX-License-Identifier: Apache-2.0
/// How much each school has of what L1 to L7 ask for, in its last working year. Campuses stand with
/// their school.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/demo/enrolment.h"
#include "core/demo/school_plan.h"

namespace junheng::demo {

inline constexpr std::size_t kIndicators = 7;
inline constexpr std::size_t kTeacherIndicators = 3;

/// Shape: teachers[stage][L1, L2, L3] with primary and junior; shared[L4 … L7], L4 without the gym,
/// L5 as it counts. Units: teachers; 0.01 m2, 0.01 m2, fen, rooms.
struct Resources {
    std::array<std::array<std::int64_t, kTeacherIndicators>, 2> teachers{};
    std::array<std::int64_t, kIndicators - kTeacherIndicators> shared{};
};

/// A school with its campuses.
struct Unit {
    std::vector<std::size_t> members;  // the school itself first
    int year = 0;
    std::array<std::int64_t, 3> pupils{};
    bool counted = false;
    Standing standing = Standing::good;
    Resources resources;
};

std::vector<Unit> units_of(
    const std::vector<SchoolPlan>& schools,
    const Enrolment& enrolment,
    int last_year
);

/// The least that reaches the aim for this stage; for what stages share, in the whole building's
/// amount.
std::int64_t needed(
    const DemoAims& aims,
    std::size_t indicator,
    Stage stage,
    const std::array<std::int64_t, 3>& pupils
);
/// For the most demanding of the unit's stages.
std::int64_t needed_by_building(const DemoAims& aims, std::size_t indicator, const Unit& unit);

/// A school's amount a pupil of the stage, in smallest units; the stage has pupils.
double amount_per_pupil(const DemoAims& aims, std::size_t indicator, Stage stage, const Unit& unit);

/// Decides who fails and draws every unit's amounts.
void draw_levels(
    std::vector<Unit>& units,
    const std::vector<SchoolPlan>& schools,
    const DemoAims& aims,
    std::uint64_t seed
);

/// Shares the amounts of a unit out to its members, by pupils. Shape: one a plan.
std::vector<Resources> shared_out(
    const std::vector<Unit>& units,
    const std::vector<SchoolPlan>& schools,
    const Enrolment& enrolment,
    const DemoAims& aims
);

}  // namespace junheng::demo
