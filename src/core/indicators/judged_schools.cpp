// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/domain/words.h"
#include "core/indicators/judged_forms.h"
#include "core/indicators/judged_numbers.h"
#include "core/indicators/school_values.h"

namespace junheng {
namespace {

constexpr std::int64_t kHundred = 100;
constexpr std::int64_t kLastPrimaryGrade = 6;
constexpr std::int64_t kLastJuniorGrade = 9;

/// Gathers what the schools say: short when one is short, else unknown when one is unknown.
class Roll {
public:
    explicit Roll(JudgedResult& result) : result_(result) {}

    void add(const School& school, Compliance compliance) {
        all_ = both(all_, compliance);
        if (compliance == Compliance::short_of)
            result_.schools_short.push_back(school.code);
    }
    ~Roll() { result_.compliance = all_; }
    Roll(const Roll&) = delete;
    Roll& operator=(const Roll&) = delete;

private:
    JudgedResult& result_;
    Compliance all_ = Compliance::not_applicable;
};

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

Compliance rooms_compliance(
    const CountyView& view,
    const JudgedIndicator& indicator,
    const Unit& unit,
    std::int64_t needed
) {
    const Stage stage = view.has_stage(unit, Stage::junior) ? Stage::junior : Stage::primary;
    Compliance all = Compliance::met;
    for (const std::string role : {"music", "art"}) {
        const Decimal area = limit_for_school(view, indicator, unit, role + "_area", stage);
        all = both(all, enough(rooms_of_area(view, unit, input(indicator, role), area), needed));
    }
    return all;
}

/// Money owed as for `counted` pupils, at the norms of the stages taught, against the money given.
Compliance funds_compliance(
    const CountyView& view,
    const JudgedIndicator& indicator,
    const Unit& unit,
    std::int64_t pupils,
    const Decimal& counted
) {
    const auto funds = whole_school_figure(view, unit, input(indicator, "funds"));
    if (!funds)
        return Compliance::unknown;
    Decimal owed;
    for (const Stage stage : kResourceStages) {
        const Limit* norm = parameter(indicator, "norm", stage);
        const auto count =
            view.has_stage(unit, stage) ? view.pupils(unit, stage) : Maybe<std::int64_t>(0);
        if (norm != nullptr)
            owed = sum(owed, product(product(norm->value, Decimal{count.value_or(0), 0}), counted));
    }
    const Decimal given = product(Decimal{*funds, 2}, Decimal{pupils, 0});
    return at_least(given, owed) ? Compliance::met : Compliance::short_of;
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

Maybe<std::int64_t> scoped_figure(
    const CountyView& view,
    const Unit& unit,
    std::string_view key,
    Stage stage
) {
    if (key != "pupils")
        return view.figure(unit, {.key = std::string(key)}, stage);
    const auto pupils = view.pupils(unit, stage);
    return pupils ? Maybe(*pupils * kHundred) : pupils;
}

}  // namespace

void judge_rooms(const CountyView& view, const JudgedIndicator& indicator, JudgedResult& result) {
    Roll roll(result);
    const Limit* per_room = parameter(indicator, "classes_per_room");
    const std::int64_t classes_per_room =
        per_room != nullptr ? in_units(per_room->value, 0).value_or(1) : 1;
    std::int64_t meeting = 0;
    std::int64_t schools = 0;
    for (const Unit& unit : view.units()) {
        if (!is_compulsory(view, unit))
            continue;
        ++schools;
        const auto classes = class_count(view, unit);
        const auto compliance =
            classes ? rooms_compliance(
                          view,
                          indicator,
                          unit,
                          static_cast<std::int64_t>(ceil_divide(*classes, classes_per_room))
                      )
                    : Compliance::unknown;
        meeting += compliance == Compliance::met ? 1 : 0;
        roll.add(view.school(unit), compliance);
    }
    if (schools > 0) {
        result.value = static_cast<double>(meeting);
        result.limit = static_cast<double>(schools);
        result.unit = "school";
    }
}

void judge_school_size(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
) {
    Roll roll(result);
    std::int64_t largest = -1;
    for (const Unit& unit : view.units()) {
        if (!is_compulsory(view, unit))
            continue;
        const School& school = view.school(unit);
        const auto pupils = view.resource_pupils(unit);
        if (!pupils) {
            roll.add(school, Compliance::unknown);
            continue;
        }
        const std::string name = has_nine_years(school) ? "max_pupils_nine_year" : "max_pupils";
        const Decimal most = limit_for_school(view, indicator, unit, name, Stage::primary);
        const Decimal count{*pupils, 0};
        roll.add(school, at_least(most, count) ? Compliance::met : Compliance::short_of);
        if (*pupils > largest) {
            largest = *pupils;
            result.value = count.value();
            result.limit = most.value();
        }
    }
}

void judge_class_size(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
) {
    Roll roll(result);
    std::array<std::int64_t, 2> largest{-1, -1};
    for (const Unit& unit : view.units()) {
        if (!is_compulsory(view, unit))
            continue;
        Compliance school = Compliance::not_applicable;
        std::array<bool, 2> has_classes{};
        for (const Member& member : unit.members)
            for (const ClassGroup& group :
                 classes_of(view.snapshot(), view.snapshot().schools[member.school].code)) {
                const auto stage = stage_of_grade(group.grade);
                if (!stage)
                    continue;
                has_classes[static_cast<std::size_t>(*stage)] = true;
                const Limit* most = parameter(indicator, "max_pupils", *stage);
                if (!group.pupils || most == nullptr) {
                    school = both(school, Compliance::unknown);
                    continue;
                }
                auto& top = largest[static_cast<std::size_t>(*stage)];
                top = std::max(top, group.pupils->count);
                const bool fits = at_least(most->value, Decimal{group.pupils->count, 0});
                school = both(school, fits ? Compliance::met : Compliance::short_of);
            }
        for (const Stage stage : kResourceStages)
            if (view.has_stage(unit, stage) && !has_classes[static_cast<std::size_t>(stage)])
                school = both(school, Compliance::unknown);
        roll.add(view.school(unit), school);
    }
    for (const Stage stage : kResourceStages) {
        const std::int64_t top = largest[static_cast<std::size_t>(stage)];
        const Limit* most = parameter(indicator, "max_pupils", stage);
        if (top < 0 || most == nullptr)
            continue;
        const double value = static_cast<double>(top);
        const double limit = most->value.value();
        result.parts.push_back(
            {std::string(name(stage)),
             value,
             limit,
             value <= limit ? Compliance::met : Compliance::short_of}
        );
        if (!result.value || value - limit > *result.value - *result.limit) {
            result.value = value;
            result.limit = limit;
        }
    }
}

void judge_small_school_funds(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
) {
    Roll roll(result);
    const Limit* counted = parameter(indicator, "pupils_counted");
    if (counted == nullptr)
        return;
    std::int64_t small = 0;
    std::int64_t meeting = 0;
    for (const Unit& unit : view.units()) {
        const School& school = view.school(unit);
        const auto pupils = view.resource_pupils(unit);
        if (!is_compulsory(view, unit) || is_outside_rule(school))
            continue;
        if (!pupils || !school.area_class) {
            roll.add(school, Compliance::unknown);
            continue;
        }
        if (at_least(Decimal{*pupils, 0}, counted->value))
            continue;
        ++small;
        const Compliance funds = funds_compliance(view, indicator, unit, *pupils, counted->value);
        meeting += funds == Compliance::met ? 1 : 0;
        roll.add(school, funds);
    }
    result.value = static_cast<double>(meeting);
    result.limit = static_cast<double>(small);
    result.unit = "school";
}

void judge_school_ratio(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
) {
    Roll roll(result);
    const Limit* share = parameter(indicator, "share");
    if (share == nullptr)
        return;
    result.limit = share->value.value();
    Decimal numerators;
    Decimal denominators;
    for (const Unit& unit : view.units()) {
        if (!is_compulsory(view, unit))
            continue;
        const auto part = whole_school_figure(view, unit, input(indicator, "numerator"));
        const auto whole = whole_school_figure(view, unit, input(indicator, "denominator"));
        if (!part || !whole || *whole <= 0) {
            roll.add(view.school(unit), Compliance::unknown);
            continue;
        }
        const Decimal a{*part, 2};
        const Decimal b{*whole, 2};
        numerators = sum(numerators, a);
        denominators = sum(denominators, b);
        roll.add(
            view.school(unit),
            ratio_reaches(a, b, share->value) ? Compliance::met : Compliance::short_of
        );
    }
    if (denominators.mantissa > 0)
        result.value = ratio(numerators, denominators);
}

void judge_scoped_ratio(
    const CountyView& view,
    const JudgedIndicator& indicator,
    Stage stage,
    JudgedPart& part
) {
    const Limit* limit = parameter(indicator, part.id);
    if (limit == nullptr)
        return;
    part.limit = limit->value.value();
    Decimal numerators;
    Decimal denominators;
    for (const Unit& unit : view.units()) {
        if (!unit.counted || !view.has_stage(unit, stage) || !in_scope(view, indicator, unit))
            continue;
        const auto a = scoped_figure(view, unit, input(indicator, part.id + ".numerator"), stage);
        const auto b = scoped_figure(view, unit, input(indicator, part.id + ".denominator"), stage);
        if (!a || !b)
            return;
        numerators = sum(numerators, Decimal{*a, 2});
        denominators = sum(denominators, Decimal{*b, 2});
    }
    if (denominators.mantissa <= 0) {
        part.value = Missing::not_applicable;
        part.compliance = Compliance::not_applicable;
        return;
    }
    part.value = ratio(numerators, denominators);
    part.compliance = ratio_reaches(numerators, denominators, limit->value) ? Compliance::met
                                                                            : Compliance::short_of;
}

}  // namespace junheng
