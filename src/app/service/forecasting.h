// SPDX-License-Identifier: Apache-2.0
/// Enrolment forecasts, from a bare history file or from the years that a county holds.
#pragma once

#include <filesystem>
#include <optional>

#include "app/service/context.h"
#include "core/base/result.h"
#include "planners/forecast/forecast.h"

namespace junheng {

struct ForecastFileRequest {
    std::filesystem::path history;
    int horizon = 1;
    std::filesystem::path out;  // empty: nothing is written
};

/// Shape: no forecast when `issues` has errors; warnings of the history and of the forecast are in
/// `issues` too.
struct ForecastAnswer {
    std::optional<Forecast> forecast;
    Issues issues;
    double seconds = 0;
};

/// Errors: those of read_history; file.unwritable.
Result<ForecastAnswer> forecast_file(const ForecastFileRequest& request);

}  // namespace junheng
