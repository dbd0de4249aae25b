// SPDX-License-Identifier: Apache-2.0
/// What the readers of one import share: rows gathered so far, sheets, issues, counts.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "io/exchange/import.h"
#include "io/exchange/import_stage.h"
#include "io/exchange/sheet.h"

namespace junheng {

/// A file opened for reading, with the name that messages give it.
struct OpenFile {
    std::string name;
    std::filesystem::path path;
    std::unique_ptr<Workbook> book;
    bool csv = false;
    std::optional<SchoolYear> year = {};  // that the file gives in itself
};

struct ImportRun {
    const ImportOptions& options;
    const ImportCounty& county;
    const HeadBook& book;
    Staging staging = {};
    ImportResult result = {};
    std::optional<std::set<std::string>> wanted = {};  // schools that --where asks for
    std::optional<SchoolYear> told_year = {};          // by a file that speaks for its neighbours
};

/// The first rows of a sheet, at most kRowsLookedAt, wholly empty ones left out.
Result<std::vector<SheetRow>> top_rows(Workbook& book, std::size_t sheet);

/// Asked for, else told by the file, its name or a neighbour, else the county's last.
SchoolYear year_of_file(const ImportRun& run, const OpenFile& file);
/// "2024" or "2024-2025" standing alone in a name.
std::optional<SchoolYear> year_in_name(std::string_view name);

void add_issue(ImportRun& run, Issue issue);
/// A choice that no row meets is more often a slip of the pen than meant.
void report_empty_choice(ImportRun& run, bool any);
int add_sheet(ImportRun& run, SourceSheet sheet);

/// What is wrong with one file: an issue of it where the others go on, else the error.
Result<void> refuse_file(ImportRun& run, const Error& error, const std::string& name);
std::vector<SheetColumn> columns_of(const std::vector<ColumnHead>& heads);

/// The sheets of a file that are ours by name or head. Answers false when there is none.
Result<bool> read_native_file(ImportRun& run, OpenFile& file, bool whole);
/// How a sheet of ours is bound; empty when it is none.
Result<std::optional<SheetBinding>> bind_native_sheet(
    const HeadBook& book,
    const OpenFile& file,
    std::size_t index
);
/// Notes the schools of the file that --where asks for. Answers whether it has such a column beside
/// one of codes.
Result<bool> learn_wanted(ImportRun& run, OpenFile& file);
/// True when one of the sheets would be read.
Result<bool> is_native_file(const ImportRun& run, OpenFile& file);

/// Turns what was gathered into changes against the county, with counts.
Result<void> make_changes(ImportRun& run);

/// Holds the county as it would be against itself and the year before. What stood there already and
/// is not in the files is not reported again.
Result<void> check_import(ImportRun& run);

}  // namespace junheng
