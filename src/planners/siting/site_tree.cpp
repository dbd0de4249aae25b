// SPDX-License-Identifier: Apache-2.0
#include "planners/siting/site_tree.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "planners/assignment/transport.h"

namespace junheng::siting {
namespace {

using assignment::Effort;
using assignment::kNone;
using assignment::Stand;

constexpr double kInfinite = std::numeric_limits<double>::infinity();
// Iterations of the split relaxation between two looks at the bound.
constexpr int kIterationsPerLook = 100;
constexpr int kRootIterations = 2000;
constexpr int kNodeIterations = 300;
constexpr int kPolishIterations = 15;
constexpr int kSetIterations = 200;
constexpr Effort kPolish{.knapsack_nodes = 100, .first_step = 0.1};
constexpr Effort kSetEffort{.knapsack_nodes = 100, .first_step = 0.3};

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

std::vector<double> fixed_costs(const assignment::Problem& problem) {
    std::vector<double> costs;
    for (const auto& site : problem.sites) costs.push_back(site.fixed_cost);
    return costs;
}

}  // namespace

SiteTree::SiteTree(
    const assignment::Problem& problem,
    const assignment::Field& field,
    const std::vector<bool>& reach,
    std::span<const double> price,
    const planning::Watch& watch
)
    : field_(field),
      reach_(reach),
      watch_(watch),
      opening_{fixed_costs(problem), problem.rules.site_count},
      split_(field, reach, opening_),
      relaxed_(field, reach, opening_, {price.begin(), price.end()}),
      upper_(kInfinite) {
    visit({-kInfinite, decided_by_input(), split_.start(price)}, kInfinite, kRootIterations);
    root_price_.assign(relaxed_.price().begin(), relaxed_.price().end());
    root_worth_.assign(relaxed_.worth().begin(), relaxed_.worth().end());
}

/// A site that a unit is pinned to stands.
std::vector<Stand> SiteTree::decided_by_input() const {
    std::vector<Stand> stand(at_index(field_.m), Stand::undecided);
    for (const int site : field_.pin)
        if (site != kNone)
            stand[at_index(site)] = Stand::open;
    return stand;
}

/// Once the number of sites leaves no choice the others are decided; false: it cannot be had.
bool SiteTree::settle_count(std::vector<Stand>& stand) const {
    if (!opening_.count)
        return true;
    const auto open = std::count(stand.begin(), stand.end(), Stand::open);
    const auto undecided = std::count(stand.begin(), stand.end(), Stand::undecided);
    if (open > *opening_.count || open + undecided < *opening_.count)
        return false;
    if (open == *opening_.count)
        std::replace(stand.begin(), stand.end(), Stand::undecided, Stand::closed);
    else if (open + undecided == *opening_.count)
        std::replace(stand.begin(), stand.end(), Stand::undecided, Stand::open);
    return true;
}

bool SiteTree::has_room(const std::vector<Stand>& stand) const {
    std::int64_t room = -field_.total_demand();
    for (std::size_t j = 0; j < stand.size(); ++j)
        room += stand[j] == Stand::closed ? 0 : field_.capacity[j];
    return room >= 0;
}

bool SiteTree::later(const Node& a, const Node& b) {
    return a.bound > b.bound;
}

void SiteTree::push(Node node) {
    open_.push_back(std::move(node));
    std::push_heap(open_.begin(), open_.end(), later);
}

SiteTree::Node SiteTree::pop() {
    std::pop_heap(open_.begin(), open_.end(), later);
    Node node = std::move(open_.back());
    open_.pop_back();
    return node;
}

void SiteTree::grow(double upper, const planning::Slice& slice) {
    const double begun = watch_.elapsed();
    upper_ = std::min(upper_, upper);
    for (std::int64_t nodes = 0; nodes < slice.steps && !open_.empty(); nodes += 2) {
        if (watch_.over() || watch_.elapsed() - begun >= slice.seconds)
            return;
        Node node = pop();
        if (node.bound >= upper_)
            continue;
        const int site = branching_site(node);
        if (site == kNone) {
            keep_set(node, upper_);
            continue;
        }
        Node other = node;
        node.stand[at_index(site)] = Stand::open;
        other.stand[at_index(site)] = Stand::closed;
        visit(std::move(node), upper_, kNodeIterations);
        visit(std::move(other), upper_, kNodeIterations);
    }
}

/// Values a node whose bound is still its parent's; it stays if a better plan may be in it.
void SiteTree::visit(Node node, double upper, int iterations) {
    if (!settle_count(node.stand) || !has_room(node.stand))
        return;
    price(node, upper, iterations);
    if (node.bound >= upper)
        return;
    fix_by_worth(node, upper);
    push(std::move(node));
}

void SiteTree::price(Node& node, double upper, int iterations) {
    opening_.stand = node.stand;
    std::vector<double> prices(node.point.price.begin(), node.point.price.end());
    relaxed_.restart(opening_, prices);
    for (int done = 0; done < iterations && relaxed_.bound() < upper; done += kIterationsPerLook) {
        // A node cut short keeps the bound of its parent.
        if (watch_.over())
            return;
        split_.improve(node.point, node.stand, kIterationsPerLook);
        prices.assign(node.point.price.begin(), node.point.price.end());
        relaxed_.consider(prices, kPolish, watch_);
    }
    if (relaxed_.bound() < upper)
        relaxed_.improve(target(upper), kPolish, {.steps = kPolishIterations}, watch_);
    node.bound = std::max({node.bound, relaxed_.bound(), relaxed_.bound_with_room()});
}

/// What the bound is raised towards: without a plan a little above it.
double SiteTree::target(double upper) const {
    constexpr double kAbove = 1e-2;
    return std::isfinite(upper) ? upper : relaxed_.bound() + kAbove * std::abs(relaxed_.bound());
}

/// A site whose opening, or closing, costs more than is left is decided.
void SiteTree::fix_by_worth(Node& node, double upper) const {
    if (opening_.count || !std::isfinite(upper))
        return;
    for (std::size_t j = 0; j < node.stand.size(); ++j) {
        const double worth = relaxed_.worth()[j];
        if (node.stand[j] == Stand::undecided && relaxed_.bound() + std::abs(worth) >= upper)
            node.stand[j] = worth > 0 ? Stand::open : Stand::closed;
    }
}

/// The site that the relaxation opens by halves.
int SiteTree::branching_site(const Node& node) const {
    int best = kNone;
    double most = -1;
    for (int j = 0; j < field_.m; ++j) {
        const double part = node.point.opened[at_index(j)];
        const double room = static_cast<double>(field_.capacity[at_index(j)]) /
                            static_cast<double>(field_.total_demand() + 1);
        const double doubt = std::min(part, 1 - part) + 1e-3 * room;
        if (node.stand[at_index(j)] == Stand::undecided && doubt > most) {
            most = doubt;
            best = j;
        }
    }
    return best;
}

void SiteTree::keep_set(const Node& node, double upper) {
    const double bound = std::max(node.bound, set_bound(node, upper));
    if (bound >= upper)
        return;
    ScoredSet scored{bound, {}};
    for (const Stand stand : node.stand) scored.set.push_back(stand == Stand::open);
    sets_.push_back(std::move(scored));
}

/// From the exact prices of the split assignment. Infinite: the set cannot serve all units.
double SiteTree::set_bound(const Node& node, double upper) {
    std::vector<bool> reach = reach_;
    for (std::size_t k = 0; k < reach.size(); ++k)
        if (node.stand[k % node.stand.size()] == Stand::closed)
            reach[k] = false;
    const auto flow = assignment::transport(field_, reach);
    if (!flow.feasible)
        return kInfinite;
    opening_.stand = node.stand;
    const auto prices = assignment::unit_prices(field_, reach, flow.school_price);
    relaxed_.restart(opening_, prices);
    relaxed_.consider(prices, kSetEffort, watch_);
    relaxed_.improve(target(upper), kSetEffort, {.steps = kSetIterations}, watch_);
    return relaxed_.bound();
}

double SiteTree::bound() const {
    double least = open_.empty() ? upper_ : std::min(upper_, open_.front().bound);
    for (const ScoredSet& scored : sets_) least = std::min(least, scored.score);
    return least;
}

std::vector<ScoredSet> SiteTree::sets() const {
    std::vector<ScoredSet> sorted = sets_;
    std::stable_sort(sorted.begin(), sorted.end(), [](const ScoredSet& a, const ScoredSet& b) {
        return a.score < b.score;
    });
    return sorted;
}

}  // namespace junheng::siting
