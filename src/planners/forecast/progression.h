// SPDX-License-Identifier: Apache-2.0
/// How many pupils of one grade stand in the next one a year later, by grade and by school: moves,
/// repeaters and leavers in one ratio, shrunk from the school to its township to the county.
#pragma once

#include <vector>

#include "planners/forecast/origin.h"

namespace junheng {

struct Progression {
    std::vector<double> rate;     // by grade g: to g + 1
    std::vector<double> school;   // index around 1, over all grades
    double dispersion = 0;        // squared error by expected pupil
    double shrinkage_pupils = 0;  // expected pupils at which a school counts half
};

/// Shape: rate has one entry less than there are grades; school has one each; `linked` as
/// linked_grades gives it. Needs a year before the origin. Source: model.md, progression.*; pairs
/// with a zero or an unknown side stay out.
Progression progression_at(const Origin& origin, const std::vector<char>& linked);

}  // namespace junheng
