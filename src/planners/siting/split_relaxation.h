// SPDX-License-Identifier: Apache-2.0
/// Siting with units that may be split and sites that may open in part: its prices for the units
/// start the bound of a set of decisions (model.md, "Split relaxation").
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planners/assignment/field.h"
#include "planners/assignment/opening.h"

namespace junheng::siting {

/// Where a search for the prices stands. Shape: lists of what is not zero, by arc.
struct SplitPoint {
    struct Entry {
        std::uint32_t arc;
        float value;
    };
    std::vector<float> price;       // of each unit
    std::vector<float> opened;      // part of each site
    std::vector<float> room_price;  // of each site's capacity
    float count_price = 0;
    std::vector<Entry> served;      // part of a unit
    std::vector<Entry> open_price;  // of the arc's serving no more than its site is open
};

/// First-order search on the linear relaxation. Its prices are near the best ones after some
/// hundred iterations; whether they are or not, the Lagrangian bound at them is valid.
class SplitRelaxation {
public:
    /// Shape: the field holds all sites of the problem. Memory: 16 arcs a unit at most.
    SplitRelaxation(
        const assignment::Field& field,
        const std::vector<bool>& reach,
        const assignment::Opening& opening
    );

    SplitPoint start(std::span<const double> price) const;
    /// Goes on from the point, and ends at the mean of the way.
    void improve(SplitPoint& point, std::span<const assignment::Stand> stand, int iterations);

private:
    void unpack(const SplitPoint& point);
    void pack(SplitPoint& point) const;
    void step(SplitPoint& point, std::span<const assignment::Stand> stand);
    float step_site(SplitPoint& point, std::size_t site, float low, float high);
    void begin_mean();
    void add_to_mean(const SplitPoint& point);
    void take_mean(SplitPoint& point, int iterations);

    std::size_t n_;
    std::size_t m_;
    const assignment::Opening& opening_;
    float weight_ = 1;  // of prices against parts
    // Arcs, site by site.
    std::vector<std::uint32_t> first_;
    std::vector<std::uint32_t> unit_;
    std::vector<float> cost_;
    std::vector<float> share_;  // of the site's capacity that the unit takes
    std::vector<float> share_sum_;
    std::vector<float> degree_;
    std::vector<float> fixed_cost_;
    // The point at hand, and sums over the way.
    std::vector<float> served_;
    std::vector<float> open_price_;
    std::vector<float> missing_;
    std::vector<float> served_sum_;
    std::vector<float> open_price_sum_;
    SplitPoint sum_;
};

}  // namespace junheng::siting
