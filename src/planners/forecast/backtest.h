// SPDX-License-Identifier: Apache-2.0
/// The method held against the county's own past: what it would have said, and what two plain
/// methods would have.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "planners/forecast/history.h"

namespace junheng {

/// forecast: this engine. naive: last year's pupils again. cohort: year groups move up by the
/// county's ratios, last year's entries again.
inline constexpr std::array<std::string_view, 3> kMethods{"forecast", "naive", "cohort"};

/// Of school totals; ratios. `mape` is the mean of the misses by school, `wape` all misses over all
/// pupils.
struct Accuracy {
    double mape = 0;
    double wape = 0;
};

struct BacktestRow {
    int horizon = 0;          // years ahead
    std::size_t origins = 0;  // years that were forecast from
    std::size_t cases = 0;    // schools with pupils at the origin and in the year forecast
    std::array<Accuracy, kMethods.size()> accuracy{};
    double coverage = 0;  // share of the cases within the 80% interval
};

/// Each origin sees only what was known then; an origin needs a year before it. Shape: by horizon;
/// empty with fewer than three years.
std::vector<BacktestRow> backtest(const EnrolmentHistory& history, int horizon);

}  // namespace junheng
