// SPDX-License-Identifier: Apache-2.0
/// Which schools to open when each is worth so much: the part of the relaxation that is about
/// sites.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace junheng::assignment {

enum class Stand : std::uint8_t { undecided, open, closed };

/// Whether schools may stay closed, and what an open one costs. Shape: one fixed cost a school, or
/// none at all when every school is open; what is decided about each, or nothing at all.
struct Opening {
    std::vector<double> fixed_cost;
    std::optional<int> count;
    bool enough_room = false;  // together the open schools have room for the demand
    std::vector<Stand> stand = {};

    Stand at(std::size_t school) const { return stand.empty() ? Stand::undecided : stand[school]; }
};

struct OpeningChoice {
    double upper = 0;  // no choice is worth more; minus infinity: there is none
    std::vector<bool> open;
};

/// max Σ worth_j over sets with room for the demand, of the count asked for, if any, that agree
/// with what is decided. After some thousand nodes `upper` is the bound of what is left.
OpeningChoice best_opening(
    const Opening& opening,
    std::span<const double> worth,
    std::span<const std::int64_t> capacity,
    std::int64_t demand
);

}  // namespace junheng::assignment
