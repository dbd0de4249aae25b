// SPDX-License-Identifier: Apache-2.0
/// Guarantee, quality, recognition and vetoes: what records decide is computed, what papers decide
/// has its slots.
#pragma once

#include <vector>

#include "core/indicators/assessment.h"
#include "core/indicators/county_view.h"
#include "core/indicators/judged_schools.h"
#include "core/standards/standard_set.h"

namespace junheng {

/// What each school says of an indicator that is judged school by school; empty for others.
std::vector<SchoolFinding> look_at_schools(
    const CountyView& view,
    const JudgedIndicator& indicator
);

/// One indicator by its form. An unknown form does not load, so it cannot come here.
JudgedResult judge(const CountyView& view, const JudgedIndicator& indicator, Findings findings);
JudgedResult judge(const CountyView& view, const JudgedIndicator& indicator);

std::vector<JudgedResult> judge_all(
    const CountyView& view,
    const std::vector<JudgedIndicator>& indicators
);

/// Whether pupils by school and stage, or the teachers given one by one, have a say in it.
bool reads_pupils(const JudgedIndicator& indicator);
bool reads_teachers(const JudgedIndicator& indicator);

}  // namespace junheng
