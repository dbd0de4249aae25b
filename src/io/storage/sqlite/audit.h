// SPDX-License-Identifier: Apache-2.0
/// The log of who did what, each entry bound to the one before it by a hash.
#pragma once

#include <vector>

#include "io/storage/accounts.h"
#include "io/storage/sqlite/connection.h"

namespace junheng::sqlite {

/// Gives the entry its number and hash, in the open transaction.
void append_audit(Connection& connection, std::string_view county, AuditEntry entry);
/// Shape: by id, those after `after`.
std::vector<AuditEntry> audit(
    Connection& connection,
    std::string_view county,
    std::int64_t after,
    std::int64_t limit
);
AuditState check_audit(
    Connection& connection,
    std::string_view county,
    std::string_view known_head
);

}  // namespace junheng::sqlite
