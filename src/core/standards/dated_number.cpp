// SPDX-License-Identifier: Apache-2.0
#include "core/standards/dated_number.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "core/domain/words.h"

namespace junheng {
namespace {

constexpr std::array<std::string_view, 3> kValueKeys{"value", "at_least", "at_most"};

void add_number(
    RuleReader& reader,
    const toml::node& at,
    DatedNumber number,
    std::vector<DatedNumber>& numbers
) {
    number.layer = reader.entry().layer;
    const auto key = [](const DatedNumber& n) {
        return std::tuple(n.layer, n.name, n.stage, n.source.from);
    };
    if (std::ranges::find(numbers, key(number), key) != numbers.end())
        reader.fault(
            "standards.duplicate_id",
            at,
            {{"id", number.name}, {"from", to_text(number.source.from)}}
        );
    numbers.push_back(std::move(number));
}

const toml::node* value_node(const toml::table& record) {
    for (const std::string_view key : kValueKeys)
        if (const toml::node* node = record.get(key))
            return node;
    return nullptr;
}

std::vector<std::optional<Stage>> stages_of(RuleReader& reader, const toml::table& record) {
    const auto named = reader.stages(record);
    return named.empty() ? std::vector<std::optional<Stage>>(1)
                         : std::vector<std::optional<Stage>>(named.begin(), named.end());
}

void read_record(
    RuleReader& reader,
    const toml::table& record,
    std::string_view called,
    std::vector<DatedNumber>& numbers
) {
    reader.allow(record, {"stage", "value", "at_least", "at_most", "unit"});
    const toml::node* node = value_node(record);
    if (node == nullptr)
        return reader.fault("standards.bad_value", record, {{"field", "value"}, {"value", ""}});
    const std::string name = reader.text(record, "name");
    const auto value = reader.number(*node, name.empty() ? called : name);
    const RuleSource source = reader.source(record);
    for (const auto stage : stages_of(reader, record))
        add_number(reader, record, {name, stage, value.value_or(Decimal{}), source}, numbers);
}

void read_by_stage(
    RuleReader& reader,
    const toml::table& by_stage,
    std::string_view called,
    std::vector<DatedNumber>& numbers
) {
    for (const auto& [word, node] : by_stage) {
        const auto stage = reader.stage(node, word.str());
        const auto value = reader.number(node, called);
        add_number(
            reader, node, {{}, stage, value.value_or(Decimal{}), reader.source({})}, numbers
        );
    }
}

void read_node(
    RuleReader& reader,
    const toml::node& node,
    std::string_view called,
    std::vector<DatedNumber>& numbers
) {
    if (const auto* list = node.as_array()) {
        for (const toml::node& one : *list) read_node(reader, one, called, numbers);
    } else if (const auto* table = node.as_table()) {
        value_node(*table) != nullptr ? read_record(reader, *table, called, numbers)
                                      : read_by_stage(reader, *table, called, numbers);
    } else if (const auto value = reader.number(node, called)) {
        for (const auto stage : stages_of(reader, reader.entry().table))
            add_number(reader, node, {{}, stage, *value, reader.source({})}, numbers);
    }
}

/// Orders candidates so that the greatest one counts.
auto rank(const DatedNumber& number, Date on) {
    const bool started = number.source.from <= on;
    // Before the first day the earliest national value counts, so the later ones rank lower.
    const auto day = std::chrono::sys_days(number.source.from).time_since_epoch().count();
    return std::tuple(
        started, started ? number.layer : 0, started ? day : -day, number.stage.has_value()
    );
}

}  // namespace

void read_numbers(
    RuleReader& reader,
    std::string_view key,
    std::string_view called,
    std::vector<DatedNumber>& numbers
) {
    if (const toml::node* node = reader.find(key))
        read_node(reader, *node, called, numbers);
}

std::optional<Limit> in_force(
    std::span<const DatedNumber> numbers,
    std::string_view name,
    std::optional<Stage> stage,
    Date on
) {
    const DatedNumber* best = nullptr;
    for (const DatedNumber& number : numbers) {
        const bool concerns = number.name == name && (!number.stage || number.stage == stage);
        const bool reaches = number.source.from <= on || number.layer == 0;
        if (concerns && reaches && (best == nullptr || rank(*best, on) < rank(number, on)))
            best = &number;
    }
    return best == nullptr ? std::nullopt : std::optional(Limit{stage, best->value, best->source});
}

std::map<std::string, Limit> all_in_force(std::span<const DatedNumber> numbers, Date on) {
    std::map<std::string, Limit> result;
    for (const DatedNumber& number : numbers) {
        const std::string key = number.stage
                                    ? number.name + "." + std::string(junheng::name(*number.stage))
                                    : number.name;
        if (const auto limit = in_force(numbers, number.name, number.stage, on))
            result.insert_or_assign(key, *limit);
    }
    return result;
}

}  // namespace junheng
