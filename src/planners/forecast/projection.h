// SPDX-License-Identifier: Apache-2.0
/// The middle of the forecast: year groups move up, new ones enter.
#pragma once

#include <vector>

#include "planners/forecast/feeder.h"
#include "planners/forecast/progression.h"

namespace junheng {

/// Everything estimated at an origin.
struct Model {
    Progression progression;
    EntryRule entry_rule;
    EntryForecast entries;
    std::vector<std::vector<double>> upper_entries;  // by grade above the first, by school
};

Model model_at(const Origin& origin);

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
};

/// Source: model.md, projection.step.
Projection project(const Origin& origin, const Model& model, int horizon);

}  // namespace junheng
