// SPDX-License-Identifier: Apache-2.0
/// Children into the store, sealed and checked: a county's worth and a large city's. One iteration
/// each, since a second one finds them there; the second benchmark of each size imports the same
/// again.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <benchmark/benchmark.h>

#include "io/storage/store.h"

namespace junheng {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCounty = "370112";
constexpr int kSchools = 120;
constexpr int kGrades = 9;

/// Numbers with the right form; the check digit is not the store's concern.
PupilRow pupil(std::int64_t number) {
    PupilRow row;
    const std::string serial = std::to_string(100'000'000 + number);
    row.identity_no = "370112201" + serial;
    row.student_no = "G" + row.identity_no;
    row.name = "学生姓名";
    row.sex = number % 2 == 0 ? "female" : "male";
    row.birth = "2015-03-09";
    row.school = std::to_string(2'137'000'000 + number % kSchools);
    row.grade = static_cast<std::int32_t>(number % kGrades + 1);
    row.class_name = std::to_string(number % 10 + 1);
    row.residence = "day";
    row.origin = "local";
    row.file_row = static_cast<std::int32_t>(number + 2);
    return row;
}

PupilSource pupils(std::int64_t count) {
    PupilSource source{
        .year = {2025}, .scope = PupilScope::whole_year, .places = {{.file = "pupils.csv"}}};
    source.feed = [count](const ChildSink& sink) -> Result<Feed> {
        for (std::int64_t number = 0; number < count; ++number) sink(pupil(number), 0);
        return Feed::keep;
    };
    return source;
}

fs::path folder() {
    static const fs::path path = [] {
        std::string pattern = (fs::temp_directory_path() / "junheng-bench-XXXXXX").string();
        const fs::path made = mkdtemp(pattern.data());
        setenv("JUNHENG_KEY_FILE", (made / "key").c_str(), 1);
        std::atexit([] { fs::remove_all(fs::path(std::getenv("JUNHENG_KEY_FILE")).parent_path()); }
        );
        return made;
    }();
    return path;
}

double peak_mebibytes() {
    std::ifstream status("/proc/self/status");
    constexpr double kKibi = 1024;
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::stod(line.substr(line.find(':') + 1)) / kKibi;
    return 0;
}

void import(benchmark::State& state, Store& store) {
    const Commit commit{
        .kind = ChangeKind::import, .author = {"bench", "2025-09-01T08:00:00+08:00", ""}};
    const PupilSource source = pupils(state.range(0));
    for (auto _ : state) {
        const auto done = store.commit(kCounty, commit, &source);
        if (!done)
            state.SkipWithError(done.error().code.c_str());
        else
            state.counters["touched"] = static_cast<double>(done->pupils.touched());
    }
    state.counters["peak_MiB"] = peak_mebibytes();
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

std::string file_for(std::int64_t count) {
    return (folder() / (std::to_string(count) + ".db")).string();
}

void ImportNewPupils(benchmark::State& state) {
    auto store = create_store(file_for(state.range(0)), true);
    if (!store || !(*store)->put_county({kCounty, "county"}))
        return state.SkipWithError("no store");
    import(state, **store);
}

void ImportTheSamePupils(benchmark::State& state) {
    auto store = open_store(file_for(state.range(0)));
    if (!store)
        return state.SkipWithError("no store");
    import(state, **store);
}

void CountPupils(benchmark::State& state) {
    auto store = open_store(file_for(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize((*store)->pupil_counts(kCounty, {2025}));
}

constexpr int kCountyPupils = 100'000;
constexpr int kCityPupils = 1'000'000;
BENCHMARK(ImportNewPupils)
    ->Arg(kCountyPupils)
    ->Arg(kCityPupils)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(ImportTheSamePupils)
    ->Arg(kCountyPupils)
    ->Arg(kCityPupils)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(CountPupils)
    ->Arg(kCountyPupils)
    ->Arg(kCityPupils)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace junheng

BENCHMARK_MAIN();
