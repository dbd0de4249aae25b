// SPDX-License-Identifier: Apache-2.0
/// Whole units to schools of limited capacity: what districting and siting have in common. The
/// mathematics, with the ids of the constraints, is in model.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace junheng::assignment {

/// No unit or no site.
inline constexpr int kNone = -1;

/// Units: demand in 1 / Problem::demand_scale pupils; metres.
struct Unit {
    std::string id;
    double x = 0;
    double y = 0;
    std::int64_t demand = 0;
};

/// A school, or a place where one could stand. Units: capacity as demand; fixed cost as the
/// objective; metres, the middle of its unit unless more is known.
struct Site {
    std::string id;  // of the school; in a bare instance of its unit
    int unit = kNone;
    std::int64_t capacity = 0;
    double fixed_cost = 0;
    double x = 0;
    double y = 0;
};

/// Which constraints hold (model.md).
struct Rules {
    bool contiguous = true;                  // contiguity, and own_unit of every open site
    bool choose_sites = false;               // siting: sites may stay closed, fixed costs count
    std::optional<int> site_count = {};      // fixed_count
    double detour = 1;                       // metres walked for one metre of straight line
    std::optional<double> most_metres = {};  // distance
};

/// Invariant: made by build_problem and not changed afterwards; indexes are dense, in the order of
/// the input; neighbours are sorted, symmetric, without self-loops.
struct Problem {
    std::vector<Unit> units;
    std::vector<Site> sites;
    std::vector<std::vector<int>> neighbours;  // of each unit; empty lists without adjacency
    std::vector<int> site_at;                  // of each unit, or kNone
    std::vector<int> required;                 // the site that a unit must go to, or kNone
    std::int64_t demand_scale = 1;
    Rules rules;

    int unit_count() const { return static_cast<int>(units.size()); }
    int site_count() const { return static_cast<int>(sites.size()); }
    /// Straight-line metres times the detour.
    double metres(int unit, int site) const;
    /// Units: pupil-km, pupils times metres / 1000.
    double cost(int unit, int site) const;
    /// The site is within the greatest distance that a child may have.
    bool near_enough(int unit, int site) const {
        return !rules.most_metres || metres(unit, site) <= *rules.most_metres;
    }
    double pupils(std::int64_t demand) const {
        return static_cast<double>(demand) / static_cast<double>(demand_scale);
    }
};

/// The site of each unit, or kNone.
using Plan = std::vector<int>;

/// Sites that serve a unit, in ascending order.
std::vector<int> open_sites(const Problem& problem, const Plan& plan);

}  // namespace junheng::assignment
