// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/school_values.h"

#include <algorithm>
#include <cmath>

#include "core/domain/words.h"

namespace junheng {
namespace {

constexpr std::int64_t kHundred = 100;

std::int64_t number_of(const ExceptionRule& rule, const std::string& name) {
    return in_units(rule.numbers.at(name), 0).value();
}

bool is_small_country_school(const ExceptionRule& rule, const CountyView& view, const Unit& unit) {
    const auto pupils = view.resource_pupils(unit);
    return is_country(view.school(unit)) && pupils && *pupils >= number_of(rule, "min_pupils") &&
           *pupils <= number_of(rule, "max_pupils");
}

bool has_small_classes(const ExceptionRule& rule, const CountyView& view, const Unit& unit) {
    const School& school = view.school(unit);
    if (!is_country(school))
        return false;
    bool any = false;
    for (const ClassGroup& group : classes_of(view.snapshot(), school.code)) {
        if (!group.pupils || group.pupils->count >= number_of(rule, "max_class"))
            return false;
        any = true;
    }
    return any;
}

PreparedIndicator::StageLimits prepare_limits(
    const ResourceIndicator& rule,
    const StandardSet& standards,
    Stage stage
) {
    PreparedIndicator::StageLimits limits;
    limits.applies = std::ranges::find(rule.stages, stage) != rule.stages.end();
    const bool rounded = choice(standards, "rounding") == "two_decimals";
    const auto as_read = [&](const Decimal& limit) {
        return rounded ? limit_before_rounding(limit) : limit;
    };
    if (const Limit* threshold = limit_for(rule.thresholds, stage)) {
        const Decimal floor =
            product(threshold->value, standards.parameters.at("floor_share").value);
        limits.threshold = as_read(threshold->value);
        limits.floor = as_read(floor);
        limits.shown_threshold = threshold->value.value();
        limits.shown_floor = floor.value();
    }
    if (const Limit* cv = limit_for(rule.cv_limits, stage)) {
        // The first value that rounding carries over the limit no longer meets it.
        limits.cv_limit =
            rounded ? CvLimit{first_rounded_above(cv->value), true} : CvLimit{cv->value};
        limits.shown_cv_limit = cv->value.value();
    }
    return limits;
}

std::vector<FigureRef> resolve_all(const std::vector<Term>& terms) {
    std::vector<FigureRef> refs;
    for (const Term& term : terms) refs.push_back(resolve(term));
    return refs;
}

PreparedIndicator prepare(const ResourceIndicator& rule, const StandardSet& standards) {
    PreparedIndicator prepared{.rule = &rule, .numerator = resolve_all(rule.numerator)};
    for (const ExceptionRule& exception : rule.exceptions) {
        prepared.exceptions.push_back({&exception, resolve_all(exception.adds)});
        // What an exception adds is nothing where it is not reported.
        for (FigureRef& added : prepared.exceptions.back().adds) added.optional = true;
    }
    const bool hundredths = std::ranges::any_of(prepared.numerator, &FigureRef::hundredths);
    prepared.scale = {
        rule.form == ResourceForm::per_hundred ? kHundred : 1, hundredths ? kHundred : 1};
    for (const Stage stage : kResourceStages)
        prepared.limits[static_cast<std::size_t>(stage)] = prepare_limits(rule, standards, stage);
    prepared.near_width = std::pow(0.1, rule.decimals) / 2;
    return prepared;
}

/// Sums the terms; in hundredths where the indicator keeps them.
Maybe<std::int64_t> total_of(
    const CountyView& view,
    const PreparedIndicator& indicator,
    const std::vector<FigureRef>& terms,
    const Unit& unit,
    Stage stage
) {
    std::int64_t sum = 0;
    for (const FigureRef& term : terms) {
        const auto part = view.figure(unit, term, stage);
        if (!part)
            return part.reason();
        const std::int64_t scaled =
            indicator.scale.smallest_per_unit == kHundred && !term.hundredths ? *part * kHundred
                                                                              : *part;
        sum += term.subtract ? -scaled : scaled;
    }
    return sum;
}

void add_exceptions(
    const CountyView& view,
    const PreparedIndicator& indicator,
    const Unit& unit,
    Stage stage,
    std::int64_t& total,
    IndicatorValue& value
) {
    for (const PreparedException& exception : indicator.exceptions) {
        const auto applies = [&](Condition c) { return holds(c, *exception.rule, view, unit); };
        if (exception.adds.empty() || !std::ranges::any_of(exception.rule->any_of, applies))
            continue;
        const std::int64_t added =
            total_of(view, indicator, exception.adds, unit, stage).value_or(0);
        if (added == 0)
            continue;
        total += added;
        value.exceptions.push_back(
            {exception.rule->id, exception.rule->source.clause, exception.rule->effect}
        );
    }
}

std::optional<Share> share_of(
    const CountyView& view,
    const PreparedIndicator& indicator,
    const Unit& unit,
    Stage stage,
    std::int64_t total
) {
    const auto pupils = view.pupils(unit, stage);
    if (!pupils || *pupils <= 0)
        return std::nullopt;
    if (!indicator.rule->split)
        return Share{total, 1, *pupils, *pupils};
    const auto weighted = view.weighted_pupils(unit);
    if (!weighted)
        return std::nullopt;
    return Share{total, view.weight(stage), *weighted, *pupils};
}

void judge(
    const PreparedIndicator& indicator,
    const Share& share,
    Stage stage,
    IndicatorValue& value
) {
    value.value = value_of(share, indicator.scale);
    const auto& limits = indicator.at(stage);
    if (!limits.threshold) {
        value.compliance = Compliance::not_applicable;
        return;
    }
    const bool met = reaches(share, indicator.scale, *limits.threshold);
    value.compliance = met ? Compliance::met : Compliance::short_of;
    value.above_floor = reaches(share, indicator.scale, *limits.floor);
    value.near = std::abs(*value.value - *limits.shown_threshold) <= indicator.near_width;
    value.shortfall = CountedAmount{
        shortfall(share, indicator.scale, *limits.threshold),
        indicator.scale.smallest_per_unit == kHundred};
}

}  // namespace

std::vector<PreparedIndicator> prepare_indicators(const StandardSet& standards) {
    std::vector<PreparedIndicator> prepared;
    for (const ResourceIndicator& rule : standards.resource)
        prepared.push_back(prepare(rule, standards));
    return prepared;
}

std::vector<SchoolRow> school_rows(
    const CountyView& view,
    const std::vector<PreparedIndicator>& indicators
) {
    std::vector<SchoolRow> rows;
    for (std::size_t unit = 0; unit < view.units().size(); ++unit)
        for (const Stage stage : kResourceStages) {
            if (!view.has_stage(view.units()[unit], stage))
                continue;
            SchoolRow row{.unit = unit};
            row.result.stage = stage;
            row.result.values.resize(indicators.size());
            row.shares.resize(indicators.size());
            const School& school = view.school(view.units()[unit]);
            row.result.code = school.code;
            row.result.name = school.name;
            rows.push_back(std::move(row));
        }
    std::ranges::stable_sort(rows, {}, [](const SchoolRow& row) {
        return std::pair<std::string_view, Stage>(row.result.code, row.result.stage);
    });
    for (SchoolRow& row : rows) {
        for (std::size_t i = 0; i < indicators.size(); ++i)
            evaluate_value(view, indicators[i], i, row);
        decide_school(view.standards(), row.result);
    }
    return rows;
}

void evaluate_value(
    const CountyView& view,
    const PreparedIndicator& indicator,
    std::size_t index,
    SchoolRow& row
) {
    const Unit& unit = view.units()[row.unit];
    SchoolStage& result = row.result;
    const auto pupils = view.pupils(unit, result.stage);
    result.pupils = pupils ? Maybe(Pupils{*pupils}) : pupils.reason();
    result.counted = unit.counted;
    result.excluded_reason = unit.excluded_reason;
    IndicatorValue& value = result.values[index];
    value = {};
    row.shares[index].reset();
    const auto& limits = indicator.at(result.stage);
    value.threshold = limits.shown_threshold;
    value.floor = limits.shown_floor;
    if (!limits.applies) {
        value.value = Missing::not_applicable;
        value.compliance = Compliance::not_applicable;
        return;
    }
    const auto total = total_of(view, indicator, indicator.numerator, unit, result.stage);
    if (!total) {
        value.value = total.reason();
        value.compliance = limits.threshold ? Compliance::unknown : Compliance::not_applicable;
        return;
    }
    std::int64_t with_added = *total;
    add_exceptions(view, indicator, unit, result.stage, with_added, value);
    row.shares[index] = share_of(view, indicator, unit, result.stage, with_added);
    if (row.shares[index])
        judge(indicator, *row.shares[index], result.stage, value);
    else
        value.compliance = limits.threshold ? Compliance::unknown : Compliance::not_applicable;
}

void decide_school(const StandardSet& standards, SchoolStage& row) {
    std::int64_t short_ones = 0;
    std::int64_t unknown = 0;
    std::int64_t judged = 0;
    bool below_floor = false;
    row.met = 0;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const IndicatorValue& value = row.values[i];
        if (standards.resource[i].overlay || value.compliance == Compliance::not_applicable)
            continue;
        ++judged;
        row.met += value.compliance == Compliance::met ? 1 : 0;
        unknown += value.compliance == Compliance::unknown ? 1 : 0;
        short_ones += value.compliance == Compliance::short_of ? 1 : 0;
        below_floor = below_floor || value.above_floor == false;
    }
    row.verdict.reset();
    if (!row.counted)
        return;
    const std::int64_t may_be_short = judged - parameter_units(standards, "least_met");
    if (below_floor || short_ones > may_be_short)
        row.verdict = Verdict::fail;
    else
        row.verdict = unknown > 0 || judged == 0 ? Verdict::unknown : Verdict::pass;
}

bool holds(
    Condition condition,
    const ExceptionRule& rule,
    const CountyView& view,
    const Unit& unit
) {
    const School& school = view.school(unit);
    switch (condition) {
        case Condition::small_country_school:
            return is_small_country_school(rule, view, unit);
        case Condition::dense_centre:
            return (school.flags & kDenseCentre) != 0;
        case Condition::built_until:
            return school.built_year && *school.built_year <= number_of(rule, "until_year");
        case Condition::majority_migrant:
            return (school.flags & kMajorityMigrant) != 0;
        case Condition::small_classes_country:
            return has_small_classes(rule, view, unit);
    }
    return false;
}

}  // namespace junheng
