// SPDX-License-Identifier: Apache-2.0
/// How many children sit in which grade of which school, year by year, and which child that is.
/// Cohorts run through: a grade is last year's grade below, less those who left and more those who
/// came.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/demo/school_plan.h"

namespace junheng::demo {

inline constexpr int kGrades = 12;
inline constexpr int kPrimaryGrades = 6;
inline constexpr int kCompulsoryGrades = 9;

/// Children of one plan's own neighbourhood who sit together, and where their numbers in the cohort
/// begin.
struct Group {
    std::size_t line = 0;
    std::int64_t pupils = 0;
};

class Enrolment {
public:
    Enrolment() = default;
    /// The plans must outlive it.
    Enrolment(
        std::span<const SchoolPlan> schools,
        std::uint64_t seed,
        int first_year,
        int last_year
    );

    /// The pupils of a grade of a school, as the lines they come from. Shape: grade 1 … 12.
    std::vector<Group> groups(std::size_t school, int year, int grade) const;
    std::int64_t pupils(std::size_t school, int year, int grade) const;
    std::int64_t pupils(std::size_t school, int year, Stage stage) const;
    int classes(std::size_t school, int year, int grade) const;
    /// In grades 1 … 9 together; 0 without pupils.
    int classes(std::size_t school, int year) const;
    std::int64_t largest_class(std::size_t school, int year) const;

    /// Names a child for life: the cohort (year of entering grade 1) and its number in it.
    struct Child {
        int cohort = 0;
        std::int64_t number = 0;
    };
    /// The children of a group, in order. Shape: grade 1 … 9.
    std::vector<Child> children(std::size_t line, int year, int grade) const;

private:
    std::int64_t primary_size(std::size_t line, int cohort, int year) const;
    std::int64_t junior_size(std::size_t line, int cohort, int year) const;
    std::int64_t senior_size(std::size_t line, int year, int grade) const;
    std::int64_t line_size(std::size_t line, int year, int grade) const;
    std::size_t host(std::size_t line, int year, int grade) const;
    std::int64_t entrants(std::size_t line, int cohort) const;
    void share_out_leavers(int cohort);
    std::vector<std::int64_t> junior_wishes(int cohort, std::int64_t leavers) const;
    std::vector<Child> leavers(int cohort, std::int64_t from, std::int64_t count) const;
    std::size_t cohort_index(int cohort) const {
        return static_cast<std::size_t>(cohort - first_cohort_);
    }

    std::span<const SchoolPlan> schools_;
    std::uint64_t seed_ = 0;
    int first_cohort_ = 0;
    int last_year_ = 0;
    std::vector<std::vector<std::int64_t>> entrants_;  // [cohort][line]
    std::vector<std::vector<std::int64_t>>
        number_from_;                                // [cohort][line]: first number of its children
    std::vector<std::vector<std::int64_t>> junior_;  // [cohort][line]: pupils in grade 7
    std::vector<std::vector<std::int64_t>>
        junior_from_;                               // [cohort][line]: its place among the leavers
    std::vector<std::vector<std::size_t>> guests_;  // [school]: lines that may sit there
};

}  // namespace junheng::demo
