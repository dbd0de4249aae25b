// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "core/demo/geography.h"

namespace junheng::demo {
namespace {

/// Bends a straight line a little, the ends excepted.
std::vector<Point> winding(Point from, Point to, int bends, double swing_km, Random& random) {
    std::vector<Point> line{from};
    for (int i = 1; i <= bends; ++i) {
        const double share = static_cast<double>(i) / (bends + 1);
        line.push_back(
            {from.x + (to.x - from.x) * share + swing_km * (2 * random.unit() - 1),
             from.y + (to.y - from.y) * share + swing_km * (2 * random.unit() - 1)}
        );
    }
    line.push_back(to);
    return line;
}

/// Each centre is joined to the nearest of those before it, which are nearer to the seat or simply
/// first.
std::size_t nearest_before(const Geography& land, std::size_t index) {
    std::size_t best = 0;
    for (std::size_t j = 1; j < index; ++j)
        if (squared_distance(land.townships[j].site, land.townships[index].site) <
            squared_distance(land.townships[best].site, land.townships[index].site))
            best = j;
    return best;
}

LineFeature road(
    const Geography& land,
    std::size_t a,
    std::size_t b,
    std::size_t number,
    Random& random
) {
    const TownshipPlace& from = land.townships[a];
    const TownshipPlace& to = land.townships[b];
    return {
        fmt::format("R{:03}", number),
        "road",
        from.stem + to.stem + "路",
        winding(from.site, to.site, 2, 0.3, random)};
}

Point corner(const Geography& land, std::size_t number) {
    return land.outline[number % land.outline.size()];
}

}  // namespace

std::vector<LineFeature> make_lines(const Geography& land, std::uint64_t seed) {
    Random random(hash_of(seed, 0x11E5));
    std::vector<LineFeature> lines;
    for (std::size_t i = 1; i < land.townships.size(); ++i)
        lines.push_back(road(land, nearest_before(land, i), i, lines.size() + 1, random));
    for (std::size_t i = 3; i + 1 < land.townships.size(); i += 3)
        lines.push_back(road(land, i, i + 1, lines.size() + 1, random));
    const std::size_t half = land.outline.size() / 2;
    const std::size_t quarter = land.outline.size() / 4;
    lines.push_back(
        {"H001",
         "highway",
         "云沁高速",
         winding(corner(land, 0), corner(land, half), 3, 0.8, random)}
    );
    lines.push_back(
        {"W001",
         "river",
         "清水河",
         winding(corner(land, quarter), corner(land, half + quarter), 7, 1.2, random)}
    );
    lines.push_back(
        {"W002", "river", "白石溪", winding(corner(land, 1), {0.6, 0.2}, 4, 1.0, random)}
    );
    return lines;
}

}  // namespace junheng::demo
