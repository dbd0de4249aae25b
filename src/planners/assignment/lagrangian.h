// SPDX-License-Identifier: Apache-2.0
/// Lower bounds by Lagrangian relaxation of "each unit once" (model.md, "Bound").
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "planners/assignment/field.h"
#include "planners/assignment/opening.h"
#include "planners/assignment/pricing.h"
#include "planners/planning/budget.h"

namespace junheng::assignment {

/// How the areas are priced and how far the first step goes.
struct Effort {
    bool whole_areas = false;  // connected areas (slower, stronger) instead of knapsacks
    int knapsack_nodes = 3000;
    double first_step = 1;
};

/// Invariant: bound() holds for every plan over the field.
class Lagrangian {
public:
    /// Shape: `price` is a start for what serving each unit is worth; any numbers are valid.
    Lagrangian(
        const Field& field,
        const std::vector<bool>& reach,
        Opening opening,
        std::vector<double> price
    );

    /// Raises the bound towards `upper`, the cost of a plan. Steps of the slice are iterations.
    void improve(
        double upper,
        const Effort& effort,
        const planning::Slice& slice,
        const planning::Watch& watch
    );

    /// Prices connected areas once more at the best prices, with more nodes for each. Cost: some
    /// 6 µs a node and school at most.
    void sharpen(int area_nodes, const planning::Watch& watch);

    double bound() const { return bound_; }
    std::span<const double> price() const { return best_price_; }
    /// What opening each school is worth at the best prices, its fixed cost taken off: a plan that
    /// opens a school of negative worth, or closes one of positive worth, costs the bound and that
    /// much more at the least.
    std::span<const double> worth() const { return best_worth_; }
    /// Asks for another choice of sites; the bound starts anew, at these prices.
    void restart(Opening opening, std::span<const double> price);
    /// Looks at these prices, and takes them if their bound is better.
    void consider(
        std::span<const double> price,
        const Effort& effort,
        const planning::Watch& watch
    );
    /// The bound at the best prices when the open schools must have room for the demand.
    double bound_with_room() const;
    std::int64_t iterations() const { return iterations_; }

private:
    double evaluate(const Effort& effort, int area_nodes, const planning::Watch& watch);
    void price_area(std::size_t school, const Effort& effort, int area_nodes);
    double choose_open();
    void keep(double bound);

    const Field& field_;
    Opening opening_;
    Pricer pricer_;
    std::vector<double> price_;
    std::vector<double> best_price_;
    std::vector<double> missing_;  // 1 - how often each unit was served in the last evaluation
    std::vector<double> best_missing_;
    std::vector<Area> areas_;
    std::vector<double> worth_;
    std::vector<double> best_worth_;
    double bound_ = -std::numeric_limits<double>::infinity();
    std::int64_t iterations_ = 0;
};

/// What serving a unit costs at the prices of the schools' room.
std::vector<double> unit_prices(
    const Field& field,
    const std::vector<bool>& reach,
    std::span<const double> school_price
);

}  // namespace junheng::assignment
