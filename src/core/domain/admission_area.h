// SPDX-License-Identifier: Apache-2.0
/// Admission districts as a notice tells them, and what is wrong with their units.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/snapshot.h"

namespace junheng {

/// Door numbers of a road: one side, or both.
struct Stretch {
    std::string road;
    std::string side;  // odd, even, both
    std::int64_t from = 0;
    std::int64_t to = 0;

    friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// What one school takes in at an entry grade.
struct AdmissionArea {
    std::string code;
    std::int64_t entry_grade = 0;
    std::vector<Stretch> roads;  // by name; both sides as one where they begin and end together
    std::vector<std::string> places;  // estates, villages, groups, roads without numbers; by unit
};

/// By entry grade, then school.
std::vector<AdmissionArea> admission_areas(const Snapshot& snapshot);

/// A row of a table that does not fit the others. Shape: `unit` is the row's unit, `other` the one
/// that it collides with, or empty.
struct DistrictFault {
    std::string_view code;
    TableId table = TableId::units;
    std::size_t row = 0;
    std::string unit;
    std::string other;
};

/// Codes: check.numbers_overlap, check.numbers_missing (of one road and side in one
/// township), check.name_twice, check.unknown_unit, check.no_district (a unit with
/// children whom no school takes at a grade at which others enter).
std::vector<DistrictFault> district_faults(const Snapshot& snapshot);

}  // namespace junheng
