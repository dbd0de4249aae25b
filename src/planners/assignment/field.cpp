// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/field.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace junheng::assignment {
namespace {

// Schools that a unit looks at without contiguity, unless prices tell more.
constexpr int kNearSchools = 8;

// What is barred costs so much that searches leave it; plans within the rules keep their cost, so
// bounds hold for them.
constexpr double kBarred = 1000;

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

}  // namespace

Field::Field(const Problem& problem, std::span<const int> open, bool all_open)
    : n(problem.unit_count()),
      m(static_cast<int>(open.size())),
      contiguous(problem.rules.contiguous),
      sites(open.begin(), open.end()) {
    std::vector<int> school_of(problem.sites.size(), kNone);
    for (int j = 0; j < m; ++j) {
        const Site& site = problem.sites[at_index(sites[at_index(j)])];
        school_of[at_index(sites[at_index(j)])] = j;
        own.push_back(site.unit);
        capacity.push_back(site.capacity);
    }
    for (int i = 0; i < n; ++i) {
        demand.push_back(problem.units[at_index(i)].demand);
        for (const int site : sites) add_cost(problem, i, site);
        const int required = problem.required[at_index(i)];
        pin.push_back(required == kNone ? kNone : school_of[at_index(required)]);
    }
    if (contiguous && all_open)
        for (int j = 0; j < m; ++j) pin[at_index(own[at_index(j)])] = j;
    link(problem);
    rank();
}

void Field::add_cost(const Problem& problem, int unit, int site) {
    const double true_cost = problem.cost(unit, site);
    const bool near = problem.near_enough(unit, site);
    cost.push_back(near ? true_cost : (true_cost + 1) * kBarred);
    if (problem.rules.most_metres)
        barred.push_back(!near);
}

void Field::link(const Problem& problem) {
    first_.push_back(0);
    for (const auto& list : problem.neighbours) {
        links_.insert(links_.end(), list.begin(), list.end());
        first_.push_back(static_cast<int>(links_.size()));
    }
    for (int i = 0; i < n; ++i) {
        const auto around = beside(i);
        for (const int a : around) {
            std::uint64_t touching = 0;
            const auto& of_a = problem.neighbours[at_index(a)];
            for (std::size_t k = 0; k < std::min<std::size_t>(around.size(), kMostMasked); ++k)
                if (std::binary_search(of_a.begin(), of_a.end(), around[k]))
                    touching |= std::uint64_t{1} << k;
            rings_.push_back(touching);
        }
    }
}

void Field::rank() {
    nearest_.resize(at_index(n) * at_index(m));
    for (int i = 0; i < n; ++i) {
        const auto begin = nearest_.begin() + std::ptrdiff_t{i} * m;
        std::iota(begin, begin + m, 0);
        std::stable_sort(begin, begin + m, [&](int a, int b) { return at(i, a) < at(i, b); });
        near_first_.push_back(near_.size());
        near_.insert(near_.end(), begin, begin + std::min(m, kNearSchools));
    }
    near_first_.push_back(near_.size());
}

void Field::narrow(std::span<const double> school_price, double others) {
    std::vector<double> extra(cost.size(), std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < demand.size(); ++i) {
        const auto row = extra.begin() + static_cast<std::ptrdiff_t>(i * capacity.size());
        for (std::size_t j = 0; j < capacity.size(); ++j)
            if (demand[i] <= capacity[j])
                row[static_cast<std::ptrdiff_t>(j)] =
                    cost[i * capacity.size() + j] +
                    static_cast<double>(demand[i]) * school_price[j];
        const double least = *std::min_element(row, row + m);
        std::for_each(row, row + m, [&](double& value) { value -= least; });
    }
    std::vector<double> sorted = extra;
    const auto kept = std::min(
        sorted.size() - 1, static_cast<std::size_t>((1 + others) * static_cast<double>(n))
    );
    const auto last = sorted.begin() + static_cast<std::ptrdiff_t>(kept);
    std::nth_element(sorted.begin(), last, sorted.end());
    near_.clear();
    near_first_.assign(1, 0);
    for (std::size_t k = 0; k < extra.size(); ++k) {
        const auto j = static_cast<int>(k % capacity.size());
        if (extra[k] <= *last && std::isfinite(extra[k]))
            near_.push_back(j);
        if (j == m - 1)
            near_first_.push_back(near_.size());
    }
}

double Field::cost_of(const Plan& plan) const {
    double sum = 0;
    for (int i = 0; i < n; ++i) sum += at(i, plan[at_index(i)]);
    return sum;
}

std::int64_t Field::total_demand() const {
    return std::accumulate(demand.begin(), demand.end(), std::int64_t{0});
}

Plan Field::to_problem(const Plan& plan) const {
    Plan out(plan.size(), kNone);
    for (std::size_t i = 0; i < plan.size(); ++i)
        if (plan[i] != kNone)
            out[i] = sites[at_index(plan[i])];
    return out;
}

Plan Field::from_problem(const Plan& plan) const {
    Plan out(plan.size(), kNone);
    for (std::size_t i = 0; i < plan.size(); ++i) {
        const auto found = std::find(sites.begin(), sites.end(), plan[i]);
        if (found != sites.end())
            out[i] = static_cast<int>(found - sites.begin());
    }
    return out;
}

}  // namespace junheng::assignment
