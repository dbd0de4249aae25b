// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <csignal>

#include <fmt/format.h>

#include "app/cli/actions.h"
#include "app/cli/issue_list.h"
#include "app/cli/plan_page.h"
#include "core/base/text.h"
#include "core/domain/words.h"

namespace junheng {
namespace {

constexpr double kDefaultSeconds = 30;

std::atomic<bool> cancelled = false;

extern "C" void cancel(int) {
    cancelled.store(true, std::memory_order_relaxed);
}

planning::Budget budget_of(const PlanCommand& command) {
    planning::Budget budget{.threads = command.threads, .seed = command.seed};
    if (command.steps)
        budget.steps = *command.steps;
    if (command.seconds || !command.steps)
        budget.seconds = command.seconds.value_or(kDefaultSeconds);
    return budget;
}

InstanceRequest request_of(const PlanCommand& command, bool choose_sites) {
    InstanceRequest request{
        .units = command.units,
        .adjacency = command.adjacency,
        .judged = command.judged,
        .out = command.out};
    request.rules.choose_sites = choose_sites;
    request.rules.contiguous = !choose_sites || command.contiguous;
    request.rules.site_count = command.sites;
    request.budget = budget_of(command);
    return request;
}

/// The first fault is the failure; what else is wrong with the files follows.
int refuse(const Context& context, const Console& console, const Issues& issues) {
    const auto first = std::find_if(issues.begin(), issues.end(), [](const Issue& one) {
        return one.severity == Severity::error;
    });
    const int code = console.fail({ErrorKind::data, first->code, first->args, first->where});
    constexpr std::size_t kMostShown = 20;
    std::size_t shown = 0;
    for (const Issue& one : issues) {
        if (&one == &*first || one.severity != Severity::error || ++shown > kMostShown)
            continue;
        console.note(fmt::format(
            "{}:{}:{}: {}",
            one.where.file,
            one.where.row,
            one.where.column,
            context.messages.text(one.code, one.args, context.language)
        ));
    }
    return code;
}

void note_warnings(const Context& context, const Console& console, const Issues& issues) {
    for (const Issue& one : issues)
        console.note(fmt::format(
            "{}:{}: {}",
            one.where.file,
            one.where.row,
            context.messages.text(one.code, one.args, context.language)
        ));
}

int run_planner(
    const Context& context,
    const Console& console,
    const PlanCommand& command,
    bool choose_sites
) {
    std::signal(SIGINT, cancel);
    std::signal(SIGTERM, cancel);
    const auto request = request_of(command, choose_sites);
    const auto answer = plan_instance(request, cancelled, [&](const planning::TracePoint& point) {
        console.progress(grouped(point.objective, 2), point.steps);
    });
    console.end_progress();
    if (!answer)
        return console.fail(answer.error());
    if (has_errors(answer->issues))
        return refuse(context, console, answer->issues);
    note_warnings(context, console, answer->issues);
    if (console.json())
        console.line(plan_json(*answer, context));
    else
        console.print(plan_page(console, *answer));
    return answer->solution.plan ? 0 : exit_code(ErrorKind::infeasible);
}

constexpr std::string_view kCurrent = "current";

Result<CountyDistrictsRequest> county_request(const PlanCommand& command) {
    CountyDistrictsRequest request{
        .stage = stage_by_name(command.stage).value_or(Stage::primary),
        .entry_grade = command.grade,
        .year = command.year,
        .save = command.save,
        .judged = command.judged == kCurrent ? std::filesystem::path() : command.judged,
        .judge_current = command.judged == kCurrent,
        .out = command.out,
        .detour = command.detour,
        .most_metres = command.most_metres,
        .barriers = command.barriers,
        .budget = budget_of(command)};
    for (const std::string& fix : command.fixed) {
        const auto equals = fix.find('=');
        if (equals == std::string::npos)
            return failure(ErrorKind::usage, "district.bad_fix", {{"value", fix}});
        request.fixed.emplace_back(fix.substr(0, equals), fix.substr(equals + 1));
    }
    return request;
}

int district_county(const Context& context, const Console& console, const PlanCommand& command) {
    std::signal(SIGINT, cancel);
    std::signal(SIGTERM, cancel);
    const auto request = county_request(command);
    if (!request)
        return console.fail(request.error());
    auto county = open_county(command.county);
    if (!county)
        return console.fail(county.error());
    const auto planned = plan_districts(
        context,
        *county,
        *request,
        cancelled,
        [&](const planning::TracePoint& point) {
            console.progress(grouped(point.objective, 2), point.steps);
        }
    );
    console.end_progress();
    if (!planned)
        return console.fail(planned.error());
    if (has_errors(planned->answer.issues))
        return refuse(context, console, planned->answer.issues);
    if (console.json())
        console.line(county_plan_json(*planned, context));
    else {
        console.note(issue_lines(console, planned->answer.issues, context));
        console.print(county_plan_page(console, *planned));
    }
    return planned->answer.solution.plan ? 0 : exit_code(ErrorKind::infeasible);
}

}  // namespace

int run_district(const Context& context, const Console& console, const PlanCommand& command) {
    if (!command.county.empty()) {
        if (command.stage.empty() && !command.grade)
            return console.fail({ErrorKind::usage, "district.stage_missing", {}, {}});
        return district_county(context, console, command);
    }
    if (command.units.empty() || command.adjacency.empty())
        return console.fail({ErrorKind::usage, "district.nothing_given", {}, {}});
    return run_planner(context, console, command, false);
}

int run_site(const Context& context, const Console& console, const PlanCommand& command) {
    if (command.units.empty())
        return console.fail({ErrorKind::usage, "planning.units_missing", {}, {}});
    if (command.contiguous && command.adjacency.empty())
        return console.fail({ErrorKind::usage, "planning.adjacency_missing", {}, {}});
    return run_planner(context, console, command, true);
}

}  // namespace junheng
