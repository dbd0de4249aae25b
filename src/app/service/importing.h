// SPDX-License-Identifier: Apache-2.0
/// Imports, checks, templates, exports, history and undo: files meet the store here, all or
/// nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/service/context.h"
#include "app/service/county.h"
#include "app/service/import_difference.h"
#include "app/service/write_reach.h"
#include "io/exchange/import.h"

namespace junheng {

struct ImportRequest {
    std::vector<std::filesystem::path> paths;
    std::string profile;
    std::string where;  // FIELD=VALUE
    std::optional<int> year;
    bool dry_run = false;
    std::optional<std::filesystem::path> report;  // folder for the red copies
    std::string why;
    std::function<void(std::int64_t rows)> progress = [](std::int64_t) {};
    bool tell_unknown = false;  // see ImportOptions
    /// None: whoever sits at the machine itself, and may write everything.
    std::optional<Writer> writer = {};
};

struct ImportReport {
    ImportCounts counts;
    std::optional<std::int64_t> changes_id;
    Issues issues;
    std::vector<std::filesystem::path> red_copies;
    std::vector<RecognisedFile> recognised = {};
    std::string profile = {};
    std::string profile_zh = {};
    std::string profile_en = {};
    std::optional<Snapshot> after = {};  // the last year touched, as the import leaves it
    std::optional<ImportDifference> difference = {};  // of a dry run without errors
};

/// Faults in the data come as issues of the report; with errors among them nothing is written.
/// Errors: as read_import and the store; import.bad_where (usage).
Result<ImportReport> import_files(
    const Context& context,
    County& county,
    const ImportRequest& request
);

/// Every check across the tables of a year, on what is stored.
Result<Issues> check_county(const Context& context, County& county, std::optional<int> year);

/// Who has handed in which table: per school the tables that hold something.
struct SchoolHandIn {
    std::string code;
    std::string name;
    std::vector<std::string> missing;  // tables without a figure for the school
};
/// What is the county office's own to hand in: its figures, and the papers that the rules ask for.
struct CountyHandIn {
    std::size_t figures = 0;
    std::vector<std::string> figures_missing;  // keys without a value
    std::size_t evidence = 0;
    std::vector<std::string>
        evidence_missing;  // INDICATOR/SLOT that is absent, missing or returned
};
struct HandInStatus {
    std::vector<SchoolHandIn> schools;
    CountyHandIn county;
};
Result<HandInStatus> hand_in_status(
    const Context& context,
    County& county,
    std::optional<int> year
);

}  // namespace junheng
