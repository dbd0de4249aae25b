// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/standards/build_rules.h"

namespace junheng {
namespace {

struct KnownCondition {
    std::string_view word;
    Condition condition;
    std::array<std::string_view, 2> numbers;  // without which it cannot be tested
};

constexpr std::array kConditions{
    KnownCondition{
        "small_country_school",
        Condition::small_country_school,
        {"min_pupils", "max_pupils"}},
    KnownCondition{"dense_centre", Condition::dense_centre, {}},
    KnownCondition{"built_until", Condition::built_until, {"until_year"}},
    KnownCondition{"majority_migrant", Condition::majority_migrant, {}},
    KnownCondition{"small_classes_country", Condition::small_classes_country, {"max_class"}},
};

void require_numbers(
    RuleReader& reader,
    const toml::table& table,
    const KnownCondition& known,
    const ExceptionRule& rule
) {
    for (const std::string_view name : known.numbers)
        if (!name.empty() && !rule.numbers.contains(std::string(name)))
            reader.fault("standards.missing_number", table, {{"field", std::string(name)}});
}

void read_conditions(RuleReader& reader, const toml::table& table, ExceptionRule& rule) {
    for (const std::string& word : reader.words(table, "when")) {
        const auto known = std::ranges::find(kConditions, word, &KnownCondition::word);
        if (known == kConditions.end()) {
            reader.fault("standards.unknown_condition", *table.get("when"), {{"condition", word}});
            continue;
        }
        require_numbers(reader, table, *known, rule);
        rule.any_of.push_back(known->condition);
    }
    if (rule.any_of.empty())
        reader.fault("standards.unknown_condition", table, {{"condition", ""}});
}

void read_decimals(
    RuleReader& reader,
    const toml::table& table,
    std::string_view key,
    std::map<std::string, Decimal>& numbers
) {
    if (const auto* named = table.get_as<toml::table>(key))
        for (const auto& [name, node] : *named)
            if (const auto value = reader.number(node, name.str()))
                numbers.emplace(name.str(), *value);
}

ExceptionRule read_exception(RuleReader& reader, const toml::table& table) {
    reader.allow(table, {"when", "numbers", "adds", "limits", "effect", "text"});
    ExceptionRule rule;
    rule.id = reader.text(table, "id");
    read_decimals(reader, table, "numbers", rule.numbers);
    read_conditions(reader, table, rule);
    read_decimals(reader, table, "limits", rule.limits);
    rule.adds = read_terms(reader, table, "adds");
    rule.effect = reader.text(table, "effect");
    rule.text = reader.name(table, "text");
    rule.source = reader.source(table);
    return rule;
}

}  // namespace

void read_exceptions(RuleReader& reader, std::vector<ExceptionRule>& exceptions) {
    const auto* list = reader.entry().table.get_as<toml::array>("exceptions");
    if (list == nullptr)
        return;
    exceptions.clear();
    for (const toml::node& node : *list)
        if (const auto* table = node.as_table())
            exceptions.push_back(read_exception(reader, *table));
}

}  // namespace junheng
