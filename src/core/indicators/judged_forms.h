// SPDX-License-Identifier: Apache-2.0
/// The closed list of forms in which guarantee, quality, recognition and vetoes are judged;
/// docs/standards.md says what each asks for. A form fills value, limit, parts, schools_short,
/// period and compliance.
#pragma once

#include <string_view>

#include "core/indicators/assessment.h"
#include "core/indicators/county_view.h"
#include "core/standards/standard_set.h"

namespace junheng {

using JudgeForm = void (*)(const CountyView&, const JudgedIndicator&, JudgedResult&);

/// Forms that ask the county's own figures.
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

/// Forms that go from school to school.
void judge_rooms(const CountyView& view, const JudgedIndicator& indicator, JudgedResult& result);
void judge_school_size(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
);
void judge_class_size(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
);
void judge_small_school_funds(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
);
void judge_school_ratio(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
);

/// Ratios of school figures by stage over the schools of a scope (G13).
void judge_scoped_ratio(
    const CountyView& view,
    const JudgedIndicator& indicator,
    Stage stage,
    JudgedPart& part
);

}  // namespace junheng
