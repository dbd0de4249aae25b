// SPDX-License-Identifier: Apache-2.0
#include "app/service/draft_import.h"

#include "app/service/audit.h"
#include "app/service/import_difference.h"
#include "app/service/importing.h"
#include "app/service/judging.h"
#include "app/service/reach.h"
#include "app/service/report_json.h"
#include "core/indicators/assess.h"
#include "io/exchange/compare_json.h"

namespace junheng {
namespace {

/// The county before and after, or nothing to compare with.
Result<std::string> effect_json(
    const Context& context,
    County& county,
    const Snapshot& after,
    const Reach& reach
) {
    const auto before = judge_county(context, county, {.year = after.year.start});
    if (!before && before.error().code != "county.no_such_year" &&
        before.error().code != "county.empty")
        return tl::unexpected(before.error());
    const auto standards = standards_for(context, county, after.year, {});
    if (!standards)
        return tl::unexpected(standards.error());
    const Assessment last = within(assess(after, *standards), reach);
    const Assessment first = before ? within(before->assessment, reach) : last;
    return comparison_json({first, last, *standards});
}

class DraftWork {
public:
    DraftWork(ImportDrafts& drafts, ImportDraft draft, DraftRun run)
        : drafts_(drafts), draft_(std::move(draft)), run_(std::move(run)) {}

    Result<std::string> operator()(const Context& context, County& county, JobProgress& progress)
        const {
        const auto year = last_year(county);
        if (!year)
            return tl::unexpected(year.error());
        const auto reach = reach_in(county, *year);
        if (!reach)
            return tl::unexpected(reach.error());
        const auto report = import_files(context, county, request_for(progress));
        if (!report)
            return tl::unexpected(report.error());
        keep(*report);
        if (report->changes_id) {
            const AuditedAct act{
                .action = "import",
                .target = std::to_string(*report->changes_id),
                .purpose = draft_.why};
            if (auto noted = note_act(context, county, act); !noted)
                return tl::unexpected(noted.error());
        }
        std::string text = import_report_json(context, *report, [&](JsonWriter& json) {
            write_recognised(json, *report, context.language);
            if (report->difference)
                write_difference(json, *report->difference);
        });
        if (!run_.dry_run || !report->after || has_errors(report->issues))
            return text;
        const auto effect = effect_json(context, county, *report->after, *reach);
        if (!effect)
            return tl::unexpected(effect.error());
        text.pop_back();
        return text + R"(,"effect":)" + *effect + "}";
    }

private:
    static Result<SchoolYear> last_year(County& county) {
        auto year = held_year(county, std::nullopt);
        if (!year && year.error().code == "county.empty")
            return kFirstYear;
        return year;
    }

    Result<Reach> reach_in(County& county, SchoolYear year) const {
        const auto snapshot = county.store->load(county.code(), year);
        if (!snapshot)
            return tl::unexpected(snapshot.error());
        return reach_of(run_.writer.scope, *snapshot);
    }

    ImportRequest request_for(JobProgress& progress) const {
        ImportRequest request{
            .paths = {},
            .profile = draft_.profile,
            .where = draft_.where,
            .year = draft_.year,
            .dry_run = run_.dry_run,
            .report = drafts_.red_folder(draft_.id),
            .why = draft_.why,
            .tell_unknown = true,
            .writer = run_.writer};
        for (const DraftFile& file : draft_.files)
            request.paths.push_back(drafts_.folder(draft_.id) / file.name);
        request.progress = [&progress](std::int64_t rows) { progress.report(rows, std::nullopt); };
        return request;
    }

    void keep(const ImportReport& report) const {
        drafts_.update(draft_.id, [&](ImportDraft& draft) {
            draft.state = has_errors(report.issues) ? DraftState::refused
                          : run_.dry_run            ? DraftState::checked
                                                    : DraftState::stored;
            draft.changes_id = report.changes_id;
            draft.red_copies.clear();
            for (const auto& copy : report.red_copies)
                draft.red_copies.push_back(copy.filename().string());
        });
    }

    ImportDrafts& drafts_;
    ImportDraft draft_;
    DraftRun run_;
};

}  // namespace

Result<std::string> run_draft(
    const Context& context,
    ImportDrafts& drafts,
    Jobs& jobs,
    const DraftRun& run
) {
    return drafts.begin_job(jobs, run.id, context.user, [&](const ImportDraft& draft) {
        return jobs.start(
            context, run.dry_run ? "import_check" : "import", DraftWork(drafts, draft, run)
        );
    });
}

}  // namespace junheng
