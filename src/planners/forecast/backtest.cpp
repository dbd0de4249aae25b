// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/backtest.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "planners/forecast/forecast.h"

namespace junheng {
namespace {

/// The years up to an origin as a history of its own.
EnrolmentHistory known_at(const EnrolmentHistory& history, int last) {
    EnrolmentHistory known = history;
    known.years = last + 1;
    known.pupils.clear();
    known.feeder.clear();
    for (std::size_t s = 0; s < history.schools.size(); ++s)
        for (int t = 0; t <= last; ++t) {
            const auto grades = history.grades_of(s, t);
            known.pupils.insert(known.pupils.end(), grades.begin(), grades.end());
            if (!history.feeder.empty())
                known.feeder.push_back(history.feeder[history.feeder_index(s, t)]);
        }
    return known;
}

struct Sums {
    double relative = 0;
    double absolute = 0;

    void add(double said, double found) {
        relative += std::abs(said - found) / found;
        absolute += std::abs(said - found);
    }
};

class Test {
public:
    Test(const EnrolmentHistory& history, int horizon)
        : history_(history),
          horizon_(horizon),
          rows_(static_cast<std::size_t>(horizon)),
          sums_(rows_.size()),
          pupils_(rows_.size(), 0),
          inside_(rows_.size(), 0) {}

    std::vector<BacktestRow> run() {
        for (int last = 1; last + 1 < history_.years; ++last) try_origin(last);
        std::vector<BacktestRow> rows;
        for (std::size_t h = 0; h < rows_.size(); ++h)
            if (rows_[h].cases > 0)
                rows.push_back(finished(h));
        return rows;
    }

private:
    void try_origin(int last) {
        const EnrolmentHistory known = known_at(history_, last);
        const int ahead = std::min(horizon_, history_.years - 1 - last);
        const Origin origin = origin_at(known, last);
        const Projection cohort = project(origin, plain_cohort_model(origin), ahead, {});
        const Forecast said = forecast({known, {}, {}, {}}, ahead);
        for (int h = 0; h < ahead; ++h) ++rows_[static_cast<std::size_t>(h)].origins;
        for (const ForecastRow& row : said.rows)
            if (row.grade == kAllGrades)
                judge(row, last, cohort);
    }

    void judge(const ForecastRow& row, int last, const Projection& cohort) {
        const int ahead = row.year - history_.first_year - last - 1;
        const double found = total_of(history_, row.school, last + 1 + ahead);
        if (found <= 0)
            return;
        const auto h = static_cast<std::size_t>(ahead);
        ++rows_[h].cases;
        pupils_[h] += found;
        inside_[h] += row.pupils.low <= found && found <= row.pupils.high ? 1 : 0;
        sums_[h][0].add(row.pupils.mid, found);
        sums_[h][1].add(total_of(history_, row.school, last), found);
        sums_[h][2].add(std::max(0.0, cohort.total(row.school, ahead)), found);
    }

    BacktestRow finished(std::size_t h) const {
        BacktestRow row = rows_[h];
        row.horizon = static_cast<int>(h) + 1;
        const auto cases = static_cast<double>(row.cases);
        for (std::size_t m = 0; m < kMethods.size(); ++m)
            row.accuracy[m] = {sums_[h][m].relative / cases, sums_[h][m].absolute / pupils_[h]};
        row.coverage = inside_[h] / cases;
        return row;
    }

    const EnrolmentHistory& history_;
    int horizon_;
    std::vector<BacktestRow> rows_;
    std::vector<std::array<Sums, kMethods.size()>> sums_;
    std::vector<double> pupils_;
    std::vector<double> inside_;
};

}  // namespace

std::vector<BacktestRow> backtest(const EnrolmentHistory& history, int horizon) {
    return Test(history, horizon).run();
}

}  // namespace junheng
