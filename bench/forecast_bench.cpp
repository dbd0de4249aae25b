// SPDX-License-Identifier: Apache-2.0
// 1,000 schools × 9 grades, ten years of history, ten years ahead: from rows in memory to the
// answer.
#include <random>

#include <benchmark/benchmark.h>

#include "planners/forecast/backtest.h"
#include "planners/forecast/forecast.h"

namespace junheng {
namespace {

constexpr int kSchools = 1000;
constexpr int kGrades = 9;
constexpr int kYears = 10;
constexpr int kHorizon = 10;
constexpr int kSchoolsOfArea = 40;

EnrolmentHistory made_history(bool feeder) {
    std::mt19937 draw(1);
    std::uniform_int_distribution<int> size(20, 150);
    std::uniform_int_distribution<int> change(-5, 5);
    HistoryTable table;
    for (int s = 0; s < kSchools; ++s) {
        const int base = size(draw);
        HistoryRow row{.line = 1};
        row.school = table.place_of("S" + std::to_string(s));
        row.area = table.place_of("A" + std::to_string(s / kSchoolsOfArea));
        for (int t = 0; t < kYears; ++t) {
            row.year = 2016 + t;
            for (int g = 1; g <= kGrades; ++g) {
                row.grade = g;
                row.pupils = base + change(draw);
                table.rows.push_back(row);
            }
            row.grade.reset();
            row.pupils = 3 * base + change(draw);
            if (feeder)
                table.rows.push_back(row);
        }
    }
    return *build_history(std::move(table), "").history;
}

void forecast_county(benchmark::State& state) {
    const EnrolmentHistory history = made_history(state.range(0) != 0);
    for (auto _ : state)
        benchmark::DoNotOptimize(forecast({history, {}, {}, {}}, kHorizon).rows.data());
    state.counters["rows"] = kSchools * (kGrades + 1) * kHorizon;
}
BENCHMARK(forecast_county)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void backtest_county(benchmark::State& state) {
    const EnrolmentHistory history = made_history(true);
    for (auto _ : state) benchmark::DoNotOptimize(backtest(history, 3).data());
}
BENCHMARK(backtest_county)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace junheng

BENCHMARK_MAIN();
