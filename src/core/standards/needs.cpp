// SPDX-License-Identifier: Apache-2.0
#include "core/standards/needs.h"

#include <algorithm>
#include <array>
#include <vector>

#include "core/domain/words.h"

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

using Words = std::vector<std::string>;

struct FormNeeds {
    std::string_view form;
    Words inputs;
    Words limits;           // one for the whole rule
    Words limits_by_stage;  // one for every stage, or one for each
};

/// The table of forms of docs/standards.md.
const std::vector<FormNeeds>& all_needs() {
    static const std::vector<FormNeeds> needs{
        {"documents", {}, {}, {}},
        {"all_flags", {}, {}, {}},
        {"rooms_by_classes", {"music", "art"}, {"classes_per_room"}, {"music_area", "art_area"}},
        {"school_size", {}, {"max_pupils", "max_pupils_nine_year"}, {}},
        {"class_size", {}, {}, {"max_pupils"}},
        {"small_school_funds", {"funds"}, {"pupils_counted"}, {"norm"}},
        {"amount_at_least", {"amount"}, {"minimum"}, {}},
        {"not_below", {"left", "right"}, {}, {}},
        {"ratio_at_least", {"numerator", "denominator"}, {"share"}, {}},
        {"two_ratios", {}, {}, {}},
        {"retention",
         {"formula", "graduates", "intake", "moved_in", "moved_out", "died"},
         {"share"},
         {}},
        {"school_ratio_at_least", {"numerator", "denominator"}, {"share"}, {}},
        {"monitoring", {"level", "level_limit", "rate"}, {"rate"}, {}},
        {"recognition", {}, {"share"}, {}},
        {"veto", {"key"}, {}, {}},
    };
    return needs;
}

const FormNeeds* find_needs(std::string_view form) {
    const auto found = std::ranges::find(all_needs(), form, &FormNeeds::form);
    return found == all_needs().end() ? nullptr : &*found;
}

using Inputs = std::map<std::string, std::string>;

std::string value_of(const Inputs& inputs, const std::string& role) {
    const auto found = inputs.find(role);
    return found == inputs.end() ? std::string() : found->second;
}

/// What some forms ask for hangs on the inputs they have.
void add_needs_of_inputs(const Inputs& inputs, FormNeeds& needs) {
    if (needs.form == "two_ratios") {
        const bool by_school = value_of(inputs, "level") == "school";
        for (const std::string part :
             {by_school ? "primary" : "first", by_school ? "junior" : "second"}) {
            needs.inputs.insert(needs.inputs.end(), {part + ".numerator", part + ".denominator"});
            needs.limits.push_back(part);
        }
    } else if (needs.form == "monitoring") {
        needs.limits.push_back(value_of(inputs, "level_limit"));
    } else if (needs.form == "recognition") {
        for (const auto& [role, key] : inputs) {
            const std::string group = role.substr(0, role.find('.'));
            needs.inputs.insert(needs.inputs.end(), {group + ".valid", group + ".satisfied"});
        }
    } else if (needs.form == "all_flags") {
        for (const auto& [role, key] : inputs) needs.inputs.push_back(role);
    }
}

std::optional<Lack> lacking_input(const Inputs& inputs, const FormNeeds& needs) {
    const bool any_will_do = needs.form == "all_flags" || needs.form == "recognition";
    if (any_will_do && inputs.empty())
        return Lack{"standards.missing_input", "inputs"};
    for (const std::string& role : needs.inputs)
        if (value_of(inputs, role).empty())
            return Lack{"standards.missing_input", "inputs." + role};
    return std::nullopt;
}

std::optional<Lack> lacking_limit(
    const std::map<std::string, Limit>& limits,
    const FormNeeds& needs
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

std::optional<Lack> lack_with(const JudgedIndicator& rule, const Inputs& inputs, FormNeeds needs) {
    add_needs_of_inputs(inputs, needs);
    if (auto lack = lacking_input(inputs, needs))
        return lack;
    return lacking_limit(rule.parameters, needs);
}

}  // namespace

bool is_judged_form(std::string_view form) {
    return find_needs(form) != nullptr;
}

std::optional<Lack> first_lack(const JudgedIndicator& rule) {
    const FormNeeds* needs = find_needs(rule.form);
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
