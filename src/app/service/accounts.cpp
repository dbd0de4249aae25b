// SPDX-License-Identifier: Apache-2.0
#include "app/service/accounts.h"

#include <algorithm>
#include <set>

#include "app/service/audit.h"
#include "app/service/moments.h"
#include "app/service/secrets.h"

namespace junheng {
namespace {

constexpr const char* kFirstName = "admin";
constexpr const char* kFirstRole = "bureau_admin";
constexpr std::string_view kForbiddenInNames = " \t\r\n/:#";
constexpr std::size_t kLongestName = 64;
constexpr int kClassSeparators = 2;  // SCHOOL/GRADE/CLASS

/// As a search for children answers it as `id`.
bool is_child_number(const std::string& code) {
    constexpr std::size_t kLongest = 18;
    return !code.empty() && code.size() <= kLongest && code.front() != '0' &&
           code.find_first_not_of("0123456789") == std::string::npos;
}

Result<void> check_scope(const Role& role, const AccessScope& scope) {
    const bool allowed = std::ranges::find(role.scopes, scope.kind) != role.scopes.end();
    const bool shaped = scope.kind == "class"
                            ? std::ranges::count(scope.code, '/') == kClassSeparators
                        : scope.kind == "child" ? is_child_number(scope.code)
                                                : true;
    if (!allowed || !shaped || (scope.kind == "county") != scope.code.empty())
        return failure(
            ErrorKind::usage,
            "account.bad_scope",
            {{"role", role.id}, {"scope", scope.kind}, {"code", scope.code}}
        );
    return {};
}

/// Of UTF-8; a byte that goes on with a character begins none.
std::int64_t characters(std::string_view text) {
    constexpr unsigned kMask = 0xC0;
    constexpr unsigned kGoesOn = 0x80;
    return std::ranges::count_if(text, [](char c) {
        return (static_cast<unsigned char>(c) & kMask) != kGoesOn;
    });
}

Result<void> check_new(const AccessRules& rules, const NewAccount& account) {
    if (account.name.empty() || account.name.size() > kLongestName ||
        account.name.find_first_of(kForbiddenInNames) != std::string::npos)
        return failure(ErrorKind::usage, "account.bad_name", {{"name", account.name}});
    const Role* role = rules.role(account.role);
    if (role == nullptr || role->scopes.empty())
        return failure(ErrorKind::usage, "account.unknown_role", {{"role", account.role}});
    return check_scope(*role, account.scope);
}

Account made(const NewAccount& account, const std::string& password) {
    return {
        .name = account.name,
        .full_name = account.full_name,
        .role = account.role,
        .scope_kind = account.scope.kind,
        .scope_code = account.scope.code,
        .password = hash_password(password),
        .password_change_due = true,
        .active = true};
}

Result<Account> find_account(County& county, const std::string& name) {
    const auto accounts = county.store->accounts(county.code());
    if (!accounts)
        return tl::unexpected(accounts.error());
    const auto found = std::ranges::find(*accounts, name, &Account::name);
    if (found == accounts->end())
        return failure(ErrorKind::usage, "store.account_unknown", {{"name", name}});
    return *found;
}

Result<void> keep_one_admin(const AccessRules& rules, County& county, const Account& changed) {
    const auto accounts = county.store->accounts(county.code());
    if (!accounts)
        return tl::unexpected(accounts.error());
    const auto manages = [&](const Account& account) {
        const Role* role = rules.role(account.role);
        return account.active && role != nullptr && role->may("users_write");
    };
    const bool other = std::ranges::any_of(*accounts, [&](const Account& account) {
        return account.name != changed.name && manages(account);
    });
    if (other || manages(changed))
        return {};
    return failure(ErrorKind::usage, "account.last_admin", {{"name", changed.name}});
}

Result<Account> refuse_login(
    const Context& context,
    const AccessRules& rules,
    County& county,
    const Account& account,
    LoginFailures failures
) {
    ++failures.count;
    if (failures.count >= rules.lockout_failures)
        failures = {0, later(context.now(), rules.lockout_seconds)};
    if (auto noted = county.store->note_login_failures(county.code(), account.name, failures);
        !noted)
        return tl::unexpected(noted.error());
    const auto entry =
        audit_entry(context, {.action = "login", .target = account.name, .outcome = "refused"});
    if (auto noted = county.store->append_audit(county.code(), entry); !noted)
        return tl::unexpected(noted.error());
    return failure(ErrorKind::forbidden, "auth.wrong_password");
}

}  // namespace

Result<std::vector<OneTimePassword>> add_accounts(
    const Context& context,
    const AccessRules& rules,
    County& county,
    std::span<const NewAccount> accounts
) {
    std::set<std::string> names;
    for (const NewAccount& account : accounts) {
        if (auto good = check_new(rules, account); !good)
            return tl::unexpected(good.error());
        if (!names.insert(account.name).second)
            return failure(ErrorKind::usage, "account.twice", {{"name", account.name}});
    }
    std::vector<OneTimePassword> passwords;
    std::vector<Account> ready;
    std::string all;
    for (const NewAccount& account : accounts) {
        passwords.push_back({account.name, one_time_password()});
        ready.push_back(made(account, passwords.back().password));
        all += (all.empty() ? "" : " ") + account.name + ":" + account.role;
    }
    const auto entry = audit_entry(context, {.action = "users_add", .target = all});
    if (auto added = county.store->add_accounts(county.code(), ready, entry); !added)
        return tl::unexpected(added.error());
    return passwords;
}

Result<std::optional<OneTimePassword>> first_account(
    const Context& context,
    const AccessRules& rules,
    County& county
) {
    const auto accounts = county.store->accounts(county.code());
    if (!accounts)
        return tl::unexpected(accounts.error());
    if (!accounts->empty())
        return std::nullopt;
    const NewAccount first{.name = kFirstName, .full_name = {}, .role = kFirstRole, .scope = {}};
    const auto added = add_accounts(context, rules, county, std::span(&first, 1));
    if (!added)
        return tl::unexpected(added.error());
    return added->front();
}

Result<std::vector<AccountShown>> list_accounts(const Context& context, County& county) {
    const auto accounts = county.store->accounts(county.code());
    if (!accounts)
        return tl::unexpected(accounts.error());
    std::vector<AccountShown> shown;
    for (const Account& account : *accounts) {
        const auto failures = county.store->login_failures(county.code(), account.name);
        if (!failures)
            return tl::unexpected(failures.error());
        const bool locked = failures->locked_until > context.now();
        shown.push_back({account, locked ? failures->locked_until : ""});
    }
    return shown;
}

Result<OneTimePassword> reset_account(
    const Context& context,
    County& county,
    const std::string& name
) {
    auto account = find_account(county, name);
    if (!account)
        return tl::unexpected(account.error());
    OneTimePassword fresh{name, one_time_password()};
    account->password = hash_password(fresh.password);
    account->password_change_due = true;
    account->active = true;
    const auto entry = audit_entry(context, {.action = "user_reset", .target = name});
    if (auto done = county.store->change_account(county.code(), *account, entry); !done)
        return tl::unexpected(done.error());
    if (auto done = county.store->note_login_failures(county.code(), name, {}); !done)
        return tl::unexpected(done.error());
    return fresh;
}

Result<Account> change_account(
    const Context& context,
    const AccessRules& rules,
    County& county,
    const std::string& name,
    const AccountChange& change
) {
    auto account = find_account(county, name);
    if (!account)
        return account;
    account->full_name = change.full_name.value_or(account->full_name);
    account->role = change.role.value_or(account->role);
    account->active = change.active.value_or(account->active);
    if (change.scope) {
        account->scope_kind = change.scope->kind;
        account->scope_code = change.scope->code;
    }
    const AccessScope scope{account->scope_kind, account->scope_code};
    if (auto good = check_new(rules, {name, account->full_name, account->role, scope}); !good)
        return tl::unexpected(good.error());
    if (auto good = keep_one_admin(rules, county, *account); !good)
        return tl::unexpected(good.error());
    const auto entry = audit_entry(
        context,
        {.action = "user_change",
         .target = name,
         .detail = account->role + " " + scope.kind + " " + scope.code +
                   (account->active ? "" : " closed")}
    );
    if (auto done = county.store->change_account(county.code(), *account, entry); !done)
        return tl::unexpected(done.error());
    return account;
}

Result<Account> check_login(
    const Context& context,
    const AccessRules& rules,
    County& county,
    const std::string& name,
    const std::string& password
) {
    auto account = find_account(county, name);
    if (!account && account.error().code != "store.account_unknown")
        return account;
    if (!account) {
        (void)is_password({}, password);
        return failure(ErrorKind::forbidden, "auth.wrong_password");
    }
    const auto failures = county.store->login_failures(county.code(), name);
    if (!failures)
        return tl::unexpected(failures.error());
    if (failures->locked_until > context.now())
        return failure(ErrorKind::forbidden, "auth.locked", {{"until", failures->locked_until}});
    if (!is_password(account->password, password) || !account->active)
        return refuse_login(context, rules, county, *account, *failures);
    if (failures->count > 0 || !failures->locked_until.empty())
        if (auto noted = county.store->note_login_failures(county.code(), name, {}); !noted)
            return tl::unexpected(noted.error());
    const auto entry = audit_entry(context, {.action = "login", .target = name});
    if (auto noted = county.store->append_audit(county.code(), entry); !noted)
        return tl::unexpected(noted.error());
    return account;
}

Result<Account> change_password(
    const Context& context,
    const AccessRules& rules,
    County& county,
    const std::string& name,
    const std::string& old_password,
    const std::string& new_password
) {
    auto account = check_login(context, rules, county, name, old_password);
    if (!account)
        return account;
    if (characters(new_password) < rules.shortest_password)
        return failure(
            ErrorKind::usage,
            "account.short_password",
            {{"shortest", std::to_string(rules.shortest_password)}}
        );
    if (new_password == old_password)
        return failure(ErrorKind::usage, "account.same_password");
    account->password = hash_password(new_password);
    account->password_change_due = false;
    const auto entry = audit_entry(context, {.action = "password_change", .target = name});
    if (auto done = county.store->change_account(county.code(), *account, entry); !done)
        return tl::unexpected(done.error());
    return account;
}

}  // namespace junheng
