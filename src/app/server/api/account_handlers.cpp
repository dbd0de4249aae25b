// SPDX-License-Identifier: Apache-2.0
#include "app/server/api/encode.h"
#include "app/server/api/handlers.h"
#include "app/server/respond.h"
#include "core/base/json.h"

namespace junheng {
namespace {

std::optional<AccessScope> scope_of(JsonView view) {
    if (!view)
        return std::nullopt;
    return AccessScope{view.text("kind"), view.text("code")};
}

Response passwords_answer(const Call& call, std::span<const OneTimePassword> passwords) {
    JsonWriter json;
    json.begin_object().key("passwords").begin_array();
    for (const OneTimePassword& one : passwords)
        json.begin_object().field("name", one.name).field("password", one.password).end_object();
    json.end_array().end_object();
    return json_answer(call, json);
}

Result<Response> users(const Call& call) {
    const auto accounts = list_accounts(call.context(), call.county());
    if (!accounts)
        return tl::unexpected(accounts.error());
    JsonWriter json;
    json.begin_object().key("accounts").begin_array();
    for (const AccountShown& shown : *accounts) write_account(json, shown);
    json.end_array().end_object();
    return json_answer(call, json);
}

Result<Response> add_users(const Call& call) {
    std::vector<NewAccount> accounts;
    for (const JsonView& view : call.body.at("accounts").items())
        accounts.push_back(
            {view.text("name"),
             view.text("full_name"),
             view.text("role"),
             scope_of(view.at("scope")).value_or(AccessScope{})}
        );
    const auto passwords = add_accounts(call.context(), call.office.rules, call.county(), accounts);
    if (!passwords)
        return tl::unexpected(passwords.error());
    return passwords_answer(call, *passwords);
}

Result<Response> change_user(const Call& call) {
    const AccountChange change{
        .full_name = call.body.at("full_name").text(),
        .role = call.body.at("role").text(),
        .scope = scope_of(call.body.at("scope")),
        .active = call.body.at("active") ? std::optional(call.body.flag("active")) : std::nullopt};
    const auto account =
        change_account(call.context(), call.office.rules, call.county(), call.text("name"), change);
    if (!account)
        return tl::unexpected(account.error());
    JsonWriter json;
    write_account(json, {*account, {}});
    return json_answer(call, json);
}

Result<Response> reset_user(const Call& call) {
    const auto password = reset_account(call.context(), call.county(), call.text("name"));
    if (!password)
        return tl::unexpected(password.error());
    call.office.sessions.close_user(password->name);
    return passwords_answer(call, std::span(&*password, 1));
}

void write_words(JsonWriter& json, std::string_view key, const auto& words) {
    json.key(key).begin_array();
    for (const std::string& word : words) json.value(word);
    json.end_array();
}

Result<Response> roles(const Call& call) {
    const auto say = [&](const BilingualName& name) {
        return call.context().language == Language::zh ? name.zh : name.en;
    };
    JsonWriter json;
    json.begin_object().key("rights").begin_array();
    for (const auto& [id, name] : call.office.rules.rights)
        json.begin_object().field("id", id).field("name", say(name)).end_object();
    json.end_array().key("roles").begin_array();
    for (const Role& role : call.office.rules.roles) {
        json.begin_object().field("id", role.id).field("name", say(role.name));
        write_words(json, "scopes", role.scopes);
        write_words(json, "rights", role.rights);
        write_words(json, "sees", role.sees);
        json.end_object();
    }
    json.end_array().end_object();
    return json_answer(call, json);
}

}  // namespace

void add_account_handlers(Handlers& handlers) {
    handlers["users"] = users;
    handlers["add_users"] = add_users;
    handlers["change_user"] = change_user;
    handlers["reset_user"] = reset_user;
    handlers["roles"] = roles;
}

}  // namespace junheng
