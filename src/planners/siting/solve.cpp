// SPDX-License-Identifier: Apache-2.0
#include "planners/siting/solve.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numeric>

#include "planners/assignment/clash.h"
#include "planners/assignment/exact.h"
#include "planners/assignment/lagrangian.h"
#include "planners/assignment/portfolio.h"
#include "planners/assignment/reach.h"
#include "planners/assignment/transport.h"
#include "planners/siting/site_sets.h"
#include "planners/siting/site_tree.h"

namespace junheng::siting {
namespace {

using assignment::Field;
using assignment::Ledger;
using assignment::Portfolio;
using planning::Slice;

constexpr std::int64_t kExactNodes = 200'000;
constexpr int kExactUnits = 30;
// Shares of the budget, in percent.
constexpr int kSetShare = 3;
constexpr int kTrialShare = 8;
constexpr int kTreeShare = 30;
constexpr int kRaceShare = 30;
// Schools that a unit tries besides the likeliest, without contiguity.
constexpr double kOtherSchools = 3;
// Sets that a first plan is sought on, and sets searched at all.
constexpr std::size_t kFirstSets = 4;
constexpr std::size_t kMostSets = 24;
// How many sets are left at the start of each lap of the race.
constexpr std::array<std::size_t, 3> kLaps = {16, 6, 3};
constexpr int kRoundsPerBudget = 75;
constexpr double kLongestRound = 0.4;  // seconds
constexpr std::int64_t kMostRoundSteps = 4'000'000;
constexpr int kCountedBatch = 4;
constexpr std::int64_t kStepsPerNode = 50'000;

std::vector<int> all_sites(const assignment::Problem& problem) {
    std::vector<int> sites(problem.sites.size());
    std::iota(sites.begin(), sites.end(), 0);
    return sites;
}

std::vector<int> sites_of(const SiteSet& set) {
    std::vector<int> open;
    for (std::size_t j = 0; j < set.size(); ++j)
        if (set[j])
            open.push_back(static_cast<int>(j));
    return open;
}

double fixed_cost(const assignment::Problem& problem, const SiteSet& set) {
    double sum = 0;
    for (const int j : sites_of(set)) sum += problem.sites[static_cast<std::size_t>(j)].fixed_cost;
    return sum;
}

/// One set of open sites and the search over it.
struct Runner {
    Runner(
        const assignment::Problem& problem,
        const ScoredSet& scored,
        const planning::Budget& budget,
        const planning::Watch& watch,
        std::uint64_t seed
    )
        : field(problem, sites_of(scored.set)),
          set(scored.set),
          bound(scored.score),
          fixed(fixed_cost(problem, scored.set)),
          portfolio(
              field,
              seed,
              watch,
              budget.threads,
              budget.counted() ? kCountedBatch : budget.threads
          ) {
        const auto flow = transport(field, reachable(field));
        if (flow.feasible && !field.contiguous)
            field.narrow(flow.school_price, kOtherSchools);
        portfolio.suggest(flow.plan);
    }

    double cost() const {
        return portfolio.elite().empty() ? std::numeric_limits<double>::infinity()
                                         : fixed + portfolio.elite().front().cost;
    }

    Field field;
    SiteSet set;
    double bound;
    double fixed;
    Portfolio portfolio;
};

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
          field_(problem, all_sites(problem), false),
          reach_(reachable(field_)),
          ledger_(problem, watch, progress) {}

    assignment::Solution solve() {
        auto conflicts = clashes();
        if (!conflicts.empty()) {
            ledger_.refuse(std::move(conflicts));
            return ledger_.finish(0);
        }
        try_exact();
        if (!ledger_.closed())
            search();
        return ledger_.finish(exact_nodes_ + steps());
    }

private:
    std::vector<planning::Conflict> clashes() const {
        auto found = assignment::clashes(problem_, field_, reach_);
        const auto& count = problem_.rules.site_count;
        if (!found.empty() || !count)
            return found;
        auto largest = field_.capacity;
        std::sort(largest.rbegin(), largest.rend());
        const auto room =
            std::accumulate(largest.begin(), largest.begin() + *count, std::int64_t{0});
        if (room >= field_.total_demand())
            return {};
        planning::Conflict conflict{"fixed_count", {}, {}};
        for (const auto& site : problem_.sites)
            if (site.capacity >= largest[static_cast<std::size_t>(*count - 1)])
                conflict.schools.push_back(problem_.units[static_cast<std::size_t>(site.unit)].id);
        return {conflict};
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
            slice.seconds = budget_.seconds * percent / 100 / parts;
        return slice;
    }
    Slice nodes(int percent, int parts) const {
        Slice slice = share(percent, parts);
        if (budget_.counted())
            slice.steps = std::max<std::int64_t>(slice.steps / kStepsPerNode, 1);
        return slice;
    }
    Slice valuations() const {
        constexpr std::int64_t kStepsPerValuation = 10'000;
        Slice slice = share(kSetShare, 1);
        if (budget_.counted())
            slice.steps = std::max<std::int64_t>(slice.steps / kStepsPerValuation, 1);
        return slice;
    }
    Slice round() const {
        Slice slice;
        if (budget_.counted())
            slice.steps =
                std::clamp<std::int64_t>(budget_.steps / kRoundsPerBudget, 1, kMostRoundSteps);
        if (budget_.timed())
            slice.seconds = std::min(budget_.seconds / kRoundsPerBudget, kLongestRound);
        return slice;
    }

