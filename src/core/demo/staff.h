// SPDX-License-Identifier: Apache-2.0
/// The teachers of all the years: who came when, left when, and gained which degree, title and
/// honour when.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/demo/enrolment.h"
#include "core/demo/levels.h"
#include "core/demo/school_plan.h"

namespace junheng::demo {

struct Post {
    std::int64_t serial = 0;
    std::size_t school = 0;
    Stage stage = Stage::primary;
    std::int64_t birth_year = 0;
    std::int64_t since = 0;  // in this school
    int until = 0;           // first year without; 0 = stays
    std::string_view subject;
    std::string_view contract;
    std::string_view certificate;
    std::string_view degree;
    std::string_view degree_before;
    int degree_since = 0;
    std::string_view honour;  // empty = none
    int honour_since = 0;
    std::string honour_until;  // ISO day; empty = without term
};

struct Staff {
    std::vector<Post> posts;  // by serial
};

struct StaffTotals {
    std::int64_t above_degree = 0;
    std::int64_t backbone = 0;
    std::int64_t pe_art = 0;
    std::int64_t listed = 0;
};

struct StaffSpan {
    int first_year = 0;
    int last_year = 0;
    std::uint64_t seed = 0;
};

Staff make_staff(
    const std::vector<SchoolPlan>& schools,
    const Enrolment& enrolment,
    const std::vector<Resources>& resources,
    const StaffSpan& span
);

/// The PE and art teachers of the school's own, and those that only help it out.
std::int64_t own_pe_art(const SchoolPlan& plan, std::int64_t pupils, std::int64_t counted);
std::int64_t added_pe_art(const SchoolPlan& plan, std::int64_t pupils, std::int64_t counted);

/// The school that holds the post's file in that year; kNobody when there is no such post then.
std::size_t school_of(const Post& post, const std::vector<SchoolPlan>& schools, int year);

std::string teacher_id(std::string_view county_code, const Post& post);
/// Without the school of work.
Teacher teacher_row(
    const Post& post,
    std::string_view county_code,
    const std::string& school_code,
    int year
);
/// In-quota and contract teachers by their main subject, degree and valid honour, as L1 to L3 count
/// them.
StaffTotals contribution(const Teacher& teacher, int year);

}  // namespace junheng::demo
