// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>

#include "app/cli/actions.h"
#include "app/cli/assess_page.h"
#include "app/cli/explain_page.h"
#include "app/service/scenarios.h"
#include "core/domain/words.h"
#include "io/exchange/compare_json.h"

namespace junheng {
namespace {

Result<JudgeOptions> judge_options(const AssessCommand& command) {
    JudgeOptions options{
        .year = command.year,
        .scenario = command.scenario,
        .overlays = {command.overlays.begin(), command.overlays.end()},
        .readings = {},
        .all_readings = command.all_readings};
    for (const std::string& reading : command.readings) {
        const auto equals = reading.find('=');
        if (equals == std::string::npos)
            return failure(ErrorKind::usage, "cli.bad_reading", {{"value", reading}});
        options.readings.emplace(reading.substr(0, equals), reading.substr(equals + 1));
    }
    return options;
}

}  // namespace

int run_assess(const Context& context, const Console& console, const AssessCommand& command) {
    const auto options = judge_options(command);
    if (!options)
        return console.fail(options.error());
    auto county = open_county(command.county);
    if (!county)
        return console.fail(county.error());
    const auto judgement = judge_county(context, *county, *options);
    if (!judgement)
        return console.fail(judgement.error());
    if (console.json())
        console.line(assessment_json(
            judgement->assessment, judgement->standards, judgement->readings, console.language()
        ));
    else
        console.print(assess_page(
            console, county->record.name + " " + county->code(), *judgement, command.all_schools
        ));
    return 0;
}

int run_explain(const Context& context, const Console& console, const ExplainCommand& command) {
    const auto options = judge_options(command.assess);
    if (!options)
        return console.fail(options.error());
    auto county = open_county(command.assess.county);
    if (!county)
        return console.fail(county.error());
    const auto explained = explain_county(
        context,
        *county,
        {.judge = *options,
         .indicator = command.indicator,
         .cv = command.cv,
         .school = command.school,
         .stage = stage_by_name(command.stage)}
    );
    if (!explained)
        return console.fail(explained.error());
    if (console.json())
        console.line(explanation_json(
            explained->explanation,
            explained->formula,
            explained->source_of,
            explained->glossary,
            console.language()
        ));
    else
        console.print(explain_page(console, *explained));
    return 0;
}

int run_compare(
    const Context& context,
    const Console& console,
    const std::string& address,
    const std::string& a,
    const std::string& b
) {
    auto county = open_county(address);
    if (!county)
        return console.fail(county.error());
    const auto before = judge_named(context, *county, a);
    if (!before)
        return console.fail(before.error());
    const auto after = judge_named(context, *county, b);
    if (!after)
        return console.fail(after.error());
    const AssessmentPair comparison{before->assessment, after->assessment, after->standards};
    if (console.json())
        console.line(comparison_json(comparison));
    else
        console.print(compare_page(console, a, b, comparison));
    return 0;
}

int run_scenario(const Context& context, const Console& console, const ScenarioOptions& options) {
    auto county = open_county(options.county);
    if (!county)
        return console.fail(county.error());
    const auto done = change_scenario(
        context, *county, {options.name, options.year, options.sets, options.remove}
    );
    if (!done)
        return console.fail(done.error());
    console.print(scenario_page(console, *done));
    return 0;
}

}  // namespace junheng
