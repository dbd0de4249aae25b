// SPDX-License-Identifier: Apache-2.0
// One county from the loaded snapshot, and after one changed cell. Run from the project's root.
#include <benchmark/benchmark.h>

#include "core/demo/demo.h"
#include "core/indicators/assess.h"
#include "core/indicators/live_assessment.h"
#include "core/standards/load.h"

namespace junheng {
namespace {

const Snapshot& county() {
    static const Snapshot last = make_demo({.seed = 1}).years.back();
    return last;
}

const StandardSet& rules() {
    static const StandardSet set =
        *load_standards("data/standards/balance-2017", {.on = SchoolYear{2025}.statistics_day()});
    return set;
}

void county_from_snapshot(benchmark::State& state) {
    const Snapshot& snapshot = county();
    const StandardSet& standards = rules();
    for (auto _ : state) benchmark::DoNotOptimize(assess(snapshot, standards));
    state.counters["schools"] = static_cast<double>(snapshot.schools.size());
    state.counters["teachers"] = static_cast<double>(snapshot.teachers.size());
}
BENCHMARK(county_from_snapshot)->Unit(benchmark::kMillisecond);

void one_changed_cell(benchmark::State& state, TableId table, const char* column) {
    LiveAssessment live(county(), rules());
    const TableSpec& spec = table_spec(table);
    const std::size_t field = *field_by_name(spec, column);
    std::size_t row = 0;
    for (auto _ : state) {
        row = (row + 7) % row_count(live.snapshot(), table);
        const Row before = row_at(live.snapshot(), table, row);
        const auto* amount = std::get_if<std::int64_t>(&before[field]);
        const Value after = std::int64_t{amount != nullptr ? *amount + 1 : 100};
        const Row key(
            before.begin(), before.begin() + static_cast<std::ptrdiff_t>(spec.key_fields)
        );
        benchmark::DoNotOptimize(
            live.apply(CellSet{table, key, field, before[field], after}).has_value()
        );
    }
}
BENCHMARK_CAPTURE(one_changed_cell, sports_ground, TableId::shared, "sports_ground_m2")
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(one_changed_cell, added_teachers, TableId::stages, "added_pe_art_teachers")
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(one_changed_cell, pupils, TableId::stages, "pupils")
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace junheng

BENCHMARK_MAIN();
