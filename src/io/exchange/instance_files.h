// SPDX-License-Identifier: Apache-2.0
/// Bare instances of districting and siting, and their plans: any table file, columns by position.
#pragma once

#include <filesystem>
#include <vector>

#include "planners/assignment/build_problem.h"
#include "planners/assignment/evaluate.h"

namespace junheng {

/// Columns: id, demand, x, y, candidate flag (ignored), fixed cost, capacity, under one row of
/// heads. Errors: as open_workbook and Workbook::read; planning.too_few_columns with the row.
Result<std::vector<assignment::UnitRow>> read_units(const std::filesystem::path& file);
/// Columns: ignored, id, id. Errors: as read_units.
Result<std::vector<assignment::LinkRow>> read_links(const std::filesystem::path& file);
/// Columns: unit, school. Errors: as read_units.
Result<std::vector<assignment::PlanRow>> read_plan(const std::filesystem::path& file);

/// A csv `unit,school` in the order of the units. Errors: file.unwritable.
Result<void> write_plan(
    const std::filesystem::path& file,
    const assignment::Problem& problem,
    const assignment::Plan& plan
);

}  // namespace junheng
