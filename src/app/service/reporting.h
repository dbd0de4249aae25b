// SPDX-License-Identifier: Apache-2.0
/// The documents that a county hands in, from one judged year.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/service/context.h"
#include "app/service/county.h"
#include "app/service/judging.h"
#include "app/service/reach.h"
#include "core/base/result.h"

namespace junheng {

struct ReportRequest {
    std::vector<std::string> kinds;  // ids of templates; none = all
    std::vector<std::filesystem::path>
        folders;  // of templates, over the county's and the program's
    std::string scenario;
    std::string mark;    // stands on every page; may be empty
    bool force = false;  // over files that are there
};

/// Templates are those of the program, then those in `reports/` of the overlays that the county
/// keeps, then the folders. Who sees some schools only gets the reports that hold nothing but
/// single schools. Answers the names of the files. Errors: as load_reports and write_report;
/// report.unknown_kind (usage), export.county_only (forbidden), file.exists (usage).
Result<std::vector<std::string>> make_reports(
    const Context& context,
    County& county,
    const Judgement& judgement,
    const Reach& reach,
    const ReportRequest& request,
    const std::filesystem::path& folder
);

/// The county judged for its year or scenario, everything in it within reach.
struct CountyReports {
    int school_year = 0;
    std::vector<std::string> files;
};
/// Errors: as judge_county and make_reports.
Result<CountyReports> make_county_reports(
    const Context& context,
    County& county,
    std::optional<int> year,
    const ReportRequest& request,
    const std::filesystem::path& folder
);

/// The workbook of `export --xlsx`. Errors: as write_report.
Result<void> write_workbook(
    const Context& context,
    County& county,
    const Judgement& judgement,
    const std::filesystem::path& file,
    const std::string& mark
);

}  // namespace junheng
