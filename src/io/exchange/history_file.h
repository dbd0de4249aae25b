// SPDX-License-Identifier: Apache-2.0
/// Tables around a forecast: the history that goes in, the rows that come out.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"
#include "io/exchange/csv_writer.h"
#include "planners/forecast/forecast.h"

namespace junheng {

/// Columns school, area, year, grade, pupils and perhaps sector, in any order; xlsx and xls too.
/// `grade` is a number, or `pre`. A row without pupils is unknown and passed over. Errors: as
/// open_workbook; faults of rows are issues: forecast.column_missing, forecast.column_twice,
/// forecast.no_school, forecast.not_a_year, forecast.not_a_grade, forecast.not_pupils, and those of
/// build_history.
Result<HistoryReport> read_history(const std::filesystem::path& file);

/// Either may be empty.
struct ForecastInputFiles {
    std::filesystem::path events;  // columns event, year, school, other, area, grade, share, pupils
    std::filesystem::path children;  // columns area, year, children, share
};

/// Answers the faults of cells: forecast.not_a_year, forecast.not_a_grade, forecast.not_a_number,
/// forecast.not_pupils. Errors: as open_workbook.
Result<Issues> read_forecast_inputs(const ForecastInputFiles& files, ForecastInputs& inputs);

/// The contract's columns school, year, grade, low, mid, high; `all` for the school's total;
/// shortest texts that read back as the same numbers.
void write_forecast(const Forecast& forecast, CsvWriter& writer);
std::string forecast_csv(const Forecast& forecast);

}  // namespace junheng
