// SPDX-License-Identifier: Apache-2.0
/// Files out: the tables that other programs read, the workbooks that offices hand in, templates to
/// fill.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/service/context.h"
#include "app/service/county.h"
#include "core/base/result.h"

namespace junheng {

/// Errors: as held_year; file.unwritable.
Result<void> export_county_tables(
    County& county,
    std::optional<int> year,
    const std::filesystem::path& folder
);

/// Indicators, gap list and the CV sheet, judged as `assess` judges.
Result<void> export_county_xlsx(
    const Context& context,
    County& county,
    std::optional<int> year,
    const std::filesystem::path& file
);

struct TemplateRequest {
    std::filesystem::path out;
    std::string school;        // empty: the whole county
    bool county_only = false;  // the county's own figures alone
    std::optional<int> year;
};
/// Pre-filled with what is stored. Errors: school.unknown (usage), file.unwritable.
Result<void> write_county_template(
    const Context& context,
    County& county,
    const TemplateRequest& request
);

}  // namespace junheng
