// SPDX-License-Identifier: Apache-2.0
#include "core/demo/demo.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/demo/calibration.h"
#include "core/demo/county.h"
#include "core/demo/names.h"
#include "core/demo/random.h"
#include "core/demo/recipe.h"
#include "core/demo/rows.h"

namespace junheng {
namespace demo {

std::uint64_t county_seed(const DemoOptions& options) {
    return hash_of(options.seed, options.index);
}

namespace {

/// Six digits that belong to no real county: 4199xx alone, then prefectures that were never
/// numbered.
std::string code_of(int index) {
    constexpr int kPerPrefecture = 60;
    if (index == 0)
        return "419901";
    return fmt::format("41{:02}{:02}", 50 + index / kPerPrefecture, 21 + index % kPerPrefecture);
}

std::vector<Resources> draw_resources(const County& county) {
    const DemoAims& aims = county.options.aims;
    const std::uint64_t seed = county_seed(county.options);
    auto units = units_of(county.schools, county.enrolment, county.options.last_year);
    draw_levels(units, county.schools, aims, seed);
    calibrate(units, county.schools, aims, county.options.seed);
    return shared_out(units, county.schools, county.enrolment, aims);
}

std::shared_ptr<const County> make_plan(const DemoOptions& options) {
    auto county = std::make_shared<County>();
    county->options = options;
    county->options.with_people = options.with_people && options.schools <= kMostSchoolsWithPeople;
    county->options.years = std::max(options.years, 1);
    county->code = code_of(options.index);
    county->name = county_name(static_cast<std::size_t>(options.index));
    const std::uint64_t seed = county_seed(options);
    county->land = make_geography(county->code, seed, options.schools);
    county->schools = make_schools(options, {county->code, county->name}, county->land);
    county->enrolment = Enrolment(county->schools, seed, county->first_year(), options.last_year);
    county->resources = draw_resources(*county);
    if (county->options.with_people)
        county->staff = make_staff(
            county->schools,
            county->enrolment,
            county->resources,
            {county->first_year(), options.last_year, seed}
        );
    return county;
}

Snapshot make_year(const County& county, int year, const Snapshot& land) {
    Snapshot snapshot = land;
    snapshot.county_code = county.code;
    snapshot.county_name = county.name;
    snapshot.year = {year};
    write_registry(county, snapshot);
    write_stages(county, snapshot);
    write_classes(county, snapshot);
    write_rooms(county, snapshot);
    write_teachers(county, snapshot);
    write_school_figures(county, snapshot);
    write_districts(county, snapshot);
    sort_tables(snapshot);
    write_county_figures(county, snapshot);
    sort_tables(snapshot);
    return snapshot;
}

}  // namespace
}  // namespace demo

DemoCounty make_demo(const DemoOptions& options) {
    const auto plan = demo::make_plan(options);
    DemoCounty county{
        .code = plan->code,
        .name = plan->name,
        .with_people = plan->options.with_people,
        .plan = plan};
    Snapshot land;
    demo::write_land(*plan, land);
    demo::sort_tables(land);
    for (int year = plan->first_year(); year <= options.last_year; ++year)
        county.years.push_back(demo::make_year(*plan, year, land));
    return county;
}

std::vector<DemoOptions> demo_counties(const DemoOptions& options) {
    constexpr int kUsualSize = 120;
    if (options.schools <= kMostSchoolsWithPeople)
        return {options};
    const int count = (options.schools + kUsualSize / 2) / kUsualSize;
    std::vector<DemoOptions> counties(static_cast<std::size_t>(count), options);
    for (int i = 0; i < count; ++i) {
        DemoOptions& county = counties[static_cast<std::size_t>(i)];
        county.index = i + 1;
        county.with_people = false;
        county.schools = options.schools * (i + 1) / count - options.schools * i / count;
    }
    return counties;
}

}  // namespace junheng
