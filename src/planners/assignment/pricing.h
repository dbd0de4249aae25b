// SPDX-License-Identifier: Apache-2.0
/// The best area of one school at given prices for serving the units: an integer knapsack, or one
/// whose units hang together.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planners/assignment/field.h"

namespace junheng::assignment {

/// Invariant: value <= upper; equal when the search was not cut short.
struct Area {
    double upper = 0;
    double value = 0;
    std::vector<int> units;
};

/// Scratch memory for pricing over one field; one for each thread.
class Pricer {
public:
    /// Shape: `reach` as reachable() gives it; both must outlive the pricer.
    Pricer(const Field& field, const std::vector<bool>& reach);

    /// max Σ (price_i - cost_ij) over sets that fit. Every set holds the units pinned to the
    /// school. After `most_nodes` of the search tree `upper` is the bound of what is left.
    Area knapsack(int school, std::span<const double> price, int most_nodes);
    /// The same over sets that are connected to the school's own unit.
    Area connected(int school, std::span<const double> price, int most_nodes);

private:
    struct Item {
        int unit;
        double profit;
        double weight;
        double ratio;
    };

    void gather(int school, std::span<const double> price);
    void dig(std::size_t at, double room, double value);
    double filled(std::size_t at, double room) const;
    void keep_best(double value);

    struct Node {
        double bound;
        int branch;
    };
    Node look(double room, double value);
    void grow(double room, double value);
    void mark_within(double room);
    void reset_marks(int school);

    const Field& field_;
    const std::vector<bool>& reach_;
    int school_ = 0;
    int most_nodes_ = 0;
    int nodes_ = 0;
    double fixed_value_ = 0;
    double room_ = 0;
    double best_ = 0;
    double left_over_ = 0;
    std::vector<Item> items_;
    std::vector<double> weights_before_;
    std::vector<double> profits_before_;
    std::vector<double> least_weight_;
    std::vector<int> fixed_;
    std::vector<int> taken_;
    std::vector<int> best_taken_;

    std::vector<std::uint8_t> state_;  // of each unit: open, in the area, forbidden
    std::vector<double> profit_;
    std::vector<double> chain_;
    std::vector<int> from_;
    std::vector<std::uint32_t> seen_;
    std::uint32_t stamp_ = 0;
    std::vector<int> area_;
    std::vector<int> queue_;
};

}  // namespace junheng::assignment
