// SPDX-License-Identifier: Apache-2.0
#include "app/service/planning.h"

#include "io/exchange/instance_files.h"
#include "planners/districting/solve.h"
#include "planners/siting/solve.h"

namespace junheng {
namespace {

using assignment::InstanceRows;

Result<InstanceRows> read_instance(const InstanceRequest& request) {
    InstanceRows rows{request.units.string(), {}, "", {}};
    auto units = read_units(request.units);
    if (!units)
        return tl::unexpected(units.error());
    rows.units = *std::move(units);
    // Without contiguity an adjacency is looked at for its form and not used.
    if (request.adjacency.empty())
        return rows;
    auto links = read_links(request.adjacency);
    if (!links)
        return tl::unexpected(links.error());
    rows.links_file = request.adjacency.string();
    rows.links = *std::move(links);
    return rows;
}

}  // namespace

Result<void> judge_plan(const std::filesystem::path& file, InstanceAnswer& answer) {
    const auto rows = read_plan(file);
    if (!rows)
        return tl::unexpected(rows.error());
    auto decoded = assignment::decode_plan(answer.problem, *rows, file.string());
    if (!decoded)
        return tl::unexpected(decoded.error());
    answer.judged = assignment::evaluate(answer.problem, decoded->plan);
    auto& violations = answer.judged->violations;
    violations.insert(violations.begin(), decoded->unknown.begin(), decoded->unknown.end());
    answer.solution.status = answer.judged->feasible() ? planning::PlanStatus::feasible
                                                       : planning::PlanStatus::infeasible;
    answer.solution.objective = answer.judged->objective;
    answer.solution.plan = std::move(decoded->plan);
    return {};
}

Result<InstanceAnswer> plan_instance(
    const InstanceRequest& request,
    const std::atomic<bool>& cancelled,
    const assignment::Progress& progress
) {
    const planning::Watch watch(request.budget, &cancelled);
    const auto rows = read_instance(request);
    if (!rows)
        return tl::unexpected(rows.error());
    auto built = assignment::build_problem(*rows, request.rules);
    InstanceAnswer answer;
    answer.issues = std::move(built.issues);
    if (has_errors(answer.issues))
        return answer;
    answer.problem = std::move(built.problem);
    if (!request.judged.empty()) {
        const auto judged = judge_plan(request.judged, answer);
        if (!judged)
            return tl::unexpected(judged.error());
    } else {
        const auto solve = request.rules.choose_sites ? siting::solve : districting::solve;
        answer.solution = solve(answer.problem, request.budget, watch, progress);
        if (answer.solution.plan && !request.out.empty()) {
            const auto written = write_plan(request.out, answer.problem, *answer.solution.plan);
            if (!written)
                return tl::unexpected(written.error());
        }
    }
    answer.seconds = watch.elapsed();
    return answer;
}

}  // namespace junheng
