// SPDX-License-Identifier: Apache-2.0
/// Files in, changes out: reads tables, templates and foreign layouts to the end, reports every
/// fault, and says what would change in the county. Nothing is written here; the caller writes all
/// of it or nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/domain/snapshot.h"
#include "core/domain/sourced_change.h"
#include "io/exchange/import_pupils.h"
#include "io/exchange/import_stage.h"
#include "io/exchange/mapping.h"
#include "io/exchange/registry_check.h"

namespace junheng {

struct ImportOptions {
    std::string profile;      // empty: told by the files
    std::string where_field;  // a column head, or the profile's name for it
    std::string where_value;
    std::optional<SchoolYear> year;  // asked for by the user: goes before what the files say
    SchoolYear default_year{2025};   // where neither user, file nor profile tells
    Date today{};
    std::filesystem::path profiles;  // data/profiles
    /// A file that is not recognised comes as an issue while the others are read, and ends nothing.
    bool tell_unknown = false;
    CheckRules checks = {};  // none: tables are not held against one another
};

/// The county as it stands.
struct ImportCounty {
    std::string code = "000000";
    /// The stored year; an empty snapshot (with code and year) where the county has none.
    std::function<Result<Snapshot>(SchoolYear)> snapshot;
    std::set<std::string> known_schools = {};  // codes of the county's registry over all its years
};

/// Shape: added, changed, gone and unchanged count rows of the tables (pupils left out: the store
/// tells these); rows counts the rows read below the heads, skipped those of them that are empty,
/// outside `where` or of no use.
struct ImportCounts {
    std::int64_t rows = 0;
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t gone = 0;
    std::int64_t unchanged = 0;
    std::int64_t skipped = 0;
};

struct ImportFile {
    std::string name;  // as in `Where::file`
    std::filesystem::path path;
};

/// form: a workbook to fill in; tables: ours as csv or in a bare workbook; unknown: not read.
enum class FileLayout : std::uint8_t { form, tables, profile, map, unknown };
std::string_view name(FileLayout layout);

struct SheetColumn {
    int column = 0;
    std::string head;
};

/// What a sheet was taken for. Shape: tables empty where it was not read, the list of children an
/// empty table; left_out holds columns that are known, or that the profile has no use for.
struct RecognisedSheet {
    std::string name;
    std::vector<std::optional<TableId>> tables = {};
    std::int64_t rows = 0;     // below the head
    std::int64_t skipped = 0;  // of these
    bool hidden = false;
    std::vector<SheetColumn> unknown = {};
    std::vector<SheetColumn> left_out = {};
};

struct RecognisedFile {
    std::string name;
    FileLayout layout = FileLayout::unknown;
    std::vector<RecognisedSheet> sheets = {};
};

struct ImportResult {
    std::string profile;     // that read the files
    std::string profile_zh;  // its name, where it is none of ours
    std::string profile_en;
    std::vector<RecognisedFile> recognised;        // by name
    std::optional<std::filesystem::path> overlay;  // folder of rules that the profile brings
    std::vector<ImportFile> files;
    std::vector<SchoolYear> years;
    std::vector<SourceSheet> sheets;
    std::vector<SourcedChange> changes;
    std::vector<PupilList> pupil_lists;      // not read yet: see read_pupils
    PupilRules pupil_rules;                  // registry as it is after this import
    std::map<SchoolYear, StagedYear> given;  // the rows as the files have them
    std::map<SchoolYear, Snapshot> before;   // the county as it stands
    std::map<SchoolYear, Snapshot> after;    // and as it would be
    Issues issues;
    ImportCounts counts;
};

/// Reads every path to its end. Tables that come as csv, or in a folder or workbook of ours,
/// replace what the county holds of them (`whole`); workbooks from our templates and foreign
/// layouts change the rows that they speak of and leave the others; a column that is not there
/// leaves its figures as they are. Errors: file.not_found, file.unreadable (unavailable);
/// import.unknown_profile, import.unknown_field (usage); import.unknown_form,
/// import.nothing_to_read, sheet.* (data). Faults in the data come as issues. With tell_unknown
/// what is said of one file (data) comes as an issue too.
Result<ImportResult> read_import(
    const std::vector<std::filesystem::path>& paths,
    const ImportOptions& options,
    const ImportCounty& county,
    const HeadBook& book
);

/// Gets the children of an import one by one, faulty rows left out. The answer is not asked for
/// yet.
using PupilSink = std::function<bool(SchoolYear, const PupilRow&)>;

/// The same, and then every list of children to its end.
Result<ImportResult> read_import(
    const std::vector<std::filesystem::path>& paths,
    const ImportOptions& options,
    const ImportCounty& county,
    const HeadBook& book,
    const PupilSink& pupils
);

}  // namespace junheng
