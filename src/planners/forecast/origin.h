// SPDX-License-Identifier: Apache-2.0
/// A history as it was known at the end of one of its years: what a forecast may look at, now or in
/// a test on past years.
#pragma once

#include <vector>

#include "planners/forecast/history.h"

namespace junheng {

/// Invariant: nothing behind `last` is read. The history must outlive it.
struct Origin {
    const EnrolmentHistory* history;
    int last;                   // counts from 0
    std::vector<char> counted;  // by school: has pupils or a feeder in the last year

    std::size_t schools() const { return history->schools.size(); }
    int grades() const { return history->grades; }
    double at(std::size_t school, int year, int grade) const {
        return history->at(school, year, grade);
    }
    /// Pupils of the counted schools. Missing ones count as none.
    double total(int year, int grade) const;
    double feeder_total(int year) const;
    /// The first year of the last `span` transitions.
    int first_transition(int span) const { return last > span ? last - span : 0; }
};

Origin origin_at(const EnrolmentHistory& history, int last);

/// Whether the school teaches the grade at the origin: it has pupils there, or the empty grade is
/// explained by an empty year group that moved up.
bool offers(const Origin& origin, std::size_t school, int grade);
/// Offered, and the grade below is not: pupils come from outside.
bool is_entry(const Origin& origin, std::size_t school, int grade);

}  // namespace junheng
