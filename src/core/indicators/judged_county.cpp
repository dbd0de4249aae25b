// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "core/domain/words.h"
#include "core/indicators/judged_forms.h"
#include "core/indicators/judged_numbers.h"

namespace junheng {
namespace {

/// Of the groups asked, the one that was visited; the others filled in questionnaires.
constexpr std::string_view kVisits = "visits";

/// Fills one part with numerator / denominator against the limit of the same name.
JudgedPart ratio_part(
    const std::string& id,
    const std::optional<Decimal>& numerator,
    const std::optional<Decimal>& denominator,
    const Limit* limit
) {
    JudgedPart part{.id = id};
    if (limit != nullptr)
        part.limit = limit->value.value();
    if (!numerator || !denominator || limit == nullptr)
        return part;
    if (denominator->mantissa <= 0) {
        part.value = Missing::not_applicable;
        part.compliance = Compliance::not_applicable;
        return part;
    }
    part.value = ratio(*numerator, *denominator);
    part.compliance = met_if(ratio_reaches(*numerator, *denominator, limit->value));
    return part;
}

void take_part(const JudgedPart& part, JudgedResult& result) {
    result.value = part.value;
    result.limit = part.limit;
    result.compliance = part.compliance;
}

/// Satisfied of valid answers. Without a valid one nothing is known, and more satisfied than valid
/// cannot be.
JudgedPart answers_part(
    const std::string& id,
    const std::optional<Decimal>& satisfied,
    const std::optional<Decimal>& valid,
    const Limit* share
) {
    if (satisfied && valid && valid->mantissa > 0 && at_least(*valid, *satisfied))
        return ratio_part(id, satisfied, valid, share);
    return ratio_part(id, std::nullopt, std::nullopt, share);
}

std::optional<Decimal> sum(const std::optional<Decimal>& a, const std::optional<Decimal>& b) {
    return a && b ? std::optional(junheng::sum(*a, *b)) : std::nullopt;
}

void note_period(const CountyNumber& number, JudgedResult& result) {
    result.period = std::max(result.period, number.periods.latest);
}

}  // namespace

void take_worst(JudgedResult& result) {
    Compliance all = Compliance::not_applicable;
    for (const JudgedPart& part : result.parts) all = both(all, part.compliance);
    for (const JudgedPart& part : result.parts)
        if (part.compliance == all) {
            take_part(part, result);
            return;
        }
}

void judge_flags(const CountyView& view, const JudgedIndicator& indicator, JudgedResult& result) {
    Compliance all = Compliance::not_applicable;
    for (const auto& [role, key] : indicator.inputs) {
        JudgedPart part{.id = role};
        note_period(county_number(view, key), result);
        if (const auto flag = county_flag(view, key)) {
            part.value = *flag ? 1.0 : 0.0;
            part.compliance = met_if(*flag);
        }
        part.limit = 1.0;
        all = both(all, part.compliance);
        result.parts.push_back(part);
    }
    take_worst(result);
    result.compliance = all;
}

void judge_amount(const CountyView& view, const JudgedIndicator& indicator, JudgedResult& result) {
    const CountyNumber amount = county_number(view, input(indicator, "amount"));
    const Limit* minimum = parameter(indicator, "minimum");
    note_period(amount, result);
    take_part(ratio_part("amount", amount.value, Decimal{1, 0}, minimum), result);
}

void judge_not_below(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
) {
    if (const auto left = county_number(view, input(indicator, "left")).value)
        result.value = left->value();
    if (const auto right = county_number(view, input(indicator, "right")).value)
        result.limit = right->value();
    const auto numbers = read_same_period(view, indicator, {{"left"}, {"right"}}, result);
    if (numbers[0] && numbers[1])
        result.compliance = met_if(at_least(*numbers[0], *numbers[1]));
    if (const auto key = input(indicator, "flag"); !key.empty()) {
        const auto flag = county_flag(view, key);
        result.compliance = both(result.compliance, flag ? met_if(*flag) : Compliance::unknown);
    }
}

void judge_ratio(const CountyView& view, const JudgedIndicator& indicator, JudgedResult& result) {
    const Limit* share = parameter(indicator, "share");
    const auto numbers = read_same_period(
        view, indicator, {{"numerator"}, {"numerator_plus"}, {"denominator"}}, result
    );
    const bool has_more = !input(indicator, "numerator_plus").empty();
    const auto numerator = has_more ? sum(numbers[0], numbers[1]) : numbers[0];
    take_part(ratio_part("share", numerator, numbers[2], share), result);
    if (const auto also = input(indicator, "also"); !also.empty()) {
        const auto pair = read_same_period(view, indicator, {{"also"}, {"numerator"}}, result);
        JudgedPart shown =
            ratio_part(std::string(also), pair[0], pair[1] ? numerator : std::nullopt, share);
        shown.limit = Missing::not_applicable;
        shown.compliance = Compliance::not_applicable;
        result.parts.push_back(shown);
    }
}

void judge_two_ratios(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
) {
    for (const std::string name : {"first", "second"}) {
        const auto numbers = read_same_period(
            view, indicator, {{name + ".numerator"}, {name + ".denominator"}}, result
        );
        result.parts.push_back(ratio_part(name, numbers[0], numbers[1], parameter(indicator, name))
        );
    }
    take_worst(result);
}

void judge_retention(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
) {
    constexpr int kYearsOfJunior = 3;  // 初中三年巩固率
    const auto numbers = read_same_period(
        view,
        indicator,
        {{"graduates"}, {"intake", kYearsOfJunior}, {"moved_in"}, {"moved_out"}, {"died"}},
        result
    );
    std::optional<Decimal> stayed;
    std::optional<Decimal> began;
    if (std::ranges::all_of(numbers, [](const auto& number) { return number.has_value(); })) {
        const bool formula_b = input(indicator, "formula") == "b";
        const Decimal balance = sum(*numbers[2], negated(*numbers[3]));
        stayed = formula_b ? *numbers[0] : sum(*numbers[0], negated(balance));
        began = sum(*numbers[1], negated(*numbers[4]));
        if (formula_b)
            began = sum(*began, balance);
    }
    take_part(ratio_part("share", stayed, began, parameter(indicator, "share")), result);
}

void judge_monitoring(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
) {
    const std::string level_limit(input(indicator, "level_limit"));
    const auto numbers = read_same_period(view, indicator, {{"level"}, {"rate"}}, result);
    result.parts.push_back(
        ratio_part("level", numbers[0], Decimal{1, 0}, parameter(indicator, level_limit))
    );
    JudgedPart spread{.id = "rate"};
    if (const Limit* limit = parameter(indicator, "rate")) {
        spread.limit = limit->value.value();
        if (numbers[1]) {
            spread.value = numbers[1]->value();
            spread.compliance = met_if(!at_least(*numbers[1], limit->value));
        }
    }
    result.parts.push_back(spread);
    take_worst(result);
}

void judge_recognition(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
) {
    const Limit* share = parameter(indicator, "share");
    std::set<std::string> groups;
    for (const auto& [role, key] : indicator.inputs) groups.insert(role.substr(0, role.find('.')));
    std::optional<Decimal> satisfied_all = Decimal{};
    std::optional<Decimal> valid_all = Decimal{};
    std::vector<JudgedPart> shown;
    std::vector<PeriodRole> roles;
    for (const std::string& group : groups) {
        roles.push_back({group + ".satisfied"});
        roles.push_back({group + ".valid"});
    }
    const auto numbers = read_same_period(view, indicator, roles, result);
    auto number = numbers.begin();
    for (const std::string& group : groups) {
        const auto& satisfied = *number++;
        const auto& valid = *number++;
        const JudgedPart part = answers_part(group, satisfied, valid, share);
        if (group == kVisits) {
            result.parts.push_back(part);
            continue;
        }
        satisfied_all = sum(satisfied_all, satisfied);
        valid_all = sum(valid_all, valid);
        shown.push_back(part);
        shown.back().limit = Missing::not_applicable;
        shown.back().compliance = Compliance::not_applicable;
    }
    result.parts.insert(
        result.parts.begin(), answers_part("questionnaires", satisfied_all, valid_all, share)
    );
    take_worst(result);
    result.parts.insert(result.parts.end(), shown.begin(), shown.end());
}

void judge_veto(const CountyView& view, const JudgedIndicator& indicator, JudgedResult& result) {
    const auto flag = county_flag(view, input(indicator, "key"));
    note_period(county_number(view, input(indicator, "key")), result);
    result.limit = 0.0;
    if (!flag)
        return;
    result.value = *flag ? 1.0 : 0.0;
    result.compliance = met_if(!*flag);
}

}  // namespace junheng
