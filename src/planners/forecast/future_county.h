// SPDX-License-Identifier: Apache-2.0
/// A coming year as a county: the last one with the forecast's pupils in it and nothing else done.
#pragma once

#include <span>

#include "core/domain/change.h"
#include "core/domain/snapshot.h"
#include "planners/forecast/seats.h"

namespace junheng {

/// What a coming year is made of, stage by stage.
struct StageForecast {
    Stage stage = Stage::primary;
    const Forecast* forecast = nullptr;
    const ClassCounts* classes = nullptr;
};

/// Pupils of each stage, class and grade table become those of the year (the middle, in whole
/// pupils); year groups keep their classes; teachers, buildings and equipment stay. A stage without
/// a forecast row for a school becomes not reported. apply(future_changes(last, ...), last) is the
/// coming year; it keeps the number of `last`, on which scenarios stand. Errors: table.* when
/// `last` is broken.
Changes future_changes(const Snapshot& last, std::span<const StageForecast> stages, int year);

}  // namespace junheng
