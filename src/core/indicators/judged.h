// SPDX-License-Identifier: Apache-2.0
/// Guarantee, quality, recognition and vetoes: what records decide is computed, what papers decide
/// has its slots.
#pragma once

#include <vector>

#include "core/indicators/assessment.h"
#include "core/indicators/county_view.h"
#include "core/standards/standard_set.h"

namespace junheng {

/// One indicator by its form. An unknown form does not load, so it cannot come here.
JudgedResult judge(const CountyView& view, const JudgedIndicator& indicator);

std::vector<JudgedResult> judge_all(
    const CountyView& view,
    const std::vector<JudgedIndicator>& indicators
);

/// Whether pupils by school and stage, or the teachers given one by one, have a say in it.
bool reads_pupils(const JudgedIndicator& indicator);
bool reads_teachers(const JudgedIndicator& indicator);

}  // namespace junheng
