// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/portfolio.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "planners/assignment/grow.h"
#include "planners/planning/parallel.h"

namespace junheng::assignment {
namespace {

constexpr std::size_t kEliteSize = 8;

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

/// Spread evenly over orders of magnitude.
double log_between(planning::Random& random, double low, double high) {
    return std::exp(random.between(std::log(low), std::log(high)));
}

}  // namespace

Portfolio::Portfolio(
    const Field& field,
    std::uint64_t seed,
    const planning::Watch& watch,
    int threads,
    int batch
)
    : field_(field), random_(seed), seed_(seed), watch_(watch), threads_(threads), batch_(batch) {
    for (int i = 0; i < field.n; ++i) scale_ += field.at(i, field.nearest(i)[0]);
}

Schedule Portfolio::schedule(const planning::Slice& slice, double low, double high) {
    const double cost = elite_.empty() ? scale_ : elite_.front().cost;
    const double unit_cost = std::max(cost, 1e-9) / field_.n;
    const double pupil_cost = std::max(cost, 1e-9) /
                              static_cast<double>(std::max<std::int64_t>(field_.total_demand(), 1));
    Schedule made{.slice = slice};
    // Without contiguity nothing large has to move, and heat only spoils the start.
    const double warmth = field_.contiguous ? 1.0 : 0.5;
    made.start_temperature = warmth * log_between(random_, low, high) * unit_cost;
    made.end_temperature = (random_.below(2) == 0 ? 0.01 : 0.03) * unit_cost;
    made.weight_low = log_between(random_, 0.5, 4) * pupil_cost;
    made.weight_high = log_between(random_, 20, 100) * pupil_cost;
    return made;
}

Portfolio::Task Portfolio::fresh_task(const planning::Slice& slice, bool soft, bool suggested) {
    Task task;
    const bool follow = (suggested || !field_.contiguous) && !suggested_.empty();
    task.start = follow ? suggested_ : grown_plan(field_, random_);
    task.free.resize(at_index(field_.n));
    std::iota(task.free.begin(), task.free.end(), 0);
    task.schedule = follow ? schedule(slice, 0.5, 3) : schedule(slice, 2, 12);
    task.schedule.soft_contiguity = soft;
    task.stream = streams_++;
    return task;
}

void Portfolio::run_one(Task& task) const {
    Annealer annealer(field_, planning::Random(seed_ + 1, task.stream));
    annealer.start(task.start, task.free);
    task.steps = annealer.run(task.schedule, watch_);
    task.found = annealer.found();
    if (task.found)
        task.result = {field_.cost_of(annealer.best()), annealer.best()};
}

void Portfolio::run(std::vector<Task>& tasks) {
    planning::run_side_by_side(threads_, static_cast<int>(tasks.size()), [&](int t) {
        run_one(tasks[at_index(t)]);
    });
    for (Task& task : tasks) {
        steps_ += task.steps;
        if (task.found)
            offer(task.result);
    }
}

void Portfolio::offer(const Candidate& candidate) {
    if (elite_.size() == kEliteSize && candidate.cost >= elite_.back().cost)
        return;
    const bool known = std::any_of(elite_.begin(), elite_.end(), [&](const Candidate& one) {
        return one.plan == candidate.plan;
    });
    if (known)
        return;
    const bool better = elite_.empty() || candidate.cost < elite_.front().cost;
    const auto place = std::upper_bound(
        elite_.begin(),
        elite_.end(),
        candidate,
        [](const Candidate& a, const Candidate& b) { return a.cost < b.cost; }
    );
    elite_.insert(place, candidate);
    if (elite_.size() > kEliteSize)
        elite_.pop_back();
    if (better && found_)
        found_(candidate.cost, steps_);
}

void Portfolio::explore(int anneals, const planning::Slice& each) {
    for (int done = 0; done < anneals && !watch_.over(); done += batch_) {
        std::vector<Task> tasks;
        for (int k = done; k < std::min(anneals, done + batch_); ++k)
            tasks.push_back(fresh_task(each, k % 2 == 0, k % 4 == 0));
        run(tasks);
    }
}

std::vector<int> Portfolio::freed(const std::vector<int>& parents) {
    std::vector<bool> free(at_index(field_.n));
    const Plan& first = elite_[at_index(parents[0])].plan;
    for (const int p : parents)
        for (std::size_t i = 0; i < first.size(); ++i)
            if (elite_[at_index(p)].plan[i] != first[i])
                free[i] = true;
    std::vector<bool> widened = free;
    for (int i = 0; i < field_.n; ++i)
        if (free[at_index(i)])
            for (const int k : field_.beside(i))
                if (random_.below(3) == 0)
                    widened[at_index(k)] = true;
    if (!field_.contiguous)
        for (int i = 0; i < field_.n; ++i)
            if (random_.below(4) == 0)
                widened[at_index(i)] = true;
    std::vector<int> list;
    for (int i = 0; i < field_.n; ++i)
        if (widened[at_index(i)])
            list.push_back(i);
    return list;
}

Portfolio::Task Portfolio::recombination(const planning::Slice& slice) {
    constexpr int kWideEvery = 10;
    constexpr int kWideLonger = 5;
    const planning::Slice longer{slice.steps * kWideLonger, slice.seconds * kWideLonger};
    if (++rounds_ % kWideEvery == 0 || elite_.size() < 2)
        return fresh_task(
            elite_.size() < 2 ? slice : longer, random_.below(2) == 0, random_.below(2) == 0
        );
    std::vector<int> order(elite_.size());
    std::iota(order.begin(), order.end(), 0);
    planning::shuffle(order, random_);
    order.resize(std::min<std::size_t>(order.size(), at_index(2 + random_.below(2))));
    Task task;
    task.free = freed(order);
    task.start = elite_[at_index(order[0])].plan;
    task.schedule = schedule(slice, 0.6, 2.6);
    task.schedule.soft_contiguity = random_.below(2) == 0;
    task.stream = streams_++;
    return task;
}

void Portfolio::recombine(const planning::Slice& each) {
    std::vector<Task> tasks;
    for (int k = 0; k < batch_; ++k) tasks.push_back(recombination(each));
    run(tasks);
}

}  // namespace junheng::assignment
