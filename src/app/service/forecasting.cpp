// SPDX-License-Identifier: Apache-2.0
#include "app/service/forecasting.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include "io/exchange/history_file.h"

namespace junheng {

Result<ForecastAnswer> forecast_file(const ForecastFileRequest& request) {
    const auto start = std::chrono::steady_clock::now();
    auto report = read_history(request.history);
    if (!report)
        return tl::unexpected(report.error());
    ForecastAnswer answer{.forecast = {}, .issues = std::move(report->issues)};
    if (!report->history)
        return answer;
    answer.forecast = forecast(*std::move(report->history), request.horizon);
    std::ranges::copy(answer.forecast->warnings, std::back_inserter(answer.issues));
    if (!request.out.empty()) {
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
