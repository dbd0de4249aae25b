// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/lagrangian.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace junheng::assignment {
namespace {

constexpr int kKnapsackNodes = 3000;
constexpr int kAreaNodes = 1500;

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

double square_of(const std::vector<double>& values) {
    return std::inner_product(values.begin(), values.end(), values.begin(), 0.0);
}

}  // namespace

Lagrangian::Lagrangian(
    const Field& field,
    const std::vector<bool>& reach,
    Opening opening,
    std::vector<double> price
)
    : field_(field),
      opening_(std::move(opening)),
      pricer_(field, reach),
      price_(std::move(price)),
      best_price_(price_),
      missing_(price_.size()),
      areas_(at_index(field.m)),
      worth_(at_index(field.m)),
      best_worth_(at_index(field.m)) {}

void Lagrangian::restart(Opening opening, std::span<const double> price) {
    opening_ = std::move(opening);
    best_price_.assign(price.begin(), price.end());
    bound_ = -std::numeric_limits<double>::infinity();
}

/// Keeps the areas of the schools that open at these prices; returns what opening them is worth.
double Lagrangian::choose_open() {
    const auto choice = best_opening(
        opening_, worth_, field_.capacity, opening_.enough_room ? field_.total_demand() : 0
    );
    for (std::size_t j = 0; j < areas_.size(); ++j) {
        if (!choice.open[j])
            areas_[j].units.clear();
    }
    return choice.upper;
}

/// Minus infinity when time ran out on the way.
double Lagrangian::evaluate(bool whole_areas, int area_nodes, const planning::Watch& watch) {
    for (int j = 0; j < field_.m; ++j) {
        if (watch.over())
            return -std::numeric_limits<double>::infinity();
        Area& area = areas_[at_index(j)];
        area = pricer_.knapsack(j, price_, kKnapsackNodes);
        if (whole_areas) {
            Area whole = pricer_.connected(j, price_, area_nodes);
            whole.upper = std::min(whole.upper, area.upper);
            area = std::move(whole);
        }
        worth_[at_index(j)] = area.upper;
        if (!opening_.fixed_cost.empty())
            worth_[at_index(j)] -= opening_.fixed_cost[at_index(j)];
    }
    const double opened = opening_.fixed_cost.empty()
                              ? std::accumulate(worth_.begin(), worth_.end(), 0.0)
                              : choose_open();
    std::fill(missing_.begin(), missing_.end(), 1.0);
    for (const Area& area : areas_)
        for (const int unit : area.units) missing_[at_index(unit)] -= 1;
    return std::accumulate(price_.begin(), price_.end(), 0.0) - opened;
}

void Lagrangian::keep(double bound) {
    bound_ = bound;
    best_price_ = price_;
    best_worth_ = worth_;
    best_missing_ = missing_;
}

// Subgradient steps towards the cost of a plan, along a mean of the last directions.
// Source: Camerini, Fratta and Maffioli, "On improving relaxation methods by modified gradient
// techniques", Mathematical Programming Study 3, 1975; Polyak's step length.
void Lagrangian::improve(
    double upper,
    bool whole_areas,
    const planning::Slice& slice,
    const planning::Watch& watch
) {
    constexpr double kFirstStep = 1;
    constexpr double kLeastStep = 1e-3;
    constexpr double kShorter = 0.6;
    constexpr double kMemory = 0.6;
    constexpr int kPatience = 15;
    const double begun = watch.elapsed();
    price_ = best_price_;
    std::vector<double> direction(price_.size());
    double step = kFirstStep;
    int without = 0;
    for (std::int64_t k = 0; k < slice.steps && step > kLeastStep; ++k) {
        double now = evaluate(whole_areas, kAreaNodes, watch);
        ++iterations_;
        if (now > bound_) {
            keep(now);
            without = 0;
        } else if (++without >= kPatience) {
            step *= kShorter;
            without = 0;
            price_ = best_price_;
            missing_ = best_missing_;
            now = bound_;
            std::fill(direction.begin(), direction.end(), 0.0);
        }
        for (std::size_t i = 0; i < direction.size(); ++i)
            direction[i] = missing_[i] + kMemory * direction[i];
        const double size = square_of(direction);
        if (size <= 0 || upper - now <= 0 || watch.over() ||
            watch.elapsed() - begun >= slice.seconds)
            break;
        const double length = step * (upper - now) / size;
        for (std::size_t i = 0; i < price_.size(); ++i) price_[i] += length * direction[i];
    }
}

void Lagrangian::sharpen(int area_nodes, const planning::Watch& watch) {
    price_ = best_price_;
    const double now = evaluate(true, area_nodes, watch);
    if (now > bound_)
        keep(now);
}

std::vector<double> unit_prices(
    const Field& field,
    const std::vector<bool>& reach,
    std::span<const double> school_price
) {
    std::vector<double> price(at_index(field.n));
    for (int i = 0; i < field.n; ++i) {
        double least = std::numeric_limits<double>::infinity();
        for (int j = 0; j < field.m; ++j)
            if (reach[at_index(i) * at_index(field.m) + at_index(j)])
                least = std::min(
                    least,
                    field.at(i, j) +
                        static_cast<double>(field.demand[at_index(i)]) * school_price[at_index(j)]
                );
        price[at_index(i)] = least;
    }
    return price;
}

}  // namespace junheng::assignment
