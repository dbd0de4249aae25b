// SPDX-License-Identifier: Apache-2.0
/// Whole files in and out, each in one step.
#pragma once

#include <filesystem>

#include "io/storage/sqlite/connection.h"

namespace junheng::sqlite {

/// Throws store.exists without force.
void backup_to(Connection& connection, const std::filesystem::path& file, bool force);
/// Throws store.damaged, store.newer_schema, store.not_a_county (an empty file too), and what
/// opening reports.
void restore_from(const std::filesystem::path& backup, const std::filesystem::path& file);
/// A new file with all migrations, put in place in one step. Throws store.exists without force.
void create_file(const std::filesystem::path& file, bool force);

}  // namespace junheng::sqlite
