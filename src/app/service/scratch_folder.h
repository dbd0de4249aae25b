// SPDX-License-Identifier: Apache-2.0
/// Folders and files that live as long as the server and that nobody else can read.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace junheng {

/// Takes away first what a server that was killed left behind: it may hold children's records.
/// Throws std::runtime_error where there is no room for temporary files.
std::filesystem::path make_scratch_folder(std::string_view purpose);
void remove_scratch_folder(const std::filesystem::path& folder);

/// Errors: file.unwritable.
Result<void> write_file(const std::filesystem::path& file, std::string_view content);
/// Errors: file.unreadable.
Result<std::string> read_file(const std::filesystem::path& file);

}  // namespace junheng
