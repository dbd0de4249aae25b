// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/geojson_geometry.h"

#include <array>

#include <fmt/format.h>

#include "io/exchange/layout.h"

namespace junheng {
namespace {

using Json = rapidjson::Value;

constexpr double kHalfCircle = 180.0;
constexpr double kQuarterCircle = 90.0;

struct Kind {
    std::string_view name;
    std::string_view wkt;
    int depth;  // of brackets around a position
};
constexpr std::array<Kind, 6> kKinds{{
    {"Point", "POINT", 0},
    {"MultiPoint", "MULTIPOINT", 1},
    {"LineString", "LINESTRING", 1},
    {"MultiLineString", "MULTILINESTRING", 2},
    {"Polygon", "POLYGON", 2},
    {"MultiPolygon", "MULTIPOLYGON", 3},
}};

struct CrsName {
    std::string_view part;  // of the name in normal form
    std::string_view word;
};
constexpr std::array<CrsName, 12> kCrsNames{{
    {"crs84", "wgs84"},
    {"epsg4326", "wgs84"},
    {"4326", "wgs84"},
    {"wgs", "wgs84"},
    {"4490", "cgcs2000"},
    {"cgcs", "cgcs2000"},
    {"国家2000", "cgcs2000"},
    {"gcj", "gcj02"},
    {"火星", "gcj02"},
    {"高德", "gcj02"},
    {"bd09", "bd09"},
    {"百度", "bd09"},
}};

bool position_text(const Json& position, std::string& out) {
    if (!position.IsArray() || position.Size() < 2 || !position[0].IsNumber() ||
        !position[1].IsNumber())
        return false;
    const double lon = position[0].GetDouble();
    const double lat = position[1].GetDouble();
    if (!(lon >= -kHalfCircle && lon <= kHalfCircle && lat >= -kQuarterCircle &&
          lat <= kQuarterCircle))
        return false;
    out += fmt::format("{} {}", lon, lat);
    return true;
}

bool nested_text(const Json& parts, int depth, std::string& out) {
    if (depth == 0)
        return position_text(parts, out);
    if (!parts.IsArray() || parts.Empty())
        return false;
    out += '(';
    for (rapidjson::SizeType i = 0; i < parts.Size(); ++i) {
        out += i == 0 ? "" : ", ";
        if (!nested_text(parts[i], depth - 1, out))
            return false;
    }
    out += ')';
    return true;
}

const Json* coordinates_of(const Json& geometry) {
    if (!geometry.IsObject() || !geometry.HasMember("coordinates") || !geometry.HasMember("type") ||
        !geometry["type"].IsString())
        return nullptr;
    return &geometry["coordinates"];
}

const Kind* kind_of(const Json& geometry) {
    for (const Kind& kind : kKinds)
        if (kind.name == geometry["type"].GetString())
            return &kind;
    return nullptr;
}

}  // namespace

std::optional<std::pair<double, double>> point_of(const Json& geometry) {
    const Json* at = coordinates_of(geometry);
    std::string unused;
    if (at == nullptr || std::string_view(geometry["type"].GetString()) != "Point" ||
        !position_text(*at, unused))
        return std::nullopt;
    return std::pair((*at)[0].GetDouble(), (*at)[1].GetDouble());
}

std::optional<std::string> wkt_of(const Json& geometry) {
    const Json* parts = coordinates_of(geometry);
    const Kind* kind = parts == nullptr ? nullptr : kind_of(geometry);
    if (kind == nullptr)
        return std::nullopt;
    std::string body;
    if (!nested_text(*parts, kind->depth, body))
        return std::nullopt;
    return std::string(kind->wkt) + " " + (kind->depth == 0 ? "(" + body + ")" : body);
}

std::string crs_word(std::string_view name) {
    const std::string normal = normal_head(name);
    for (const auto& [part, word] : kCrsNames)
        if (normal.find(part) != std::string::npos)
            return std::string(word);
    return {};
}

}  // namespace junheng
