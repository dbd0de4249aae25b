// SPDX-License-Identifier: Apache-2.0
/// Pupils of the years to come, by school and grade, with the range in which four of five will
/// fall. Mathematics in model.md.
#pragma once

#include <string>
#include <vector>

#include "planners/forecast/interval.h"
#include "planners/forecast/problem.h"

namespace junheng {

inline constexpr int kAllGrades = -1;

struct ForecastRow {
    std::size_t school = 0;  // in the history
    int year = 0;            // starting year
    int grade = 0;           // as the history numbers them, or kAllGrades
    Range pupils;
};

/// A school that gets no rows: forecast.no_pupils, forecast.preschool_only,
/// forecast.no_row_in_last_year.
struct SkippedSchool {
    std::string school;
    std::string reason;
};

/// Shape: rows by school, year, grade, the total last; grades that a school does not offer have no
/// row.
struct Forecast {
    EnrolmentHistory history;
    std::vector<ForecastRow> rows;
    std::vector<SkippedSchool> skipped;
    Issues warnings;
    std::size_t schools = 0;  // that got rows
    Model model;              // what was estimated, for whoever asks why
    Spread spread;
};

/// A figure missing in the last year is taken from the year group below a year before, else from
/// the same grade a year before, with a warning (forecast.figure_assumed). More than a year ahead
/// without children to come: forecast.entries_held. Cost: 1,000 schools, 9 grades, 10 years of
/// history: see docs/benchmarks-forecast.md.
Forecast forecast(ForecastProblem problem, int horizon);

/// All pupils of a grade by year, the last year of the history first, against that year: what
/// enters the stage above a year later.
std::vector<double> grade_growth(const Forecast& forecast, int grade);

}  // namespace junheng
