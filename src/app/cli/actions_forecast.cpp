// SPDX-License-Identifier: Apache-2.0
#include "app/cli/actions_forecast.h"

#include <algorithm>

#include "app/cli/forecast_page.h"
#include "app/cli/issue_list.h"
#include "app/service/report_json.h"
#include "core/base/json.h"
#include "core/domain/words.h"
#include "io/exchange/assessment_json.h"
#include "io/exchange/history_file.h"

namespace junheng {
namespace {

/// The first fault in the form of every failure; all of them beside it.
int refuse(const Context& context, const Console& console, const Issues& issues) {
    const auto first = std::ranges::find(issues, Severity::error, &Issue::severity);
    console.complain(issue_lines(console, issues, context));
    if (!console.json())
        return exit_code(ErrorKind::data);
    const Error error{ErrorKind::data, first->code, first->args, first->where};
    JsonWriter json;
    json.begin_object();
    write_error(json, error, context.messages, context.language);
    write_issues(json, issues, context);
    json.end_object();
    console.line(json.take());
    return exit_code(ErrorKind::data);
}

int show_backtest(const Console& console, const ForecastAnswer& answer) {
    if (console.json())
        console.line(backtest_json(*answer.backtest, answer.seconds));
    else
        console.print(backtest_page(console, *answer.backtest));
    return 0;
}

int show_forecast(
    const Context& context,
    const Console& console,
    const ForecastAnswer& answer,
    const std::filesystem::path& out
) {
    if (console.json()) {
        console.line(forecast_json(context, answer, out.empty()));
        return 0;
    }
    if (!answer.issues.empty())
        console.note(issue_lines(console, answer.issues, context));
    if (out.empty())
        console.print(forecast_csv(*answer.forecast));
    else
        console.line(console.text(
            "done.forecast",
            {{"file", out.string()},
             {"schools", std::to_string(answer.forecast->schools)},
             {"skipped", std::to_string(answer.forecast->skipped.size())}}
        ));
    return 0;
}

int forecast_from_file(
    const Context& context,
    const Console& console,
    const ForecastCommand& command
) {
    const auto answer = forecast_file(
        {.history = command.history,
         .horizon = command.horizon,
         .out = command.out,
         .inputs = {command.events, command.children},
         .backtest = command.backtest}
    );
    if (!answer)
        return console.fail(answer.error());
    if (has_errors(answer->issues))
        return refuse(context, console, answer->issues);
    return answer->backtest ? show_backtest(console, *answer)
                            : show_forecast(context, console, *answer, command.out);
}

CountyForecastRequest county_request(const ForecastCommand& command) {
    return {
        .stage = stage_by_name(command.stage).value_or(Stage::primary),
        .year = command.year,
        .horizon = command.horizon,
        .save = command.save,
        .out = command.out,
        .inputs = {command.events, command.children},
        .backtest = command.backtest};
}

int forecast_of_county(
    const Context& context,
    const Console& console,
    const ForecastCommand& command
) {
    auto county = open_county(command.county);
    if (!county)
        return console.fail(county.error());
    const auto forecast = forecast_county(context, *county, county_request(command));
    if (!forecast)
        return console.fail(forecast.error());
    if (has_errors(forecast->answer.issues))
        return refuse(context, console, forecast->answer.issues);
    if (forecast->answer.backtest)
        return show_backtest(console, forecast->answer);
    if (console.json()) {
        console.line(county_forecast_json(context, *forecast, command.out.empty()));
        return 0;
    }
    if (!forecast->answer.issues.empty())
        console.note(issue_lines(console, forecast->answer.issues, context));
    console.print(county_forecast_page(console, *forecast));
    return 0;
}

}  // namespace

int run_forecast(const Context& context, const Console& console, const ForecastCommand& command) {
    if (!command.history.empty())
        return forecast_from_file(context, console, command);
    if (!command.county.empty() && !command.stage.empty())
        return forecast_of_county(context, console, command);
    return console.fail({ErrorKind::usage, "forecast.nothing_given", {}, {}});
}

}  // namespace junheng
