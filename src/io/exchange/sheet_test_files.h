// SPDX-License-Identifier: Apache-2.0
/// Scratch files and zips for the tests of table readers.
#pragma once

#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/exchange/sheet.h"

namespace junheng {

/// A file that lives as long as the object.
class ScratchFile {
public:
    ScratchFile(std::string_view bytes, std::string_view extension);
    ScratchFile(const ScratchFile&) = delete;
    ScratchFile& operator=(const ScratchFile&) = delete;
    ~ScratchFile();
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

class ScratchFolder {
public:
    ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder();
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

using ZipParts = std::vector<std::pair<std::string, std::string>>;

/// A workbook of one sheet around the given sheetData, with further parts put in or replaced.
ZipParts xlsx_parts(std::string_view sheet_body, const ZipParts& changed = {});
void write_zip(const std::filesystem::path& file, const ZipParts& parts);

std::vector<std::string> texts_of(const SheetRow& row);

/// Rows of the first sheet of a file with these bytes; a fault fails the test.
std::vector<std::vector<std::string>> rows_of(
    std::string_view bytes,
    std::string_view extension = ".csv"
);

/// What opening or reading answers; code is empty when all went well.
Error fault_of_file(const std::filesystem::path& file, const SheetLimits& limits = {});
Error fault_of(std::string_view bytes, std::string_view extension = ".csv");

struct PlacedCell {
    int row = 0;
    int column = 0;
    CellKind kind = CellKind::empty;
    std::string text = {};

    friend bool operator==(const PlacedCell&, const PlacedCell&) = default;
};

void PrintTo(const PlacedCell& cell, std::ostream* out);

/// Every cell of a sheet that is not empty.
std::vector<PlacedCell> cells_of(const std::filesystem::path& file, std::size_t sheet = 0);

/// True when LibreOffice is here; otherwise the test is skipped with a word, or fails under
/// JUNHENG_REQUIRE_DATA=1.
bool office_is_here();

/// Converts by LibreOffice into the folder; the path of the result, empty on failure.
std::filesystem::path convert_by_office(
    const std::filesystem::path& file,
    const std::string& form,
    const std::filesystem::path& folder
);

}  // namespace junheng
