// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/standards/build_rules.h"
#include "core/standards/dated_number.h"
#include "core/standards/numerator.h"

namespace junheng {
namespace {

constexpr std::array kResourceStages{Stage::primary, Stage::junior};
constexpr std::array<std::string_view, 5> kPupilWords{
    "",
    "pupils",
    "pupil",
    "stages.pupils",
    "enrolment"};
/// Money is levelled up in hundreds of yuan, everything else in ones.
constexpr Decimal kYuanStep{100, 0};

struct Numbers {
    std::vector<DatedNumber> thresholds;
    std::vector<DatedNumber> cv_limits;
};

void read_form(RuleReader& reader, ResourceIndicator& rule) {
    if (const auto form = parse_resource_form(reader.text("form")))
        rule.form = *form;
    else
        reader.fault(
            "standards.unknown_form", *reader.find("form"), {{"form", reader.text("form")}}
        );
}

void check_denominator(RuleReader& reader) {
    const std::string word = reader.text("denominator");
    if (std::ranges::find(kPupilWords, word) == kPupilWords.end())
        reader.fault("standards.unknown_field", *reader.find("denominator"), {{"field", word}});
}

void read_stages(RuleReader& reader, ResourceIndicator& rule) {
    rule.stages = reader.stages(reader.entry().table);
    if (rule.stages.empty())
        rule.stages.assign(kResourceStages.begin(), kResourceStages.end());
    std::ranges::sort(rule.stages);
    if (rule.stages.back() == Stage::senior)
        reader.fault(
            "standards.bad_value", *reader.find("stage"), {{"field", "stage"}, {"value", "senior"}}
        );
}

void read_step(RuleReader& reader, ResourceIndicator& rule) {
    const toml::node& node = *reader.find("step");
    rule.step = reader.number(node).value_or(rule.step);
    // Amounts are counted in whole units, and so are the steps between them.
    if (in_units(rule.step, 0).value_or(0) <= 0)
        reader.fault(
            "standards.bad_value", node, {{"field", "step"}, {"value", to_text(rule.step)}}
        );
}

void read_definition(RuleReader& reader, ResourceIndicator& rule) {
    if (reader.has("form"))
        read_form(reader, rule);
    if (reader.has("numerator")) {
        rule.numerator = read_terms(reader, reader.entry().table, "numerator");
        rule.source = reader.source({});
    }
    check_denominator(reader);
    if (reader.has("name"))
        rule.name = reader.name(reader.entry().table, "name");
    if (reader.has("identifier"))
        rule.identifier = reader.text("identifier");
    rule.split = reader.yes("split", rule.split);
    rule.decimals = reader.whole("decimals", rule.decimals);
    if (reader.has("unit"))
        rule.unit = reader.text("unit");
    if (reader.has("step"))
        read_step(reader, rule);
    read_exceptions(reader, rule.exceptions);
}

void read_layer(RuleReader& reader, ResourceIndicator& rule, Numbers& numbers) {
    reader.allow(
        reader.entry().table,
        {"identifier",
         "form",
         "numerator",
         "denominator",
         "stage",
         "split",
         "threshold",
         "values",
         "cv_limit",
         "cv_limits",
         "unit",
         "decimals",
         "step",
         "exceptions"}
    );
    read_definition(reader, rule);
    read_numbers(reader, "threshold", "threshold", numbers.thresholds);
    read_numbers(reader, "values", "threshold", numbers.thresholds);
    read_numbers(reader, "cv_limit", "cv_limit", numbers.cv_limits);
    read_numbers(reader, "cv_limits", "cv_limit", numbers.cv_limits);
}

void fill_defaults(ResourceIndicator& rule) {
    if (rule.name.zh.empty())
        rule.name = {rule.id, rule.id};
    if (rule.identifier.empty())
        rule.identifier = rule.id;
    if (rule.unit.empty() && !rule.numerator.empty())
        rule.unit = unit_of_figure(rule.numerator.front().figure);
    // "m2/pupil" and "teacher per 100" name the value; the record keeps the unit of what is
    // counted.
    rule.unit = rule.unit.substr(0, rule.unit.find_first_of("/ "));
}

void require(RuleReader& reader, const ResourceIndicator& rule) {
    const toml::table& table = reader.entry().table;
    if (!reader.has("form"))
        reader.fault("standards.unknown_form", table, {{"form", ""}});
    if (rule.numerator.empty())
        reader.fault("standards.bad_value", table, {{"field", "numerator"}, {"value", ""}});
}

std::vector<Limit> limits_in_force(
    const std::vector<DatedNumber>& numbers,
    const ResourceIndicator& rule,
    Date on
) {
    std::vector<Limit> limits;
    for (const Stage stage : rule.stages)
        if (const auto limit = in_force(numbers, "", stage, on))
            limits.push_back(*limit);
    return limits;
}

}  // namespace

std::vector<Term> read_terms(RuleReader& reader, const toml::table& table, std::string_view key) {
    std::vector<Term> terms;
    for (const std::string& text : reader.words(table, key)) {
        const auto parsed = parse_terms(text);
        if (const auto* wrong = std::get_if<std::string>(&parsed))
            reader.fault("standards.unknown_field", *table.get(key), {{"field", *wrong}});
        else
            terms.insert(terms.end(), std::get<0>(parsed).begin(), std::get<0>(parsed).end());
    }
    return terms;
}

ResourceIndicator build_resource(Layers layers, Date on) {
    ResourceIndicator rule;
    Numbers numbers;
    rule.id = layers.front().text("id");
    rule.overlay = layers.front().entry().layer > 0;
    read_stages(layers.front(), rule);
    for (RuleReader& layer : layers) read_layer(layer, rule, numbers);
    require(layers.front(), rule);
    fill_defaults(rule);
    if (rule.unit == "yuan" && !layers.front().has("step"))
        rule.step = kYuanStep;
    rule.thresholds = limits_in_force(numbers.thresholds, rule, on);
    rule.cv_limits = limits_in_force(numbers.cv_limits, rule, on);
    return rule;
}

}  // namespace junheng
