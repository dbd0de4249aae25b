// SPDX-License-Identifier: Apache-2.0
/// Who passes pupils on to whom inside a stage: points that teach the lower grades, and the schools
/// of the same area and sector where their pupils go on. Found in the history, not asked for.
#pragma once

#include <cstddef>
#include <vector>

#include "planners/forecast/origin.h"

namespace junheng {

struct Progression;

struct Receiver {
    std::size_t school = 0;
    double share = 0;  // of the pupils passed on
};

/// Pupils of `points` leave for grade `grade` elsewhere. Shape: shares sum to 1; `arriving` is the
/// part of them that arrives.
struct Link {
    int grade = 0;
    std::vector<std::size_t> points;
    std::vector<Receiver> receivers;
    double arriving = 1;
};

/// Links of the schools as they stand at the origin; a point never had the grade. Shares and
/// arriving parts are not set yet.
std::vector<Link> find_links(const Origin& origin);

/// By school and grade: pupils of this grade come from a point too, so that the pair with the grade
/// below says nothing of progression.
std::vector<char> linked_grades(const Origin& origin, const std::vector<Link>& links);

/// Sets shares and arriving parts from what came above the schools' own pupils in past years.
/// Source: model.md, link.*.
void weigh_links(const Origin& origin, const Progression& progression, std::vector<Link>& links);

}  // namespace junheng
