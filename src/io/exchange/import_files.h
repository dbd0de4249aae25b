// SPDX-License-Identifier: Apache-2.0
/// Which files an import reads.
#pragma once

#include <filesystem>
#include <vector>

#include "core/base/result.h"
#include "io/exchange/import_reader.h"

namespace junheng {

/// Files as named, folders by their tables (csv, xlsx, xls, GeoJSON) in the order of names; hidden
/// files and the lock files of office programs (~$…) are passed over. Errors: file.not_found,
/// file.unreadable (unavailable); import.nothing_to_read (data).
struct FoundFile {
    std::filesystem::path path;
    bool from_folder = false;
};
Result<std::vector<FoundFile>> find_import_files(const std::vector<std::filesystem::path>& paths);

/// Errors: as open_workbook.
Result<OpenFile> open_import_file(const std::filesystem::path& path);

bool is_geojson(const std::filesystem::path& path);

}  // namespace junheng
