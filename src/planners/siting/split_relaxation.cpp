// SPDX-License-Identifier: Apache-2.0
#include "planners/siting/split_relaxation.h"

#include <algorithm>
#include <numeric>

namespace junheng::siting {
namespace {

using assignment::Stand;

constexpr int kArcsPerUnit = 16;
// The product of the step lengths must stay below 1.
constexpr float kStep = 0.95F;

template <class A, class B>
void add(std::vector<A>& sum, const std::vector<B>& values) {
    for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += values[k];
}

void scale(std::vector<float>& to, const std::vector<float>& sum, float factor) {
    for (std::size_t k = 0; k < to.size(); ++k) to[k] = sum[k] * factor;
}

std::vector<SplitPoint::Entry> packed(const std::vector<float>& values) {
    std::vector<SplitPoint::Entry> entries;
    for (std::size_t k = 0; k < values.size(); ++k)
        if (values[k] != 0)
            entries.push_back({static_cast<std::uint32_t>(k), values[k]});
    return entries;
}

void unpack_into(std::vector<float>& values, const std::vector<SplitPoint::Entry>& entries) {
    std::fill(values.begin(), values.end(), 0.0F);
    for (const auto& entry : entries) values[entry.arc] = entry.value;
}

}  // namespace

SplitRelaxation::SplitRelaxation(
    const assignment::Field& field,
    const std::vector<bool>& reach,
    const assignment::Opening& opening
)
    : n_(static_cast<std::size_t>(field.n)),
      m_(static_cast<std::size_t>(field.m)),
      opening_(opening),
      degree_(n_),
      fixed_cost_(opening.fixed_cost.begin(), opening.fixed_cost.end()),
      missing_(n_) {
    std::vector<std::vector<std::uint32_t>> units(m_);
    for (std::size_t i = 0; i < n_; ++i)
        for (const int site : field.nearest(static_cast<int>(i))) {
            const auto j = static_cast<std::size_t>(site);
            if (!reach[i * m_ + j])
                continue;
            units[j].push_back(static_cast<std::uint32_t>(i));
            if (++degree_[i] >= kArcsPerUnit)
                break;
        }
    for (std::size_t j = 0; j < m_; ++j) {
        first_.push_back(static_cast<std::uint32_t>(unit_.size()));
        float sum = 0;
        for (const std::uint32_t i : units[j]) {
            unit_.push_back(i);
            cost_.push_back(static_cast<float>(field.cost[i * m_ + j]));
            share_.push_back(
                static_cast<float>(field.demand[i]) / static_cast<float>(field.capacity[j])
            );
            sum += share_.back();
        }
        share_sum_.push_back(sum);
    }
    first_.push_back(static_cast<std::uint32_t>(unit_.size()));
    served_.resize(unit_.size());
    open_price_.resize(unit_.size());
}

SplitPoint SplitRelaxation::start(std::span<const double> price) const {
    SplitPoint point;
    point.price.assign(price.begin(), price.end());
    point.opened.assign(m_, 0.5F);
    point.room_price.assign(m_, 0.0F);
    return point;
}

void SplitRelaxation::unpack(const SplitPoint& point) {
    unpack_into(served_, point.served);
    unpack_into(open_price_, point.open_price);
}

void SplitRelaxation::pack(SplitPoint& point) const {
    point.served = packed(served_);
    point.open_price = packed(open_price_);
}

// Source: Chambolle and Pock, "A first-order primal-dual algorithm for convex problems with
// applications to imaging", Journal of Mathematical Imaging and Vision 40, 2011; with the step
// lengths of Pock and Chambolle, "Diagonal preconditioning for first order primal-dual algorithms",
// ICCV 2011, and restarts from the mean of the way as Applegate et al., "Practical large-scale
// linear programming using primal-dual hybrid gradient", NeurIPS 2021.
void SplitRelaxation::improve(SplitPoint& point, std::span<const Stand> stand, int iterations) {
    // Cost per unit of the parts: what serving a unit costs.
    constexpr float kWeight = 2;
    const float sum = std::accumulate(point.price.begin(), point.price.end(), 0.0F);
    weight_ = std::max(kWeight * sum / static_cast<float>(n_), 1e-6F);
    unpack(point);
    begin_mean();
    for (int k = 0; k < iterations; ++k) {
        step(point, stand);
        add_to_mean(point);
    }
    take_mean(point, iterations);
    pack(point);
}

void SplitRelaxation::step(SplitPoint& point, std::span<const Stand> stand) {
    std::fill(missing_.begin(), missing_.end(), 1.0F);
    float open = 0;
    for (std::size_t j = 0; j < m_; ++j) {
        if (stand[j] == Stand::closed) {
            point.opened[j] = 0;
            std::fill(
                served_.begin() + std::ptrdiff_t{first_[j]},
                served_.begin() + std::ptrdiff_t{first_[j + 1]},
                0.0F
            );
        } else {
            open += step_site(point, j, stand[j] == Stand::open ? 1.0F : 0.0F, 1.0F);
        }
    }
    const float dual = kStep * weight_;
    for (std::size_t i = 0; i < n_; ++i)
        if (degree_[i] > 0)
            point.price[i] += dual / degree_[i] * missing_[i];
    if (opening_.count)
        point.count_price +=
            dual / static_cast<float>(m_) * (open - static_cast<float>(*opening_.count));
}

/// Steps of the parts, then of the prices at the parts carried on; returns the site's part so.
float SplitRelaxation::step_site(SplitPoint& point, std::size_t site, float low, float high) {
    const std::uint32_t begin = first_[site];
    const std::uint32_t end = first_[site + 1];
    const float primal = kStep / weight_;
    const float dual = kStep * weight_;
    float prices = point.room_price[site] - point.count_price;
    for (std::uint32_t e = begin; e < end; ++e) prices += open_price_[e];
    const float rows = static_cast<float>(end - begin) * 0.5F + 2.0F;
    const float before = point.opened[site];
    const float opened =
        std::clamp(before - primal / rows * (fixed_cost_[site] - prices), low, high);
    const float ahead = 2 * opened - before;
    point.opened[site] = opened;
    const float room_price = point.room_price[site];
    float load = 0;
    for (std::uint32_t e = begin; e < end; ++e) {
        const float was = served_[e];
        const float slope =
            cost_[e] - point.price[unit_[e]] + room_price * share_[e] + open_price_[e];
        const float now = std::clamp(was - primal / (2.0F + share_[e]) * slope, 0.0F, 1.0F);
        const float on = 2 * now - was;
        served_[e] = now;
        load += on * share_[e];
        open_price_[e] = std::max(open_price_[e] + dual * 0.5F * (on - ahead), 0.0F);
        missing_[unit_[e]] -= on;
    }
    point.room_price[site] =
        std::max(room_price + dual / (1.0F + share_sum_[site]) * (load - ahead), 0.0F);
    return ahead;
}

void SplitRelaxation::begin_mean() {
    sum_.price.assign(n_, 0.0F);
    sum_.opened.assign(m_, 0.0F);
    sum_.room_price.assign(m_, 0.0F);
    sum_.count_price = 0;
    served_sum_.assign(unit_.size(), 0.0F);
    open_price_sum_.assign(unit_.size(), 0.0F);
}

void SplitRelaxation::add_to_mean(const SplitPoint& point) {
    add(sum_.price, point.price);
    add(sum_.opened, point.opened);
    add(sum_.room_price, point.room_price);
    sum_.count_price += point.count_price;
    add(served_sum_, served_);
    add(open_price_sum_, open_price_);
}

void SplitRelaxation::take_mean(SplitPoint& point, int iterations) {
    const float factor = 1.0F / static_cast<float>(std::max(iterations, 1));
    scale(point.price, sum_.price, factor);
    scale(point.opened, sum_.opened, factor);
    scale(point.room_price, sum_.room_price, factor);
    point.count_price = sum_.count_price * factor;
    scale(served_, served_sum_, factor);
    scale(open_price_, open_price_sum_, factor);
}

}  // namespace junheng::siting
