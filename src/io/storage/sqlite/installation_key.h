// SPDX-License-Identifier: Apache-2.0
/// Which key belongs to this file.
#pragma once

#include "io/storage/sealer.h"
#include "io/storage/sqlite/connection.h"

namespace junheng::sqlite {

/// Reads the key file, or makes one when the installation has never needed a key.
/// Throws store.key_absent, store.key_wrong, and what read_key and make_key report.
Sealer installation_sealer(Connection& connection);
/// Notes the key's check value at its first use, in the open transaction; throws store.key_wrong
/// when another is noted.
void confirm_key(Connection& connection, const Sealer& sealer);

}  // namespace junheng::sqlite
