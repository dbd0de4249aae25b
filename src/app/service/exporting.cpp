// SPDX-License-Identifier: Apache-2.0
#include "app/service/exporting.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/service/audit.h"
#include "app/service/judging.h"
#include "app/service/reach.h"
#include "app/service/reporting.h"
#include "core/standards/glossary.h"
#include "io/exchange/tables_export.h"
#include "io/exchange/template_book.h"

namespace junheng {
namespace {

/// The year asked for even where nothing is held yet: a template is how a county begins.
Result<Snapshot> snapshot_to_fill(
    const Context& context,
    County& county,
    std::optional<int> asked
) {
    if (asked) {
        const auto year = year_to_fill(*asked, context.today());
        return year ? county.store->load(county.code(), *year) : tl::unexpected(year.error());
    }
    const auto held = held_year(county, std::nullopt);
    if (!held && held.error().code != "county.empty")
        return tl::unexpected(held.error());
    return county.store->load(county.code(), held ? *held : kFirstYear);
}

std::string watermark_of(const Context& context, const TakeAway& wanted) {
    return fmt::format("{} {} {}", context.user, context.now(), wanted.purpose);
}

/// What one taking away writes from, and where to.
struct Parcel {
    const TakeAway& wanted;
    const Judgement& judgement;
    Reach reach;
    std::string watermark;
    const std::filesystem::path& folder;
};

/// A backup is the whole installation: whoever reaches one county of several gets none.
Result<void> write_backup(County& county, const Parcel& parcel) {
    if (!parcel.reach.whole)
        return failure(ErrorKind::forbidden, "export.county_only", {{"kind", parcel.wanted.kind}});
    const auto counties = county.store->counties();
    if (!counties)
        return tl::unexpected(counties.error());
    if (counties->size() > 1)
        return failure(
            ErrorKind::forbidden,
            "export.several_counties",
            {{"count", std::to_string(counties->size())}}
        );
    return county.store->backup(parcel.folder / "junheng.db", false);
}

Result<void> write_files(const Context& context, County& county, const Parcel& parcel) {
    const TakeAway& wanted = parcel.wanted;
    if (wanted.kind == "tables")
        return export_tables(
            within(parcel.judgement.snapshot, parcel.reach), parcel.folder, parcel.watermark
        );
    if (wanted.kind == "report")
        return write_workbook(
            context,
            county,
            within(parcel.judgement, parcel.reach),
            parcel.folder / "junheng.xlsx",
            parcel.watermark
        );
    if (wanted.kind == "documents") {
        const ReportRequest request{
            .kinds = wanted.documents, .scenario = wanted.scenario, .mark = parcel.watermark};
        const auto made =
            make_reports(context, county, parcel.judgement, parcel.reach, request, parcel.folder);
        return made ? Result<void>() : tl::unexpected(made.error());
    }
    return write_backup(county, parcel);
}

}  // namespace

Result<TakenAway> take_away(
    const Context& context,
    County& county,
    const TakeAway& wanted,
    const AccessScope& scope,
    const std::filesystem::path& folder
) {
    const auto judgement =
        judge_county(context, county, {.year = wanted.year, .scenario = wanted.scenario});
    if (!judgement)
        return tl::unexpected(judgement.error());
    const AuditedAct act{
        .action = "export",
        .target =
            fmt::format("{} {} {}", wanted.kind, judgement->snapshot.year.start, wanted.scenario),
        .purpose = wanted.purpose};
    if (auto noted = note_act(context, county, act); !noted)
        return tl::unexpected(noted.error());
    TakenAway taken{watermark_of(context, wanted), {}};
    const Parcel parcel{
        wanted, *judgement, reach_of(scope, judgement->snapshot), taken.watermark, folder};
    if (auto written = write_files(context, county, parcel); !written)
        return tl::unexpected(written.error());
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        taken.files.push_back(entry.path().filename().string());
    std::ranges::sort(taken.files);
    return taken;
}

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
    return write_workbook(context, county, *judgement, file, {});
}

Result<void> write_county_template(
    const Context& context,
    County& county,
    const TemplateRequest& request
) {
    const auto snapshot = snapshot_to_fill(context, county, request.year);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    const auto glossary = Glossary::load(context.glossary());
    if (!glossary)
        return tl::unexpected(glossary.error());
    const auto standards = standards_for(context, county, snapshot->year, {});
    if (!standards)
        return tl::unexpected(standards.error());
    TemplateScope scope{
        .school = request.school, .county_only = request.county_only, .language = context.language};
    for (const auto* part : {&standards->guarantee, &standards->quality})
        for (const JudgedIndicator& indicator : *part)
            for (const std::string& slot : indicator.evidence)
                scope.papers.emplace_back(indicator.id, slot);
    return write_template(*snapshot, scope, *glossary, request.out);
}

}  // namespace junheng
