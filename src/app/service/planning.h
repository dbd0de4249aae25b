// SPDX-License-Identifier: Apache-2.0
/// Districting and siting of bare instances: read, build, solve or judge, write.
#pragma once

#include <atomic>
#include <filesystem>
#include <optional>

#include "core/base/result.h"
#include "planners/assignment/evaluate.h"
#include "planners/assignment/problem.h"
#include "planners/assignment/solution.h"
#include "planners/planning/budget.h"

namespace junheng {

/// Shape: an empty path is one not given. `judged` is a plan to judge instead of solving.
struct InstanceRequest {
    std::filesystem::path units;
    std::filesystem::path adjacency;
    std::filesystem::path judged;
    std::filesystem::path out;
    assignment::Rules rules;
    planning::Budget budget;
};

/// Shape: with an error among the issues there is nothing else; `judged` is there when a plan was
/// judged, `solution` has its plan then.
struct InstanceAnswer {
    Issues issues;
    assignment::Problem problem;
    assignment::Solution solution;
    std::optional<assignment::Evaluation> judged;
    double seconds = 0;
};

/// A plan file judged on a problem. Errors: as plan_instance.
Result<void> judge_plan(const std::filesystem::path& file, InstanceAnswer& answer);

/// Errors: of read_units, read_links, read_plan, write_plan; planning.plan_unit_twice. Faults in
/// the rows come as issues.
Result<InstanceAnswer> plan_instance(
    const InstanceRequest& request,
    const std::atomic<bool>& cancelled,
    const assignment::Progress& progress
);

}  // namespace junheng
