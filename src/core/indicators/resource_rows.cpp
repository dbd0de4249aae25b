// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/resource_rows.h"

#include <algorithm>
#include <cmath>

#include "core/domain/words.h"
#include "core/indicators/dispersion.h"
#include "core/indicators/level_up.h"

namespace junheng {
namespace {

/// Town, country, and schools whose class is not reported.
constexpr int kGroups = 3;

int group_of(const School& school) {
    if (is_town(school))
        return 0;
    return is_country(school) ? 1 : 2;
}

void describe_spread(
    const CountyView& view,
    const StageColumn& column,
    const std::vector<SchoolRow>& rows,
    ResourceRow& result
) {
    std::vector<int> groups;
    groups.reserve(column.rows.size());
    for (const std::size_t row : column.rows)
        groups.push_back(group_of(view.school(view.units()[rows[row].unit])));
    const TheilParts parts = theil(column.shares, groups, kGroups);
    result.theil = Theil{parts.value, parts.between, parts.within};
    result.gini = gini(column.shares);
}

void judge_cv(
    const CountyView& view,
    const PreparedIndicator::StageLimits& limits,
    const StageColumn& column,
    ResourceRow& result
) {
    result.cv_limit = limits.shown_cv_limit;
    if (!limits.cv_limit || column.counted == 0) {
        result.cv_compliance = Compliance::not_applicable;
        return;
    }
    if (column.missing > 0 || !result.cv)
        return;
    const bool met = cv_meets(column.shares, {}, *result.cv, *limits.cv_limit);
    result.cv_compliance = met ? Compliance::met : Compliance::short_of;
    const double near = view.standards().parameters.at("cv_near").value.value();
    result.near = std::abs(*result.cv - *limits.shown_cv_limit) <= near;
}

/// The step of levelling up in the smallest unit of the indicator's totals.
std::int64_t smallest_step(const PreparedIndicator& indicator) {
    const int scale = indicator.scale.smallest_per_unit == 1 ? 0 : 2;
    return std::max<std::int64_t>(1, in_units(indicator.rule->step, scale).value_or(1));
}

LevelUp level_up(
    const PreparedIndicator& indicator,
    const CvLimit& limit,
    const StageColumn& column,
    const std::vector<SchoolRow>& rows
) {
    const std::int64_t step = smallest_step(indicator);
    const std::int64_t smallest = indicator.scale.smallest_per_unit;
    const auto bound = level_up_bound(column.shares, limit.value);
    const auto whole = level_up_whole(column.shares, step, limit, bound.level);
    LevelUp result{
        .amount = whole.steps * step / smallest,
        .bound = bound.amount / static_cast<double>(smallest),
        .level = bound.level / static_cast<double>(smallest)};
    for (std::size_t i = 0; i < column.rows.size(); ++i)
        if (whole.added[i] > 0)
            result.schools.emplace_back(
                rows[column.rows[i]].result.code, whole.added[i] * step / smallest
            );
    return result;
}

void add_shortfalls(
    const StageColumn& column,
    const std::vector<SchoolRow>& rows,
    ResourceRow& result
) {
    CountedAmount sum;
    bool any = false;
    for (const std::size_t row : column.rows) {
        const IndicatorValue& value = rows[row].result.values[result.indicator];
        result.short_schools += value.compliance == Compliance::short_of ? 1 : 0;
        if (!value.shortfall)
            continue;
        any = true;
        sum.hundredths = value.shortfall->hundredths;
        sum.count += value.shortfall->count;
    }
    if (any)
        result.shortfall = sum;
}

}  // namespace

StageColumn stage_column(const std::vector<SchoolRow>& rows, std::size_t indicator, Stage stage) {
    StageColumn column;
    column.rows.reserve(rows.size());
    column.shares.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].result.stage != stage || !rows[i].result.counted)
            continue;
        ++column.counted;
        if (!rows[i].shares[indicator]) {
            ++column.missing;
            continue;
        }
        column.rows.push_back(i);
        column.shares.push_back(*rows[i].shares[indicator]);
    }
    return column;
}

ResourceRow resource_row(
    const CountyView& view,
    const PreparedIndicator& indicator,
    std::size_t index,
    Stage stage,
    const std::vector<SchoolRow>& rows
) {
    const StageColumn column = stage_column(rows, index, stage);
    ResourceRow result{.indicator = index, .stage = stage};
    result.schools = static_cast<std::int64_t>(column.rows.size());
    result.missing = column.missing;
    for (const Share& share : column.shares) result.pupils += share.pupils;
    if (!column.shares.empty()) {
        const Dispersion spread = dispersion(column.shares);
        result.mean = spread.mean * indicator.scale.factor();
        result.deviation = spread.deviation * indicator.scale.factor();
        result.cv = spread.cv;
        describe_spread(view, column, rows, result);
    } else if (column.counted > 0) {
        result.mean = result.cv = result.deviation = result.gini = Missing::not_reported;
    }
    judge_cv(view, indicator.at(stage), column, result);
    add_shortfalls(column, rows, result);
    if (result.cv_compliance == Compliance::short_of)
        result.level_up = level_up(indicator, *indicator.at(stage).cv_limit, column, rows);
    return result;
}

Verdict resource_verdict(
    const StandardSet& standards,
    const std::vector<SchoolRow>& rows,
    const std::vector<ResourceRow>& resource
) {
    bool unknown = false;
    bool any = false;
    for (const SchoolRow& row : rows) {
        if (!row.result.counted)
            continue;
        any = true;
        if (row.result.verdict == Verdict::fail)
            return Verdict::fail;
        unknown = unknown || row.result.verdict != Verdict::pass;
    }
    for (const ResourceRow& row : resource) {
        if (standards.resource[row.indicator].overlay)
            continue;
        if (row.cv_compliance == Compliance::short_of)
            return Verdict::fail;
        unknown = unknown || row.cv_compliance == Compliance::unknown;
    }
    return unknown || !any ? Verdict::unknown : Verdict::pass;
}

}  // namespace junheng
