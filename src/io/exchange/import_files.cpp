// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/import_files.h"

#include <algorithm>
#include <array>

#include "io/exchange/layout.h"
#include "io/exchange/red_copy.h"

namespace junheng {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9>
    kTableForms{".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".et", ".geojson", ".json"};
constexpr std::array<std::string_view, 2> kMapForms{".geojson", ".json"};

std::string extension(const fs::path& path) {
    return normal_head(path.extension().string());
}

bool is_table(const fs::path& path) {
    const std::string name = path.filename().string();
    return !name.starts_with('.') && !name.starts_with('~') && !name.ends_with(kRedCopySuffix) &&
           std::ranges::find(kTableForms, extension(path)) != kTableForms.end();
}

std::string shown(const fs::path& path) {
    return path.filename().string();
}

tl::unexpected<Error> unreadable(const fs::path& path) {
    return failure(
        ErrorKind::unavailable, "file.unreadable", {{"file", shown(path)}}, {shown(path)}
    );
}

Result<std::vector<fs::path>> tables_of(const fs::path& folder) {
    std::error_code fault;
    std::vector<fs::path> files;
    for (fs::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault)) {
        std::error_code lost;
        if (is_table(at->path()) && at->is_regular_file(lost))
            files.push_back(at->path());
        if (lost)
            return unreadable(at->path());
    }
    if (fault)
        return unreadable(folder);
    if (files.empty())
        return failure(
            ErrorKind::data, "import.nothing_to_read", {{"folder", shown(folder)}}, {shown(folder)}
        );
    std::ranges::sort(files);
    return files;
}

}  // namespace

Result<std::vector<FoundFile>> find_import_files(const std::vector<fs::path>& paths) {
    std::vector<FoundFile> files;
    for (const fs::path& path : paths) {
        std::error_code fault;
        const auto status = fs::status(path, fault);
        if (!fs::exists(status))
            return failure(
                ErrorKind::unavailable, "file.not_found", {{"file", shown(path)}}, {shown(path)}
            );
        if (!fs::is_directory(status)) {
            files.push_back({path, false});
            continue;
        }
        const auto tables = tables_of(path);
        if (!tables)
            return tl::unexpected(tables.error());
        for (const fs::path& file : *tables) files.push_back({file, true});
    }
    return files;
}

Result<OpenFile> open_import_file(const fs::path& path) {
    auto book = open_workbook(path);
    if (!book)
        return tl::unexpected(book.error());
    const bool csv = (*book)->sheets().size() == 1 && (*book)->sheets().front().empty();
    return OpenFile{shown(path), path, std::move(*book), csv};
}

bool is_geojson(const fs::path& path) {
    return std::ranges::find(kMapForms, extension(path)) != kMapForms.end();
}

}  // namespace junheng
