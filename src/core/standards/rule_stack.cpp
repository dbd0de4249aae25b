// SPDX-License-Identifier: Apache-2.0
#include "core/standards/rule_stack.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

#include "core/standards/judged_form.h"

namespace junheng {
namespace {

constexpr std::array kParts{
    std::pair{std::string_view("resource"), Part::resource},
    std::pair{std::string_view("guarantee"), Part::guarantee},
    std::pair{std::string_view("quality"), Part::quality},
    std::pair{std::string_view("recognition"), Part::recognition},
    std::pair{std::string_view("veto"), Part::veto},
    std::pair{std::string_view("parameter"), Part::parameter},
    std::pair{std::string_view("list"), Part::list},
    std::pair{std::string_view("reading"), Part::reading},
    std::pair{std::string_view("set"), Part::set},
};

class Stacker {
public:
    explicit Stacker(FirstFault& faults) : faults_(faults) {}

    void add(const RuleEntry& rule) {
        RuleReader reader(rule, none_, faults_);
        const std::string id = reader.text("id");
        if (id.empty())
            return reader.fault(
                "standards.bad_value", rule.table, {{"field", "id"}, {"value", ""}}
            );
        const auto known = std::ranges::find(stacks_, id, &RuleStack::id);
        const auto part = part_of(reader, known == stacks_.end() ? nullptr : &*known);
        if (!part || *part == Part::set)
            return;
        if (known == stacks_.end())
            return stacks_.push_back({id, *part, {&rule}});
        const RuleEntry& below = *known->layers.back();
        if (known->part != *part || below.layer == rule.layer)
            return reader.fault(
                "standards.duplicate_id", rule.table, {{"id", id}, {"other", below.file}}
            );
        known->layers.push_back(&rule);
    }

    std::vector<RuleStack> take() && { return std::move(stacks_); }

private:
    static std::optional<Part> part_from_contents(RuleReader& reader) {
        if (reader.has("form"))
            return find_judged_form(reader.text("form")) != nullptr ? Part::guarantee
                                                                    : Part::resource;
        if (reader.has("items"))
            return Part::list;
        if (reader.has("choices"))
            return Part::reading;
        if (reader.has("value") || reader.has("values"))
            return Part::parameter;
        return std::nullopt;
    }

    static std::optional<Part> part_of(RuleReader& reader, const RuleStack* known) {
        const std::string word = part_word(reader.entry());
        if (word.empty()) {
            const auto part =
                known != nullptr ? std::optional(known->part) : part_from_contents(reader);
            if (!part)
                reader.fault("standards.unknown_form", reader.entry().table, {{"form", ""}});
            return part;
        }
        const auto found =
            std::ranges::find(kParts, word, [](const auto& pair) { return pair.first; });
        if (found != kParts.end())
            return found->second;
        reader.fault(
            "standards.bad_value", *reader.find("part"), {{"field", "part"}, {"value", word}}
        );
        return std::nullopt;
    }

    std::vector<RuleStack> stacks_;
    const Documents none_;
    FirstFault& faults_;
};

/// "G10" as ("G", 10): official numbers in their order, other ids by name.
std::pair<std::string_view, long> numbered(std::string_view id) {
    const auto digit = id.find_first_of("0123456789");
    if (digit == 0 || digit == std::string_view::npos ||
        id.find_first_not_of("0123456789", digit) != std::string_view::npos ||
        id.size() - digit > 9)
        return {id, 0};
    return {id.substr(0, digit), std::stol(std::string(id.substr(digit)))};
}

}  // namespace

std::string part_word(const RuleEntry& rule) {
    return rule.table["part"].value_or(std::string());
}

std::vector<RuleStack> stack_rules(const std::vector<RuleEntry>& rules, FirstFault& faults) {
    Stacker stacker(faults);
    for (const RuleEntry& rule : rules) stacker.add(rule);
    auto stacks = std::move(stacker).take();
    std::ranges::stable_sort(stacks, {}, [](const RuleStack& stack) {
        return std::tuple_cat(
            std::tuple(stack.layers.front()->layer), numbered(stack.id), std::tuple(stack.id)
        );
    });
    return stacks;
}

}  // namespace junheng
