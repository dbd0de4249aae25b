// SPDX-License-Identifier: Apache-2.0
/// The land of the demo county: a seat of three streets in the middle, towns, townships and a farm
/// around it, villages in each, roads between their centres, a highway and two rivers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/demo/plane.h"

namespace junheng::demo {

struct TownshipPlace {
    std::string code;  // 9 digits
    std::string stem;
    std::string name;
    std::string kind;  // street, town, township
    bool seat = false;
    Point site;
    Ring outline;
    std::size_t first_village = 0;
    std::size_t villages = 0;
};

struct VillagePlace {
    std::string code;  // 12 digits
    std::string name;
    std::size_t township = 0;
    Point site;
    Ring outline;
    std::int64_t population = 0;
};

struct LineFeature {
    std::string id;
    std::string kind;
    std::string name;
    std::vector<Point> line;
};

struct Geography {
    Ring outline;
    std::vector<TownshipPlace> townships;  // the streets of the seat first, the farm last
    std::vector<VillagePlace> villages;    // by township; the first of each is its centre
    std::vector<LineFeature> features;
};

/// Land for about this many schools.
Geography make_geography(const std::string& county_code, std::uint64_t seed, int schools);

std::vector<LineFeature> make_lines(const Geography& land, std::uint64_t seed);

}  // namespace junheng::demo
