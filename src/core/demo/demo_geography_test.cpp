// SPDX-License-Identifier: Apache-2.0
#include <set>

#include <gtest/gtest.h>

#include "core/demo/county.h"
#include "core/demo/demo_test_tools.h"

namespace junheng {
namespace {

using namespace demo_test;

struct Vertex {
    double lon;
    double lat;
};

/// The ring of "POLYGON ((x y, x y, …))".
std::vector<Vertex> ring_of(const std::string& text) {
    EXPECT_TRUE(text.starts_with("POLYGON ((") && text.ends_with("))")) << text;
    std::vector<Vertex> ring;
    for (std::size_t at = text.rfind('(') + 1; at < text.size();) {
        std::size_t used = 0;
        const double lon = std::stod(text.substr(at), &used);
        at += used;
        const double lat = std::stod(text.substr(at), &used);
        at = text.find_first_of(",)", at + used) + 2;
        ring.push_back({lon, lat});
        if (text[at - 2] == ')')
            break;
    }
    return ring;
}

/// Twice the area; positive when counter-clockwise.
double area(const std::vector<Vertex>& ring) {
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i)
        sum += ring[i - 1].lon * ring[i].lat - ring[i].lon * ring[i - 1].lat;
    return sum;
}

bool inside(const std::vector<Vertex>& ring, double lon, double lat) {
    constexpr double kTolerance = 1e-9;
    for (std::size_t i = 1; i < ring.size(); ++i)
        if ((ring[i].lon - ring[i - 1].lon) * (lat - ring[i - 1].lat) -
                (ring[i].lat - ring[i - 1].lat) * (lon - ring[i - 1].lon) <
            -kTolerance)
            return false;
    return true;
}

template <class Place>
void expect_closed_around_its_point(const Place& place) {
    const auto ring = ring_of(place.polygon);
    ASSERT_GE(ring.size(), 4U);
    EXPECT_EQ(ring.front().lon, ring.back().lon);
    EXPECT_EQ(ring.front().lat, ring.back().lat);
    EXPECT_GT(area(ring), 0);
    EXPECT_TRUE(inside(ring, *place.position.lon, *place.position.lat)) << place.name;
    EXPECT_EQ(place.position.crs, "cgcs2000");
}

std::vector<Vertex> outline() {
    for (const MapFeature& feature : usual_year().features)
        if (feature.kind == "boundary")
            return ring_of(feature.geometry);
    return {};
}

TEST(DemoGeography, PolygonsAreClosedAroundTheirPoints) {
    for (const Township& place : usual_year().townships) expect_closed_around_its_point(place);
    for (const Village& place : usual_year().villages) expect_closed_around_its_point(place);
}

TEST(DemoGeography, TownshipsFillTheCountyAndVillagesTheirTownship) {
    double townships = 0;
    std::map<std::string, double> own;
    for (const Township& place : usual_year().townships)
        townships += own[place.code] = area(ring_of(place.polygon));
    EXPECT_NEAR(townships / area(outline()), 1, 1e-4);
    for (const Village& place : usual_year().villages)
        own[place.township] -= area(ring_of(place.polygon));
    for (const auto& [code, left] : own) EXPECT_NEAR(left, 0, 1e-5) << code;
}

TEST(DemoGeography, NumbersAreThoseOfACounty) {
    EXPECT_GE(usual_year().townships.size(), 15U);
    EXPECT_LE(usual_year().townships.size(), 23U);
    EXPECT_GE(usual_year().villages.size(), 200U);
    EXPECT_LE(usual_year().villages.size(), 300U);
    std::set<std::string> kinds;
    for (const MapFeature& feature : usual_year().features) kinds.insert(feature.kind);
    EXPECT_EQ(kinds, (std::set<std::string>{"boundary", "highway", "river", "road"}));
}

TEST(DemoGeography, VillagesLieInTheCountyAndNamesDiffer) {
    const auto county = outline();
    std::set<std::string> names;
    for (const Village& place : usual_year().villages) {
        EXPECT_TRUE(inside(county, *place.position.lon, *place.position.lat));
        EXPECT_TRUE(place.code.starts_with(place.township));
        EXPECT_EQ(place.code.size(), 12U);
        names.insert(place.name);
    }
    EXPECT_EQ(names.size(), usual_year().villages.size());
}

TEST(DemoGeography, EverySchoolStandsInItsVillage) {
    std::map<std::string, const Village*> villages;
    for (const Village& place : usual_year().villages) villages[place.code] = &place;
    for (const Snapshot& year : usual_county().years)
        for (const School& school : year.schools) {
            ASSERT_TRUE(villages.contains(school.village)) << school.name;
            const Village& village = *villages[school.village];
            EXPECT_EQ(village.township, school.township);
            EXPECT_NEAR(*school.position.lon, *village.position.lon, 0.01);
            EXPECT_NEAR(*school.position.lat, *village.position.lat, 0.01);
        }
}

}  // namespace
}  // namespace junheng
