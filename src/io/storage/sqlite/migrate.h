// SPDX-License-Identifier: Apache-2.0
/// Forward-only migrations: db/migrations/sqlite/NNNN-name.sql, each run once, in order, in its own
/// transaction.
#pragma once

#include "io/storage/sqlite/connection.h"

namespace junheng::sqlite {

/// The newest version that this program brings files for.
int known_version();
/// 0 for an empty file. Throws store.not_a_county for a database of another program.
int found_version(Connection& connection);
/// Throws store.not_a_county for an empty file too.
void refuse_empty(Connection& connection);
/// Throws store.newer_schema.
void refuse_newer(Connection& connection);
/// Brings the file to the newest version. Throws store.newer_schema,
/// store.migration_unreadable, store.migration_twice.
void migrate(Connection& connection);

}  // namespace junheng::sqlite
