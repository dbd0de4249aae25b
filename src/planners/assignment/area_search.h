// SPDX-License-Identifier: Apache-2.0
/// Whether areas hang together, kept up while units come and go.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "planners/assignment/field.h"

namespace junheng::assignment {

/// Which units are linked to their school through their own area, and scratch memory to keep that
/// true; one for each search. Invariant: linked() is exact for the plan last counted or followed.
class AreaSearch {
public:
    explicit AreaSearch(const Field& field);

    /// Counts anew.
    void count(const Plan& plan);
    bool linked(int unit) const { return linked_[static_cast<std::size_t>(unit)] != 0; }
    /// What being cut off weighs: the demand, and 1 for a unit without any.
    std::int64_t weight(int unit) const;
    bool touches_linked(const Plan& plan, int unit, int school) const;

    enum class Leave : std::uint8_t { whole, cuts, refused };
    /// The unit, still in its area in `plan`, is about to leave it. `whole`: all others stay
    /// linked. `cuts`: the units of cut_off() do not. `refused`: they weigh more than `allowed`.
    Leave leave(const Plan& plan, int unit, std::int64_t allowed);
    const std::vector<int>& cut_off() const { return cut_off_; }
    /// Units of the school, not linked, that hang on this one.
    const std::vector<int>& hanging_on(const Plan& plan, int unit, int school);

    void set_linked(int unit, bool linked) {
        linked_[static_cast<std::size_t>(unit)] = linked ? 1 : 0;
    }

private:
    struct Part {
        std::int64_t weight = 0;
        bool home = false;
    };

    void begin();
    /// Marks units that are known to hang on the school while others are looked at.
    std::uint32_t home_stamp() const { return stamp_ + 1; }
    Part explore(const Plan& plan, int school, std::size_t head);
    std::int64_t least_cut(
        std::span<const int> around,
        std::span<const std::uint64_t> ring,
        std::uint64_t set
    ) const;
    bool worth_a_look();
    void learn(bool success);
    Leave leave_in_parts(const Plan& plan, int unit, std::int64_t allowed, std::uint64_t set);
    Leave leave_by_search(const Plan& plan, int unit, std::int64_t allowed);
    bool visit(int unit);

    const Field& field_;
    std::vector<std::uint8_t> linked_;
    std::vector<std::uint32_t> seen_;
    std::uint32_t stamp_ = 0;
    std::vector<int> queue_;
    std::size_t queued_ = 0;
    std::vector<int> cut_off_;
    double success_ = 1;  // how often a doubtful search has paid, doubled
    double credit_ = 0;
};

}  // namespace junheng::assignment
