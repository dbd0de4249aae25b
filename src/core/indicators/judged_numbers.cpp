// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/judged_numbers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "core/domain/words.h"

namespace junheng {
namespace {

constexpr std::string_view kFullTime = "teachers.full_time";
constexpr std::string_view kCertified = "teachers.certified";
constexpr int kHundredthsScale = 2;

const CountyFigure* latest(const CountyView& view, std::string_view key) {
    const CountyFigure* found = nullptr;
    for (const CountyFigure& figure : view.snapshot().county)
        if (figure.key == key && figure.value)
            found = &figure;
    return found;
}

CountyNumber school_sum(const CountyView& view, std::string_view key) {
    CountyNumber sum;
    std::int64_t total = 0;
    bool whole = false;
    for (const Unit& unit : view.units()) {
        if (!is_compulsory(view, unit))
            continue;
        const SchoolNumber part = whole_school_figure(view, unit, key);
        sum.periods.add(part.periods);
        if (!part.value)
            return {std::nullopt, sum.periods};
        total += *part.value;
        whole = true;
    }
    if (whole && !sum.periods.differ)
        sum.value = Decimal{total, kHundredthsScale};
    return sum;
}

std::optional<Decimal> counted_teachers(const CountyView& view, std::string_view key) {
    TeacherTotals all;
    for (const Unit& unit : view.units())
        for (const Member& member : unit.members)
            for (const Stage stage : kResourceStages)
                if (const TeacherTotals* totals = view.teachers(member, stage))
                    all += *totals;
    if (all.listed == 0 || (key == kCertified && all.certificate_unknown > 0))
        return std::nullopt;
    return Decimal{key == kCertified ? all.certified : all.full_time, 0};
}

/// The latest figure for the whole school; without one, the latest of each stage together.
SchoolNumber whole_figure(const Snapshot& snapshot, std::string_view school, std::string_view key) {
    SchoolNumber whole;
    std::array<SchoolNumber, 3> by_stage;
    for (const SchoolFigure& figure : figures_of(snapshot, school)) {
        if (figure.key != key || !figure.value)
            continue;
        const auto stage = stage_by_name(figure.stage);
        (stage ? by_stage[static_cast<std::size_t>(*stage)] : whole) = {
            figure.value->count, {figure.period}};
    }
    if (whole.value)
        return whole;
    for (const SchoolNumber& part : by_stage) {
        if (!part.value)
            continue;
        whole.value = whole.value.value_or(0) + *part.value;
        whole.periods.add(part.periods);
    }
    return whole;
}

template <class FigureOf>
SchoolNumber sum_of_members(const CountyView& view, const Unit& unit, FigureOf&& figure_of) {
    SchoolNumber sum{.value = 0};
    for (const Member& member : unit.members) {
        const SchoolNumber part = figure_of(view.snapshot().schools[member.school].code);
        sum.periods.add(part.periods);
        if (!part.value || sum.periods.differ)
            return {part.value ? Missing::not_reported : part.value.reason(), sum.periods};
        sum.value = *sum.value + *part.value;
    }
    return sum;
}

std::optional<int> year_of(std::string_view period) {
    constexpr std::size_t kYearDigits = 4;
    int year = 0;
    const std::string_view digits = period.substr(0, kYearDigits);
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), year);
    const bool whole = fault == std::errc{} && end == digits.data() + kYearDigits;
    return whole ? std::optional(year) : std::nullopt;
}

bool is_years_before(std::string_view early, int years, std::string_view late) {
    const auto from = year_of(early);
    const auto to = year_of(late);
    return from && to && *from + years == *to;
}

}  // namespace

void Periods::add(const std::string& period) {
    if (period.empty())
        return;
    differ = differ || (!latest.empty() && latest != period);
    latest = std::max(latest, period);
}

void Periods::add(const Periods& others) {
    differ = differ || others.differ;
    add(others.latest);
}

CountyNumber county_number(const CountyView& view, std::string_view key) {
    if (const CountyFigure* figure = latest(view, key))
        return {parse_decimal(*figure->value), {figure->period}};
    if (key == kFullTime || key == kCertified)
        return {counted_teachers(view, key), {}};
    return school_sum(view, key);
}

