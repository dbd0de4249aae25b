// SPDX-License-Identifier: Apache-2.0
#include "app/service/forecasting.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace junheng {
namespace {

void append(Issues& all, Issues more) {
    std::ranges::move(more, std::back_inserter(all));
}

/// The problem that the files describe, or nothing but issues.
Result<ProblemReport> read_problem(const ForecastFileRequest& request) {
    auto read = read_history(request.history);
    if (!read)
        return tl::unexpected(read.error());
    ForecastInputs inputs;
    auto faults = read_forecast_inputs(request.inputs, inputs);
    if (!faults)
        return tl::unexpected(faults.error());
    ProblemReport report{std::nullopt, std::move(read->issues)};
    append(report.issues, *std::move(faults));
    if (has_errors(report.issues))
        return report;
    ProblemReport built = build_problem(*std::move(read->history), inputs);
    append(report.issues, std::move(built.issues));
    report.problem = std::move(built.problem);
    return report;
}

}  // namespace

Result<ForecastAnswer> forecast_file(const ForecastFileRequest& request) {
    const auto start = std::chrono::steady_clock::now();
    auto report = read_problem(request);
    if (!report)
        return tl::unexpected(report.error());
    ForecastAnswer answer{.issues = std::move(report->issues)};
    if (report->problem && request.backtest)
        answer.backtest = backtest(report->problem->history, request.horizon);
    else if (report->problem) {
        answer.forecast = forecast(*std::move(report->problem), request.horizon);
        append(answer.issues, answer.forecast->warnings);
    }
    if (answer.forecast && !request.out.empty()) {
        const auto written = write_csv(request.out, [&](CsvWriter& writer) {
            write_forecast(*answer.forecast, writer);
        });
        if (!written)
            return tl::unexpected(written.error());
    }
    answer.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return answer;
}

}  // namespace junheng
