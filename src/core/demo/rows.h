// SPDX-License-Identifier: Apache-2.0
/// Writes the tables of one school year from the county's plan. Each writer fills its own tables;
/// rows need sorting afterwards.
#pragma once

#include "core/demo/county.h"
#include "core/domain/snapshot.h"

namespace junheng::demo {

/// townships, villages, features
void write_land(const County& county, Snapshot& snapshot);
/// schools
void write_registry(const County& county, Snapshot& snapshot);
/// stages, shared
void write_stages(const County& county, Snapshot& snapshot);
/// classes, grades
void write_classes(const County& county, Snapshot& snapshot);
/// rooms
void write_rooms(const County& county, Snapshot& snapshot);
/// teachers, and with them the totals in stages
void write_teachers(const County& county, Snapshot& snapshot);
/// figures, counts
void write_school_figures(const County& county, Snapshot& snapshot);
/// units, unit_pupils, districts, admission; in the last year only
void write_districts(const County& county, Snapshot& snapshot);
/// county, evidence; needs the teachers
void write_county_figures(const County& county, Snapshot& snapshot);

/// Brings every table into the order of its key.
void sort_tables(Snapshot& snapshot);

/// What the school has in that year, scaled back from its last working year.
Resources resources_in(const County& county, std::size_t school, int year);

/// The pupils of a boarding school who stay overnight, the first of each grade.
std::int64_t boarders(const SchoolPlan& plan, std::int64_t pupils);

std::string class_name(std::int64_t order);

}  // namespace junheng::demo
