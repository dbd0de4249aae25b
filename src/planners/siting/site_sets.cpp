// SPDX-License-Identifier: Apache-2.0
#include "planners/siting/site_sets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "planners/assignment/transport.h"

namespace junheng::siting {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

std::vector<std::size_t> shuffled(std::size_t count, planning::Random& random) {
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    planning::shuffle(order, random);
    return order;
}

}  // namespace

SiteSets::SiteSets(
    const assignment::Problem& problem,
    const assignment::Field& field,
    const std::vector<bool>& reach,
    std::uint64_t seed
)
    : problem_(problem), field_(field), reach_(reach), random_(seed) {}

bool SiteSets::count_fits(const SiteSet& set) const {
    const auto& wanted = problem_.rules.site_count;
    return !wanted || std::count(set.begin(), set.end(), true) == *wanted;
}

double SiteSets::score(const SiteSet& set) {
    const auto known = scores_.find(set);
    if (known != scores_.end())
        return known->second;
    std::vector<bool> reach = reach_;
    double fixed = 0;
    std::int64_t capacity = 0;
    for (int j = 0; j < field_.m; ++j) {
        if (set[at_index(j)]) {
            fixed += problem_.sites[at_index(j)].fixed_cost;
            capacity += field_.capacity[at_index(j)];
            continue;
        }
        for (int i = 0; i < field_.n; ++i)
            reach[at_index(i) * at_index(field_.m) + at_index(j)] = false;
    }
    double value = kInfinite;
    if (capacity >= field_.total_demand()) {
        const auto flow = assignment::transport(field_, reach);
        if (flow.feasible)
            value = fixed + flow.cost;
    }
    scores_.emplace(set, value);
    return value;
}

/// The sites that are worth opening, and more of the others until there is room, or as many as
/// asked for.
SiteSet SiteSets::suggested(std::span<const double> worth) const {
    std::vector<int> order(worth.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return worth[at_index(a)] > worth[at_index(b)];
    });
    SiteSet set(worth.size());
    const auto& wanted = problem_.rules.site_count;
    std::int64_t room = -field_.total_demand();
    int opened = 0;
    for (const int j : order) {
        const bool open = wanted ? opened < *wanted : worth[at_index(j)] > 0 || room < 0;
        if (!open)
            break;
        set[at_index(j)] = true;
        room += field_.capacity[at_index(j)];
        ++opened;
    }
    return set;
}

/// A set nearby: some sites closed, about as many opened in their stead.
SiteSet SiteSets::neighbour(const SiteSet& set) {
    struct Exchange {
        int close;
        int open;
    };
    constexpr std::array<Exchange, 8> kFree{
        {{1, 1}, {1, 1}, {1, 0}, {0, 1}, {2, 1}, {1, 2}, {2, 2}, {3, 2}}};
    constexpr std::array<Exchange, 2> kCounted{{{1, 1}, {2, 2}}};
    const Exchange exchange =
        problem_.rules.site_count
            ? kCounted[at_index(random_.below(static_cast<int>(kCounted.size())))]
            : kFree[at_index(random_.below(static_cast<int>(kFree.size())))];
    SiteSet next = set;
    int close = exchange.close;
    int open = exchange.open;
    for (const std::size_t j : shuffled(set.size(), random_)) {
        int& left = set[j] ? close : open;
        if (left-- > 0)
            next[j] = !set[j];
    }
    return next;
}

bool SiteSets::has_room(const SiteSet& set) const {
    std::int64_t room = -field_.total_demand();
    for (std::size_t j = 0; j < set.size(); ++j) room += set[j] ? field_.capacity[j] : 0;
    return room >= 0;
}

void SiteSets::search(
    std::span<const double> worth,
    double price_sum,
    const planning::Slice& slice,
    const planning::Watch& watch
) {
    // Sets differ by tenths of a percent, and the best ones by less than their score errs.
    constexpr double kWarm = 4e-3;
    constexpr double kCold = 3e-4;
    // Neighbours that are known or too small cost little; they must not go on for ever.
    constexpr std::int64_t kTriesPerValuation = 200;
    const double begun = watch.elapsed();
    const std::size_t known = scores_.size();
    SiteSet set = suggested(worth);
    double here = score(set);
    for (std::int64_t tries = 0; !watch.over(); ++tries) {
        const double progress = std::max(
            {static_cast<double>(scores_.size() - known) / static_cast<double>(slice.steps),
             static_cast<double>(tries / kTriesPerValuation) / static_cast<double>(slice.steps),
             (watch.elapsed() - begun) / slice.seconds}
        );
        if (progress >= 1)
            return;
        const SiteSet next = neighbour(set);
        if (!has_room(next) || !count_fits(next))
            continue;
        const double heat = kWarm * std::pow(kCold / kWarm, progress);
        const double most =
            here == kInfinite ? kInfinite : here * (1 - std::log(1 - random_.unit()) * heat);
        double least = price_sum;
        for (std::size_t j = 0; j < next.size(); ++j) least -= next[j] ? worth[j] : 0;
        if (least > most)
            continue;
        const double there = score(next);
        if (there <= most) {
            set = next;
            here = there;
        }
    }
}

std::vector<ScoredSet> SiteSets::best(std::size_t most) const {
    std::vector<ScoredSet> sets;
    for (const auto& [set, score] : scores_)
        if (score < kInfinite && count_fits(set))
            sets.push_back({score, set});
    std::stable_sort(sets.begin(), sets.end(), [](const ScoredSet& a, const ScoredSet& b) {
        return a.score < b.score;
    });
    if (sets.size() > most)
        sets.resize(most);
    return sets;
}

}  // namespace junheng::siting
