// SPDX-License-Identifier: Apache-2.0
/// Sets of open sites, valued by fixed costs plus the cost of a split assignment.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "planners/assignment/field.h"
#include "planners/planning/budget.h"
#include "planners/planning/random.h"

namespace junheng::siting {

/// Shape: one flag a site.
using SiteSet = std::vector<bool>;

struct ScoredSet {
    double score = 0;
    SiteSet set;
};

/// Invariant: every set valued so far is remembered with its score, infinite where it is too small.
class SiteSets {
public:
    /// Shape: the field holds all sites of the problem, in its order.
    SiteSets(
        const assignment::Problem& problem,
        const assignment::Field& field,
        const std::vector<bool>& reach,
        std::uint64_t seed
    );

    /// Anneals from the set that the worths of the sites suggest, closing some sites and opening
    /// about as many; steps of the slice are valuations. The sum of the units' prices less the
    /// worths of a set is a bound on its score, and spares most valuations.
    void search(
        std::span<const double> worth,
        double price_sum,
        const planning::Slice& slice,
        const planning::Watch& watch
    );
    /// The best so far, best first.
    std::vector<ScoredSet> best(std::size_t most) const;

private:
    double score(const SiteSet& set);
    SiteSet suggested(std::span<const double> worth) const;
    SiteSet neighbour(const SiteSet& set);
    bool has_room(const SiteSet& set) const;
    bool count_fits(const SiteSet& set) const;

    const assignment::Problem& problem_;
    const assignment::Field& field_;
    const std::vector<bool>& reach_;
    planning::Random random_;
    std::map<SiteSet, double> scores_;
};

}  // namespace junheng::siting
