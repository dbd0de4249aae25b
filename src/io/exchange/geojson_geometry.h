// SPDX-License-Identifier: Apache-2.0
/// Geometry of GeoJSON as WKT, and the names of reference systems.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <rapidjson/document.h>

namespace junheng {

/// Shape: longitude, latitude. Empty for anything but a point in degrees.
std::optional<std::pair<double, double>> point_of(const rapidjson::Value& geometry);

/// Empty for a kind of geometry that is not known, for no coordinates, and for coordinates that are
/// no degrees.
std::optional<std::string> wkt_of(const rapidjson::Value& geometry);

/// "urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4490", "GCJ-02", "百度" … as the word of the tables;
/// empty for others.
std::string crs_word(std::string_view name);

}  // namespace junheng
