// SPDX-License-Identifier: Apache-2.0
#include "core/demo/plane.h"

#include <algorithm>

#include <fmt/format.h>

namespace junheng::demo {
namespace {

/// Where no county of this name lies; a degree at that latitude in km.
constexpr double kSeatLon = 112.618;
constexpr double kSeatLat = 33.842;
constexpr double kKmPerLon = 92.45;
constexpr double kKmPerLat = 110.92;
constexpr double kMicro = 1e6;

double cross(Point o, Point a, Point b) {
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/// To the sixth decimal, so that the number in a table and the one in a geometry are the same.
double rounded(double degrees) {
    return static_cast<double>(static_cast<std::int64_t>(degrees * kMicro + 0.5)) / kMicro;
}

std::string vertex(Point point) {
    const Position at = position_of(point);
    return fmt::format("{:.6f} {:.6f}", *at.lon, *at.lat);
}

std::vector<Point> half_hull(const std::vector<Point>& points) {
    std::vector<Point> hull;
    for (const Point& p : points) {
        while (hull.size() >= 2 && cross(hull[hull.size() - 2], hull.back(), p) <= 0)
            hull.pop_back();
        hull.push_back(p);
    }
    hull.pop_back();
    return hull;
}

Point between(Point a, Point b, double share) {
    return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

}  // namespace

double squared_distance(Point a, Point b) {
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

Ring convex_hull(std::vector<Point> points) {
    std::ranges::sort(points, [](Point a, Point b) { return a.x != b.x ? a.x < b.x : a.y < b.y; });
    Ring hull = half_hull(points);
    std::ranges::reverse(points);
    const Ring upper = half_hull(points);
    hull.insert(hull.end(), upper.begin(), upper.end());
    return hull;
}

Ring nearer_part(const Ring& ring, Point own, Point other) {
    const auto excess = [&](Point p) {
        return squared_distance(p, own) - squared_distance(p, other);
    };
    Ring kept;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point a = ring[i];
        const Point b = ring[(i + 1) % ring.size()];
        const double ea = excess(a);
        const double eb = excess(b);
        if (ea <= 0)
            kept.push_back(a);
        if ((ea < 0 && eb > 0) || (ea > 0 && eb < 0))
            kept.push_back(between(a, b, ea / (ea - eb)));
    }
    return kept;
}

std::vector<Ring> cells(const Ring& ring, const std::vector<Point>& sites) {
    std::vector<Ring> result;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        Ring cell = ring;
        for (std::size_t j = 0; j < sites.size(); ++j)
            if (j != i)
                cell = nearer_part(cell, sites[i], sites[j]);
        result.push_back(std::move(cell));
    }
    return result;
}

bool inside(const Ring& convex, Point point) {
    for (std::size_t i = 0; i < convex.size(); ++i)
        if (cross(convex[i], convex[(i + 1) % convex.size()], point) < 0)
            return false;
    return true;
}

Point point_in(const Ring& convex, Random& random) {
    const auto [west, east] = std::ranges::minmax(convex, {}, &Point::x);
    const auto [south, north] = std::ranges::minmax(convex, {}, &Point::y);
    while (true) {
        const double x = west.x + (east.x - west.x) * random.unit();
        const double y = south.y + (north.y - south.y) * random.unit();
        if (inside(convex, {x, y}))
            return {x, y};
    }
}

void scatter(const Ring& convex, std::size_t wanted, std::vector<Point>& sites, Random& random) {
    constexpr int kTries = 8;
    const auto loneliness = [&](Point p) {
        double nearest = 1e18;
        for (const Point& site : sites) nearest = std::min(nearest, squared_distance(site, p));
        return nearest;
    };
    while (sites.size() < wanted) {
        Point best = point_in(convex, random);
        for (int i = 1; i < kTries; ++i)
            if (const Point other = point_in(convex, random); loneliness(other) > loneliness(best))
                best = other;
        sites.push_back(best);
    }
}

Position position_of(Point point) {
    return {
        rounded(kSeatLon + point.x / kKmPerLon),
        rounded(kSeatLat + point.y / kKmPerLat),
        "cgcs2000"};
}

Point point_of(const Position& position) {
    return {(*position.lon - kSeatLon) * kKmPerLon, (*position.lat - kSeatLat) * kKmPerLat};
}

std::string polygon_text(const Ring& ring) {
    std::string text = "POLYGON ((";
    for (const Point& p : ring) text += vertex(p) + ", ";
    return text + vertex(ring.front()) + "))";
}

std::string line_text(const std::vector<Point>& line) {
    std::string text = "LINESTRING (";
    for (std::size_t i = 0; i < line.size(); ++i) text += (i == 0 ? "" : ", ") + vertex(line[i]);
    return text + ")";
}

}  // namespace junheng::demo
