// SPDX-License-Identifier: Apache-2.0
/// Numbers that judged indicators ask for: county keys, sums of school figures, exact comparison of
/// ratios.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/decimal.h"
#include "core/indicators/assessment.h"
#include "core/indicators/county_view.h"
#include "core/standards/standard_set.h"

namespace junheng {

/// The latest figure of a key, with its period. A key that the county lacks is the sum of the
/// school figures of the same key where every school of the compulsory stages has it, or a count of
/// the teachers given one by one.
struct CountyNumber {
    std::optional<Decimal> value;
    std::string period;
};
CountyNumber county_number(const CountyView& view, std::string_view key);

/// yes or no; empty when not reported or neither.
std::optional<bool> county_flag(const CountyView& view, std::string_view key);

/// A figure filed for the whole school, else the sum of those filed for its stages.
Maybe<std::int64_t> whole_school_figure(
    const CountyView& view,
    const Unit& unit,
    std::string_view key
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
