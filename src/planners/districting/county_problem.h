// SPDX-License-Identifier: Apache-2.0
/// A county's admission districts of one entry grade as a problem, and a plan as changes of the
/// county.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/domain/change.h"
#include "core/domain/snapshot.h"
#include "planners/assignment/problem.h"
#include "planners/planning/outcome.h"

namespace junheng::districting {

/// Units: metres of straight line per metre walked in `detour`; metres in `most_metres`.
struct CountyOptions {
    int entry_grade = 1;
    std::int64_t class_norm = 0;  // pupils of a class
    double detour = 1;
    std::optional<double> most_metres = {};
    std::vector<std::string> barriers = {};                       // kinds of features
    std::vector<std::pair<std::string, std::string>> fixed = {};  // unit, school
    bool join = true;  // what is kept together is one unit; false to judge a plan that may part it
};

/// Where a stage begins, districts are contiguous areas. At a grade between (after a teaching
/// point) what goes together is what one school sends on, and no border is asked for. Shape: units
/// that are kept together are one unit of the problem, if they are joined.
struct CountyProblem {
    assignment::Problem problem;
    std::vector<int> unit_of;    // of each row of Snapshot::units; kNone: goes on where it is
    assignment::Plan current;    // today's districts
    std::int64_t estimated = 0;  // rows of units whose children were estimated
    Issues issues;
};

/// Capacity: approved classes times the class norm. Children: as reported, else by the village's
/// population at the rate of the units that reported. Errors (issues): as survey;
/// district.no_units, district.no_entrants, district.no_school, district.school_no_place,
/// district.no_room_for_school, district.no_children, district.unknown_fixed. Warnings:
/// district.no_classes, district.estimated, district.shared_unit, district.unknown_school.
CountyProblem county_problem(const Snapshot& snapshot, const CountyOptions& options);

/// Units that are kept together and go to different schools: `together`, a hit for each unit that
/// does not go where the first of them goes; pupils of the unit. Shape: the problem is not joined.
std::vector<planning::Violation> parted(
    const Snapshot& snapshot,
    const CountyProblem& county,
    const assignment::Plan& plan
);

/// The county when the plan has filled every grade that it leads to: districts, and the pupils of
/// each school, stage, grade and class that live in units which move. Children who do not go to the
/// school of their district today stay where they are. Classes keep their number.
Changes district_changes(
    const Snapshot& snapshot,
    const CountyProblem& county,
    const assignment::Plan& plan,
    int entry_grade
);

}  // namespace junheng::districting
