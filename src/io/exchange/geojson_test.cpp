// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/geojson.h"

#include <gtest/gtest.h>

#include "core/domain/crs.h"
#include "io/exchange/import_test_county.h"

namespace junheng {
namespace {

constexpr const char* kTownships = R"({"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"code":"450102001","name":"城关镇","kind":"镇"},
  "geometry":{"type":"Polygon","coordinates":[[[108.1,22.5],[108.2,22.5],[108.2,22.6],[108.1,22.5]]]}},
 {"type":"Feature","properties":{"学校标识码":"2145000001","code":"2145000001","学校名称":"一小","crs":"gcj02"},
  "geometry":{"type":"Point","coordinates":[108.15,22.55]}},
 {"type":"Feature","id":"r1","properties":{"kind":"road","name":"县道"},
  "geometry":{"type":"LineString","coordinates":[[108.1,22.5],[108.2,22.6]]}}]})";

Result<ImportResult> read(const std::string& text) {
    const test::Folder folder;
    return test::import_into(
        {.county_code = "000000", .county_name = {}, .year = {2025}},
        {folder.write("map.geojson", text)}
    );
}

TEST(GeoJson, EachFeatureFindsItsTable) {
    const auto result = read(kTownships);
    ASSERT_TRUE(result.has_value()) << result.error().code;
    EXPECT_FALSE(has_errors(result->issues)) << test::listed(result->issues);
    const Snapshot& county = result->after.at(SchoolYear{2025});
    ASSERT_EQ(county.townships.size(), 1U);
    EXPECT_EQ(
        county.townships[0].polygon, "POLYGON ((108.1 22.5, 108.2 22.5, 108.2 22.6, 108.1 22.5))"
    );
    EXPECT_EQ(county.townships[0].position.crs, "wgs84");
    ASSERT_EQ(county.schools.size(), 1U);
    EXPECT_EQ(county.schools[0].position.crs, "gcj02");
    EXPECT_EQ(county.schools[0].position.lon, Maybe(108.15));
    ASSERT_EQ(county.features.size(), 1U);
    EXPECT_EQ(county.features[0].geometry, "LINESTRING (108.1 22.5, 108.2 22.6)");
}

TEST(GeoJson, NumbersOfManyDecimalsKeepTheirFirstDigits) {
    const auto result = read(
        R"({"features":[{"properties":{"code":"2145000001","name":"一小","lon":117.12345678901234,
            "lat":2.212345678901e1},"geometry":null}]})"
    );
    ASSERT_TRUE(result.has_value()) << result.error().code;
    EXPECT_FALSE(has_errors(result->issues)) << test::listed(result->issues);
    const Snapshot& county = result->after.at(SchoolYear{2025});
    ASSERT_EQ(county.schools.size(), 1U);
    EXPECT_NEAR(county.schools[0].position.lon.value_or(0), 117.12345678901234, 1e-9);
    EXPECT_NEAR(county.schools[0].position.lat.value_or(0), 22.12345678901, 1e-9);
}

TEST(GeoJson, ANumberBeyondEveryFigureIsRefused) {
    const auto result = read(R"({"features":[{"properties":{"table":"schools","code":"2145000001",
        "name":"一小","built_year":1e19},"geometry":null}]})");
    ASSERT_TRUE(result.has_value()) << result.error().code;
    EXPECT_TRUE(has_errors(result->issues)) << "read as year 0 before";
}

TEST(GeoJson, FaultsAreNamed) {
    EXPECT_EQ(read("{\"type\":").error().code, "geojson.broken");
    EXPECT_EQ(read("[]").error().code, "geojson.no_collection");
    EXPECT_EQ(read(std::string(100'000, '[')).error().code, "geojson.broken");
    const auto projected = read(R"({"features":[{"properties":{"code":"2145000001"},
        "geometry":{"type":"Point","coordinates":[500000,2500000]}}]})");
    ASSERT_TRUE(projected.has_value());
    EXPECT_EQ(projected->issues.front().code, "geojson.bad_geometry");
}

/// The check values that the README of coordtransform gives for this point of WGS 84.
TEST(Crs, GivesThePublishedPointBack) {
    const LonLat at{116.404, 39.915};
    constexpr double kMillimetre = 1e-8;  // degrees
    const auto expect_back = [&](LonLat shown, const char* crs) {
        const LonLat back = to_wgs84(shown, crs);
        EXPECT_NEAR(back.first, at.first, kMillimetre) << crs;
        EXPECT_NEAR(back.second, at.second, kMillimetre) << crs;
    };
    expect_back(at, "wgs84");
    expect_back(at, "cgcs2000");
    expect_back({116.41024449916938, 39.91640428150164}, "gcj02");
    expect_back({116.41662724378733, 39.922699552216216}, "bd09");
}

}  // namespace
}  // namespace junheng
