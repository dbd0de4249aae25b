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

/// Keeps the areas of the schools that open at these prices; returns what opening them is worth.
double Lagrangian::close_the_dear() {
    std::vector<int> order(worth_.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return worth_[at_index(a)] > worth_[at_index(b)];
    });
    double sum = 0;
    for (std::size_t k = 0; k < order.size(); ++k) {
        const std::size_t j = at_index(order[k]);
        const bool opens = opening_.count ? static_cast<int>(k) < *opening_.count : worth_[j] > 0;
        if (opens)
            sum += worth_[j];
        else
            areas_[j].units.clear();
    }
    return sum;
}

double Lagrangian::evaluate(bool whole_areas) {
    for (int j = 0; j < field_.m; ++j) {
        Area& area = areas_[at_index(j)];
        area = pricer_.knapsack(j, price_, kKnapsackNodes);
        if (whole_areas) {
            Area whole = pricer_.connected(j, price_, kAreaNodes);
            whole.upper = std::min(whole.upper, area.upper);
            area = std::move(whole);
        }
        worth_[at_index(j)] = area.upper;
        if (!opening_.fixed_cost.empty())
            worth_[at_index(j)] -= opening_.fixed_cost[at_index(j)];
    }
    const double opened = opening_.fixed_cost.empty()
                              ? std::accumulate(worth_.begin(), worth_.end(), 0.0)
                              : close_the_dear();
    std::fill(missing_.begin(), missing_.end(), 1.0);
    for (const Area& area : areas_)
        for (const int unit : area.units) missing_[at_index(unit)] -= 1;
    return std::accumulate(price_.begin(), price_.end(), 0.0) - opened;
}

void Lagrangian::keep(double bound) {
    bound_ = bound;
    best_price_ = price_;
    best_worth_ = worth_;
}

// The volume algorithm: steps from the best prices along a running mean of the subgradients.
// Source: Barahona and Anbil, "The volume algorithm", Mathematical Programming 87, 2000.
void Lagrangian::improve(
    double upper,
    bool whole_areas,
    const planning::Slice& slice,
    const planning::Watch& watch
) {
    constexpr double kFirstStep = 0.5;
    constexpr double kLeastStep = 1e-4;
    constexpr double kShorter = 0.7;
    constexpr double kLonger = 1.1;
    constexpr double kMemory = 0.2;
    constexpr int kPatience = 12;
    const double begun = watch.elapsed();
    price_ = best_price_;
    const double first = evaluate(whole_areas);
    if (first > bound_)
        keep(first);
    std::vector<double> mean = missing_;
    double step = kFirstStep;
    int without = 0;
    for (std::int64_t k = 1; k < slice.steps && step > kLeastStep; ++k) {
        if (watch.over() || watch.elapsed() - begun >= slice.seconds)
            break;
        const double size = square_of(mean);
        if (size <= 0 || upper - bound_ <= 0)
            break;
        const double length = step * (upper - bound_) / size;
        for (std::size_t i = 0; i < price_.size(); ++i)
            price_[i] = best_price_[i] + length * mean[i];
        const double now = evaluate(whole_areas);
        const double along =
            std::inner_product(mean.begin(), mean.end(), missing_.begin(), 0.0);
        for (std::size_t i = 0; i < mean.size(); ++i)
            mean[i] = kMemory * missing_[i] + (1 - kMemory) * mean[i];
        ++iterations_;
        if (now > bound_) {
            keep(now);
            without = 0;
            if (along > 0)
                step = std::min(step * kLonger, 2.0);
        } else if (++without >= kPatience) {
            step *= kShorter;
            without = 0;
        }
    }
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
                    field.at(i, j) + static_cast<double>(field.demand[at_index(i)]) *
                                         school_price[at_index(j)]
                );
        price[at_index(i)] = least;
    }
    return price;
}

}  // namespace junheng::assignment
