// SPDX-License-Identifier: Apache-2.0
/// Branch and bound over which sites open: a bound on every plan, and the sets of sites that a
/// better plan can have (model.md, "Site tree").
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planners/assignment/field.h"
#include "planners/assignment/lagrangian.h"
#include "planners/planning/budget.h"
#include "planners/siting/site_sets.h"
#include "planners/siting/split_relaxation.h"

namespace junheng::siting {

/// Invariant: a plan cheaper than bound() does not exist; one cheaper than the least `upper` so far
/// opens a set of sets(), or is in a part of the tree that is not yet looked at.
class SiteTree {
public:
    /// Shape: the field holds all sites of the problem; `price` is a start for the units.
    SiteTree(
        const assignment::Problem& problem,
        const assignment::Field& field,
        const std::vector<bool>& reach,
        std::span<const double> price,
        const planning::Watch& watch
    );

    /// Goes on with the most promising part. Only plans cheaper than `upper` count. Steps of the
    /// slice are nodes.
    void grow(double upper, const planning::Slice& slice);
    bool complete() const { return open_.empty(); }
    double bound() const;
    /// Sets with every site decided, scored by their bounds, best first.
    std::vector<ScoredSet> sets() const;
    /// The prices of the root, and what each site is worth at them.
    std::span<const double> root_price() const { return root_price_; }
    std::span<const double> root_worth() const { return root_worth_; }

private:
    struct Node {
        double bound;
        std::vector<assignment::Stand> stand;
        SplitPoint point;
    };

    std::vector<assignment::Stand> decided_by_input() const;
    bool settle_count(std::vector<assignment::Stand>& stand) const;
    bool has_room(const std::vector<assignment::Stand>& stand) const;
    void visit(Node node, double upper, int iterations);
    static bool later(const Node& a, const Node& b);
    double target(double upper) const;
    void push(Node node);
    Node pop();
    int branching_site(const Node& node) const;
    void price(Node& node, double upper, int iterations);
    void fix_by_worth(Node& node, double upper) const;
    void keep_set(const Node& node, double upper);
    double set_bound(const Node& node, double upper);

    const assignment::Field& field_;
    const std::vector<bool>& reach_;
    const planning::Watch& watch_;
    assignment::Opening opening_;
    SplitRelaxation split_;
    assignment::Lagrangian relaxed_;
    std::vector<double> root_price_;
    std::vector<double> root_worth_;
    std::vector<Node> open_;  // a heap, least bound first
    std::vector<ScoredSet> sets_;
    double upper_;
};

}  // namespace junheng::siting
