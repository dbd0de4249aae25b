// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/map_geojson.h"

#include <gtest/gtest.h>

namespace junheng {
namespace {

/// What the map shows of a road with this geometry.
std::string geometry(std::string wkt, std::string crs = "wgs84") {
    Snapshot snapshot;
    MapFeature road;
    road.id = "r1";
    road.geometry = std::move(wkt);
    road.crs = std::move(crs);
    snapshot.features.write().push_back(road);
    const std::string map = map_geojson(snapshot);
    constexpr std::string_view kName = R"("geometry":)";
    constexpr std::string_view kEnd = "}]}";
    const auto begin = map.find(kName) + kName.size();
    return map.substr(begin, map.size() - kEnd.size() - begin);
}

TEST(MapGeojson, EveryKindOfTheTables) {
    EXPECT_EQ(geometry("POINT (108.1 22.2)"), R"({"type":"Point","coordinates":[108.1,22.2]})");
    EXPECT_EQ(
        geometry("MULTIPOINT (1 2, 3 4)"),
        R"({"type":"MultiPoint","coordinates":[[1.0,2.0],[3.0,4.0]]})"
    );
    EXPECT_EQ(
        geometry("LINESTRING(1.5 2.5,-3.5 4.5)"),
        R"({"type":"LineString","coordinates":[[1.5,2.5],[-3.5,4.5]]})"
    );
    EXPECT_EQ(
        geometry("MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))"),
        R"({"type":"MultiLineString","coordinates":[[[1.0,2.0],[3.0,4.0]],[[5.0,6.0],[7.0,8.0]]]})"
    );
    EXPECT_EQ(
        geometry("POLYGON ((0 0, 1 0, 1 1, 0 0))"),
        R"({"type":"Polygon","coordinates":[[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,0.0]]]})"
    );
    EXPECT_EQ(
        geometry("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)))"),
        R"({"type":"MultiPolygon","coordinates":[[[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,0.0]]]]})"
    );
}

TEST(MapGeojson, RoundsAndDropsWhatFallsTogether) {
    EXPECT_EQ(
        geometry("LINESTRING (1.123456789 2, 1.123457 2, 3 4)"),
        R"({"type":"LineString","coordinates":[[1.12346,2.0],[3.0,4.0]]})"
    );
    EXPECT_EQ(
        geometry("POLYGON ((0 0, 0.000001 0, 0.000001 0.000001, 0 0))"),
        R"({"type":"Polygon","coordinates":[[[0.0,0.0],[0.0,0.0],[0.0,0.0],[0.0,0.0]]]})"
    ) << "a ring keeps its four positions";
}

TEST(MapGeojson, WhatIsNoWktHasNoGeometry) {
    for (const std::string text :
         {"",
          "POLYGON",
          "POLYGON ((0 0, 1 0",
          "CIRCLE (1 2)",
          "POINT (1)",
          "POINT (1 2) x",
          "POINT (nan 2)",
          "POINT (1 inf)",
          "POLYGON (0 0, 1 1)",
          "LINESTRING ((1 2))",
          "point (1 2)"})
        EXPECT_EQ(geometry(text), "null") << text;
}

TEST(MapGeojson, OtherReferenceSystemsAreConverted) {
    // A point of Beijing in GCJ-02 lies some hundred metres from where it is.
    EXPECT_EQ(
        geometry("POINT (116.404 39.915)", "gcj02"),
        R"({"type":"Point","coordinates":[116.39776,39.9136]})"
    );
}

TEST(MapGeojson, SchoolsWithoutAPlaceAreThere) {
    Snapshot snapshot;
    snapshot.year = SchoolYear{2025};
    School school;
    school.code = "2145000001";
    school.name = "一小";
    school.kind = 211;
    snapshot.schools.write().push_back(school);
    EXPECT_EQ(
        map_geojson(snapshot),
        R"({"type":"FeatureCollection","school_year":2025,"features":[{"type":"Feature","properties":)"
        R"({"layer":"school","code":"2145000001","name":"一小","kind":"211"},"geometry":null}]})"
    );
}

}  // namespace
}  // namespace junheng
