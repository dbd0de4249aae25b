// SPDX-License-Identifier: Apache-2.0
/// The file with the master key: outside the database, readable by its owner alone, never in a
/// backup.
#pragma once

#include <filesystem>
#include <optional>

#include "core/base/result.h"
#include "io/storage/sealer.h"

namespace junheng {

/// $JUNHENG_KEY_FILE, else $XDG_CONFIG_HOME/junheng/key, else ~/.config/junheng/key.
std::filesystem::path key_file();
/// Empty when there is no file. Errors: store.key_permissions (forbidden) when others may read it,
/// store.key_damaged, store.key_unreadable (unavailable).
Result<std::optional<Key>> read_key(const std::filesystem::path& file);
/// Writes a new key, or returns the one that another process wrote first. Shape: mode 0600. Errors:
/// store.key_unwritable.
Result<Key> make_key(const std::filesystem::path& file);

}  // namespace junheng
