// SPDX-License-Identifier: Apache-2.0
/// Admission districts of a county: drawn anew or judged, with what the plan does to the verdict.
#pragma once

#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/service/context.h"
#include "app/service/county.h"
#include "app/service/judging.h"
#include "app/service/planning.h"
#include "core/base/result.h"

namespace junheng {

/// Shape: without an entry grade that of the stage's first grade; `judged` is a plan to judge
/// instead of solving, `judge_current` today's districts.
struct CountyDistrictsRequest {
    Stage stage = Stage::primary;
    std::optional<int> entry_grade;
    std::optional<int> year;
    std::string save;  // name of a scenario for the plan; empty: none
    std::filesystem::path judged;
    bool judge_current = false;
    std::filesystem::path out;
    double detour = 1;
    std::optional<double> most_metres;
    std::vector<std::string> barriers;
    std::vector<std::pair<std::string, std::string>> fixed;
    planning::Budget budget;
};

/// Shape: with an error among the answer's issues, or without a plan, there is nothing else.
struct CountyDistricts {
    InstanceAnswer answer;
    SchoolYear base;
    int entry_grade = 1;
    assignment::Evaluation current;  // of today's districts
    std::int64_t moved = 0;          // children of the entry grade whose school changes
    std::optional<Judgement> before;
    std::optional<Judgement> after;
    std::string scenario;

    /// Of a unit or a school of the county; the id where it has none. Shape: `before` is there.
    std::string name_of(const std::string& id) const;
};

/// Errors: as held_year, store, standards; forecast.rule_missing; those of judge_plan;
/// file.unwritable.
Result<CountyDistricts> plan_districts(
    const Context& context,
    County& county,
    const CountyDistrictsRequest& request,
    const std::atomic<bool>& cancelled,
    const assignment::Progress& progress
);

}  // namespace junheng
