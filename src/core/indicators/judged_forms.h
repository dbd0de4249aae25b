// SPDX-License-Identifier: Apache-2.0
/// Forms that are judged on the county's own figures; docs/standards.md says what each asks for. A
/// form fills value, limit, parts, schools_short,
/// period and compliance.
#pragma once

#include <string_view>

#include "core/indicators/assessment.h"
#include "core/indicators/county_view.h"
#include "core/standards/standard_set.h"

namespace junheng {

using JudgeForm = void (*)(const CountyView&, const JudgedIndicator&, JudgedResult&);

void judge_flags(const CountyView& view, const JudgedIndicator& indicator, JudgedResult& result);
void judge_amount(const CountyView& view, const JudgedIndicator& indicator, JudgedResult& result);
void judge_not_below(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
);
void judge_ratio(const CountyView& view, const JudgedIndicator& indicator, JudgedResult& result);
void judge_two_ratios(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
);
void judge_retention(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
);
void judge_monitoring(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
);
void judge_recognition(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
);
void judge_veto(const CountyView& view, const JudgedIndicator& indicator, JudgedResult& result);

/// The worst part decides; its value and limit stand for the whole.
void take_worst(JudgedResult& result);

}  // namespace junheng
