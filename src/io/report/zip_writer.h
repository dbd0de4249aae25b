// SPDX-License-Identifier: Apache-2.0
/// A zip archive of texts whose bytes depend on nothing but the texts.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace junheng {

/// Name and content, in the order of the archive.
using ZipParts = std::vector<std::pair<std::string, std::string>>;

/// Every entry is dated 1980-01-01. The file appears under its name only when whole.
/// Errors: file.unwritable.
Result<void> write_zip(const ZipParts& parts, const std::filesystem::path& file);

}  // namespace junheng
