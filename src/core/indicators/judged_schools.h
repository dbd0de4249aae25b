// SPDX-License-Identifier: Apache-2.0
/// Judged forms that go from school to school: what each school says, kept apart from what the
/// county makes of it, so that a change at one school asks that school alone.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/indicators/assessment.h"
#include "core/indicators/county_view.h"
#include "core/indicators/judged_numbers.h"
#include "core/standards/standard_set.h"

namespace junheng {

struct SchoolFinding {
    bool asked = false;  // the rule is for this school
    Compliance compliance = Compliance::not_applicable;
    std::array<std::optional<std::int64_t>, 4> amounts{};  // what they are hangs on the form
    std::optional<double> value{};                         // what is compared at this school
    std::optional<double> limit{};
    Periods periods{};  // of the amounts, where figures of schools are read
};
/// Shape: one a unit, in the order of CountyView::units().
using Findings = std::span<const SchoolFinding>;

struct SchoolForm {
    std::string_view name;
    SchoolFinding (*look)(const CountyView&, const JudgedIndicator&, const Unit&);
    /// Fills value, limit and parts.
    void (*total)(const CountyView&, const JudgedIndicator&, Findings, JudgedResult&);
};

/// Null for an indicator that is judged on the county's own figures.
const SchoolForm* school_form(const JudgedIndicator& indicator);

/// Units without a compulsory stage are not asked.
SchoolFinding look_at_school(
    const SchoolForm& form,
    const CountyView& view,
    const JudgedIndicator& indicator,
    const Unit& unit
);

/// Short when one school is short, else unknown when one is unknown; then the form's own totals.
void judge_schools(
    const SchoolForm& form,
    const CountyView& view,
    const JudgedIndicator& indicator,
    Findings findings,
    JudgedResult& result
);

}  // namespace junheng
