// SPDX-License-Identifier: Apache-2.0
/// How wide a forecast is: a variance that grows with the pupils, set by the misses of the
/// county's own past years.
#pragma once

#include <array>
#include <vector>

#include "planners/forecast/projection.h"

namespace junheng {

/// Half widths are quantile × standard deviation × growth of the year ahead.
struct Spread {
    std::array<double, kFeederKinds> entry{};  // variance by entering pupil
    double complete = 0;                       // quantiles: totals of schools with every grade,
    double incomplete = 0;                     // of the others,
    double upper_grade = 0;                    // of one grade above the entry,
    double entry_grade = 0;                    // of the entry grade
    std::vector<double> growth;                // by year ahead, the first is 1
};

struct Range {
    double low = 0;
    double mid = 0;
    double high = 0;
};

/// Whether the school had pupils in every grade in each of the last three years.
bool is_complete(const Origin& origin, std::size_t school);

/// From forecasts of the last three origins that have a year before them; values set on other data
/// where there are too few. Growth is h^0.75, more where the county's own later years missed by
/// more. Source: model.md, interval.*.
Spread spread_of(const EnrolmentHistory& history, int horizon);

/// `year` counts from 0: the first year after the origin.
Range grade_range(
    const Projection& projection,
    const Spread& spread,
    const Model& model,
    std::size_t school,
    int year,
    int grade
);
Range total_range(
    const Projection& projection,
    const Spread& spread,
    const Model& model,
    std::size_t school,
    int year,
    bool complete
);

}  // namespace junheng
