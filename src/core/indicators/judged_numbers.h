// SPDX-License-Identifier: Apache-2.0
/// Numbers that judged indicators ask for: county keys, sums of school figures, exact comparison of
/// ratios.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/decimal.h"
#include "core/indicators/assessment.h"
#include "core/indicators/county_view.h"
#include "core/standards/standard_set.h"

namespace junheng {

inline constexpr std::string_view kPeriodsDiffer = "periods_differ";

/// The periods of figures that are computed together. Figures without one go with every other.
struct Periods {
    std::string latest;
    bool differ = false;

    void add(const std::string& period);
    void add(const Periods& others);
};

/// The latest figure of a key, with its period. A key that the county lacks is the sum of the
/// school figures of the same key where every school of the compulsory stages has it, all of one
/// period, or a count of the teachers given one by one.
struct CountyNumber {
    std::optional<Decimal> value;
    Periods periods;
};
CountyNumber county_number(const CountyView& view, std::string_view key);

/// A role whose figure may be dated as the others, or that many years before them.
struct PeriodRole {
    std::string role;
    int years_before = 0;
};

/// The numbers of figures that are computed together, in the order of the roles; a role that the
/// rule lacks has none. Of several periods none is answered, and the reason of the result says
/// periods_differ; its period is the latest read.
std::vector<std::optional<Decimal>> read_same_period(
    const CountyView& view,
    const JudgedIndicator& indicator,
    const std::vector<PeriodRole>& roles,
    JudgedResult& result
);

/// yes or no; empty when not reported or neither.
std::optional<bool> county_flag(const CountyView& view, std::string_view key);

/// Units: hundredths. Not reported as soon as one part is, or is of another period.
struct SchoolNumber {
    Maybe<std::int64_t> value;
    Periods periods;
};

/// A figure filed for the whole school, else the sum of those filed for its stages.
SchoolNumber whole_school_figure(const CountyView& view, const Unit& unit, std::string_view key);
/// A figure filed for the stage, else for the whole school.
SchoolNumber stage_figure(
    const CountyView& view,
    const Unit& unit,
    std::string_view key,
    Stage stage
);

/// Whether the unit teaches a compulsory stage (points and special schools included).
bool is_compulsory(const CountyView& view, const Unit& unit);

/// numerator / denominator >= limit, exactly. Shape: denominator > 0.
bool ratio_reaches(const Decimal& numerator, const Decimal& denominator, const Decimal& limit);
double ratio(const Decimal& numerator, const Decimal& denominator);

Decimal sum(const Decimal& a, const Decimal& b);
Decimal negated(const Decimal& a);
bool at_least(const Decimal& a, const Decimal& b);

/// An indicator's limit by name; `name.stage` goes before `name`.
const Limit* parameter(
    const JudgedIndicator& indicator,
    const std::string& name,
    std::optional<Stage> stage = {}
);
/// An input's key; empty when the indicator has none of that role.
std::string_view input(const JudgedIndicator& indicator, const std::string& role);

Compliance met_if(bool met);
/// Met, short or unknown together: short when one is short, else unknown when one is unknown.
Compliance both(Compliance a, Compliance b);

}  // namespace junheng
