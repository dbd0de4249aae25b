// SPDX-License-Identifier: Apache-2.0
#include "planners/land/land.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/domain/crs.h"
#include "planners/land/geos.h"

namespace junheng {
namespace {

using geos::Geometry;

// Outlines are drawn by hand and rounded: a gap up to this wide is none, and a border shorter than
// this is a corner.
constexpr double kGapMetres = 5;
constexpr double kLeastBorderMetres = 20;

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

/// Equirectangular about a middle point.
class Plane {
public:
    explicit Plane(LonLat middle)
        : middle_(middle), per_lon_(kPerDegree * std::cos(middle.second * kRadian)) {}

    Place place(LonLat at) const {
        return {(at.first - middle_.first) * per_lon_, (at.second - middle_.second) * kPerDegree};
    }

private:
    static constexpr double kRadian = std::numbers::pi / 180;
    static constexpr double kEarthMetres = 6'371'008.8;  // mean radius
    static constexpr double kPerDegree = kEarthMetres * kRadian;

    LonLat middle_;
    double per_lon_;
};

std::optional<LonLat> degrees_of(const Position& position) {
    if (!position.lon || !position.lat)
        return std::nullopt;
    return to_wgs84({*position.lon, *position.lat}, position.crs);
}

LonLat middle_of(const Snapshot& snapshot) {
    LonLat sum{0, 0};
    double count = 0;
    for (const School& school : snapshot.schools)
        if (const auto at = degrees_of(school.position)) {
            sum = {sum.first + at->first, sum.second + at->second};
            ++count;
        }
    for (const DistrictUnit& unit : snapshot.units)
        if (const auto at = degrees_of(unit.position)) {
            sum = {sum.first + at->first, sum.second + at->second};
            ++count;
        }
    return count == 0 ? sum : LonLat{sum.first / count, sum.second / count};
}

class Survey {
public:
    Survey(const Snapshot& snapshot, std::span<const std::string> barriers)
        : snapshot_(snapshot), barriers_(barriers), plane_(middle_of(snapshot)) {}

    SurveyedLand run() {
        place_units();
        if (has_errors(done_.issues))
            return std::move(done_);
        done_.land.touching.resize(snapshot_.units.size());
        touch_by_outline();
        touch_by_points();
        part_by_barriers();
        for (auto& list : done_.land.touching) {
            std::ranges::sort(list);
            list.erase(std::unique(list.begin(), list.end()), list.end());
        }
        place_schools();
        return std::move(done_);
    }

private:
    void fault(const char* code, Severity severity, const DistrictUnit& unit) {
        done_.issues.push_back(
            {code, severity, {}, unit.id, {{"unit", unit.id}, {"name", unit.name}}, ""}
        );
    }

    /// On the plane; empty where the text is no geometry.
    Geometry geometry_of(const std::string& wkt, const std::string& crs) const {
        GEOSWKTReader* reader = GEOSWKTReader_create_r(context_.get());
        Geometry raw = context_.own(GEOSWKTReader_read_r(context_.get(), reader, wkt.c_str()));
        GEOSWKTReader_destroy_r(context_.get(), reader);
        if (!raw)
            return raw;
        struct Frame {
            const Plane& plane;
            const std::string& crs;
        } frame{plane_, crs};
        const auto onto_plane = [](double* x, double* y, void* data) {
            const auto& at = *static_cast<const Frame*>(data);
            const Place place = at.plane.place(to_wgs84({*x, *y}, at.crs));
            *x = place.x;
            *y = place.y;
            return 1;
        };
        return context_.own(GEOSGeom_transformXY_r(context_.get(), raw.get(), onto_plane, &frame));
    }

    void place_units() {
        std::size_t bare = 0;
        const DistrictUnit* first_bare = nullptr;
        for (const DistrictUnit& unit : snapshot_.units) {
            Geometry outline = context_.own(nullptr);
            if (!unit.polygon.empty()) {
                outline = geometry_of(unit.polygon, unit.position.crs);
                if (!outline || GEOSisValid_r(context_.get(), outline.get()) != 1)
                    fault("land.bad_outline", Severity::error, unit);
            }
            if (!outline && first_bare == nullptr)
                first_bare = &unit;
            bare += outline ? 0U : 1U;
            done_.land.unit_at.push_back(point_of(unit, outline));
            outlines_.push_back(std::move(outline));
        }
        if (first_bare != nullptr && !has_errors(done_.issues)) {
            fault("land.points_only", Severity::warning, *first_bare);
            done_.issues.back().args.emplace_back("count", std::to_string(bare));
        }
    }

    Place point_of(const DistrictUnit& unit, const Geometry& outline) {
        if (const auto at = degrees_of(unit.position))
            return plane_.place(*at);
        Place place;
        const Geometry inside =
            outline ? context_.own(GEOSPointOnSurface_r(context_.get(), outline.get()))
                    : context_.own(nullptr);
        if (!inside || GEOSGeomGetX_r(context_.get(), inside.get(), &place.x) != 1 ||
            GEOSGeomGetY_r(context_.get(), inside.get(), &place.y) != 1)
            fault("land.no_place", Severity::error, unit);
        return place;
    }

    void touch(int a, int b) {
        done_.land.touching[at_index(a)].push_back(b);
        done_.land.touching[at_index(b)].push_back(a);
    }

