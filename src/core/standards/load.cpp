// SPDX-License-Identifier: Apache-2.0
#include "core/standards/load.h"

#include <algorithm>
#include <iterator>

#include "core/standards/build_rules.h"
#include "core/standards/needs.h"
#include "core/standards/rule_stack.h"

namespace junheng {
namespace {

void put_judged(Part part, std::optional<JudgedIndicator> rule, StandardSet& set) {
    if (!rule)
        return;
    if (part == Part::recognition)
        set.recognition = std::move(*rule);
    else
        (part == Part::guarantee ? set.guarantee
         : part == Part::quality ? set.quality
                                 : set.vetoes)
            .push_back(std::move(*rule));
}

void put_rule(const RuleStack& stack, Layers layers, Date on, StandardSet& set) {
    switch (stack.part) {
        case Part::resource:
            set.resource.push_back(build_resource(layers, on));
            break;
        case Part::guarantee:
        case Part::quality:
        case Part::recognition:
        case Part::veto:
            put_judged(stack.part, build_judged(layers, on), set);
            break;
        case Part::parameter:
            build_parameter(layers, on, set);
            break;
        case Part::list:
            build_list(layers, on, set);
            break;
        case Part::reading:
            set.readings.push_back(build_reading(layers));
            break;
        case Part::set:
            break;
    }
}

Documents documents_of(const std::vector<RuleEntry>& rules, FirstFault& faults) {
    Documents documents;
    const Documents none;
    for (const RuleEntry& rule : rules)
        if (const auto* list = rule.table.get_as<toml::array>("documents"))
            for (const toml::node& node : *list) {
                const auto* table = node.as_table();
                RuleReader reader(rule, none, faults);
                if (table == nullptr)
                    continue;
                RuleSource document = reader.source(*table);
                document.title = reader.text(*table, "title");
                documents[document.document] = document;
            }
    return documents;
}

/// The set's own file names it; an overlay's names the overlay, which else is called as its folder.
void name_set(
    const std::vector<RuleEntry>& rules,
    const Documents& documents,
    FirstFault& faults,
    StandardSet& set
) {
    for (const RuleEntry& rule : rules) {
        if (part_word(rule) != "set")
            continue;
        RuleReader reader(rule, documents, faults);
        reader.allow(rule.table, {"version", "documents"});
        if (rule.layer > 0) {
            set.overlays[rule.layer - 1] = reader.text("id");
            continue;
        }
        set.id = reader.text("id");
        set.version = reader.text("version");
        set.name = reader.name(rule.table, "name");
    }
}

Result<std::vector<RuleEntry>> read_layers(
    const std::filesystem::path& folder,
    const std::vector<std::filesystem::path>& overlays,
    StandardSet& set
) {
    auto rules = read_rules(folder, 0);
    for (const auto& overlay : overlays) {
        auto more = rules ? read_rules(overlay, set.overlays.size() + 1) : std::move(rules);
        if (!more)
            return more;
        std::ranges::move(*more, std::back_inserter(*rules));
        set.overlays.push_back(folder_name(overlay));
    }
    return rules;
}

void renew_hash(StandardSet& set) {
    std::string text = set.contents_hash;
    for (const Reading& reading : set.readings) text += '\n' + reading.id + '=' + reading.chosen;
    set.hash = hash_text(text);
}

bool is_called(std::string_view asked, std::string_view id, const BilingualName& name) {
    return asked == id || asked == name.zh || asked == name.en;
}

/// What may be written, for the answer to a wrong one.
std::string choices_of(const Reading& reading) {
    std::string text;
    for (const std::string& choice : reading.choices) text += (text.empty() ? "" : ", ") + choice;
    return text;
}

std::string readings_of(const StandardSet& set) {
    std::string text;
    for (const Reading& reading : set.readings) text += (text.empty() ? "" : ", ") + reading.id;
    return text;
}

/// By identifier or by name. Errors: standards.unknown_reading, standards.unknown_choice.
std::optional<Error> choose(StandardSet& set, const std::string& asked, const std::string& chosen) {
    const auto reading = std::ranges::find_if(set.readings, [&](const Reading& r) {
        return is_called(asked, r.id, r.name);
    });
    if (reading == set.readings.end())
        return Error{
            ErrorKind::usage,
            "standards.unknown_reading",
            {{"reading", asked}, {"readings", readings_of(set)}}};
    const auto choice = std::ranges::find_if(reading->choices, [&](const std::string& c) {
        const auto name = reading->choice_names.find(c);
        return c == chosen ||
               (name != reading->choice_names.end() && is_called(chosen, c, name->second));
    });
    if (choice == reading->choices.end())
        return Error{
            ErrorKind::usage,
            "standards.unknown_choice",
            {{"reading", asked}, {"choice", chosen}, {"choices", choices_of(*reading)}}};
    reading->chosen = *choice;
    return std::nullopt;
}

void apply_variants(const StandardSet& set, std::vector<JudgedIndicator>& rules) {
    for (JudgedIndicator& rule : rules)
        if (const auto inputs = rule.variants.find(std::string(choice(set, rule.reading)));
            inputs != rule.variants.end())
            rule.inputs = inputs->second;
}

void settle(StandardSet& set) {
    apply_variants(set, set.guarantee);
    apply_variants(set, set.quality);
    renew_hash(set);
}

}  // namespace

Result<StandardSet> load_standards(
    const std::filesystem::path& folder,
    const StandardChoices& choices
) {
    StandardSet set;
    const auto rules = read_layers(folder, choices.overlays, set);
    if (!rules)
        return tl::unexpected(rules.error());
    FirstFault faults;
    const Documents documents = documents_of(*rules, faults);
    name_set(*rules, documents, faults, set);
    for (const RuleStack& stack : stack_rules(*rules, faults)) {
        std::vector<RuleReader> layers;
        for (const RuleEntry* entry : stack.layers) layers.emplace_back(*entry, documents, faults);
        put_rule(stack, layers, choices.on, set);
    }
    if (faults.fault())
        return tl::unexpected(*faults.fault());
    if (const auto lack = first_lack(set))
        return failure(
            ErrorKind::data,
            lack->code,
            {{"rule", set.id}, {"field", lack->field}},
            {.file = folder_name(folder)}
        );
    for (const auto& [reading, chosen] : choices.readings)
        if (auto error = choose(set, reading, chosen))
            return tl::unexpected(*error);
    set.contents_hash = contents_hash(*rules);
    settle(set);
    return set;
}

StandardSet with_reading(
    const StandardSet& set,
    const std::string& reading,
    const std::string& chosen
) {
    StandardSet other = set;
    choose(other, reading, chosen);
    settle(other);
    return other;
}

}  // namespace junheng
