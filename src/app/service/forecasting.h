// SPDX-License-Identifier: Apache-2.0
/// Enrolment forecasts, from a bare history file or from the years that a county holds.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "app/service/context.h"
#include "core/base/result.h"
#include "io/exchange/history_file.h"
#include "planners/forecast/backtest.h"
#include "planners/forecast/forecast.h"

namespace junheng {

struct ForecastFileRequest {
    std::filesystem::path history;
    int horizon = 1;
    std::filesystem::path out;  // empty: nothing is written
    ForecastInputFiles inputs;
    bool backtest = false;  // instead of a forecast
};

/// Shape: neither forecast nor backtest when `issues` has errors; warnings of the history and of
/// the forecast are in `issues` too.
struct ForecastAnswer {
    std::optional<Forecast> forecast;
    std::optional<std::vector<BacktestRow>> backtest;
    Issues issues;
    double seconds = 0;
};

/// Errors: those of read_history and read_forecast_inputs; file.unwritable.
Result<ForecastAnswer> forecast_file(const ForecastFileRequest& request);

}  // namespace junheng
