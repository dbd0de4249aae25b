// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/accounts.h"

namespace junheng::sqlite {
namespace {

constexpr std::string_view kRevision = "SELECT what, number FROM revision WHERE county = ?";
constexpr std::string_view kAccounts =
    "SELECT name, full_name, role, scope_kind, scope_code, password, password_change_due, active "
    "FROM account WHERE county = ? ORDER BY name";
constexpr std::string_view kExists = "SELECT 1 FROM account WHERE county = ? AND name = ?";
constexpr std::string_view kAdd =
    "INSERT INTO account (county, name, full_name, role, scope_kind, scope_code, password, "
    "password_change_due, active) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kChange =
    "UPDATE account SET full_name = ?3, role = ?4, scope_kind = ?5, scope_code = ?6, password = "
    "?7, password_change_due = ?8, active = ?9 WHERE county = ?1 AND name = ?2";
constexpr std::string_view kFailures =
    "SELECT failures, locked_until FROM login_failure WHERE county = ? AND name = ?";
constexpr std::string_view kNoteFailures =
    "INSERT OR REPLACE INTO login_failure (county, name, failures, locked_until) VALUES (?, ?, ?, "
    "?)";

bool exists(Connection& connection, std::string_view county, std::string_view name) {
    return connection.query(kExists).with(county, name).first_integer().has_value();
}

void write(
    Connection& connection,
    std::string_view sql,
    std::string_view county,
    const Account& account
) {
    connection.query(sql)
        .with(
            county,
            account.name,
            account.full_name,
            account.role,
            account.scope_kind,
            account.scope_code,
            account.password,
            account.password_change_due ? 1 : 0,
            account.active ? 1 : 0
        )
        .run();
}

}  // namespace

Revision revision(Connection& connection, std::string_view county) {
    Revision result;
    Statement& query = connection.query(kRevision).with(county);
    query.each([&] { (query.text(0) == "data" ? result.data : result.accounts) = query.integer(1); }
    );
    return result;
}

std::vector<Account> accounts(Connection& connection, std::string_view county) {
    std::vector<Account> result;
    Statement& query = connection.query(kAccounts).with(county);
    query.each([&] {
        result.push_back(
            {.name = std::string(query.text(0)),
             .full_name = std::string(query.text(1)),
             .role = std::string(query.text(2)),
             .scope_kind = std::string(query.text(3)),
             .scope_code = std::string(query.text(4)),
             .password = std::string(query.text(5)),
             .password_change_due = query.integer(6) != 0,
             .active = query.integer(7) != 0}
        );
    });
    return result;
}

void add_accounts(
    Connection& connection,
    std::string_view county,
    std::span<const Account> accounts
) {
    for (const Account& account : accounts) {
        if (exists(connection, county, account.name))
            give_up(ErrorKind::usage, "store.account_exists", {{"name", account.name}});
        write(connection, kAdd, county, account);
    }
}

void change_account(Connection& connection, std::string_view county, const Account& account) {
    if (!exists(connection, county, account.name))
        give_up(ErrorKind::usage, "store.account_unknown", {{"name", account.name}});
    write(connection, kChange, county, account);
}

LoginFailures login_failures(
    Connection& connection,
    std::string_view county,
    std::string_view name
) {
    LoginFailures failures;
    Statement& query = connection.query(kFailures).with(county, name);
    query.first([&] { failures = {query.integer(0), std::string(query.text(1))}; });
    return failures;
}

void note_login_failures(
    Connection& connection,
    std::string_view county,
    std::string_view name,
    const LoginFailures& failures
) {
    connection.query(kNoteFailures).with(county, name, failures.count, failures.locked_until).run();
}

}  // namespace junheng::sqlite
