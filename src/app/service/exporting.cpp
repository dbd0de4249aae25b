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

std::string watermark_of(const Context& context, const std::string& purpose) {
    return fmt::format("{} {} {}", context.user, context.now(), purpose);
}

/// With a line for each paper that the rules ask for.
Result<void> write_form(
    const Context& context,
    County& county,
    const Snapshot& snapshot,
    TemplateScope form,
    const std::filesystem::path& out
) {
    const auto glossary = Glossary::load(context.glossary());
    if (!glossary)
        return tl::unexpected(glossary.error());
    const auto standards = standards_for(context, county, snapshot.year, {});
    if (!standards)
        return tl::unexpected(standards.error());
    form.language = context.language;
    for (const auto* part : {&standards->guarantee, &standards->quality})
        for (const JudgedIndicator& indicator : *part)
            for (const std::string& slot : indicator.evidence)
                form.papers.emplace_back(indicator.id, slot);
    return write_template(snapshot, form, *glossary, out);
}

std::string form_name(const FormWanted& wanted, SchoolYear year) {
    const std::string_view of = !wanted.school.empty() ? std::string_view(wanted.school)
                                : wanted.county_only   ? "县本级"
                                                       : "全部";
    return fmt::format("填报表-{}-{}.xlsx", of, year.start);
}

TemplatePart part_of(const FormWanted& wanted, const Reach& reach) {
    if (wanted.county_only)
        return TemplatePart::county;
    return reach.whole ? TemplatePart::all : TemplatePart::schools;
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
    TakenAway taken{watermark_of(context, wanted.purpose), {}};
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
    const TemplateScope form{.school = request.school, .part = request.part};
    return write_form(context, county, *snapshot, form, request.out);
}

Result<TakenAway> take_form(
    const Context& context,
    County& county,
    const FormWanted& wanted,
    const AccessScope& scope,
    const std::filesystem::path& folder
) {
    const auto snapshot = snapshot_to_fill(context, county, wanted.year);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    const Reach reach = reach_of(scope, *snapshot);
    if (wanted.county_only && !reach.whole)
        return failure(ErrorKind::forbidden, "export.county_only", {{"kind", "form"}});
    if (!wanted.school.empty() &&
        (!reach.covers(wanted.school) || find_school(*snapshot, wanted.school) == nullptr))
        return failure(ErrorKind::usage, "school.unknown", {{"school", wanted.school}});
    TakenAway taken{watermark_of(context, wanted.purpose), {form_name(wanted, snapshot->year)}};
    const AuditedAct act{
        .action = "export",
        .target = fmt::format("form {} {}", snapshot->year.start, wanted.school),
        .purpose = wanted.purpose};
    if (auto noted = note_act(context, county, act); !noted)
        return tl::unexpected(noted.error());
    const TemplateScope form{
        .school = wanted.school, .part = part_of(wanted, reach), .mark = taken.watermark};
    const auto made =
        write_form(context, county, within(*snapshot, reach), form, folder / taken.files.front());
    if (!made)
        return tl::unexpected(made.error());
    return taken;
}

}  // namespace junheng
