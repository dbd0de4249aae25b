// SPDX-License-Identifier: Apache-2.0
/// Forecasts as JSON and as pages.
#pragma once

#include <string>
#include <vector>

#include "app/cli/console.h"
#include "app/service/county_forecast.h"
#include "app/service/forecasting.h"

namespace junheng {

/// The contract's object; with `rows` where no file takes them.
std::string forecast_json(const Context& context, const ForecastAnswer& answer, bool with_rows);
/// The same, with seats, needs, years and falls.
std::string county_forecast_json(
    const Context& context,
    const CountyForecast& forecast,
    bool with_rows
);
std::string county_forecast_page(const Console& console, const CountyForecast& forecast);

std::string backtest_json(const std::vector<BacktestRow>& rows, double seconds);
std::string backtest_page(const Console& console, const std::vector<BacktestRow>& rows);

}  // namespace junheng
