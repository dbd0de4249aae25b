// SPDX-License-Identifier: Apache-2.0
/// Accounts: adding, changing, logging in. Every act leaves a line in the audit log.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/service/access_rules.h"
#include "app/service/context.h"
#include "app/service/county.h"
#include "core/base/result.h"

namespace junheng {

/// Part of the county: `code` is that of a township or school, or "school/grade/class".
struct AccessScope {
    std::string kind = "county";
    std::string code;

    friend bool operator==(const AccessScope&, const AccessScope&) = default;
};

struct NewAccount {
    std::string name;
    std::string full_name;
    std::string role;
    AccessScope scope;
};

struct AccountChange {
    std::optional<std::string> full_name;
    std::optional<std::string> role;
    std::optional<AccessScope> scope;
    std::optional<bool> active;
};

/// Shown once, kept nowhere.
struct OneTimePassword {
    std::string name;
    std::string password;
};

/// What an account is to others: never its password.
struct AccountShown {
    Account account;
    std::string locked_until;
};

/// All or none. Errors (usage): account.bad_name, account.unknown_role, account.bad_scope,
/// account.twice, store.account_exists.
Result<std::vector<OneTimePassword>> add_accounts(
    const Context& context,
    const AccessRules& rules,
    County& county,
    std::span<const NewAccount> accounts
);
/// The first account of an installation that has none.
Result<std::optional<OneTimePassword>> first_account(
    const Context& context,
    const AccessRules& rules,
    County& county
);
Result<std::vector<AccountShown>> list_accounts(const Context& context, County& county);
/// A new one-time password; opens a locked or closed account. Errors: store.account_unknown.
Result<OneTimePassword> reset_account(
    const Context& context,
    County& county,
    const std::string& name
);
/// Errors: as add_accounts; account.last_admin (usage): somebody must be able to manage accounts.
Result<Account> change_account(
    const Context& context,
    const AccessRules& rules,
    County& county,
    const std::string& name,
    const AccountChange& change
);

/// Errors (forbidden): auth.wrong_password, whether the name or the password is wrong; auth.locked
/// with `until`.
Result<Account> check_login(
    const Context& context,
    const AccessRules& rules,
    County& county,
    const std::string& name,
    const std::string& password
);
/// Errors: auth.wrong_password; account.short_password, account.same_password (usage).
Result<Account> change_password(
    const Context& context,
    const AccessRules& rules,
    County& county,
    const std::string& name,
    const std::string& old_password,
    const std::string& new_password
);

}  // namespace junheng
