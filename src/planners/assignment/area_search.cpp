// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/area_search.h"

#include <algorithm>
#include <bit>

namespace junheng::assignment {
namespace {

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

std::ptrdiff_t offset(std::size_t k) {
    return static_cast<std::ptrdiff_t>(k);
}

/// The members of `set` that hang together with its first one.
std::uint64_t hanging_together(std::uint64_t set, std::span<const std::uint64_t> ring) {
    std::uint64_t together = set & (~set + 1);
    std::uint64_t fresh = together;
    while (fresh != 0) {
        std::uint64_t found = 0;
        for (; fresh != 0; fresh &= fresh - 1)
            found |= ring[static_cast<std::size_t>(std::countr_zero(fresh))];
        fresh = found & set & ~together;
        together |= fresh;
    }
    return together;
}

}  // namespace

AreaSearch::AreaSearch(const Field& field)
    : field_(field),
      linked_(field.demand.size()),
      seen_(field.demand.size()),
      queue_(field.demand.size()) {}

std::int64_t AreaSearch::weight(int unit) const {
    return std::max<std::int64_t>(field_.demand[at_index(unit)], 1);
}

void AreaSearch::begin() {
    queued_ = 0;
    stamp_ += 2;
    if (stamp_ < 2) {
        std::fill(seen_.begin(), seen_.end(), 0);
        stamp_ = 2;
    }
}

inline bool AreaSearch::visit(int unit) {
    auto& seen = seen_[at_index(unit)];
    if (seen >= stamp_)
        return false;
    seen = stamp_;
    queue_[queued_++] = unit;
    return true;
}

void AreaSearch::count(const Plan& plan) {
    std::fill(linked_.begin(), linked_.end(), std::uint8_t{0});
    begin();
    for (int j = 0; j < field_.m; ++j)
        if (plan[at_index(field_.own[at_index(j)])] == j)
            visit(field_.own[at_index(j)]);
    for (std::size_t head = 0; head < queued_; ++head) {
        const int at = queue_[head];
        linked_[at_index(at)] = 1;
        for (const int k : field_.beside(at))
            if (plan[at_index(k)] == plan[at_index(at)])
                visit(k);
    }
}

bool AreaSearch::touches_linked(const Plan& plan, int unit, int school) const {
    for (const int k : field_.beside(unit))
        if (plan[at_index(k)] == school && linked_[at_index(k)] != 0)
            return true;
    return false;
}

/// Follows what is queued from `head` on; ends early at the school or at what hangs on it.
AreaSearch::Part AreaSearch::explore(const Plan& plan, int school, std::size_t head) {
    const int own = field_.own[at_index(school)];
    Part part;
    for (; head < queued_; ++head) {
        const int at = queue_[head];
        if (at == own)
            return {part.weight, true};
        part.weight += weight(at);
        for (const int k : field_.beside(at)) {
            if (plan[at_index(k)] != school || linked_[at_index(k)] == 0)
                continue;
            if (seen_[at_index(k)] == home_stamp())
                return {part.weight, true};
            visit(k);
        }
    }
    return part;
}

AreaSearch::Leave AreaSearch::leave(const Plan& plan, int unit, std::int64_t allowed) {
    cut_off_.clear();
    const auto ring = field_.ring(unit);
    const auto around = field_.beside(unit);
    if (ring.empty())
        return around.empty() ? Leave::whole : leave_by_search(plan, unit, allowed);
    const int school = plan[at_index(unit)];
    std::uint64_t set = 0;
    for (std::size_t k = 0; k < around.size(); ++k)
        if (plan[at_index(around[k])] == school && linked_[at_index(around[k])] != 0)
            set |= std::uint64_t{1} << k;
    if ((set & (set - 1)) == 0)
        return Leave::whole;
    if (hanging_together(set, ring) == set)
        return Leave::whole;
    const bool doubtful = least_cut(around, ring, set) > allowed;

    if (doubtful && !worth_a_look())
        return Leave::refused;
    const Leave answer = leave_in_parts(plan, unit, allowed, set);
    if (doubtful)
        learn(answer != Leave::refused);
    return answer;
}

/// What is cut off at the least if the clusters of the ring hang together nowhere else.
std::int64_t AreaSearch::least_cut(
    std::span<const int> around,
    std::span<const std::uint64_t> ring,
    std::uint64_t set
) const {
    std::int64_t sum = 0;
    std::int64_t largest = 0;
    while (set != 0) {
        const std::uint64_t cluster = hanging_together(set, ring);
        set &= ~cluster;
        std::int64_t part = 0;
        for (std::uint64_t rest = cluster; rest != 0; rest &= rest - 1)
            part += weight(around[static_cast<std::size_t>(std::countr_zero(rest))]);
        sum += part;
        largest = std::max(largest, part);
    }
    return sum - largest;
}

// On a map without holes a doubtful unit can hardly ever leave, on a grid often: searches are made
// as often as they pay, and now and then to learn.
bool AreaSearch::worth_a_look() {
    constexpr double kLeast = 0.05;
    credit_ += std::max(success_, kLeast);
    if (credit_ < 1)
        return false;
    credit_ -= 1;
    return true;
}

void AreaSearch::learn(bool success) {
    constexpr double kMemory = 0.01;
    success_ += kMemory * ((success ? 1.0 : 0.0) * 2 - success_);
    success_ = std::min(success_, 1.0);
}

AreaSearch::Leave AreaSearch::leave_in_parts(
    const Plan& plan,
    int unit,
    std::int64_t allowed,
    std::uint64_t set
) {
    const auto ring = field_.ring(unit);
    const auto around = field_.beside(unit);
    const int school = plan[at_index(unit)];
    begin();
    seen_[at_index(unit)] = stamp_;
    bool home = false;
    std::int64_t cut = 0;
    while (set != 0) {
        const std::uint64_t cluster = hanging_together(set, ring);
        set &= ~cluster;
        // The last part must hold the school if none before did.
        if (set == 0 && !home)
            break;
        const std::size_t first = queued_;
        for (std::uint64_t seeds = cluster; seeds != 0; seeds &= seeds - 1)
            visit(around[static_cast<std::size_t>(std::countr_zero(seeds))]);
        const Part part = explore(plan, school, first);
        if (part.home)
            for (std::size_t q = first; q < queued_; ++q) seen_[at_index(queue_[q])] = home_stamp();
        else if ((cut += part.weight) > allowed)
            return Leave::refused;
        else
            cut_off_.insert(
                cut_off_.end(), queue_.begin() + offset(first), queue_.begin() + offset(queued_)
            );
        home = home || part.home;
    }
    return cut_off_.empty() ? Leave::whole : Leave::cuts;
}

/// For units with more neighbours than a ring holds.
AreaSearch::Leave AreaSearch::leave_by_search(const Plan& plan, int unit, std::int64_t allowed) {
    const int school = plan[at_index(unit)];
    const auto spread = [&](std::size_t head) {
        for (; head < queued_; ++head)
            for (const int k : field_.beside(queue_[head]))
                if (plan[at_index(k)] == school && linked_[at_index(k)] != 0)
                    visit(k);
    };
    begin();
    seen_[at_index(unit)] = stamp_;
    visit(field_.own[at_index(school)]);
    spread(0);
    std::int64_t cut = 0;
    const std::size_t first = queued_;
    for (const int k : field_.beside(unit))
        if (plan[at_index(k)] == school && linked_[at_index(k)] != 0)
            visit(k);
    spread(first);
    for (std::size_t q = first; q < queued_; ++q) {
        cut += weight(queue_[q]);
        cut_off_.push_back(queue_[q]);
    }
    if (cut > allowed)
        return Leave::refused;
    return cut_off_.empty() ? Leave::whole : Leave::cuts;
}

const std::vector<int>& AreaSearch::hanging_on(const Plan& plan, int unit, int school) {
    cut_off_.clear();
    begin();
    visit(unit);
    for (std::size_t head = 0; head < queued_; ++head)
        for (const int k : field_.beside(queue_[head]))
            if (plan[at_index(k)] == school && linked_[at_index(k)] == 0 && visit(k))
                cut_off_.push_back(k);
    return cut_off_;
}

}  // namespace junheng::assignment
