// SPDX-License-Identifier: Apache-2.0
/// A problem with its open sites given, laid out in flat arrays for searches.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planners/assignment/problem.h"

namespace junheng::assignment {

/// Schools are numbered 0 … m-1 here, in the order of `sites`; plans over a field use these
/// numbers. Invariant: immutable once made; a pinned unit has its school in `pin`.
class Field {
public:
    /// `all_open`: every one of the schools stands, so under contiguity it is pinned to its own
    /// unit. Otherwise some may stay closed and their units go elsewhere.
    Field(const Problem& problem, std::span<const int> open, bool all_open = true);

    int n = 0;
    int m = 0;
    bool contiguous = true;
    std::vector<std::int64_t> demand;
    std::vector<std::int64_t> capacity;
    std::vector<double> cost;  // n rows of m
    std::vector<int> own;      // the unit in which a school stands
    std::vector<int> pin;      // the school that a unit cannot leave, or kNone
    std::vector<int> sites;    // the problem's number of each school
    std::vector<bool> barred;  // as cost: too far for a child; empty where distance has no limit

    double at(int unit, int school) const {
        return cost
            [static_cast<std::size_t>(unit) * static_cast<std::size_t>(m) +
             static_cast<std::size_t>(school)];
    }
    bool bars(int unit, int school) const {
        return !barred.empty() &&
               barred
                   [static_cast<std::size_t>(unit) * static_cast<std::size_t>(m) +
                    static_cast<std::size_t>(school)];
    }
    const double* row(int unit) const {
        return cost.data() + static_cast<std::size_t>(unit) * static_cast<std::size_t>(m);
    }
    /// Units beside this one on the adjacency graph.
    std::span<const int> beside(int unit) const {
        const auto u = static_cast<std::size_t>(unit);
        return {links_.data() + first_[u], static_cast<std::size_t>(first_[u + 1] - first_[u])};
    }
    /// For each of beside(unit), in its order, which others of beside(unit) touch it, as a set of
    /// bits; empty for a unit with more than 64 neighbours.
    std::span<const std::uint64_t> ring(int unit) const {
        const auto u = static_cast<std::size_t>(unit);
        if (first_[u + 1] - first_[u] > kMostMasked)
            return {};
        return {rings_.data() + first_[u], static_cast<std::size_t>(first_[u + 1] - first_[u])};
    }
    /// Schools by rising cost of the unit; for searches without contiguity.
    std::span<const int> nearest(int unit) const {
        return {
            nearest_.data() + static_cast<std::size_t>(unit) * static_cast<std::size_t>(m),
            static_cast<std::size_t>(m)};
    }

    /// The schools worth a try for the unit in searches without contiguity: the nearest, or what
    /// is left by narrow().
    std::span<const int> worth_trying(int unit) const {
        const auto u = static_cast<std::size_t>(unit);
        return {near_.data() + near_first_[u], near_first_[u + 1] - near_first_[u]};
    }
    /// Leaves those that cost least more than the best one at these prices of room: some `others`
    /// besides it on the average over the units.
    void narrow(std::span<const double> school_price, double others);

    double cost_of(const Plan& plan) const;
    std::int64_t total_demand() const;
    /// From the field's numbers to the problem's, and back (kNone for a closed site).
    Plan to_problem(const Plan& plan) const;
    Plan from_problem(const Plan& plan) const;

private:
    static constexpr int kMostMasked = 64;

    void add_cost(const Problem& problem, int unit, int site);
    void link(const Problem& problem);
    void rank();

    std::vector<int> first_;
    std::vector<int> links_;
    std::vector<std::uint64_t> rings_;
    std::vector<int> nearest_;
    std::vector<std::size_t> near_first_;
    std::vector<int> near_;
};

}  // namespace junheng::assignment
