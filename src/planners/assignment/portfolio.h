// SPDX-License-Identifier: Apache-2.0
/// Many short anneals and the recombination of their plans: the search of both planners over a
/// given set of open sites (model.md, "Search").
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "planners/assignment/anneal.h"
#include "planners/assignment/field.h"
#include "planners/planning/budget.h"

namespace junheng::assignment {

struct Candidate {
    double cost = 0;
    Plan plan;  // over the field
};

/// Invariant: the elite is sorted by cost, its plans differ, every one keeps all constraints.
class Portfolio {
public:
    using Found = std::function<void(double cost, std::int64_t steps)>;

    /// `threads` and `batch` searches at once; what is found depends on the batch, not on threads.
    Portfolio(
        const Field& field,
        std::uint64_t seed,
        const planning::Watch& watch,
        int threads,
        int batch
    );

    void on_better(Found found) { found_ = std::move(found); }
    /// A plan to start from that may break constraints; pinned units have their schools.
    void suggest(Plan plan) { suggested_ = std::move(plan); }
    /// Independent anneals from grown plans, each within the slice.
    void explore(int anneals, const planning::Slice& each);
    /// One batch of recombinations, each within the slice; explores while there is no plan.
    void recombine(const planning::Slice& each);
    /// A plan from elsewhere joins the elite if it is good enough.
    void offer(const Candidate& candidate);

    const std::vector<Candidate>& elite() const { return elite_; }
    std::int64_t steps() const { return steps_; }

private:
    struct Task {
        Plan start;
        std::vector<int> free;
        Schedule schedule;
        std::uint64_t stream = 0;
        Candidate result;
        bool found = false;
        std::int64_t steps = 0;
    };

    Task fresh_task(const planning::Slice& slice, bool soft, bool suggested);
    Task recombination(const planning::Slice& slice);
    Schedule schedule(const planning::Slice& slice, double low, double high);
    std::vector<int> freed(const std::vector<int>& parents);
    void run(std::vector<Task>& tasks);
    void run_one(Task& task) const;

    const Field& field_;
    planning::Random random_;
    std::uint64_t seed_;
    std::uint64_t streams_ = 0;
    const planning::Watch& watch_;
    int threads_;
    int batch_;
    double scale_ = 0;  // cost of a plan, for temperatures
    int rounds_ = 0;
    Plan suggested_;
    std::vector<Candidate> elite_;
    std::int64_t steps_ = 0;
    Found found_;
};

}  // namespace junheng::assignment
