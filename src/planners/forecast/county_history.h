// SPDX-License-Identifier: Apache-2.0
/// The history of one stage out of the years that a county holds.
#pragma once

#include <span>

#include "core/domain/snapshot.h"
#include "planners/forecast/problem.h"

namespace junheng {

/// Pupils of a school and grade: its classes one by one, else the grade as a whole; unknown when
/// one of the classes is. Area is the township, sector the ownership. The feeder of the primary
/// stage is the preschool (grade 0), that of the junior stage the pupils of grade 6, of whom one
/// year group enters. Shape: years ascending. Errors, as issues: those of build_history.
HistoryReport history_of(std::span<const Snapshot> years, Stage stage);

/// Schools that the registry says were merged, as closures that sent everyone to the school that
/// took over; only those that the history knows on both sides.
std::vector<EventRow> closures_of(std::span<const Snapshot> years, const EnrolmentHistory& history);

}  // namespace junheng
