// SPDX-License-Identifier: Apache-2.0
#include "core/standards/needs.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/domain/words.h"
#include "core/standards/judged_form.h"

namespace junheng {
namespace {

constexpr std::array<std::string_view, 7> kParameters{
    "floor_share",
    "least_met",
    "point_minimum",
    "weight_primary",
    "weight_junior",
    "weight_senior",
    "cv_near"};
constexpr std::string_view kExcludedKinds = "excluded_kinds";
constexpr std::array<std::string_view, 7> kLists{
    kExcludedKinds,
    "above_degree.primary",
    "above_degree.junior",
    "pe_art_subjects",
    "backbone_honours",
    "counted_contracts",
    "contract_teacher_contracts"};

using Inputs = std::map<std::string, std::string>;

std::string value_of(const Inputs& inputs, const std::string& role) {
    const auto found = inputs.find(role);
    return found == inputs.end() ? std::string() : found->second;
}

/// What some forms ask for hangs on the inputs they have.
void add_needs_of_inputs(const Inputs& inputs, JudgedForm& needs) {
    if (needs.name == "two_ratios") {
        const bool by_school = value_of(inputs, "level") == "school";
        for (const std::string part :
             {by_school ? "primary" : "first", by_school ? "junior" : "second"}) {
            needs.inputs.insert(needs.inputs.end(), {part + ".numerator", part + ".denominator"});
            needs.limits.push_back(part);
        }
    } else if (needs.name == "monitoring") {
        needs.limits.push_back(value_of(inputs, "level_limit"));
    } else if (needs.name == "recognition") {
        for (const auto& [role, key] : inputs) {
            const std::string group = role.substr(0, role.find('.'));
            needs.inputs.insert(needs.inputs.end(), {group + ".valid", group + ".satisfied"});
        }
    } else if (needs.name == "all_flags") {
        for (const auto& [role, key] : inputs) needs.inputs.push_back(role);
    }
}

std::optional<Lack> lacking_input(const Inputs& inputs, const JudgedForm& needs) {
    const bool any_will_do = needs.name == "all_flags" || needs.name == "recognition";
    if (any_will_do && inputs.empty())
        return Lack{"standards.missing_input", "inputs"};
    for (const std::string& role : needs.inputs)
        if (value_of(inputs, role).empty())
            return Lack{"standards.missing_input", "inputs." + role};
    return std::nullopt;
}

std::optional<Lack> lacking_limit(
    const std::map<std::string, Limit>& limits,
    const JudgedForm& needs
) {
    for (const std::string& name : needs.limits)
        if (!limits.contains(name))
            return Lack{"standards.missing_number", name};
    for (const std::string& name : needs.limits_by_stage)
        for (const Stage stage : {Stage::primary, Stage::junior}) {
            const std::string own = name + "." + std::string(junheng::name(stage));
            if (!limits.contains(name) && !limits.contains(own))
                return Lack{"standards.missing_number", own};
        }
    return std::nullopt;
}

std::optional<Lack> lack_with(const JudgedIndicator& rule, const Inputs& inputs, JudgedForm needs) {
    add_needs_of_inputs(inputs, needs);
    if (auto lack = lacking_input(inputs, needs))
        return lack;
    return lacking_limit(rule.parameters, needs);
}

}  // namespace

std::optional<Lack> first_lack(const JudgedIndicator& rule) {
    const JudgedForm* needs = find_judged_form(rule.form);
    if (needs == nullptr)
        return std::nullopt;
    if (rule.form == "documents" && rule.evidence.empty())
        return Lack{"standards.missing_input", "evidence"};
    auto lack = lack_with(rule, rule.inputs, *needs);
    for (const auto& [choice, inputs] : rule.variants)
        if (!lack)
            lack = lack_with(rule, inputs, *needs);
    return lack;
}

std::optional<Lack> first_lack(const StandardSet& set) {
    for (const std::string_view name : kParameters)
        if (!set.parameters.contains(std::string(name)))
            return Lack{"standards.missing_number", std::string(name)};
    for (const std::string_view name : kLists)
        if (!set.lists.contains(std::string(name)))
            return Lack{"standards.missing_input", std::string(name)};
    return std::nullopt;
}

bool may_be_empty(std::string_view list) {
    return list == kExcludedKinds;
}

}  // namespace junheng
