// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "core/standards/build_rules.h"
#include "core/standards/dated_number.h"
#include "core/standards/judged_form.h"
#include "core/standards/needs.h"

namespace junheng {
namespace {

void read_form(RuleReader& reader, JudgedIndicator& rule) {
    rule.form = reader.text("form");
    if (find_judged_form(rule.form) == nullptr)
        reader.fault("standards.unknown_form", *reader.find("form"), {{"form", rule.form}});
}

/// Nested tables become dotted names: [inputs.first] numerator = ... is "first.numerator".
void flatten(
    RuleReader& reader,
    const toml::table& table,
    const std::string& prefix,
    std::map<std::string, std::string>& inputs
) {
    for (const auto& [key, node] : table) {
        const std::string name = prefix + std::string(key.str());
        if (const auto* inner = node.as_table())
            flatten(reader, *inner, name + ".", inputs);
        else
            inputs.insert_or_assign(name, reader.text(table, key.str()));
    }
}

void read_variants(RuleReader& reader, JudgedIndicator& rule) {
    rule.variants.clear();
    const auto* variants = reader.entry().table.get_as<toml::table>("variants");
    if (variants == nullptr)
        return;
    for (const auto& [choice, node] : *variants)
        if (const auto* changed = node.as_table()) {
            auto inputs = rule.inputs;
            flatten(reader, *changed, "", inputs);
            rule.variants.emplace(choice.str(), std::move(inputs));
        }
}

void read_comparison(RuleReader& reader, JudgedIndicator& rule) {
    const std::string word = reader.text("comparison");
    if (word == "at_most")
        rule.comparison = Comparison::at_most;
    else if (word != "at_least")
        reader.fault(
            "standards.bad_value",
            *reader.find("comparison"),
            {{"field", "comparison"}, {"value", word}}
        );
}

void read_names(RuleReader& reader, JudgedIndicator& rule) {
    const toml::table& table = reader.entry().table;
    if (reader.has("name"))
        rule.name = reader.name(table, "name");
    for (auto [key, member] :
         {std::pair{"identifier", &rule.identifier},
          std::pair{"unit", &rule.unit},
          std::pair{"clock", &rule.clock},
          std::pair{"reading", &rule.reading}})
        if (reader.has(key))
            *member = reader.text(key);
    if (reader.has("evidence"))
        rule.evidence = reader.words(table, "evidence");
    rule.decimals = reader.whole("decimals", rule.decimals);
}

void read_layer(RuleReader& reader, JudgedIndicator& rule, std::vector<DatedNumber>& limits) {
    reader.allow(
        reader.entry().table,
        {"identifier",
         "form",
         "comparison",
         "unit",
         "decimals",
         "clock",
         "evidence",
         "inputs",
         "limits",
         "exceptions",
         "reading",
         "variants"}
    );
    read_names(reader, rule);
    if (reader.has("form")) {
        read_form(reader, rule);
        rule.source = reader.source({});
    }
    if (reader.has("comparison"))
        read_comparison(reader, rule);
    if (const auto* inputs = reader.entry().table.get_as<toml::table>("inputs"))
        flatten(reader, *inputs, "", rule.inputs);
    if (reader.has("variants") || reader.has("inputs"))
        read_variants(reader, rule);
    read_numbers(reader, "limits", {}, limits);
    read_exceptions(reader, rule.exceptions);
}

/// An overlay's own rule has no numbers before its first day.
bool begins_later(
    Layers layers,
    const JudgedIndicator& rule,
    const std::vector<DatedNumber>& limits
) {
    return layers.front().entry().layer > 0 && !limits.empty() && rule.parameters.empty();
}

/// Points at the topmost table that says how the rule is judged.
void require(Layers layers, const JudgedIndicator& rule) {
    const auto lack = first_lack(rule);
    if (!lack)
        return;
    RuleReader* answers = &layers.front();
    for (RuleReader& layer : layers)
        if (layer.has("form") || layer.has(lack->field))
            answers = &layer;
    answers->fault(lack->code, answers->entry().table, {{"field", lack->field}});
}

}  // namespace

std::optional<JudgedIndicator> build_judged(Layers layers, Date on) {
    JudgedIndicator rule;
    std::vector<DatedNumber> limits;
    rule.id = layers.front().text("id");
    for (RuleReader& layer : layers) read_layer(layer, rule, limits);
    if (rule.form.empty())
        layers.front().fault(
            "standards.unknown_form", layers.front().entry().table, {{"form", ""}}
        );
    rule.parameters = all_in_force(limits, on);
    if (begins_later(layers, rule, limits))
        return std::nullopt;
    require(layers, rule);
    return rule;
}

}  // namespace junheng
