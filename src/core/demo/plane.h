// SPDX-License-Identifier: Apache-2.0
/// The little geometry that a made-up map needs, in kilometres east and north of the county seat.
#pragma once

#include <string>
#include <vector>

#include "core/demo/random.h"
#include "core/domain/records.h"

namespace junheng::demo {

struct Point {
    double x = 0;  // km east
    double y = 0;  // km north
};

using Ring = std::vector<Point>;

double squared_distance(Point a, Point b);

/// Convex hull, counter-clockwise, without the closing point.
Ring convex_hull(std::vector<Point> points);

/// The part of a convex ring that is nearer to `own` than to `other`.
Ring nearer_part(const Ring& ring, Point own, Point other);

/// One cell a site: the parts of the ring that are nearest to it.
std::vector<Ring> cells(const Ring& ring, const std::vector<Point>& sites);

bool inside(const Ring& convex, Point point);

/// Any point of a convex ring.
Point point_in(const Ring& convex, Random& random);

/// Adds sites to `sites` until there are `wanted`, each the loneliest of a few tries, so that they
/// spread evenly.
void scatter(const Ring& convex, std::size_t wanted, std::vector<Point>& sites, Random& random);

/// Degrees in cgcs2000, to six decimals (0.1 m).
Position position_of(Point point);
/// The way back; of a position that position_of gave.
Point point_of(const Position& position);
std::string polygon_text(const Ring& ring);
std::string line_text(const std::vector<Point>& line);

}  // namespace junheng::demo
