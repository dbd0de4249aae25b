// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/standards/build_rules.h"
#include "core/standards/dated_number.h"
#include "core/standards/needs.h"

namespace junheng {
namespace {

void read_choices(RuleReader& reader, Reading& reading) {
    const auto* list = reader.entry().table.get_as<toml::array>("choices");
    if (list == nullptr)
        return;
    reading.choices.clear();
    for (const toml::node& node : *list)
        if (const auto* choice = node.as_table()) {
            reading.choices.push_back(reader.text(*choice, "id"));
            reading.choice_names[reading.choices.back()] = reader.name(*choice, "name");
        }
}

void check_chosen(RuleReader& reader, const Reading& reading) {
    if (std::ranges::find(reading.choices, reading.chosen) != reading.choices.end())
        return;
    const toml::node* chosen = reader.find("chosen");
    reader.fault(
        "standards.bad_value",
        chosen == nullptr ? reader.entry().table : *chosen,
        {{"field", "chosen"}, {"value", reading.chosen}}
    );
}

void read_layer(RuleReader& reader, Reading& reading) {
    reader.allow(reader.entry().table, {"choices", "ask", "chosen"});
    if (reader.has("name"))
        reading.name = reader.name(reader.entry().table, "name");
    if (reader.has("ask"))
        reading.ask = reader.name(reader.entry().table, "ask");
    read_choices(reader, reading);
    if (reader.has("chosen"))
        reading.chosen = reader.text("chosen");
    else if (reading.chosen.empty() && !reading.choices.empty())
        reading.chosen = reading.choices.front();
    reading.source = reader.source({});
    check_chosen(reader, reading);
}

bool counts(const RuleSource& source, std::size_t layer, Date on) {
    return layer == 0 || source.from <= on;
}

}  // namespace

Reading build_reading(Layers layers) {
    Reading reading;
    reading.id = layers.front().text("id");
    for (RuleReader& layer : layers) read_layer(layer, reading);
    return reading;
}

void build_parameter(Layers layers, Date on, StandardSet& set) {
    RuleReader& first = layers.front();
    const std::string id = first.text("id");
    std::vector<DatedNumber> numbers;
    for (RuleReader& layer : layers) {
        layer.allow(layer.entry().table, {"identifier", "value", "values", "unit", "stage"});
        for (const std::string_view key : {"value", "values"})
            read_numbers(layer, key, id, numbers);
    }
    if (numbers.empty())
        first.fault(
            "standards.bad_value", first.entry().table, {{"field", "value"}, {"value", ""}}
        );
    for (const auto& [name, limit] : all_in_force(numbers, on)) set.parameters[id + name] = limit;
}

void build_list(Layers layers, Date on, StandardSet& set) {
    const std::string id = layers.front().text("id");
    for (RuleReader& layer : layers) {
        layer.allow(layer.entry().table, {"items"});
        const RuleSource source = layer.source({});
        auto items = layer.words(layer.entry().table, "items");
        if (items.empty() && !(layer.has("items") && may_be_empty(id)))
            layer.fault("standards.missing_input", layer.entry().table, {{"field", "items"}});
        if (counts(source, layer.entry().layer, on))
            set.lists[id] = std::move(items);
    }
}

}  // namespace junheng
