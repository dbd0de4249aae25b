// SPDX-License-Identifier: Apache-2.0
/// The middle of the forecast: year groups move up, new ones enter, schools open and close.
#pragma once

#include <span>
#include <vector>

#include "planners/forecast/feeder.h"
#include "planners/forecast/links.h"
#include "planners/forecast/problem.h"
#include "planners/forecast/progression.h"

namespace junheng {

/// Everything estimated at an origin.
struct Model {
    std::vector<Link> links;
    Progression progression;
    EntryRule entry_rule;
    EntryForecast entries;
    std::vector<std::vector<double>> upper_entries;  // by grade above the first, by school
};

Model model_at(const Origin& origin);
/// The yardsticks of a backtest: every school alike and last year's entries again.
Model plain_cohort_model(const Origin& origin);

/// Shape: [school][year 0..horizon-1][grade]; kUnknown for a grade that the school does not offer.
struct Projection {
    int horizon = 0;
    int grades = 0;
    std::vector<double> pupils;

    std::size_t index(std::size_t school, int year, int grade) const {
        return (school * static_cast<std::size_t>(horizon) + static_cast<std::size_t>(year)) *
                   static_cast<std::size_t>(grades) +
               static_cast<std::size_t>(grade);
    }
    double at(std::size_t school, int year, int grade) const {
        return pupils[index(school, year, grade)];
    }
    /// Over the grades offered; kUnknown where there is none.
    double total(std::size_t school, int year) const;
};

/// What is known of the years to come.
struct Outlook {
    std::span<const SchoolEvent> events = {};
    std::span<const ChildrenRow> children = {};
    std::span<const double> entry_growth = {};
};

/// Source: model.md, projection.*.
Projection project(const Origin& origin, const Model& model, int horizon, const Outlook& outlook);

}  // namespace junheng
