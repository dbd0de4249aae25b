// SPDX-License-Identifier: Apache-2.0
/// Rule files as they stand on disk: TOML tables with the place each came from. What they mean is
/// decided elsewhere.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <toml++/toml.h>

#include "core/base/result.h"

namespace junheng {

/// One rule of a file, the file's common keys (document, from, ...) already put into it.
struct RuleEntry {
    toml::table table;
    std::string file;       // folder and path inside it, as the user may open it
    std::size_t layer = 0;  // 0 = the national set, then the overlays in their order
};

/// Every rule of every *.toml below a folder, files in the order of their names; a single file is
/// read as well. Shape: a file is one rule, or keys common to all its [[indicator]], [[parameter]],
/// [[list]] or [[reading]] tables. Errors: standards.folder_absent (unavailable),
/// standards.unreadable (data; line and column of the fault).
Result<std::vector<RuleEntry>> read_rules(const std::filesystem::path& folder, std::size_t layer);

/// The last name of a folder's path, which is what an overlay is called unless its files say
/// otherwise.
std::string folder_name(const std::filesystem::path& folder);

/// Fingerprint of rules: equal for the same rules in whatever files and order they stand, 64 hex
/// digits. Source: BLAKE2b-256 over the rules' contents in sorted order, comments and layout left
/// out.
std::string contents_hash(const std::vector<RuleEntry>& rules);

/// Hex BLAKE2b-256 of a text.
std::string hash_text(const std::string& text);

}  // namespace junheng