std::vector<std::optional<Decimal>> read_same_period(
    const CountyView& view,
    const JudgedIndicator& indicator,
    const std::vector<PeriodRole>& roles,
    JudgedResult& result
) {
    std::vector<std::optional<Decimal>> numbers;
    Periods together;
    std::vector<std::pair<Periods, int>> before;
    for (const auto& [role, years_before] : roles) {
        const auto key = input(indicator, role);
        CountyNumber number = key.empty() ? CountyNumber{} : county_number(view, key);
        if (years_before > 0)
            before.emplace_back(number.periods, years_before);
        else
            together.add(number.periods);
        numbers.push_back(number.value);
    }
    for (const auto& [periods, years] : before)
        if (periods.differ || !is_years_before(periods.latest, years, together.latest))
            together.add(periods);
    result.period = std::max(result.period, together.latest);
    if (together.differ) {
        result.reason = kPeriodsDiffer;
        std::ranges::fill(numbers, std::nullopt);
    }
    return numbers;
}

std::optional<bool> county_flag(const CountyView& view, std::string_view key) {
    const CountyFigure* figure = latest(view, key);
    if (figure == nullptr || (*figure->value != "yes" && *figure->value != "no"))
        return std::nullopt;
    return *figure->value == "yes";
}

SchoolNumber whole_school_figure(const CountyView& view, const Unit& unit, std::string_view key) {
    return sum_of_members(view, unit, [&](std::string_view school) {
        return whole_figure(view.snapshot(), school, key);
    });
}

SchoolNumber stage_figure(
    const CountyView& view,
    const Unit& unit,
    std::string_view key,
    Stage stage
) {
    return sum_of_members(view, unit, [&](std::string_view school) {
        SchoolNumber found;
        for (const SchoolFigure& figure : figures_of(view.snapshot(), school))
            if (figure.key == key && figure.value &&
                (figure.stage.empty() || figure.stage == name(stage)))
                found = {figure.value->count, {figure.period}};
        return found;
    });
}

bool is_compulsory(const CountyView& view, const Unit& unit) {
    return std::ranges::any_of(kResourceStages, [&](Stage stage) {
        return view.has_stage(unit, stage);
    });
}

bool ratio_reaches(const Decimal& numerator, const Decimal& denominator, const Decimal& limit) {
    const Int128 left =
        Int128{numerator.mantissa} * power_of_ten(denominator.scale) * power_of_ten(limit.scale);
    const Int128 right =
        Int128{limit.mantissa} * denominator.mantissa * power_of_ten(numerator.scale);
    return left >= right;
}

double ratio(const Decimal& numerator, const Decimal& denominator) {
    return numerator.value() / denominator.value();
}

Decimal sum(const Decimal& a, const Decimal& b) {
    const int scale = std::max(a.scale, b.scale);
    return {
        a.mantissa * power_of_ten(scale - a.scale) + b.mantissa * power_of_ten(scale - b.scale),
        scale};
}

Decimal negated(const Decimal& a) {
    return {-a.mantissa, a.scale};
}

bool at_least(const Decimal& a, const Decimal& b) {
    return ratio_reaches(a, {1, 0}, b);
}

const Limit* parameter(
    const JudgedIndicator& indicator,
    const std::string& name,
    std::optional<Stage> stage
) {
    if (stage)
        if (const auto found =
                indicator.parameters.find(name + "." + std::string(junheng::name(*stage)));
            found != indicator.parameters.end())
            return &found->second;
    const auto found = indicator.parameters.find(name);
    return found == indicator.parameters.end() ? nullptr : &found->second;
}

std::string_view input(const JudgedIndicator& indicator, const std::string& role) {
    const auto found = indicator.inputs.find(role);
    return found == indicator.inputs.end() ? std::string_view() : std::string_view(found->second);
}

Compliance met_if(bool met) {
    return met ? Compliance::met : Compliance::short_of;
}

Compliance both(Compliance a, Compliance b) {
    for (const Compliance worst : {Compliance::short_of, Compliance::unknown, Compliance::met})
        if (a == worst || b == worst)
            return worst;
    return Compliance::not_applicable;
}

}  // namespace junheng