    void touch_by_outline() {
        GEOSSTRtree* tree = GEOSSTRtree_create_r(context_.get(), 10);
        std::vector<Geometry> grown;
        for (const Geometry& outline : outlines_)
            grown.push_back(
                outline ? context_.own(GEOSBuffer_r(context_.get(), outline.get(), kGapMetres, 2))
                        : context_.own(nullptr)
            );
        std::vector<int> numbers(outlines_.size());
        for (std::size_t i = 0; i < outlines_.size(); ++i) {
            numbers[i] = static_cast<int>(i);
            if (outlines_[i])
                GEOSSTRtree_insert_r(context_.get(), tree, outlines_[i].get(), &numbers[i]);
        }
        for (std::size_t i = 0; i < grown.size(); ++i) {
            if (!grown[i])
                continue;
            std::vector<int> near;
            const auto collect = [](void* item, void* list) {
                static_cast<std::vector<int>*>(list)->push_back(*static_cast<int*>(item));
            };
            GEOSSTRtree_query_r(context_.get(), tree, grown[i].get(), collect, &near);
            for (const int other : near)
                if (other > numbers[i] &&
                    border(grown[i], outlines_[at_index(other)]) >= kLeastBorderMetres)
                    touch(numbers[i], other);
        }
        GEOSSTRtree_destroy_r(context_.get(), tree);
    }

    /// How much of the outline of `other` runs within the gap of `grown`.
    double border(const Geometry& grown, const Geometry& other) const {
        const Geometry edge = context_.own(GEOSBoundary_r(context_.get(), other.get()));
        const Geometry shared =
            context_.own(GEOSIntersection_r(context_.get(), grown.get(), edge.get()));
        double length = 0;
        return shared && GEOSLength_r(context_.get(), shared.get(), &length) == 1 ? length : 0;
    }

    void touch_by_points() {
        const auto bare = [&](int i) { return !outlines_[at_index(i)]; };
        if (std::ranges::all_of(outlines_, [](const Geometry& outline) { return bool(outline); }))
            return;
        std::vector<GEOSGeometry*> points;
        for (const Place& at : done_.land.unit_at)
            points.push_back(GEOSGeom_createPointFromXY_r(context_.get(), at.x, at.y));
        const Geometry all = context_.own(GEOSGeom_createCollection_r(
            context_.get(), GEOS_MULTIPOINT, points.data(), static_cast<unsigned>(points.size())
        ));
        const Geometry edges =
            context_.own(GEOSDelaunayTriangulation_r(context_.get(), all.get(), 0, 1));
        const int count = edges ? GEOSGetNumGeometries_r(context_.get(), edges.get()) : 0;
        for (int e = 0; e < count; ++e) {
            const GEOSGeometry* edge = GEOSGetGeometryN_r(context_.get(), edges.get(), e);
            const auto [a, b] = ends_of(edge);
            if (a != b && (bare(a) || bare(b)))
                touch(a, b);
        }
    }

    std::pair<int, int> ends_of(const GEOSGeometry* edge) const {
        const GEOSCoordSequence* ends = GEOSGeom_getCoordSeq_r(context_.get(), edge);
        Place from;
        Place to;
        GEOSCoordSeq_getXY_r(context_.get(), ends, 0, &from.x, &from.y);
        GEOSCoordSeq_getXY_r(context_.get(), ends, 1, &to.x, &to.y);
        return {nearest_unit(from), nearest_unit(to)};
    }

    int nearest_unit(const Place& place) const {
        const auto& units = done_.land.unit_at;
        const auto nearest = std::ranges::min_element(units, {}, [&](const Place& unit) {
            return std::hypot(unit.x - place.x, unit.y - place.y);
        });
        return static_cast<int>(nearest - units.begin());
    }

    void part_by_barriers() {
        for (const MapFeature& feature : snapshot_.features) {
            if (std::ranges::find(barriers_, feature.kind) == barriers_.end())
                continue;
            if (const Geometry barrier = geometry_of(feature.geometry, feature.crs))
                part_by(barrier);
        }
    }

    void part_by(const Geometry& barrier) {
        auto& touching = done_.land.touching;
        for (std::size_t i = 0; i < touching.size(); ++i)
            std::erase_if(touching[i], [&](int other) {
                return crosses(barrier, done_.land.unit_at[i], done_.land.unit_at[at_index(other)]);
            });
    }

    bool crosses(const Geometry& barrier, const Place& from, const Place& to) const {
        GEOSCoordSequence* ends = GEOSCoordSeq_create_r(context_.get(), 2, 2);
        GEOSCoordSeq_setXY_r(context_.get(), ends, 0, from.x, from.y);
        GEOSCoordSeq_setXY_r(context_.get(), ends, 1, to.x, to.y);
        const Geometry line = context_.own(GEOSGeom_createLineString_r(context_.get(), ends));
        return GEOSIntersects_r(context_.get(), barrier.get(), line.get()) == 1;
    }

    void place_schools() {
        for (const School& school : snapshot_.schools) {
            std::optional<Place> at;
            if (const auto degrees = degrees_of(school.position))
                at = plane_.place(*degrees);
            done_.land.school_at.push_back(at);
            done_.land.school_unit.push_back(
                at && !outlines_.empty() ? std::optional(unit_around(*at)) : std::nullopt
            );
        }
    }

    int unit_around(const Place& place) const {
        const Geometry point =
            context_.own(GEOSGeom_createPointFromXY_r(context_.get(), place.x, place.y));
        for (std::size_t i = 0; i < outlines_.size(); ++i)
            if (outlines_[i] &&
                GEOSIntersects_r(context_.get(), outlines_[i].get(), point.get()) == 1)
                return static_cast<int>(i);
        return nearest_unit(place);
    }

    const Snapshot& snapshot_;
    std::span<const std::string> barriers_;
    Plane plane_;
    geos::Context context_;
    std::vector<Geometry> outlines_;  // of each unit on the plane, or empty
    SurveyedLand done_;
};

}  // namespace

SurveyedLand survey(const Snapshot& snapshot, std::span<const std::string> barriers) {
    return Survey(snapshot, barriers).run();
}

}  // namespace junheng
