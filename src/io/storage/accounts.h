// SPDX-License-Identifier: Apache-2.0
/// Who may come in, and the log of what they did.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace junheng {

struct Account {
    std::string name;
    std::string full_name;
    std::string role;
    std::string scope_kind;  // county, township, central_school, school, class, child
    std::string scope_code;  // empty for the county
    std::string password;    // as the hash function writes it
    bool password_change_due = false;
    bool active = true;

    friend bool operator==(const Account&, const Account&) = default;
};

struct LoginFailures {
    std::int64_t count = 0;
    std::string locked_until;  // ISO 8601 in UTC; empty: not locked
};

/// One line of the log. `id` and `hash` are the store's to give.
struct AuditEntry {
    std::int64_t id = 0;
    std::string at;
    std::string who;
    std::string action;  // login, import, children_read, ...
    std::string target;
    std::string purpose;
    std::string outcome;  // done, refused
    std::string detail;
    std::string hash = {};
};

/// What a walk along the chain found.
struct AuditState {
    std::int64_t entries = 0;
    std::string head;                       // hash of the last entry; empty without one
    std::optional<std::int64_t> broken_at;  // the first entry that is not what was written
    bool knows = true;                      // whether the head asked for stands in the chain
};

/// Moves whenever something that answers hang on was written, by whatever program.
struct Revision {
    std::int64_t data = 0;
    std::int64_t accounts = 0;

    friend bool operator==(const Revision&, const Revision&) = default;
};

}  // namespace junheng
