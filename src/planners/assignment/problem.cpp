// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/problem.h"

#include <cmath>

namespace junheng::assignment {
namespace {

constexpr double kMetresPerKm = 1000;

}  // namespace

double Problem::metres(int unit, int site) const {
    const Unit& from = units[static_cast<std::size_t>(unit)];
    const Site& to = sites[static_cast<std::size_t>(site)];
    const double dx = from.x - to.x;
    const double dy = from.y - to.y;
    return std::sqrt(dx * dx + dy * dy) * rules.detour;
}

double Problem::cost(int unit, int site) const {
    return pupils(units[static_cast<std::size_t>(unit)].demand) * metres(unit, site) / kMetresPerKm;
}

std::vector<int> open_sites(const Problem& problem, const Plan& plan) {
    std::vector<bool> used(problem.sites.size());
    for (const int site : plan)
        if (site != kNone)
            used[static_cast<std::size_t>(site)] = true;
    std::vector<int> open;
    for (int j = 0; j < problem.site_count(); ++j)
        if (used[static_cast<std::size_t>(j)])
            open.push_back(j);
    return open;
}

}  // namespace junheng::assignment
