// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/lagrangian.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace junheng::assignment {
namespace {

constexpr int kAreaNodes = 1500;

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

/// The price of a large unit moves further than that of a small one.
double scale_of(const Field& field, std::size_t unit) {
    return static_cast<double>(std::max<std::int64_t>(field.demand[unit], 1));
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

void Lagrangian::price_area(std::size_t school, const Effort& effort, int area_nodes) {
    Area& area = areas_[school];
    worth_[school] = -std::numeric_limits<double>::infinity();
    if (opening_.at(school) == Stand::closed) {
        area.units.clear();
        return;
    }
    const int j = static_cast<int>(school);
    area = pricer_.knapsack(j, price_, effort.knapsack_nodes);
    if (effort.whole_areas) {
        Area whole = pricer_.connected(j, price_, area_nodes);
        whole.upper = std::min(whole.upper, area.upper);
        area = std::move(whole);
    }
    worth_[school] = area.upper;
    if (!opening_.fixed_cost.empty())
        worth_[school] -= opening_.fixed_cost[school];
}

/// Minus infinity when time ran out on the way.
double Lagrangian::evaluate(const Effort& effort, int area_nodes, const planning::Watch& watch) {
    for (std::size_t j = 0; j < areas_.size(); ++j) {
        if (watch.over())
            return -std::numeric_limits<double>::infinity();
        price_area(j, effort, area_nodes);
    }
    const double opened = opening_.fixed_cost.empty()
                              ? std::accumulate(worth_.begin(), worth_.end(), 0.0)
                              : choose_open();
    std::fill(missing_.begin(), missing_.end(), 1.0);
    for (const Area& area : areas_)
        for (const int unit : area.units) missing_[at_index(unit)] -= 1;
    return std::accumulate(price_.begin(), price_.end(), 0.0) - opened;
}

void Lagrangian::consider(
    std::span<const double> price,
    const Effort& effort,
    const planning::Watch& watch
) {
    price_.assign(price.begin(), price.end());
    const double now = evaluate(effort, kAreaNodes, watch);
    if (now > bound_)
        keep(now);
}

double Lagrangian::bound_with_room() const {
    Opening roomy = opening_;
    roomy.enough_room = true;
    return std::accumulate(best_price_.begin(), best_price_.end(), 0.0) -
           best_opening(roomy, best_worth_, field_.capacity, field_.total_demand()).upper;
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
    const Effort& effort,
    const planning::Slice& slice,
    const planning::Watch& watch
) {
    constexpr double kLeastStep = 1e-3;
    constexpr double kShorter = 0.6;
    constexpr double kMemory = 0.6;
    constexpr int kPatience = 15;
    const double begun = watch.elapsed();
    price_ = best_price_;
    std::vector<double> direction(price_.size());
    double step = effort.first_step;
    int without = 0;
    for (std::int64_t k = 0; k < slice.steps && step > kLeastStep; ++k) {
        double now = evaluate(effort, kAreaNodes, watch);
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
        double size = 0;
        for (std::size_t i = 0; i < direction.size(); ++i) {
            direction[i] = missing_[i] + kMemory * direction[i];
            size += scale_of(field_, i) * direction[i] * direction[i];
        }
        if (size <= 0 || upper - now <= 0 || watch.over() ||
            watch.elapsed() - begun >= slice.seconds)
            break;
        const double length = step * (upper - now) / size;
        for (std::size_t i = 0; i < price_.size(); ++i)
            price_[i] += length * scale_of(field_, i) * direction[i];
    }
}

void Lagrangian::sharpen(int area_nodes, const planning::Watch& watch) {
    price_ = best_price_;
    const double now = evaluate({.whole_areas = true}, area_nodes, watch);
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