    std::int64_t steps() const {
        std::int64_t sum = retired_steps_;
        for (const auto& runner : runners_) sum += runner->portfolio.steps();
        return sum;
    }
    bool spent() const { return watch_.over() || steps() >= budget_.steps || ledger_.closed(); }

    void search() {
        SiteTree tree(problem_, field_, reach_, first_prices(), watch_);
        ledger_.raise_bound(tree.bound());
        SiteSets sets(problem_, field_, reach_, budget_.seed);
        const auto price = tree.root_price();
        sets.search(
            tree.root_worth(),
            std::accumulate(price.begin(), price.end(), 0.0),
            valuations(),
            watch_
        );
        try_sets(sets.best(kFirstSets));
        branch(tree);
        if (!tree.complete())
            line_up(sets.best(kLaps[0]), runners_.size() + kLaps[0] / 2);
        race();
        finish_race();
        tree.grow(ledger_.objective(), {.steps = 0});
        ledger_.raise_bound(tree.bound());
    }

    /// Sets found on the way are tried at once: what a cheaper plan rules out need not be searched.
    void branch(SiteTree& tree) {
        constexpr int kParts = 10;
        for (int part = 0; part < kParts && !tree.complete() && !spent(); ++part) {
            tree.grow(ledger_.objective(), nodes(kTreeShare, kParts));
            ledger_.raise_bound(tree.bound());
            try_sets(tree.sets());
        }
    }

    /// What serving a unit costs when a pupil bears an equal part of the school's fixed cost.
    std::vector<double> first_prices() const {
        std::vector<double> per_pupil;
        for (const auto& site : problem_.sites)
            per_pupil.push_back(site.fixed_cost / static_cast<double>(site.capacity));
        return assignment::unit_prices(field_, reach_, per_pupil);
    }

    void try_sets(const std::vector<ScoredSet>& sets) {
        std::size_t tried = runners_.size();
        line_up(sets, kMostSets);
        const Slice slice = share(kTrialShare, static_cast<int>(kMostSets));
        for (; tried < runners_.size() && !spent(); ++tried)
            if (runners_[tried]->bound < ledger_.objective())
                runners_[tried]->portfolio.explore(1, slice);
    }

    /// Adds the sets that are not there yet, until there are so many.
    void line_up(const std::vector<ScoredSet>& sets, std::size_t most) {
        for (const ScoredSet& scored : sets) {
            const bool known =
                std::any_of(runners_.begin(), runners_.end(), [&](const auto& runner) {
                    return runner->set == scored.set;
                });
            if (known || runners_.size() >= most)
                continue;
            runners_.push_back(std::make_unique<Runner>(
                problem_, scored, budget_, watch_, planning::mixed(budget_.seed) + numbered_++
            ));
            watch_over(*runners_.back());
        }
    }

    void watch_over(Runner& runner) {
        runner.portfolio.on_better([this, &runner](double cost, std::int64_t) {
            if (runner.fixed + cost < ledger_.objective())
                ledger_.offer(
                    runner.field.to_problem(runner.portfolio.elite().front().plan), steps()
                );
        });
    }

    /// Sets that look alike by their score differ by their plans: each gets a short trial, the
    /// better ones a longer one.
    void race() {
        for (const std::size_t places : kLaps) {
            drop_to(places);
            const int runners = static_cast<int>(std::max<std::size_t>(runners_.size(), 1));
            const Slice slice = share(kRaceShare, static_cast<int>(kLaps.size()) * runners * 2);
            for (const auto& runner : runners_) {
                if (spent())
                    return;
                runner->portfolio.explore(2, slice);
            }
        }
    }

    /// Sets that cannot be better any more go first.
    void drop_to(std::size_t places) {
        std::stable_sort(runners_.begin(), runners_.end(), [](const auto& a, const auto& b) {
            return a->cost() < b->cost();
        });
        std::stable_partition(runners_.begin(), runners_.end(), [&](const auto& runner) {
            return runner->bound < ledger_.objective();
        });
        while (runners_.size() > places ||
               (runners_.size() > 1 && runners_.back()->bound >= ledger_.objective())) {
            retired_steps_ += runners_.back()->portfolio.steps();
            runners_.pop_back();
        }
    }

    /// Half of what is left goes to the best set, the rest to the others in turn.
    void finish_race() {
        for (std::size_t turn = 0; !spent() && !runners_.empty(); ++turn) {
            drop_to(kLaps.back());
            const std::size_t other = turn / 2 % runners_.size();
            runners_[turn % 2 == 0 ? 0 : other]->portfolio.recombine(round());
        }
    }

    const assignment::Problem& problem_;
    const planning::Budget& budget_;
    const planning::Watch& watch_;
    Field field_;
    std::vector<bool> reach_;
    Ledger ledger_;
    std::vector<std::unique_ptr<Runner>> runners_;
    std::uint64_t numbered_ = 0;
    std::int64_t retired_steps_ = 0;
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

}  // namespace junheng::siting
