// SPDX-License-Identifier: Apache-2.0
/// The county of the coming years if nothing is done: pupils, seats, classes, teachers, and what
/// the assessment says of it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/service/context.h"
#include "app/service/county.h"
#include "app/service/forecasting.h"
#include "core/base/date.h"
#include "core/base/result.h"
#include "core/indicators/assessment.h"
#include "planners/forecast/seats.h"

namespace junheng {

struct CountyForecastRequest {
    Stage stage = Stage::primary;
    std::optional<int> year;  // the last one looked at
    int horizon = 3;
    std::string save;  // name of a scenario for the last year of the forecast; empty: none
    std::filesystem::path out;
    ForecastInputFiles inputs;
    bool backtest = false;
};

/// Pupils of a stage are absent where it could not be forecast, needs in the base year, which is
/// not forecast.
struct CountyOfYear {
    SchoolYear year;
    std::optional<double> primary;
    std::optional<double> junior;
    std::optional<std::int64_t> classes_needed;  // of the stage asked for, as the next two
    std::optional<std::int64_t> seats_short;
    std::optional<std::int64_t> staff_needed;
    Verdict resource_verdict = Verdict::unknown;
    Verdict verdict = Verdict::unknown;
    std::vector<std::string> cvs_short;  // indicator/stage
};

/// A school-stage that passes today and does not in a year to come.
struct SchoolFall {
    std::string code;
    std::string name;
    Stage stage = Stage::primary;
    SchoolYear year;
    std::vector<std::string> indicators;  // met today, short then
};

struct CountyForecast {
    ForecastAnswer answer;
    SchoolYear base;
    Stage stage = Stage::primary;
    std::vector<SeatWarning> warnings;
    std::vector<SchoolNeeds> needs;
    std::vector<CountyOfYear> years;  // the base year first
    std::vector<SchoolFall> falls;    // by code, stage
    std::string scenario;             // saved; empty: none
};

/// Errors: as held_year, store, standards; forecast.rule_missing; file.unwritable. Faults of the
/// county's years are in answer.issues, and nothing else is filled then.
Result<CountyForecast> forecast_county(
    const Context& context,
    County& county,
    const CountyForecastRequest& request
);

}  // namespace junheng
