// SPDX-License-Identifier: Apache-2.0
#include "app/service/reporting.h"

#include <algorithm>

#include "app/service/overlay_folders.h"
#include "core/standards/glossary.h"
#include "io/report/write_report.h"

namespace junheng {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kWorkbook = "workbook";

Result<ReportSet> reports_of(
    const Context& context,
    County& county,
    const std::vector<fs::path>& given
) {
    const auto kept = county.store->overlays(county.code());
    if (!kept)
        return tl::unexpected(kept.error());
    OverlayFolders overlays;
    std::vector<fs::path> folders{context.reports()};
    for (const Overlay& overlay : *kept)
        if (const fs::path own = overlays.put(overlay) / "reports"; fs::is_directory(own))
            folders.push_back(own);
    folders.insert(folders.end(), given.begin(), given.end());
    return load_reports(folders);
}

const ReportTemplate* find_report(const ReportSet& set, std::string_view id) {
    const auto found = std::ranges::find(set.templates, id, &ReportTemplate::id);
    return found == set.templates.end() ? nullptr : &*found;
}

Error unknown_kind(const ReportSet& set, const std::string& kind) {
    std::string kinds;
    for (const ReportTemplate& report : set.templates)
        kinds += (kinds.empty() ? "" : ", ") + report.id;
    return {ErrorKind::usage, "report.unknown_kind", {{"kind", kind}, {"kinds", kinds}}, {}};
}

Result<std::vector<const ReportTemplate*>> wanted_reports(
    const ReportSet& set,
    const std::vector<std::string>& kinds,
    const Reach& reach
) {
    std::vector<const ReportTemplate*> wanted;
    for (const ReportTemplate& report : set.templates)
        if (kinds.empty() && !report.on_request && (reach.whole || report.by_school))
            wanted.push_back(&report);
    for (const std::string& kind : kinds) {
        const ReportTemplate* report = find_report(set, kind);
        if (report == nullptr)
            return tl::unexpected(unknown_kind(set, kind));
        if (!reach.whole && !report->by_school)
            return failure(ErrorKind::forbidden, "export.county_only", {{"kind", kind}});
        wanted.push_back(report);
    }
    return wanted;
}

Result<void> free_targets(
    const std::vector<const ReportTemplate*>& reports,
    Language language,
    const fs::path& folder
) {
    for (const ReportTemplate* report : reports) {
        const std::string file = (folder / report_file_name(*report, language)).string();
        std::error_code absent;
        if (fs::exists(file, absent))
            return failure(ErrorKind::usage, "file.exists", {{"file", file}}, {.file = file});
    }
    return {};
}

Result<void> made_folder(const fs::path& folder) {
    std::error_code fault;
    fs::create_directories(folder, fault);
    if (fault)
        return failure(
            ErrorKind::unavailable,
            "file.unwritable",
            {{"reason", fault.message()}},
            {.file = folder.string()}
        );
    return {};
}

ReportInput input_of(
    const Context& context,
    const County& county,
    const Judgement& judgement,
    const Glossary& glossary
) {
    return {
        .snapshot = judgement.snapshot,
        .standards = judgement.standards,
        .assessment = judgement.assessment,
        .glossary = glossary,
        .messages = context.messages,
        .language = context.language,
        .county = county.record.name};
}

}  // namespace

Result<std::vector<std::string>> make_reports(
    const Context& context,
    County& county,
    const Judgement& judgement,
    const Reach& reach,
    const ReportRequest& request,
    const fs::path& folder
) {
    const auto set = reports_of(context, county, request.folders);
    if (!set)
        return tl::unexpected(set.error());
    const auto reports = wanted_reports(*set, request.kinds, reach);
    if (!reports)
        return tl::unexpected(reports.error());
    if (auto made = made_folder(folder); !made)
        return tl::unexpected(made.error());
    if (!request.force)
        if (auto free = free_targets(*reports, context.language, folder); !free)
            return tl::unexpected(free.error());
    const auto glossary = Glossary::load(context.glossary());
    if (!glossary)
        return tl::unexpected(glossary.error());
    const Judgement seen = within(judgement, reach);
    ReportInput input = input_of(context, county, seen, *glossary);
    input.scenario = request.scenario;
    input.mark = request.mark;
    input.costs = set->costs;
    const ReportData data(input);
    const ReportFacts facts = report_facts(data);
    std::vector<std::string> files;
    for (const ReportTemplate* report : *reports) {
        files.push_back(report_file_name(*report, context.language));
        if (auto written = write_report(*report, data, facts, folder / files.back()); !written)
            return tl::unexpected(written.error());
    }
    return files;
}

Result<CountyReports> make_county_reports(
    const Context& context,
    County& county,
    std::optional<int> year,
    const ReportRequest& request,
    const fs::path& folder
) {
    const auto judgement =
        judge_county(context, county, {.year = year, .scenario = request.scenario});
    if (!judgement)
        return tl::unexpected(judgement.error());
    auto files = make_reports(context, county, *judgement, {.whole = true}, request, folder);
    if (!files)
        return tl::unexpected(files.error());
    return CountyReports{judgement->snapshot.year.start, *std::move(files)};
}

Result<void> write_workbook(
    const Context& context,
    County& county,
    const Judgement& judgement,
    const fs::path& file,
    const std::string& mark
) {
    const auto set = reports_of(context, county, {});
    if (!set)
        return tl::unexpected(set.error());
    const ReportTemplate* workbook = find_report(*set, kWorkbook);
    if (workbook == nullptr)
        return tl::unexpected(unknown_kind(*set, std::string(kWorkbook)));
    const auto glossary = Glossary::load(context.glossary());
    if (!glossary)
        return tl::unexpected(glossary.error());
    ReportInput input = input_of(context, county, judgement, *glossary);
    input.mark = mark;
    const ReportData data(input);
    return write_report(*workbook, data, report_facts(data), file);
}

}  // namespace junheng
