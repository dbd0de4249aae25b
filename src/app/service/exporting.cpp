// SPDX-License-Identifier: Apache-2.0
#include "app/service/exporting.h"

#include "app/service/judging.h"
#include "core/standards/glossary.h"
#include "io/exchange/report_xlsx.h"
#include "io/exchange/tables_export.h"
#include "io/exchange/template_book.h"

namespace junheng {
namespace {

/// The year asked for even where nothing is held yet: a template is how a county begins.
Result<Snapshot> snapshot_to_fill(County& county, std::optional<int> year) {
    const auto held = held_year(county, std::nullopt);
    if (!held && held.error().code != "county.empty")
        return tl::unexpected(held.error());
    const SchoolYear last = held ? *held : kFirstYear;
    return county.store->load(county.code(), year ? SchoolYear{*year} : last);
}

}  // namespace

Result<void> export_county_tables(
    County& county,
    std::optional<int> year,
    const std::filesystem::path& folder
) {
    const auto held = held_year(county, year);
    if (!held)
        return tl::unexpected(held.error());
    const auto snapshot = county.store->load(county.code(), *held);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    return export_tables(*snapshot, folder);
}

Result<void> export_county_xlsx(
    const Context& context,
    County& county,
    std::optional<int> year,
    const std::filesystem::path& file
) {
    const auto judgement = judge_county(context, county, {.year = year});
    if (!judgement)
        return tl::unexpected(judgement.error());
    return write_report_xlsx(
        judgement->assessment, judgement->standards, county.record.name, context.language, file
    );
}

Result<void> write_county_template(
    const Context& context,
    County& county,
    const TemplateRequest& request
) {
    const auto snapshot = snapshot_to_fill(county, request.year);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    const auto glossary = Glossary::load(context.glossary());
    if (!glossary)
        return tl::unexpected(glossary.error());
    const TemplateScope scope{
        .school = request.school, .county_only = request.county_only, .language = context.language};
    return write_template(*snapshot, scope, *glossary, request.out);
}

}  // namespace junheng
