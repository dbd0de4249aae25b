// SPDX-License-Identifier: Apache-2.0
/// A forecast to be made: the history, what the planner knows of schools that open, close or pass
/// pupils on, and the children to come.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planners/forecast/history.h"

namespace junheng {

/// closed: `school` has no pupils from the year on, `share` of them went to `other`. opened:
/// `school` has pupils from the year on, `share` of those of `other` came to it. moves: from the
/// year on `share` of the pupils of `school` pass into the grade at `other` (points to their
/// central school, boarders). arrivals: pupils who come in that year, to a school or spread over an
/// area (new housing, migration); a negative number leaves.
enum class EventKind : std::uint8_t { closed, opened, moves, arrivals };

/// As handed in. Shape: `area` only for arrivals without a school; grade absent = every grade (of
/// `opened`: the highest one that came along).
struct EventRow {
    std::string kind;
    int year = 0;
    std::string school;
    std::string other;
    std::string area;
    std::optional<int> grade;
    std::optional<double> share;
    std::optional<double> pupils;
    int line = 0;
};

/// Children who reach the entry grade in a year: births, registered children. `share` of them
/// attends in the area (在片就读率); absent, it is taken from past years.
struct ChildrenRow {
    std::string area;
    int year = 0;
    double children = 0;
    std::optional<double> share;
    int line = 0;
};

/// Schools and grades are places in the history; grade -1 = every grade.
struct SchoolEvent {
    EventKind kind = EventKind::arrivals;
    int year = 0;
    std::size_t school = 0;
    std::size_t other = 0;
    int grade = -1;
    double share = 1;
    double pupils = 0;
};

/// Invariant: past openings and closures are already in the history, as if the schools had always
/// stood as they stand now; `events` are those of the years to come, by year.
struct ForecastProblem {
    EnrolmentHistory history;
    std::vector<SchoolEvent> events;
    std::vector<ChildrenRow> children;
    /// Entries of the county against those of the first year, by year ahead; empty: they stay.
    /// Children of an area go before it.
    std::vector<double> entry_growth;
};

struct ProblemReport {
    std::optional<ForecastProblem> problem;
    Issues issues;
};

struct ForecastInputs {
    std::vector<EventRow> events;
    std::string event_file;
    std::vector<ChildrenRow> children;
    std::string children_file;
};

std::optional<EventKind> event_by_name(std::string_view word);

/// Errors, as issues: forecast.event_unknown, forecast.school_unknown, forecast.area_unknown,
/// forecast.event_with_itself, forecast.bad_share, forecast.event_without_pupils,
/// forecast.event_grade, forecast.shares_above_one, forecast.children_twice. A school that opens in
/// a year to come need not be in the history.
ProblemReport build_problem(EnrolmentHistory history, const ForecastInputs& inputs);

}  // namespace junheng
