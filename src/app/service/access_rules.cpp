// SPDX-License-Identifier: Apache-2.0
#include "app/service/access_rules.h"

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

std::set<std::string> word_set(const toml::node_view<const toml::node>& list) {
    const auto items = words(list);
    return {items.begin(), items.end()};
}

BilingualName name_of(const toml::table& table) {
    return {table["zh"].value_or(std::string()), table["en"].value_or(std::string())};
}

template <class F>
void each_table(const toml::table& root, std::string_view group, F&& f) {
    if (const toml::table* tables = root[group].as_table())
        for (const auto& [name, node] : *tables)
            if (const toml::table* table = node.as_table())
                f(std::string(name.str()), *table);
}

AccessRules rules_of(const toml::table& root) {
    AccessRules rules;
    each_table(root, "rights", [&](const std::string& id, const toml::table& table) {
        rules.rights.emplace_back(id, name_of(table));
    });
    each_table(root, "roles", [&](const std::string& id, const toml::table& table) {
        rules.roles.push_back(
            {id,
             name_of(table),
             words(table["scopes"]),
             word_set(table["rights"]),
             word_set(table["sees"])}
        );
    });
    const auto number = [&](std::string_view group, std::string_view name) {
        return root[group][name].value_or(std::int64_t{0});
    };
    rules.idle_seconds = number("sessions", "idle_seconds");
    rules.shared_idle_seconds = number("sessions", "shared_idle_seconds");
    rules.longest_seconds = number("sessions", "longest_seconds");
    rules.lockout_failures = number("lockout", "failures");
    rules.lockout_seconds = number("lockout", "seconds");
    rules.shortest_password = number("passwords", "shortest");
    rules.rest_until_changed = word_set(root["passwords"]["rest_until_changed"]);
    return rules;
}

Result<AccessRules> checked(AccessRules rules, const Where& where) {
    for (const Role& role : rules.roles)
        for (const std::string& right : role.rights)
            if (!rules.has_right(right))
                return failure(
                    ErrorKind::internal, "access.unknown_right", {{"right", right}}, where
                );
    for (const auto& [name, number] :
         {std::pair("sessions.idle_seconds", rules.idle_seconds),
          {"sessions.shared_idle_seconds", rules.shared_idle_seconds},
          {"sessions.longest_seconds", rules.longest_seconds},
          {"lockout.failures", rules.lockout_failures},
          {"lockout.seconds", rules.lockout_seconds},
          {"passwords.shortest", rules.shortest_password}})
        if (number <= 0)
            return failure(ErrorKind::internal, "access.unreadable", {{"reason", name}}, where);
    return rules;
}

}  // namespace

const Role* AccessRules::role(std::string_view id) const {
    const auto found = std::ranges::find(roles, id, &Role::id);
    return found == roles.end() ? nullptr : &*found;
}

bool AccessRules::has_right(std::string_view id) const {
    return std::ranges::any_of(rights, [&](const auto& right) { return right.first == id; });
}

Result<AccessRules> load_access_rules(const std::filesystem::path& file) {
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
