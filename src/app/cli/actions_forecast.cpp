// SPDX-License-Identifier: Apache-2.0
#include "app/cli/actions_forecast.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/cli/issue_list.h"
#include "app/service/forecasting.h"
#include "core/base/json.h"
#include "io/exchange/assessment_json.h"
#include "io/exchange/history_file.h"

namespace junheng {
namespace {

/// The first fault in the form of every failure; all of them beside it.
int refuse(const Context& context, const Console& console, const Issues& issues) {
    const auto first = std::ranges::find(issues, Severity::error, &Issue::severity);
    if (!console.json()) {
        console.complain(issue_lines(console, issues, context));
        return exit_code(ErrorKind::data);
    }
    const Error error{ErrorKind::data, first->code, first->args, first->where};
    JsonWriter json;
    json.begin_object();
    write_error(json, error, context.messages, context.language);
    write_issues(json, issues, context);
    json.end_object();
    console.line(json.take());
    return exit_code(ErrorKind::data);
}

void write_range_row(JsonWriter& json, const Forecast& forecast, const ForecastRow& row) {
    json.begin_object().field("school", forecast.history.schools[row.school].code);
    json.field("year", row.year).key("grade");
    row.grade == kAllGrades ? json.value("all") : json.value(row.grade);
    json.field("low", row.pupils.low).field("mid", row.pupils.mid);
    json.field("high", row.pupils.high).end_object();
}

void write_warning(JsonWriter& json, const Issue& issue, const Context& context) {
    json.begin_object().field("code", issue.code).field("school", issue.school);
    json.field("value", issue.value);
    json.field("message", context.messages.text(issue.code, issue.args, context.language));
    json.end_object();
}

std::string answer_json(const Context& context, const ForecastAnswer& answer, bool with_rows) {
    const Forecast& forecast = *answer.forecast;
    JsonWriter json;
    json.begin_object().field("status", "feasible");
    json.field("schools", static_cast<std::int64_t>(forecast.schools));
    json.field("seconds", answer.seconds).key("skipped").begin_array();
    for (const SkippedSchool& one : forecast.skipped)
        json.begin_object()
            .field("school", one.school)
            .field("reason", context.messages.text(one.reason, {}, context.language))
            .field("code", one.reason)
            .end_object();
    json.end_array().key("warnings").begin_array();
    for (const Issue& issue : answer.issues) write_warning(json, issue, context);
    json.end_array();
    if (with_rows) {
        json.key("rows").begin_array();
        for (const ForecastRow& row : forecast.rows) write_range_row(json, forecast, row);
        json.end_array();
    }
    json.end_object();
    return json.take();
}

std::string backtest_json(const std::vector<BacktestRow>& rows, double seconds) {
    JsonWriter json;
    json.begin_object().field("status", "feasible").field("seconds", seconds);
    json.key("backtest").begin_array();
    for (const BacktestRow& row : rows) {
        json.begin_object().field("horizon", row.horizon);
        json.field("origins", static_cast<std::int64_t>(row.origins));
        json.field("cases", static_cast<std::int64_t>(row.cases));
        for (std::size_t m = 0; m < kMethods.size(); ++m)
            json.key(kMethods[m])
                .begin_object()
                .field("mape", row.accuracy[m].mape)
                .field("wape", row.accuracy[m].wape)
                .end_object();
        json.field("coverage", row.coverage).end_object();
    }
    json.end_array().end_object();
    return json.take();
}

std::string backtest_page(const Console& console, const std::vector<BacktestRow>& rows) {
    if (rows.empty())
        return console.text("backtest.too_short") + "\n";
    std::string page = console.text("backtest.head") + "\n";
    for (const BacktestRow& row : rows) {
        page += fmt::format("{:>4}  {:>7}", row.horizon, row.cases);
        for (const Accuracy& one : row.accuracy)
            page += fmt::format("  {:>6.2f} {:>6.2f}", 100 * one.mape, 100 * one.wape);
        page += fmt::format("  {:>6.1f}\n", 100 * row.coverage);
    }
    return page;
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
        console.line(answer_json(context, answer, out.empty()));
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

}  // namespace

int run_forecast(const Context& context, const Console& console, const ForecastCommand& command) {
    if (!command.history.empty())
        return forecast_from_file(context, console, command);
    return console.fail({ErrorKind::usage, "forecast.nothing_given", {}, {}});
}

}  // namespace junheng
