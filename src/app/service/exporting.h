// SPDX-License-Identifier: Apache-2.0
/// Files out: the tables that other programs read, the workbooks that offices hand in, templates to
/// fill.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/service/accounts.h"
#include "app/service/context.h"
#include "app/service/county.h"
#include "core/base/result.h"
#include "io/exchange/template_book.h"

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

/// Files that somebody takes away: each tells who took it, when and what for.
struct TakeAway {
    std::string kind;  // tables, report, documents, backup
    std::optional<int> year;
    std::string scenario;
    std::string purpose;
    std::vector<std::string> documents = {};  // of kind documents: which reports; none = all
};
struct TakenAway {
    std::string watermark;
    std::vector<std::string> files;  // names in the folder
};
/// Noted in the audit log before the first file is there; what lies outside the reach is left out.
/// Errors: as judge_county and make_reports; export.county_only (forbidden) for a backup without
/// the whole county, export.several_counties (forbidden) where the installation holds others too.
Result<TakenAway> take_away(
    const Context& context,
    County& county,
    const TakeAway& wanted,
    const AccessScope& scope,
    const std::filesystem::path& folder
);

struct TemplateRequest {
    std::filesystem::path out;
    std::string school = {};
    TemplatePart part = TemplatePart::all;
    std::optional<int> year = {};
};
/// Pre-filled with what is stored. Errors: school.unknown (usage), file.unwritable.
Result<void> write_county_template(
    const Context& context,
    County& county,
    const TemplateRequest& request
);

/// A form that somebody takes away to fill it in.
struct FormWanted {
    std::string school;  // empty: all within reach
    bool county_only = false;
    std::optional<int> year;
    std::string purpose;
};
/// Noted in the audit log before the file is there; holds what is within reach, without the
/// county's own figures where the reach is not the whole county. Errors: school.unknown (usage);
/// export.county_only (forbidden); as write_county_template.
Result<TakenAway> take_form(
    const Context& context,
    County& county,
    const FormWanted& wanted,
    const AccessScope& scope,
    const std::filesystem::path& folder
);

}  // namespace junheng
