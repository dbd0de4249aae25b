// SPDX-License-Identifier: Apache-2.0
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

/// Figures of two periods are not compared: the indicator stays unknown and says why.
bool differ(const CountyNumber& a, const CountyNumber& b, JudgedResult& result) {
    if (a.period.empty() || b.period.empty() || a.period == b.period)
        return false;
    result.reason = "periods_differ";
    return true;
}

void note_period(const CountyNumber& number, JudgedResult& result) {
    if (number.period > result.period)
        result.period = number.period;
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
    const CountyNumber left = county_number(view, input(indicator, "left"));
    const CountyNumber right = county_number(view, input(indicator, "right"));
    note_period(left, result);
    if (left.value)
        result.value = left.value->value();
    if (right.value)
        result.limit = right.value->value();
    if (differ(left, right, result))
        return;
    if (left.value && right.value)
        result.compliance = met_if(at_least(*left.value, *right.value));
    if (const auto key = input(indicator, "flag"); !key.empty()) {
        const auto flag = county_flag(view, key);
        result.compliance = both(result.compliance, flag ? met_if(*flag) : Compliance::unknown);
    }
}

void judge_ratio(const CountyView& view, const JudgedIndicator& indicator, JudgedResult& result) {
    CountyNumber numerator = county_number(view, input(indicator, "numerator"));
    const CountyNumber denominator = county_number(view, input(indicator, "denominator"));
    note_period(numerator, result);
    if (const auto plus = input(indicator, "numerator_plus"); !plus.empty()) {
        const CountyNumber more = county_number(view, plus);
        numerator.value = numerator.value && more.value
                              ? std::optional(sum(*numerator.value, *more.value))
                              : std::nullopt;
    }
    const Limit* share = parameter(indicator, "share");
    if (differ(numerator, denominator, result))
        return;
    take_part(ratio_part("share", numerator.value, denominator.value, share), result);
    if (const auto also = input(indicator, "also"); !also.empty()) {
        const CountyNumber part = county_number(view, also);
        JudgedPart shown = ratio_part(std::string(also), part.value, numerator.value, share);
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
        const CountyNumber numerator = county_number(view, input(indicator, name + ".numerator"));
        const CountyNumber denominator =
            county_number(view, input(indicator, name + ".denominator"));
        note_period(numerator, result);
        result.parts.push_back(
            ratio_part(name, numerator.value, denominator.value, parameter(indicator, name))
        );
    }
    take_worst(result);
}

void judge_retention(
    const CountyView& view,
    const JudgedIndicator& indicator,
    JudgedResult& result
) {
    const auto number = [&](const std::string& role) {
        const CountyNumber found = county_number(view, input(indicator, role));
        note_period(found, result);
        return found.value;
    };
    const auto graduates = number("graduates");
    const auto intake = number("intake");
    const auto in = number("moved_in");
    const auto out = number("moved_out");
    const auto died = number("died");
    std::optional<Decimal> stayed;
    std::optional<Decimal> began;
    if (graduates && intake && in && out && died) {
        const bool formula_b = input(indicator, "formula") == "b";
        const Decimal balance = sum(*in, negated(*out));
        stayed = formula_b ? *graduates : sum(*graduates, negated(balance));
        began = sum(*intake, negated(*died));
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
    const CountyNumber level = county_number(view, input(indicator, "level"));
    const CountyNumber rate = county_number(view, input(indicator, "rate"));
    note_period(level, result);
    result.parts.push_back(
        ratio_part("level", level.value, Decimal{1, 0}, parameter(indicator, level_limit))
    );
    JudgedPart spread{.id = "rate"};
    if (const Limit* limit = parameter(indicator, "rate")) {
        spread.limit = limit->value.value();
        if (rate.value) {
            spread.value = rate.value->value();
            spread.compliance = met_if(!at_least(*rate.value, limit->value));
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
    for (const std::string& group : groups) {
        const CountyNumber satisfied = county_number(view, input(indicator, group + ".satisfied"));
        const CountyNumber valid = county_number(view, input(indicator, group + ".valid"));
        note_period(satisfied, result);
        const JudgedPart part = answers_part(group, satisfied.value, valid.value, share);
        if (group == kVisits) {
            result.parts.push_back(part);
            continue;
        }
        satisfied_all = sum(satisfied_all, satisfied.value);
        valid_all = sum(valid_all, valid.value);
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
