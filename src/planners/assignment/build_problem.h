// SPDX-License-Identifier: Apache-2.0
/// From the rows of two files to a problem that needs no more checks.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "planners/assignment/problem.h"

namespace junheng::assignment {

/// Texts as they stand in the file. Units: as in Problem; demand and capacity in pupils.
struct UnitRow {
    std::string id;
    std::string demand;
    std::string x;
    std::string y;
    std::string fixed_cost;
    std::string capacity;
    int row = 0;
};

struct LinkRow {
    std::string from;
    std::string to;
    int row = 0;
};

/// Shape: `links_file` is empty when no adjacency was given.
struct InstanceRows {
    std::string units_file;
    std::vector<UnitRow> units;
    std::string links_file;
    std::vector<LinkRow> links;
};

/// Shape: with an error among the issues the problem is empty. Self-loops, repeated links and links
/// in one direction only are warnings at the most. Errors (issues): planning.no_units,
/// planning.no_sites, planning.id_empty, planning.id_twice, planning.not_a_number,
/// planning.negative, planning.too_precise, planning.unknown_unit, planning.no_links,
/// planning.too_large, planning.site_count. Warnings: planning.self_loop.
struct BuiltProblem {
    Problem problem;
    Issues issues;
};

BuiltProblem build_problem(const InstanceRows& rows, const Rules& rules);

/// The index of each unit by its id.
std::map<std::string, int> unit_index(const Problem& problem);
std::map<std::string, int> site_index(const Problem& problem);

}  // namespace junheng::assignment
