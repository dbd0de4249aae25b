// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/clash.h"

#include <algorithm>

#include "planners/assignment/transport.h"

namespace junheng::assignment {
namespace {

using planning::Conflict;

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

const std::string& school_id(const Problem& problem, const Field& field, int school) {
    return problem.sites[at_index(field.sites[at_index(school)])].id;
}

std::vector<int> component_of(const Problem& problem, int unit) {
    std::vector<bool> seen(problem.units.size());
    std::vector<int> units{unit};
    seen[at_index(unit)] = true;
    for (std::size_t head = 0; head < units.size(); ++head)
        for (const int k : problem.neighbours[at_index(units[head])])
            if (!seen[at_index(k)]) {
                seen[at_index(k)] = true;
                units.push_back(k);
            }
    std::sort(units.begin(), units.end());
    return units;
}

/// A part of the map without any school.
Conflict without_school(const Problem& problem, const std::vector<int>& units) {
    Conflict conflict{"contiguity", {}, {}};
    for (const int k : units) conflict.units.push_back(problem.units[at_index(k)].id);
    return conflict;
}

bool too_large(const Field& field, int unit) {
    const int pin = field.pin[at_index(unit)];
    for (int j = 0; j < field.m; ++j)
        if ((pin == kNone || pin == j) &&
            field.capacity[at_index(j)] >= field.demand[at_index(unit)])
            return false;
    return true;
}

std::vector<std::string> pinned_school(const Problem& problem, const Field& field, int unit) {
    const int pin = field.pin[at_index(unit)];
    if (pin == kNone)
        return {};
    return {school_id(problem, field, pin)};
}

bool all_barred(const Field& field, int unit) {
    for (int j = 0; j < field.m; ++j)
        if (!field.bars(unit, j))
            return false;
    return true;
}

/// Why no school can serve this one unit.
Conflict out_of_reach(const Problem& problem, const Field& field, int unit) {
    const std::string& id = problem.units[at_index(unit)].id;
    if (all_barred(field, unit))
        return {"distance", {id}, {}};
    if (!field.contiguous || too_large(field, unit))
        return {"capacity", {id}, pinned_school(problem, field, unit)};
    const auto part = component_of(problem, unit);
    const auto holds = [&](int own) { return std::binary_search(part.begin(), part.end(), own); };
    if (std::none_of(field.own.begin(), field.own.end(), holds))
        return without_school(problem, part);
    Conflict conflict{"contiguity", {id}, {}};
    for (int j = 0; j < field.m; ++j)
        if (holds(field.own[at_index(j)]))
            conflict.schools.push_back(school_id(problem, field, j));
    return conflict;
}

}  // namespace

std::vector<Conflict> clashes(
    const Problem& problem,
    const Field& field,
    const std::vector<bool>& reach
) {
    std::vector<Conflict> found;
    for (int i = 0; i < field.n; ++i) {
        const auto row = reach.begin() + std::ptrdiff_t{i} * field.m;
        if (std::find(row, row + field.m, true) != row + field.m)
            continue;
        Conflict conflict = out_of_reach(problem, field, i);
        if (std::find(found.begin(), found.end(), conflict) == found.end())
            found.push_back(std::move(conflict));
    }
    if (!found.empty())
        return found;
    const Transport flow = transport(field, reach);
    if (flow.feasible)
        return {};
    Conflict conflict{"capacity", {}, {}};
    for (const int i : flow.clashing_units) conflict.units.push_back(problem.units[at_index(i)].id);
    for (const int j : flow.clashing_schools)
        conflict.schools.push_back(school_id(problem, field, j));
    return {conflict};
}

}  // namespace junheng::assignment
