// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/judged_schools.h"

#include <algorithm>
#include <array>

#include "core/domain/words.h"
#include "core/indicators/judged_forms.h"
#include "core/indicators/judged_numbers.h"
#include "core/indicators/school_values.h"

namespace junheng {
namespace {

constexpr std::int64_t kHundred = 100;
constexpr int kHundredths = 2;
constexpr std::int64_t kLastPrimaryGrade = 6;
constexpr std::int64_t kLastJuniorGrade = 9;

std::optional<Stage> stage_of_grade(std::int64_t grade) {
    if (grade < 1 || grade > kLastJuniorGrade)
        return std::nullopt;
    return grade <= kLastPrimaryGrade ? Stage::primary : Stage::junior;
}

/// A limit after the exceptions that the school meets; the widest of them counts.
Decimal limit_for_school(
    const CountyView& view,
    const JudgedIndicator& indicator,
    const Unit& unit,
    const std::string& name,
    Stage stage
) {
    const Limit* limit = parameter(indicator, name, stage);
    Decimal result = limit != nullptr ? limit->value : Decimal{};
    for (const ExceptionRule& rule : indicator.exceptions) {
        if (!std::ranges::any_of(rule.any_of, [&](Condition c) {
                return holds(c, rule, view, unit);
            }))
            continue;
        for (const std::string& key : {name + "." + std::string(junheng::name(stage)), name})
            if (const auto found = rule.limits.find(key); found != rule.limits.end()) {
                const bool wider = indicator.comparison == Comparison::at_most
                                       ? at_least(found->second, result)
                                       : at_least(result, found->second);
                result = wider ? found->second : result;
            }
    }
    return result;
}

Maybe<std::int64_t> class_count(const CountyView& view, const Unit& unit) {
    std::int64_t classes = 0;
    bool any = false;
    for (const Member& member : unit.members) {
        const School& school = view.snapshot().schools[member.school];
        for (const ClassGroup& group : classes_of(view.snapshot(), school.code))
            if (stage_of_grade(group.grade)) {
                ++classes;
                any = true;
            }
    }
    return any ? Maybe(classes) : Missing::not_reported;
}

/// Rooms of a kind that reach an area.
struct RoomCount {
    std::int64_t rooms = 0;
    bool filled = false;   // the school has handed in its rooms
    bool unclear = false;  // a room of the kind lacks its area or its number
};

RoomCount rooms_of_area(
    const CountyView& view,
    const Unit& unit,
    std::string_view kind,
    const Decimal& area
) {
    RoomCount found;
    for (const Member& member : unit.members)
        for (const RoomGroup& group :
             rooms_of(view.snapshot(), view.snapshot().schools[member.school].code)) {
            found.filled = true;
            if (group.kind != kind)
                continue;
            if (!group.area || !group.count)
                found.unclear = true;
            else if (at_least(Decimal{group.area->count, 2}, area))
                found.rooms += group.count->count;
        }
    return found;
}

Compliance enough(const RoomCount& found, std::int64_t needed) {
    if (found.rooms >= needed)
        return Compliance::met;
    return found.unclear || !found.filled ? Compliance::unknown : Compliance::short_of;
}

/// Of the kinds of rooms the one that the school has fewest of is shown.
SchoolFinding enough_rooms(
    const CountyView& view,
    const JudgedIndicator& indicator,
    const Unit& unit,
    std::int64_t needed
) {
    const Stage stage = view.has_stage(unit, Stage::junior) ? Stage::junior : Stage::primary;
    SchoolFinding found{.asked = true, .compliance = Compliance::met};
    found.limit = static_cast<double>(needed);
    for (const std::string role : {"music", "art"}) {
        const Decimal area = limit_for_school(view, indicator, unit, role + "_area", stage);
        const RoomCount rooms = rooms_of_area(view, unit, input(indicator, role), area);
        found.compliance = both(found.compliance, enough(rooms, needed));
        const auto count = static_cast<double>(rooms.rooms);
        if (rooms.filled)
            found.value = std::min(found.value.value_or(count), count);
    }
    return found;
}

/// Money owed as for `counted` pupils, at the norms of the stages taught, against the money given.
SchoolFinding enough_funds(
    const CountyView& view,
    const JudgedIndicator& indicator,
    const Unit& unit,
    std::int64_t pupils,
    const Decimal& counted
) {
    const auto [funds, periods] = whole_school_figure(view, unit, input(indicator, "funds"));
    if (!funds)
        return {.asked = true, .compliance = Compliance::unknown, .periods = periods};
    Decimal owed;
    for (const Stage stage : kResourceStages) {
        const Limit* norm = parameter(indicator, "norm", stage);
        const auto count =
            view.has_stage(unit, stage) ? view.pupils(unit, stage) : Maybe<std::int64_t>(0);
        if (norm != nullptr)
            owed = sum(owed, product(product(norm->value, Decimal{count.value_or(0), 0}), counted));
    }
    const Decimal given = product(Decimal{*funds, 2}, Decimal{pupils, 0});
    return {
        .asked = true,
        .compliance = met_if(at_least(given, owed)),
        .value = Decimal{*funds, 2}.value(),
        .limit =
            pupils > 0 ? std::optional(owed.value() / static_cast<double>(pupils)) : std::nullopt};
}

/// The rule is for village schools and teaching points; a school whose class is not reported may be
/// one.
bool is_outside_rule(const School& school) {
    return school.ownership == "private" ||
           (school.area_class && !is_country(school) && !is_teaching_point(school));
}

bool in_scope(const CountyView& view, const JudgedIndicator& indicator, const Unit& unit) {
    if (input(indicator, "scope") != "town_public_day_schools")
        return true;
    const School& school = view.school(unit);
    return is_town(school) && school.ownership != "private" && (school.flags & kBoarding) == 0;
}

SchoolNumber scoped_figure(
    const CountyView& view,
    const Unit& unit,
    std::string_view key,
    Stage stage
) {
    if (key != "pupils")
        return stage_figure(view, unit, key, stage);
    const auto pupils = view.pupils(unit, stage);
    return {pupils ? Maybe(*pupils * kHundred) : pupils, {}};
}

/// Of the schools that the rule asks, how many meet it.
void count_meeting(
    const CountyView& /*view*/,
    const JudgedIndicator& /*indicator*/,
    Findings findings,
    JudgedResult& result
) {
    const auto asked = std::ranges::count_if(findings, &SchoolFinding::asked);
    const auto meeting = std::ranges::count(findings, Compliance::met, &SchoolFinding::compliance);
    result.value = static_cast<double>(meeting);
    result.limit = static_cast<double>(asked);
    result.unit = "school";
}

SchoolFinding rooms_of_school(
    const CountyView& view,
    const JudgedIndicator& indicator,
    const Unit& unit
) {
    const auto per_room = in_units(parameter(indicator, "classes_per_room")->value, 0).value();
    const auto classes = class_count(view, unit);
    if (!classes)
        return {.asked = true, .compliance = Compliance::unknown};
    const auto needed = static_cast<std::int64_t>(ceil_divide(*classes, per_room));
    return enough_rooms(view, indicator, unit, needed);
}

/// Amounts: pupils of the compulsory stages.
SchoolFinding size_of_school(
    const CountyView& view,
    const JudgedIndicator& indicator,
    const Unit& unit
) {
    const auto pupils = view.resource_pupils(unit);
    if (!pupils)
        return {.asked = true, .compliance = Compliance::unknown};
    const std::string name =
        has_nine_years(view.school(unit)) ? "max_pupils_nine_year" : "max_pupils";
    const Decimal most = limit_for_school(view, indicator, unit, name, Stage::primary);
    return {
        .asked = true,
        .compliance = met_if(at_least(most, Decimal{*pupils, 0})),
        .amounts = {*pupils},
        .value = static_cast<double>(*pupils),
        .limit = most.value()};
}

/// The largest school stands for all.
void show_largest(
    const CountyView& /*view*/,
    const JudgedIndicator& /*indicator*/,
    Findings findings,
    JudgedResult& result
) {
    std::int64_t largest = -1;
    for (const SchoolFinding& school : findings) {
        if (school.amounts[0].value_or(-1) <= largest)
            continue;
        largest = *school.amounts[0];
        result.value = static_cast<double>(largest);
        result.limit = *school.limit;
    }
}

/// Shows the value that is farthest above its limit.
void show_worse(double value, double limit, SchoolFinding& found) {
    if (found.value && value - limit <= *found.value - *found.limit)
        return;
    found.value = value;
    found.limit = limit;
}

/// Amounts: pupils of the largest class, by stage.
SchoolFinding classes_of_school(
    const CountyView& view,
    const JudgedIndicator& indicator,
    const Unit& unit
) {
    SchoolFinding found{.asked = true};
    for (const Member& member : unit.members)
        for (const ClassGroup& group :
             classes_of(view.snapshot(), view.snapshot().schools[member.school].code)) {
            const auto stage = stage_of_grade(group.grade);
            if (!stage)
                continue;
            auto& top = found.amounts[static_cast<std::size_t>(*stage)];
            const Limit* most = parameter(indicator, "max_pupils", *stage);
            top = std::max(top.value_or(-1), group.pupils ? group.pupils->count : -1);
            if (group.pupils && most != nullptr)
                show_worse(static_cast<double>(group.pupils->count), most->value.value(), found);
            const Compliance fits =
                group.pupils && most != nullptr
                    ? met_if(at_least(most->value, Decimal{group.pupils->count, 0}))
                    : Compliance::unknown;
            found.compliance = both(found.compliance, fits);
        }
    for (const Stage stage : kResourceStages)
        if (view.has_stage(unit, stage) && !found.amounts[static_cast<std::size_t>(stage)])
            found.compliance = both(found.compliance, Compliance::unknown);
    return found;
}

/// One part a stage; the stage farthest above its limit stands for both.
void show_largest_classes(
    const CountyView& /*view*/,
    const JudgedIndicator& indicator,
    Findings findings,
    JudgedResult& result
) {
    for (const Stage stage : kResourceStages) {
        std::int64_t top = -1;
        for (const SchoolFinding& school : findings)
            top = std::max(top, school.amounts[static_cast<std::size_t>(stage)].value_or(-1));
        const Limit* most = parameter(indicator, "max_pupils", stage);
        if (top < 0 || most == nullptr)
            continue;
        const double value = static_cast<double>(top);
        const double limit = most->value.value();
        result.parts.push_back({std::string(name(stage)), value, limit, met_if(value <= limit)});
        if (!result.value || value - limit > *result.value - *result.limit) {
            result.value = value;
            result.limit = limit;
        }
    }
}

SchoolFinding small_school_of(
    const CountyView& view,
    const JudgedIndicator& indicator,
    const Unit& unit
) {
    const School& school = view.school(unit);
    const Limit* counted = parameter(indicator, "pupils_counted");
    if (counted == nullptr || is_outside_rule(school))
        return {};
    const auto pupils = view.resource_pupils(unit);
    if (!pupils || !school.area_class)
        return {.compliance = Compliance::unknown};
    if (at_least(Decimal{*pupils, 0}, counted->value))
        return {};
    return enough_funds(view, indicator, unit, *pupils, counted->value);
}

/// Amounts: numerator and denominator, in hundredths.
SchoolFinding ratio_of_school(
    const CountyView& view,
    const JudgedIndicator& indicator,
    const Unit& unit
) {
    const Limit* share = parameter(indicator, "share");
    if (share == nullptr)
        return {};
    const auto [part, part_periods] =
        whole_school_figure(view, unit, input(indicator, "numerator"));
    const auto [whole, whole_periods] =
        whole_school_figure(view, unit, input(indicator, "denominator"));
    Periods periods = part_periods;
    periods.add(whole_periods);
    if (!part || !whole || *whole <= 0 || periods.differ)
        return {.asked = true, .compliance = Compliance::unknown, .periods = periods};
    return {
        .asked = true,
        .compliance = met_if(
            ratio_reaches(Decimal{*part, kHundredths}, Decimal{*whole, kHundredths}, share->value)
        ),
        .amounts = {*part, *whole},
        .value = ratio(Decimal{*part, kHundredths}, Decimal{*whole, kHundredths}),
        .limit = share->value.value(),
        .periods = periods};
}

Periods periods_of(Findings findings) {
    Periods all;
    for (const SchoolFinding& school : findings) all.add(school.periods);
    return all;
}

void sum_ratios(
    const CountyView& /*view*/,
    const JudgedIndicator& indicator,
    Findings findings,
    JudgedResult& result
) {
    const Limit* share = parameter(indicator, "share");
    if (share == nullptr)
        return;
    result.limit = share->value.value();
    if (periods_of(findings).differ)
        return;
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    for (const SchoolFinding& school : findings) {
        numerator += school.amounts[0].value_or(0);
        denominator += school.amounts[1].value_or(0);
    }
    if (denominator > 0)
        result.value = ratio(Decimal{numerator, kHundredths}, Decimal{denominator, kHundredths});
}

/// Amounts: numerator and denominator of the primary, then of the junior stage, in hundredths; 0
/// where the school has no such stage, nothing where a figure is missing.
SchoolFinding scoped_ratios_of_school(
    const CountyView& view,
    const JudgedIndicator& indicator,
    const Unit& unit
) {
    if (!unit.counted || !in_scope(view, indicator, unit))
        return {};
    SchoolFinding found{.asked = true};
    for (const Stage stage : kResourceStages)
        for (const bool below : {false, true}) {
            auto& amount = found.amounts[2 * static_cast<std::size_t>(stage) + (below ? 1 : 0)];
            amount = 0;
            if (!view.has_stage(unit, stage))
                continue;
            const std::string role =
                std::string(name(stage)) + (below ? ".denominator" : ".numerator");
            const auto [figure, periods] = scoped_figure(view, unit, input(indicator, role), stage);
            amount = figure ? std::optional(*figure) : std::nullopt;
            found.periods.add(periods);
        }
    return found;
}

/// The ratio of one stage over the schools of the scope; unknown as soon as one figure is missing,
/// or one of another period than the others.
JudgedPart scoped_part(const JudgedIndicator& indicator, Findings findings, Stage stage) {
    JudgedPart part{.id = std::string(name(stage))};
    const Limit* limit = parameter(indicator, part.id);
    if (limit == nullptr)
        return part;
    part.limit = limit->value.value();
    if (periods_of(findings).differ)
        return part;
    const std::size_t at = 2 * static_cast<std::size_t>(stage);
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    for (const SchoolFinding& school : findings) {
        if (!school.asked)
            continue;
        if (!school.amounts[at] || !school.amounts[at + 1])
            return part;
        numerator += *school.amounts[at];
        denominator += *school.amounts[at + 1];
    }
    if (denominator <= 0) {
        part.value = Missing::not_applicable;
        part.compliance = Compliance::not_applicable;
        return part;
    }
    const Decimal above{numerator, kHundredths};
    const Decimal below{denominator, kHundredths};
    part.value = ratio(above, below);
    part.compliance = met_if(ratio_reaches(above, below, limit->value));
    return part;
}

void sum_scoped_ratios(
    const CountyView& /*view*/,
    const JudgedIndicator& indicator,
    Findings findings,
    JudgedResult& result
) {
    for (const Stage stage : kResourceStages)
        result.parts.push_back(scoped_part(indicator, findings, stage));
    if (periods_of(findings).differ)
        result.reason = kPeriodsDiffer;
    take_worst(result);
}

constexpr std::array kSchoolForms{
    SchoolForm{"rooms_by_classes", rooms_of_school, count_meeting},
    SchoolForm{"school_size", size_of_school, show_largest},
    SchoolForm{"class_size", classes_of_school, show_largest_classes},
    SchoolForm{"small_school_funds", small_school_of, count_meeting},
    SchoolForm{"school_ratio_at_least", ratio_of_school, sum_ratios},
    SchoolForm{"two_ratios", scoped_ratios_of_school, sum_scoped_ratios},
};

}  // namespace

const SchoolForm* school_form(const JudgedIndicator& indicator) {
    if (indicator.form == "two_ratios" && input(indicator, "level") != "school")
        return nullptr;
    const auto found =
        std::ranges::find(kSchoolForms, std::string_view(indicator.form), &SchoolForm::name);
    return found == kSchoolForms.end() ? nullptr : &*found;
}

SchoolFinding look_at_school(
    const SchoolForm& form,
    const CountyView& view,
    const JudgedIndicator& indicator,
    const Unit& unit
) {
    return is_compulsory(view, unit) ? form.look(view, indicator, unit) : SchoolFinding{};
}

void judge_schools(
    const SchoolForm& form,
    const CountyView& view,
    const JudgedIndicator& indicator,
    Findings findings,
    JudgedResult& result
) {
    result.compliance = Compliance::not_applicable;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        result.compliance = both(result.compliance, findings[i].compliance);
        if (findings[i].compliance == Compliance::short_of)
            result.schools_short.push_back(view.school(view.units()[i]).code);
    }
    if (std::ranges::any_of(findings, [](const auto& school) { return school.periods.differ; }))
        result.reason = kPeriodsDiffer;
    form.total(view, indicator, findings, result);
}

}  // namespace junheng
