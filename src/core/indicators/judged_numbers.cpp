// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/judged_numbers.h"

#include <algorithm>
#include <array>

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

std::optional<Decimal> school_sum(const CountyView& view, std::string_view key) {
    std::int64_t total = 0;
    bool any = false;
    for (const Unit& unit : view.units()) {
        if (!is_compulsory(view, unit))
            continue;
        const auto part = whole_school_figure(view, unit, key);
        if (!part)
            return std::nullopt;
        total += *part;
        any = true;
    }
    return any ? std::optional(Decimal{total, kHundredthsScale}) : std::nullopt;
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

}  // namespace

CountyNumber county_number(const CountyView& view, std::string_view key) {
    if (const CountyFigure* figure = latest(view, key))
        return {parse_decimal(*figure->value), figure->period};
    if (key == kFullTime || key == kCertified)
        return {counted_teachers(view, key), {}};
    return {school_sum(view, key), {}};
}

std::optional<bool> county_flag(const CountyView& view, std::string_view key) {
    const CountyFigure* figure = latest(view, key);
    if (figure == nullptr || (*figure->value != "yes" && *figure->value != "no"))
        return std::nullopt;
    return *figure->value == "yes";
}

Maybe<std::int64_t> whole_school_figure(
    const CountyView& view,
    const Unit& unit,
    std::string_view key
) {
    std::int64_t sum = 0;
    for (const Member& member : unit.members) {
        const School& school = view.snapshot().schools[member.school];
        Maybe<std::int64_t> whole;
        std::array<Maybe<std::int64_t>, 3> by_stage;
        for (const SchoolFigure& figure : figures_of(view.snapshot(), school.code)) {
            if (figure.key != key || !figure.value)
                continue;
            const auto stage = stage_by_name(figure.stage);
            (stage ? by_stage[static_cast<std::size_t>(*stage)] : whole) = figure.value->count;
        }
        if (!whole)
            for (const auto& part : by_stage)
                if (part)
                    whole = whole.value_or(0) + *part;
        if (!whole)
            return whole;
        sum += *whole;
    }
    return sum;
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
