// SPDX-License-Identifier: Apache-2.0
#include "core/demo/geography.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/demo/names.h"

namespace junheng::demo {
namespace {

constexpr std::size_t kStreets = 3;

/// Sixteen directions, written out so that no sine is needed.
constexpr std::array<Point, 16> kCompass{{
    {1, 0},
    {0.9239, 0.3827},
    {0.7071, 0.7071},
    {0.3827, 0.9239},
    {0, 1},
    {-0.3827, 0.9239},
    {-0.7071, 0.7071},
    {-0.9239, 0.3827},
    {-1, 0},
    {-0.9239, -0.3827},
    {-0.7071, -0.7071},
    {-0.3827, -0.9239},
    {0, -1},
    {0.3827, -0.9239},
    {0.7071, -0.7071},
    {0.9239, -0.3827},
}};

Ring county_outline(Random& random, double radius_km) {
    std::vector<Point> corners;
    for (const Point& direction : kCompass) {
        const double reach = radius_km * (0.84 + 0.32 * random.unit());
        corners.push_back({direction.x * reach * 1.15, direction.y * reach * 0.9});
    }
    return convex_hull(std::move(corners));
}

std::vector<Point> township_sites(const Ring& outline, std::size_t count, Random& random) {
    std::vector<Point> sites{{-1.4, 0.5}, {1.3, 0.9}, {0.2, -1.6}};
    for (Point& site : sites) {
        site.x += 0.4 * random.unit();
        site.y += 0.4 * random.unit();
    }
    scatter(outline, count, sites, random);
    return sites;
}

struct KindOfPlace {
    std::string_view kind;
    std::string_view suffix;
    int first_number;
};

KindOfPlace kind_of(std::size_t index, std::size_t count) {
    if (index < kStreets)
        return {"street", "街道", 1};
    if (index + 1 == count)
        return {"township", "农场", 400};
    return index < kStreets + (count - kStreets) / 2 ? KindOfPlace{"town", "镇", 100}
                                                     : KindOfPlace{"township", "乡", 200};
}

void add_townships(
    Geography& land,
    const std::string& county,
    std::size_t count,
    std::uint64_t seed,
    Random& random
) {
    const auto sites = township_sites(land.outline, count, random);
    auto rings = cells(land.outline, sites);
    std::array<int, 5> used{};
    for (std::size_t i = 0; i < count; ++i) {
        const KindOfPlace kind = kind_of(i, count);
        int& number = used[static_cast<std::size_t>(kind.first_number / 100)];
        TownshipPlace place{.code = fmt::format("{}{:03}", county, kind.first_number + number++)};
        place.stem = township_stem(seed, i);
        place.name = place.stem + std::string(kind.suffix);
        place.kind = kind.kind;
        place.seat = i < kStreets;
        place.site = sites[i];
        place.outline = std::move(rings[i]);
        land.townships.push_back(std::move(place));
    }
}

struct VillageNames {
    std::uint64_t seed;
    std::size_t communities = 0;
    std::size_t villages = 0;
};

/// Every place of a street is a residents' committee; elsewhere only the centre is.
VillagePlace name_village(const TownshipPlace& township, std::size_t order, VillageNames& names) {
    const bool community = township.seat || order == 0;
    const std::size_t number = community ? order + 1 : 199 + order;
    VillagePlace village{.code = fmt::format("{}{:03}", township.code, number)};
    village.name = community ? community_name(names.seed, names.communities++)
                             : village_name(names.seed, names.villages++);
    return village;
}

void add_villages(
    Geography& land,
    std::size_t index,
    std::size_t count,
    VillageNames& names,
    Random& random
) {
    TownshipPlace& township = land.townships[index];
    std::vector<Point> sites{township.site};
    scatter(township.outline, count, sites, random);
    auto rings = cells(township.outline, sites);
    township.first_village = land.villages.size();
    township.villages = count;
    for (std::size_t i = 0; i < count; ++i) {
        VillagePlace village = name_village(township, i, names);
        village.township = index;
        village.site = sites[i];
        village.outline = std::move(rings[i]);
        const std::int64_t base = township.seat ? 9000 : i == 0 ? 3200 : 900;
        village.population = base + random.between(0, base);
        land.villages.push_back(std::move(village));
    }
}

}  // namespace

Geography make_geography(const std::string& county_code, std::uint64_t seed, int schools) {
    Random random(hash_of(seed, 0x6E0));
    const auto size = static_cast<std::size_t>(std::max(schools, 1));
    const std::size_t townships = std::clamp<std::size_t>(size / 7, 7, 60);
    // A third more villages than schools, since most villages have lost theirs.
    const std::size_t villages = std::max<std::size_t>(4, (size * 2 + 20) / townships);
    Geography land;
    land.outline = county_outline(random, 26);
    add_townships(land, county_code, townships, seed, random);
    VillageNames names{.seed = seed};
    for (std::size_t i = 0; i < townships; ++i)
        add_villages(land, i, land.townships[i].seat ? villages / 2 + 2 : villages, names, random);
    land.features = make_lines(land, seed);
    return land;
}

}  // namespace junheng::demo
