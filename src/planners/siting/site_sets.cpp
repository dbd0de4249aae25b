// SPDX-License-Identifier: Apache-2.0
#include "planners/siting/site_sets.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "planners/assignment/transport.h"

namespace junheng::siting {
namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr int kKick = 3;

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

bool SiteSets::spent(const planning::Slice& slice, const planning::Watch& watch) const {
    return watch.over() || watch.elapsed() - begun_ >= slice.seconds ||
           static_cast<std::int64_t>(scores_.size()) >= slice.steps;
}

bool SiteSets::try_set(SiteSet& set, const SiteSet& next) {
    if (!count_fits(next) || score(next) >= score(set))
        return false;
    set = next;
    return true;
}

/// One better set beside this one, if there is any.
bool SiteSets::improve(SiteSet& set, const planning::Slice& slice, const planning::Watch& watch) {
    const auto order = shuffled(set.size(), random_);
    for (const std::size_t a : order) {
        if (spent(slice, watch))
            return false;
        SiteSet next = set;
        next[a] = !next[a];
        if (try_set(set, next))
            return true;
    }
    for (const std::size_t a : order)
        for (const std::size_t b : order) {
            if (!set[a] || set[b])
                continue;
            if (spent(slice, watch))
                return false;
            SiteSet next = set;
            next[a] = false;
            next[b] = true;
            if (try_set(set, next))
                return true;
        }
    return false;
}

void SiteSets::kick(SiteSet& set) {
    for (int k = 0; k < kKick; ++k) {
        const auto a = at_index(random_.below(static_cast<int>(set.size())));
        set[a] = !set[a];
    }
    const auto order = shuffled(set.size(), random_);
    for (const std::size_t j : order) {
        if (count_fits(set) || !problem_.rules.site_count)
            return;
        const bool many =
            std::count(set.begin(), set.end(), true) > *problem_.rules.site_count;
        if (set[j] == many)
            set[j] = !many;
    }
}

void SiteSets::search(
    std::span<const double> worth,
    const planning::Slice& slice,
    const planning::Watch& watch
) {
    begun_ = watch.elapsed();
    SiteSet best = suggested(worth);
    // A set too small for its units: more sites, nearest to being worth it, or other ones.
    score(best);
    SiteSet set = best;
    std::int64_t rounds = 0;
    // Kicks that only meet known sets would never spend the valuations.
    const std::int64_t most_rounds = slice.steps;
    while (!spent(slice, watch) && rounds++ < most_rounds) {
        while (improve(set, slice, watch)) {
        }
        if (score(set) < score(best))
            best = set;
        set = best;
        kick(set);
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
