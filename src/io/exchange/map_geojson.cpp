// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/map_geojson.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/domain/crs.h"

namespace junheng {
namespace {

constexpr double kPerDegree = 1e5;  // 0.00001° of a meridian are 1.1 m

struct Kind {
    std::string_view wkt;
    std::string_view name;
    int depth;          // of brackets around a position
    std::size_t least;  // positions of an innermost list
};
constexpr std::array<Kind, 6> kKinds{{
    {"POINT", "Point", 1, 1},
    {"MULTIPOINT", "MultiPoint", 1, 1},
    {"LINESTRING", "LineString", 1, 2},
    {"MULTILINESTRING", "MultiLineString", 2, 2},
    {"POLYGON", "Polygon", 2, 4},
    {"MULTIPOLYGON", "MultiPolygon", 3, 4},
}};

LonLat drawn(LonLat at, std::string_view crs) {
    const auto [lon, lat] = to_wgs84(at, crs);
    return {std::round(lon * kPerDegree) / kPerDegree, std::round(lat * kPerDegree) / kPerDegree};
}

/// Positions, or lists of the next depth.
struct Part {
    std::vector<LonLat> positions;
    std::vector<Part> parts;
};

class WktReader {
public:
    WktReader(std::string_view text, std::string_view crs) : rest_(text), crs_(crs) {}

    const Kind* kind() {
        skip();
        const auto end = std::ranges::find_if(rest_, [](char c) { return c < 'A' || c > 'Z'; });
        const std::string_view word =
            rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
        rest_.remove_prefix(word.size());
        const auto* found = std::ranges::find(kKinds, word, &Kind::wkt);
        return found == kKinds.end() ? nullptr : found;
    }

    bool list(int depth, std::size_t least, Part& out) {
        if (!take('('))
            return false;
        do {
            if (depth > 1 ? !list(depth - 1, least, out.parts.emplace_back())
                          : !position(out.positions))
                return false;
        } while (take(','));
        if (depth == 1)
            drop_repeated(least, out.positions);
        return take(')');
    }

    bool at_end() {
        skip();
        return rest_.empty();
    }

private:
    void skip() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }

    bool take(char sign) {
        skip();
        if (!rest_.starts_with(sign))
            return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool number(double& value) {
        skip();
        const auto [end, fault] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (fault != std::errc{} || !std::isfinite(value))
            return false;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return true;
    }

    bool position(std::vector<LonLat>& out) {
        LonLat at;
        if (!number(at.first) || !number(at.second))
            return false;
        out.push_back(drawn(at, crs_));
        return true;
    }

    /// Points closer than the rounding fall together.
    static void drop_repeated(std::size_t least, std::vector<LonLat>& positions) {
        std::vector<LonLat> fewer = positions;
        fewer.erase(std::unique(fewer.begin(), fewer.end()), fewer.end());
        if (fewer.size() >= least)
            positions = std::move(fewer);
    }

    std::string_view rest_;
    std::string_view crs_;
};

void write_position(JsonWriter& json, LonLat at) {
    json.begin_array().value(at.first).value(at.second).end_array();
}

void write_part(JsonWriter& json, const Part& part) {
    json.begin_array();
    for (const LonLat& at : part.positions) write_position(json, at);
    for (const Part& one : part.parts) write_part(json, one);
    json.end_array();
}

bool write_wkt(JsonWriter& json, std::string_view wkt, std::string_view crs) {
    WktReader reader(wkt, crs);
    const Kind* kind = reader.kind();
    Part whole;
    if (kind == nullptr || !reader.list(kind->depth, kind->least, whole) || !reader.at_end())
        return false;
    json.begin_object().field("type", kind->name).key("coordinates");
    if (kind->name == "Point")
        write_position(json, whole.positions.front());
    else
        write_part(json, whole);
    json.end_object();
    return true;
}

std::optional<LonLat> point_of(const Position& position) {
    if (!position.lon || !position.lat)
        return std::nullopt;
    return drawn({*position.lon, *position.lat}, position.crs);
}

void write_point(JsonWriter& json, const Position& position) {
    const auto at = point_of(position);
    if (!at) {
        json.null();
        return;
    }
    json.begin_object().field("type", "Point").key("coordinates");
    write_position(json, *at);
    json.end_object();
}

void write_outline(JsonWriter& json, const std::string& polygon, const Position& position) {
    if (polygon.empty() || !write_wkt(json, polygon, position.crs))
        write_point(json, position);
}

void write_label(JsonWriter& json, const std::string& polygon, const Position& position) {
    const auto at = point_of(position);
    if (polygon.empty() || !at)
        return;
    json.key("label");
    write_position(json, *at);
}

void filled(JsonWriter& json, std::string_view name, const std::string& text) {
    if (!text.empty())
        json.field(name, text);
}

/// Opens a feature's properties; the caller closes them and gives the geometry.
void begin_feature(
    JsonWriter& json,
    std::string_view layer,
    const std::string& code,
    const std::string& name
) {
    json.begin_object().field("type", "Feature").key("properties").begin_object();
    json.field("layer", layer).field("code", code).field("name", name);
}

void write(JsonWriter& json, const Township& row) {
    begin_feature(json, "township", row.code, row.name);
    filled(json, "kind", row.kind);
    write_label(json, row.polygon, row.position);
    json.end_object().key("geometry");
    write_outline(json, row.polygon, row.position);
    json.end_object();
}

void write(JsonWriter& json, const Village& row) {
    begin_feature(json, "village", row.code, row.name);
    filled(json, "township", row.township);
    write_label(json, row.polygon, row.position);
    json.end_object().key("geometry");
    write_outline(json, row.polygon, row.position);
    json.end_object();
}

void write(JsonWriter& json, const MapFeature& row) {
    begin_feature(json, "feature", row.id, row.name);
    filled(json, "kind", row.kind);
    json.end_object().key("geometry");
    if (!write_wkt(json, row.geometry, row.crs))
        json.null();
    json.end_object();
}

void write(JsonWriter& json, const School& row) {
    begin_feature(json, row.campus_of.empty() ? "school" : "campus", row.code, row.name);
    if (row.kind)
        json.field("kind", std::to_string(*row.kind));
    filled(json, "township", row.township);
    filled(json, "campus_of", row.campus_of);
    filled(json, "merged_into", row.merged_into);
    json.end_object().key("geometry");
    write_point(json, row.position);
    json.end_object();
}

}  // namespace

std::string map_geojson(const Snapshot& snapshot) {
    JsonWriter json;
    json.begin_object().field("type", "FeatureCollection");
    json.field("school_year", snapshot.year.start).key("features").begin_array();
    for (const Township& row : snapshot.townships) write(json, row);
    for (const Village& row : snapshot.villages) write(json, row);
    for (const MapFeature& row : snapshot.features) write(json, row);
    for (const School& row : snapshot.schools) write(json, row);
    json.end_array().end_object();
    return json.take();
}

}  // namespace junheng
