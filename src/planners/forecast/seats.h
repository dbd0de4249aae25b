// SPDX-License-Identifier: Apache-2.0
/// What a forecast asks of the schools: seats of the entry grade and their warning 学位预警,
/// classes against the lines of class size, teachers.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.h"
#include "core/base/decimal.h"
#include "core/base/result.h"
#include "core/domain/snapshot.h"
#include "core/standards/standard_set.h"
#include "planners/forecast/forecast.h"

namespace junheng {

/// Units: pupils; the three shares are new pupils by seat.
struct SeatRules {
    std::int64_t class_norm = 0;
    std::int64_t large_from = 0;
    std::int64_t super_large_from = 0;
    Decimal yellow_from;
    Decimal orange_from;
    Decimal red_above;
    Decimal pupils_per_staff;
};

/// Errors (kind data): forecast.rule_missing with the id of a rule that the set lacks.
Result<SeatRules> seat_rules(const StandardSet& standards, Stage stage);

/// Classes of the last year by school and grade, as they stand.
struct ClassCounts {
    int grades = 0;
    std::vector<std::int64_t> held;

    /// `ahead` years on, year groups keep their classes and new ones get as many as the entry grade
    /// has now. 0 where the school has none to go by.
    std::int64_t at(std::size_t school, int ahead, int grade) const;
};
ClassCounts class_counts(const Snapshot& last, const EnrolmentHistory& history);

enum class SeatColour : std::uint8_t { none, yellow, orange, red };
inline constexpr std::array<std::string_view, 4> kSeatColours{"none", "yellow", "orange", "red"};

struct SpareSeats {
    std::string school;
    std::int64_t seats = 0;
};

/// One line of the public form. Dates: `lifting` is the first day of the first later year without a
/// colour; none when no year of the forecast is without.
struct SeatWarning {
    std::string school;
    int year = 0;
    Range entries;
    std::int64_t seats = 0;  // classes of the entry grade × norm
    std::int64_t seats_short = 0;
    SeatColour colour = SeatColour::none;
    std::vector<std::string> measures;  // codes: seat_measure.*
    std::vector<SpareSeats> others;     // of the same area, most seats first
    Date notice;
    std::optional<Date> lifting;
};

/// New pupils and seats are compared exactly, in whole pupils. Shape: by school,
/// year; only years with a colour; schools whose classes are not known have none.
std::vector<SeatWarning> seat_warnings(
    const Forecast& forecast,
    const ClassCounts& classes,
    const SeatRules& rules,
    Date today
);

/// What a school needs in a year, and what comes of its classes if nothing is done.
struct SchoolNeeds {
    std::string school;
    int year = 0;
    Range pupils;
    std::int64_t classes_held = 0;
    std::int64_t classes_needed = 0;  // at the norm, grade by grade
    std::int64_t seats = 0;           // classes held × norm
    std::int64_t seats_short = 0;
    std::int64_t over_norm = 0;    // classes above the norm
    std::int64_t large = 0;        // of these, large ones
    std::int64_t super_large = 0;  // of these, super-large ones
    std::int64_t staff_needed = 0;
};
std::vector<SchoolNeeds> school_needs(
    const Forecast& forecast,
    const ClassCounts& classes,
    const SeatRules& rules
);

}  // namespace junheng
