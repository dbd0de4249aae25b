// SPDX-License-Identifier: Apache-2.0
#include "core/demo/rows.h"

namespace junheng::demo {
namespace {

std::string code_of(const County& county, std::size_t school, int year) {
    return school == kNobody ? std::string() : code_in(county.schools[school], year);
}

School registry_row(const County& county, const SchoolPlan& plan, int year) {
    School row{.code = code_in(plan, year), .name = plan.name};
    row.kind = kind_in(plan, year);
    row.area_class = plan.area_class;
    row.ownership = plan.ownership;
    row.township = county.land.townships[plan.township].code;
    row.village = county.land.villages[plan.village].code;
    row.position = plan.position;
    row.built_year = plan.built_year;
    row.central_school = code_of(county, plan.central, year);
    row.campus_of = code_of(county, plan.campus_of, year);
    if (!works_in(plan, year))
        row.merged_into = code_of(county, plan.merged_into, year);
    row.flags = plan.flags;
    return row;
}

/// The code that a school gave up with its former kind stays in the registry and points to the new
/// one.
School retired_row(const County& county, const SchoolPlan& plan, int year) {
    School row = registry_row(county, plan, year);
    row.code = plan.former_code;
    row.kind = plan.former_kind;
    row.merged_into = plan.code;
    return row;
}

}  // namespace

void write_land(const County& county, Snapshot& snapshot) {
    for (const TownshipPlace& place : county.land.townships)
        snapshot.townships.write().push_back(
            {place.code,
             place.name,
             place.kind,
             position_of(place.site),
             polygon_text(place.outline)}
        );
    for (const VillagePlace& place : county.land.villages)
        snapshot.villages.write().push_back(
            {place.code,
             place.name,
             county.land.townships[place.township].code,
             position_of(place.site),
             polygon_text(place.outline),
             place.population}
        );
    // One village that has not answered.
    snapshot.villages.write().back().population = Missing::not_reported;
    for (const LineFeature& feature : county.land.features)
        snapshot.features.write().push_back(
            {feature.id, feature.kind, feature.name, "cgcs2000", line_text(feature.line)}
        );
    snapshot.features.write().push_back(
        {"B001", "boundary", county.name + "界", "cgcs2000", polygon_text(county.land.outline)}
    );
}

void write_registry(const County& county, Snapshot& snapshot) {
    const int year = snapshot.year.start;
    auto& rows = snapshot.schools.write();
    bool first_point = true;
    for (const SchoolPlan& plan : county.schools) {
        if (plan.split_from != kNobody && !works_in(plan, year))
            continue;
        rows.push_back(registry_row(county, plan, year));
        if (plan.setting == Setting::point && first_point) {
            rows.back().built_year = Missing::not_reported;
            first_point = false;
        }
        if (plan.former_kind != 0 && year >= plan.event_year)
            rows.push_back(retired_row(county, plan, year));
    }
}

}  // namespace junheng::demo
