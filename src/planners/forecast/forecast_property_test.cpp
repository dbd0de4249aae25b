// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <map>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "planners/forecast/forecast_fixture.h"

namespace junheng {
namespace {

using namespace forecast_fixture;

/// A few schools in two areas with whatever figures, gaps, closed schools and preschools.
std::vector<Line> any_history() {
    const int schools = *rc::gen::inRange(1, 7);
    const int years = *rc::gen::inRange(2, 6);
    const int grades = *rc::gen::inRange(1, 5);
    std::vector<Line> lines;
    for (int s = 0; s < schools; ++s)
        for (int t = 0; t < years; ++t) {
            const std::string school = "S" + std::to_string(s);
            const std::string area = s % 2 == 0 ? "even" : "odd";
            for (int g = 1; g <= grades; ++g)
                if (*rc::gen::inRange(0, 8) > 0)
                    lines.push_back(
                        {school, area, 2020 + t, std::to_string(g), *rc::gen::inRange(0, 200)}
                    );
            if (*rc::gen::inRange(0, 2) == 0)
                lines.push_back({school, area, 2020 + t, "pre", *rc::gen::inRange(0, 300)});
        }
    // Every year and grade must occur for the history to stand.
    for (int t = 0; t < years; ++t)
        for (int g = 1; g <= grades; ++g)
            lines.push_back({"Z", "odd", 2020 + t, std::to_string(g), *rc::gen::inRange(1, 90)});
    return lines;
}

using Key = std::tuple<std::string, int, int>;

std::map<Key, Range> rows_of(const Forecast& forecast) {
    std::map<Key, Range> rows;
    for (const ForecastRow& row : forecast.rows)
        rows[{forecast.history.schools[row.school].code, row.year, row.grade}] = row.pupils;
    return rows;
}

RC_GTEST_PROP(ForecastProperty, NumbersAreNumbersAndRangesHold, ()) {
    for (const ForecastRow& row : forecast_of(any_history(), 4).rows) {
        RC_ASSERT(std::isfinite(row.pupils.high));
        RC_ASSERT(row.pupils.low >= 0);
        RC_ASSERT(row.pupils.low <= row.pupils.mid);
        RC_ASSERT(row.pupils.mid <= row.pupils.high);
    }
}

RC_GTEST_PROP(ForecastProperty, TotalsAreTheSumsOfTheirGrades, ()) {
    const Forecast forecast = forecast_of(any_history(), 3);
    double sum = 0;
    for (const ForecastRow& row : forecast.rows) {
        if (row.grade == kAllGrades) {
            RC_ASSERT(std::abs(sum - row.pupils.mid) <= 1e-9 * (1 + sum));
            sum = 0;
        } else {
            sum += row.pupils.mid;
        }
    }
}

RC_GTEST_PROP(ForecastProperty, OrderOfRowsChangesNothing, ()) {
    std::vector<Line> lines = any_history();
    const auto before = rows_of(forecast_of(lines, 2));
    std::ranges::reverse(lines);
    const auto after = rows_of(forecast_of(lines, 2));
    RC_ASSERT(before.size() == after.size());
    for (const auto& [key, range] : before) {
        RC_ASSERT(after.at(key).mid == range.mid);
        RC_ASSERT(after.at(key).high == range.high);
    }
}

RC_GTEST_PROP(ForecastProperty, WithoutPupilsInTheLastYearThereAreNoRows, ()) {
    const Forecast forecast = forecast_of(any_history(), 2);
    for (const ForecastRow& row : forecast.rows)
        RC_ASSERT(total_of(forecast.history, row.school, forecast.history.years - 1) > 0);
}

/// Shrinkage and dispersion hang on the size; ratios alone do not.
RC_GTEST_PROP(ForecastProperty, SteadyCountiesScale, ()) {
    const int factor = *rc::gen::inRange(1, 20);
    std::vector<Line> lines = steady();
    for (Line& line : lines) line.pupils *= factor;
    const auto once = rows_of(forecast_of(steady(), 3));
    for (const auto& [key, range] : rows_of(forecast_of(lines, 3)))
        RC_ASSERT(std::abs(range.mid - factor * once.at(key).mid) < 1e-6);
}

}  // namespace
}  // namespace junheng
