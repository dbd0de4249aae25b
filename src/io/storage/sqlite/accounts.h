// SPDX-License-Identifier: Apache-2.0
/// Accounts, wrong passwords and the revision.
#pragma once

#include <span>
#include <vector>

#include "io/storage/accounts.h"
#include "io/storage/sqlite/connection.h"

namespace junheng::sqlite {

Revision revision(Connection& connection, std::string_view county);
std::vector<Account> accounts(Connection& connection, std::string_view county);
/// Throws store.account_exists (usage) when one of the new names is taken.
void add_accounts(
    Connection& connection,
    std::string_view county,
    std::span<const Account> accounts
);
/// Throws store.account_unknown (usage).
void change_account(Connection& connection, std::string_view county, const Account& account);
LoginFailures login_failures(
    Connection& connection,
    std::string_view county,
    std::string_view name
);
void note_login_failures(
    Connection& connection,
    std::string_view county,
    std::string_view name,
    const LoginFailures& failures
);

}  // namespace junheng::sqlite
