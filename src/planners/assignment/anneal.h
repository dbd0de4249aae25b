// SPDX-License-Identifier: Apache-2.0
/// Simulated annealing of a plan over a field: units move over borders, swap, or go round in
/// chains, while overfull schools and, if wished, units cut off from their school cost a penalty.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "planners/assignment/area_search.h"
#include "planners/assignment/field.h"
#include "planners/planning/budget.h"
#include "planners/planning/random.h"

namespace junheng::assignment {

/// Units: temperatures as cost; weights as cost per unit of demand.
struct Schedule {
    planning::Slice slice;
    bool soft_contiguity = false;  // units may be cut off for a penalty
    double start_temperature = 0;
    double end_temperature = 0;
    double weight_low = 0;  // what a pupil too many costs stays within this band
    double weight_high = 0;
};

/// Invariant: the running sums belong to plan_; under hard contiguity every area hangs together.
class Annealer {
public:
    Annealer(const Field& field, planning::Random random);

    /// Shape: every unit has a school, pinned units theirs; with hard contiguity areas are
    /// connected. Only the `free` units will move; pinned ones among them are left out.
    void start(const Plan& plan, std::span<const int> free);
    /// Anneals on from where the last run ended. Returns the steps taken.
    std::int64_t run(const Schedule& schedule, const planning::Watch& watch);

    bool found() const { return best_cost_ < std::numeric_limits<double>::infinity(); }
    /// The cheapest plan seen since start() that keeps every constraint.
    const Plan& best() const { return best_; }
    double best_cost() const { return best_cost_; }
    const Plan& current() const { return plan_; }

private:
    struct Part {
        int unit;
        int from;
        int to;
    };
    struct Move {
        std::array<Part, 3> parts;
        int size = 0;
        double cost = 0;  // without penalties

        void add(Part part, double change) {
            parts[static_cast<std::size_t>(size++)] = part;
            cost += change;
        }
    };

    struct Load {
        int school;
        std::int64_t change;
    };

    struct Flip {
        int unit;
        bool linked;
    };

    void attempt();
    void chain_on(Move move, double limit);
    bool extend(Move& move);
    int target(int unit, int from, std::uint64_t bits);
    double price(const Move& move) const;
    double hope(const Move& move) const;
    std::int64_t overflow_after(int school, std::int64_t change) const;
    bool commit(const Move& move, double limit);
    bool commit_areas(const Move& move, double room);
    bool leave(int unit, int from, std::int64_t allowed);
    bool join(int unit, int to);
    void link(int unit, bool linked);
    void add_cut(int school, std::int64_t change);
    void take_back(const Move& move, int parts);
    void shift(int unit, int to);
    void note_best();
    void adapt(const Schedule& schedule);
    void recount();
    bool has_choice(int unit) const;

    const Field& field_;
    AreaSearch search_;
    planning::Random random_;
    Plan plan_;
    std::vector<std::int64_t> load_;
    std::vector<std::vector<int>> members_;  // the free units of each school
    std::vector<int> place_;                 // of a free unit in members_, or kNone
    std::vector<int> free_;
    std::vector<std::int64_t> cut_;
    std::vector<Flip> flips_;  // of the move at hand, to take it back
    std::vector<Load> cuts_;
    double cost_ = 0;
    std::int64_t overflow_ = 0;
    std::int64_t cut_sum_ = 0;
    double weight_ = 0;
    double cut_weight_ = 0;
    double temperature_ = 0;
    bool soft_ = false;
    int within_ = 0;
    int whole_ = 0;
    Plan best_;
    double best_cost_ = std::numeric_limits<double>::infinity();
};

}  // namespace junheng::assignment
