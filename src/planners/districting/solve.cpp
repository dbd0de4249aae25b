// SPDX-License-Identifier: Apache-2.0
#include "planners/districting/solve.h"

#include <algorithm>
#include <numeric>

#include "planners/assignment/clash.h"
#include "planners/assignment/exact.h"
#include "planners/assignment/lagrangian.h"
#include "planners/assignment/portfolio.h"
#include "planners/assignment/reach.h"
#include "planners/assignment/transport.h"

namespace junheng::districting {
namespace {

using assignment::Field;
using assignment::Ledger;
using assignment::Portfolio;
using planning::Slice;

// A full search of so many nodes takes less than 0.1 s; it ends for a dozen units or two.
constexpr std::int64_t kExactNodes = 200'000;
constexpr int kExactUnits = 30;

constexpr int kExplorations = 6;
// Shares of the budget, in percent.
constexpr int kExploreShare = 40;
constexpr int kBoundShare = 12;
// What one recombination takes: long enough to anneal what two plans differ in.
constexpr int kRoundsPerBudget = 75;
constexpr double kLongestRound = 0.4;  // seconds
constexpr std::int64_t kMostRoundSteps = 4'000'000;
// Searches that start from the same elite when threads must not change the answer.
constexpr int kCountedBatch = 4;
// Iterations of the bound that cost about as much as so many steps.
constexpr std::int64_t kStepsPerIteration = 50'000;
constexpr std::int64_t kStepsPerAreaIteration = 2'000'000;

std::vector<int> all_sites(const assignment::Problem& problem) {
    std::vector<int> sites(problem.sites.size());
    std::iota(sites.begin(), sites.end(), 0);
    return sites;
}

class Search {
public:
    Search(
        const assignment::Problem& problem,
        const planning::Budget& budget,
        const planning::Watch& watch,
        const assignment::Progress& progress
    )
        : problem_(problem),
          budget_(budget),
          watch_(watch),
          field_(problem, all_sites(problem)),
          reach_(reachable(field_)),
          ledger_(problem, watch, progress),
          portfolio_(
              field_,
              budget.seed,
              watch,
              budget.threads,
              budget.counted() ? kCountedBatch : budget.threads
          ) {
        portfolio_.on_better([this](double, std::int64_t steps) {
            ledger_.offer(field_.to_problem(portfolio_.elite().front().plan), steps);
        });
    }

    assignment::Solution solve() {
        auto conflicts = assignment::clashes(problem_, field_, reach_);
        if (!conflicts.empty()) {
            ledger_.refuse(std::move(conflicts));
            return ledger_.finish(0);
        }
        try_exact();
        portfolio_.suggest(assignment::transport(field_, reach_).plan);
        if (!ledger_.closed())
            explore();
        if (!ledger_.closed())
            prove();
        while (!spent() && !ledger_.closed()) portfolio_.recombine(round());
        return ledger_.finish(portfolio_.steps() + exact_nodes_);
    }

private:
    /// A quick plan first; where capacities are so tight that the short anneals find none, longer
    /// ones.
    void explore() {
        constexpr int kQuickShare = 1;
        constexpr int kLongShare = 15;
        portfolio_.explore(1, share(kQuickShare, 1));
        portfolio_.explore(kExplorations, share(kExploreShare, kExplorations));
        while (!spent() && !ledger_.has_plan()) portfolio_.explore(2, share(kLongShare, 1));
    }

    void try_exact() {
        if (field_.n > kExactUnits)
            return;
        const auto found = assignment::exact_search(
            problem_, std::numeric_limits<double>::infinity(), std::min(kExactNodes, budget_.steps)
        );
        exact_nodes_ = found.nodes;
        if (found.plan)
            ledger_.offer(*found.plan, found.nodes);
        if (found.complete)
            ledger_.prove();
    }

    Slice share(int percent, int parts) const {
        Slice slice;
        if (budget_.counted())
            slice.steps = std::max<std::int64_t>(budget_.steps / 100 * percent / parts, 1);
        if (budget_.timed())
            slice.seconds = budget_.seconds * percent / 100 / parts * batch_factor();
        return slice;
    }
    // Searches of a timed batch run side by side.
    int batch_factor() const { return budget_.counted() ? 1 : budget_.threads; }

    Slice round() const {
        Slice slice;
        if (budget_.counted())
            slice.steps =
                std::clamp<std::int64_t>(budget_.steps / kRoundsPerBudget, 1, kMostRoundSteps);
        if (budget_.timed())
            slice.seconds = std::min(budget_.seconds / kRoundsPerBudget, kLongestRound);
        return slice;
    }

    bool spent() const { return watch_.over() || portfolio_.steps() >= budget_.steps; }

    void prove() {
        const auto flow = assignment::transport(field_, reach_);
        ledger_.raise_bound(flow.cost);
        assignment::Lagrangian relaxed(
            field_, reach_, {}, assignment::unit_prices(field_, reach_, flow.school_price)
        );
        const double upper = ledger_.has_plan() ? ledger_.objective() : flow.cost * 2;
        relaxed.improve(upper, {}, iterations(kStepsPerIteration), watch_);
        ledger_.raise_bound(relaxed.bound());
        relaxed.improve(upper, {.whole_areas = true}, iterations(kStepsPerAreaIteration), watch_);
        if (!watch_.over())
            relaxed.sharpen(sharp_nodes(), watch_);
        ledger_.raise_bound(relaxed.bound());
    }

    Slice iterations(std::int64_t steps_each) const {
        Slice slice = share(kBoundShare, 2);
        if (budget_.counted())
            slice.steps = std::max<std::int64_t>(slice.steps / steps_each, 1);
        return slice;
    }

    /// Nodes that take some 5% of the budget when each area needs all of them.
    int sharp_nodes() const {
        constexpr double kNodesPerSecond = 160'000;
        constexpr double kStepsPerSecond = 5'000'000;
        constexpr double kShare = 0.05;
        constexpr double kMost = 100'000;
        double seconds = budget_.seconds;
        if (budget_.counted())
            seconds = std::min(seconds, static_cast<double>(budget_.steps) / kStepsPerSecond);
        return static_cast<int>(
            std::clamp(kShare * seconds * kNodesPerSecond / field_.m, 1.0, kMost)
        );
    }

    const assignment::Problem& problem_;
    const planning::Budget& budget_;
    const planning::Watch& watch_;
    Field field_;
    std::vector<bool> reach_;
    Ledger ledger_;
    Portfolio portfolio_;
    std::int64_t exact_nodes_ = 0;
};

}  // namespace

assignment::Solution solve(
    const assignment::Problem& problem,
    const planning::Budget& budget,
    const planning::Watch& watch,
    const assignment::Progress& progress
) {
    return Search(problem, budget, watch, progress).solve();
}

}  // namespace junheng::districting
