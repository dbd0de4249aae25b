// SPDX-License-Identifier: Apache-2.0
#include "app/service/hand_in_rules.h"

#include <algorithm>

#include <toml++/toml.h>

namespace junheng {
namespace {

std::vector<std::string> words(const toml::node_view<const toml::node>& list) {
    std::vector<std::string> result;
    if (const toml::array* items = list.as_array())
        for (const toml::node& item : *items) result.push_back(item.value_or(std::string()));
    return result;
}

std::string word(const toml::table& table, std::string_view name) {
    return table[name].value_or(std::string());
}

template <class F>
void each_table(const toml::table& root, std::string_view group, F&& f) {
    if (const toml::table* tables = root[group].as_table())
        for (const auto& [name, node] : *tables)
            if (const toml::table* table = node.as_table())
                f(std::string(name.str()), *table);
}

HandInRules rules_of(const toml::table& root) {
    HandInRules rules{.tables = words(root["tables"]), .open = words(root["open"])};
    each_table(root, "states", [&](const std::string& id, const toml::table& table) {
        rules.states.push_back({id, {word(table, "zh"), word(table, "en")}});
    });
    each_table(root, "acts", [&](const std::string& id, const toml::table& table) {
        rules.acts.push_back(
            {id,
             {word(table, "zh"), word(table, "en")},
             words(table["from"]),
             word(table, "to"),
             word(table, "right"),
             table["reason"].value_or(false)}
        );
    });
    return rules;
}

Result<HandInRules> checked(HandInRules rules, const Where& where) {
    const auto known = [&](const std::string& state) {
        return std::ranges::find(rules.states, state, &HandInState::id) != rules.states.end();
    };
    for (const HandInAct& act : rules.acts)
        if (!known(act.to) || !std::ranges::all_of(act.from, known))
            return failure(ErrorKind::internal, "access.unreadable", {{"reason", act.id}}, where);
    return rules;
}

}  // namespace

const HandInAct* HandInRules::act(std::string_view id) const {
    const auto found = std::ranges::find(acts, id, &HandInAct::id);
    return found == acts.end() ? nullptr : &*found;
}

bool HandInRules::is_open(std::string_view state) const {
    return std::ranges::find(open, state) != open.end();
}

bool HandInRules::has_table(std::string_view table) const {
    return std::ranges::find(tables, table) != tables.end();
}

Result<HandInRules> load_hand_in_rules(const std::filesystem::path& file) {
    const Where where{.file = file.string()};
    try {
        return checked(rules_of(toml::parse_file(file.string())), where);
    } catch (const toml::parse_error& fault) {
        return failure(
            ErrorKind::internal,
            "access.unreadable",
            {{"reason", std::string(fault.description())}},
            {.file = where.file, .row = static_cast<int>(fault.source().begin.line)}
        );
    }
}

}  // namespace junheng
