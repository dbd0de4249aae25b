// SPDX-License-Identifier: Apache-2.0
/// Draws the teachers of one stage of one school so that its wanted totals come out exactly.
#pragma once

#include "core/demo/random.h"
#include "core/demo/staff.h"

namespace junheng::demo {

/// Head counts in the school's last working year.
struct Wanted {
    std::int64_t all = 0;
    std::int64_t above_degree = 0;
    std::int64_t backbone = 0;
    std::int64_t pe_art = 0;
};

class StaffBuilder {
public:
    StaffBuilder(Staff& staff, const StaffSpan& span) : staff_(staff), span_(span) {}

    /// Adds those of the last working year, whoever was there before them in the years shown, and
    /// helpers.
    void add_stage(
        std::size_t school,
        const SchoolPlan& plan,
        Stage stage,
        const Wanted& wanted,
        int year
    );

private:
    Post person(std::size_t school, Stage stage, int year, Random& random) const;
    void give_degree(Post& post, bool above, int year, Random& random) const;
    void give_honour(Post& post, bool backbone, int year, Random& random) const;
    void add_predecessor(const Post& post, const SchoolPlan& plan, Random& random);
    void add_helper(
        std::size_t school,
        const SchoolPlan& plan,
        Stage stage,
        int year,
        Random& random
    );
    void add(Post& post);

    Staff& staff_;
    StaffSpan span_;
};

}  // namespace junheng::demo
