// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include <fmt/format.h>

#include "app/cli/actions.h"
#include "app/service/account_list.h"
#include "app/service/audit.h"
#include "core/base/json.h"
#include "core/base/text.h"

namespace junheng {
namespace {

void announce_json(const Console& console, const Listening& listening) {
    JsonWriter json;
    json.begin_object().field("address", listening.address);
    for (const auto& [name, value] :
         {std::pair("user", listening.first ? listening.first->name : std::string()),
          {"password", listening.first ? listening.first->password : std::string()}}) {
        json.key(name);
        value.empty() ? json.null() : json.value(value);
    }
    json.end_object();
    console.line(json.take());
}

void announce_page(const Console& console, const Listening& listening) {
    console.line(console.text("serve.listening", {{"address", listening.address}}));
    if (listening.first)
        console.line(console.text(
            "serve.first_account",
            {{"user", listening.first->name}, {"password", listening.first->password}}
        ));
    console.line(console.text("serve.how_to_stop"));
}

int print_passwords(const Console& console, std::span<const OneTimePassword> passwords) {
    if (!console.json()) {
        for (const OneTimePassword& one : passwords)
            console.line(fmt::format("{}  {}", fit(one.name, 20), one.password));
        console.line(console.text("done.user_password"));
        return 0;
    }
    JsonWriter json;
    json.begin_object().key("passwords").begin_array();
    for (const OneTimePassword& one : passwords)
        json.begin_object().field("name", one.name).field("password", one.password).end_object();
    json.end_array().end_object();
    console.line(json.take());
    return 0;
}

int list_users(
    const Context& context,
    const Console& console,
    County& county,
    const std::string& name
) {
    const auto accounts = list_accounts(context, county);
    if (!accounts)
        return console.fail(accounts.error());
    JsonWriter json;
    json.begin_object().key("accounts").begin_array();
    for (const AccountShown& shown : *accounts) {
        const Account& one = shown.account;
        if (!name.empty() && one.name != name)
            continue;
        json.begin_object().field("name", one.name).field("full_name", one.full_name);
        json.field("role", one.role).key("scope").begin_object();
        json.field("kind", one.scope_kind).field("code", one.scope_code).end_object();
        json.field("active", one.active).field("password_change_due", one.password_change_due);
        json.key("locked_until");
        shown.locked_until.empty() ? json.null() : json.value(shown.locked_until);
        json.end_object();
        if (!console.json())
            console.line(fmt::format(
                "{}  {}  {} {}{}",
                fit(one.name, 20),
                fit(one.role, 16),
                one.scope_kind,
                one.scope_code,
                one.active ? "" : "  " + console.text("user.closed")
            ));
    }
    json.end_array().end_object();
    if (console.json())
        console.line(json.take());
    return 0;
}

Result<std::vector<NewAccount>> wanted_accounts(const UserOptions& options) {
    if (!options.list.empty())
        return read_account_list(options.list);
    return std::vector<NewAccount>{
        {options.name, options.full_name, options.role, parse_scope(options.scope)}};
}

}  // namespace

int run_serve(const Context& context, const Console& console, const ServeOptions& options) {
    const auto done = serve(context, options, [&](const Listening& listening) {
        if (console.json())
            announce_json(console, listening);
        else
            announce_page(console, listening);
        std::fflush(stdout);
    });
    return done ? 0 : console.fail(done.error());
}

int run_user(const Context& context, const Console& console, const UserOptions& options) {
    auto county = open_county(options.county);
    if (!county)
        return console.fail(county.error());
    if (options.act == UserAct::list)
        return list_users(context, console, *county, options.name);
    if (options.act == UserAct::reset) {
        const auto password = reset_account(context, *county, options.name);
        if (!password)
            return console.fail(password.error());
        return print_passwords(console, std::span(&*password, 1));
    }
    const auto rules = load_access_rules(context.access_rules());
    if (!rules)
        return console.fail(rules.error());
    const auto accounts = wanted_accounts(options);
    if (!accounts)
        return console.fail(accounts.error());
    const auto passwords = add_accounts(context, *rules, *county, *accounts);
    if (!passwords)
        return console.fail(passwords.error());
    return print_passwords(console, *passwords);
}

int run_audit_verify(
    const Context&,
    const Console& console,
    const std::string& address,
    const std::string& head
) {
    auto county = open_county(address);
    if (!county)
        return console.fail(county.error());
    const auto state = check_audit(*county, head);
    if (!state)
        return console.fail(state.error());
    if (console.json()) {
        JsonWriter json;
        json.begin_object().field("entries", state->entries).field("head", state->head);
        json.field("intact", true).end_object();
        console.line(json.take());
    } else {
        console.line(console.text(
            "done.audit", {{"entries", std::to_string(state->entries)}, {"head", state->head}}
        ));
    }
    return 0;
}

}  // namespace junheng
