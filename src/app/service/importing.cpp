// SPDX-License-Identifier: Apache-2.0
#include "app/service/importing.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "app/service/import_totals.h"
#include "app/service/judging.h"
#include "app/service/keeping.h"
#include "io/exchange/issue_terms.h"
#include "io/exchange/red_copy.h"
#include "io/exchange/registry_check.h"

namespace junheng {
namespace {

constexpr std::int64_t kProgressEvery = 10'000;
constexpr std::size_t kDayLength = 10;  // of an ISO time
constexpr std::string_view kPupils = "pupils";

Result<ImportOptions> import_options(
    const Context& context,
    County& county,
    const ImportRequest& request,
    const Glossary& glossary
) {
    ImportOptions options{.profile = request.profile};
    options.profiles = context.profiles();
    options.tell_unknown = request.tell_unknown;
    options.default_year = kFirstYear;
    options.today = context.today();
    auto rules = load_check_rules(context.checks());
    if (!rules)
        return tl::unexpected(rules.error());
    options.checks = *std::move(rules);
    learn_from_glossary(options.checks, glossary);
    if (request.year) {
        const auto year = year_to_fill(*request.year, context.today());
        if (!year)
            return tl::unexpected(year.error());
        options.year = *year;
    }
    if (const auto years = county.store->years(county.code()); years && !years->empty())
        options.default_year = years->back();
    const auto standards =
        standards_for(context, county, options.year.value_or(options.default_year), {});
    if (!standards)
        return tl::unexpected(standards.error());
    learn_from_standards(options.checks, *standards);
    if (request.where.empty())
        return options;
    const auto equals = request.where.find('=');
    if (equals == std::string::npos || equals == 0)
        return failure(ErrorKind::usage, "import.bad_where", {{"value", request.where}});
    options.where_field = request.where.substr(0, equals);
    options.where_value = request.where.substr(equals + 1);
    return options;
}

Result<std::set<std::string>> registry_of(County& county) {
    std::set<std::string> codes;
    const auto years = county.store->years(county.code());
    if (!years)
        return tl::unexpected(years.error());
    for (const SchoolYear year : *years) {
        const auto snapshot = county.store->load(county.code(), year);
        if (!snapshot)
            return tl::unexpected(snapshot.error());
        for (const School& school : snapshot->schools) codes.insert(school.code);
    }
    return codes;
}

Result<Overlay> read_overlay(const std::filesystem::path& folder, const std::string& profile) {
    Overlay overlay{.name = profile, .files = {}};
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        overlay.files.push_back(
            {entry.path().lexically_relative(folder).generic_string(),
             std::string(std::istreambuf_iterator<char>(in), {})}
        );
    }
    std::ranges::sort(overlay.files, {}, &OverlayFile::path);
    return overlay;
}

/// One import from the first look at the files to the store.
class Import {
public:
    Import(const Context& context, County& county, const ImportRequest& request)
        : context_(context), county_(county), request_(request) {}

    Result<ImportReport> run() {
        if (auto prepared = prepare(); !prepared)
            return tl::unexpected(prepared.error());
        auto result = read_import(request_.paths, options_, stand_, book_);
        if (!result)
            return tl::unexpected(result.error());
        if (!has_errors(result->issues))
            if (auto added = add_teacher_totals(context_, county_, *result); !added)
                return tl::unexpected(added.error());
        refuse_far_years(*result);
        if (auto learnt = learn_reaches(*result); !learnt)
            return tl::unexpected(learnt.error());
        refuse_foreign_rules(*result);
        refuse_foreign_rows(*result);
        if (auto told = warn_of_frozen_years(*result); !told)
            return tl::unexpected(told.error());
        report_.recognised = std::move(result->recognised);
        report_.profile = result->profile;
        report_.profile_zh = result->profile_zh;
        report_.profile_en = result->profile_en;
        if (request_.dry_run && !has_errors(result->issues))
            report_.difference = difference_of(*result);
        if (auto done = store(*result); !done)
            return tl::unexpected(done.error());
        if (has_errors(report_.issues))
            report_.difference.reset();
        if (!result->years.empty())
            if (const auto last = result->after.find(result->years.back());
                last != result->after.end())
                report_.after = std::move(last->second);
        return std::move(report_);
    }

private:
    Result<void> prepare() {
        auto glossary = Glossary::load(context_.glossary());
        if (!glossary)
            return tl::unexpected(glossary.error());
        glossary_ = *std::move(glossary);
        auto options = import_options(context_, county_, request_, glossary_);
        if (!options)
            return tl::unexpected(options.error());
        options_ = *std::move(options);
        auto registry = registry_of(county_);
        if (!registry)
            return tl::unexpected(registry.error());
        stand_ = {.code = county_.code(), .snapshot = [this](SchoolYear year) {
                      return county_.store->load(county_.code(), year);
                  }};
        stand_.known_schools = *std::move(registry);
        book_ = head_book(glossary_);
        return {};
    }

    /// A slip in a file's name must not become the last year that the county holds.
    void refuse_far_years(ImportResult& result) const {
        std::map<SchoolYear, Where> places;
        for (const SchoolYear year : result.years) places.try_emplace(year);
        for (const PupilList& list : result.pupil_lists)
            places.insert_or_assign(list.year, Where{list.place.file, list.place.sheet});
        for (const SourcedChange& change : result.changes)
            if (change.sheet >= 0) {
                const auto& sheet = result.sheets[static_cast<std::size_t>(change.sheet)];
                places.insert_or_assign(change.year, Where{sheet.file, sheet.sheet});
            }
        for (auto& [year, where] : places)
            if (const auto near = year_to_fill(year.start, context_.today()); !near)
                result.issues.push_back(
                    {near.error().code,
                     Severity::error,
                     std::move(where),
                     std::to_string(year.start),
                     near.error().args}
                );
    }

    /// Files name their own years, and what is open in one may be signed in another.
    Result<void> learn_reaches(const ImportResult& result) {
        if (!request_.writer)
            return {};
        std::set<SchoolYear> touched;
        for (const SourcedChange& change : result.changes) touched.insert(change.year);
        for (const PupilList& list : result.pupil_lists) touched.insert(list.year);
        for (const SchoolYear year : touched) {
            auto reach = WriteReach::of(county_, *request_.writer, year);
            if (!reach)
                return tl::unexpected(reach.error());
            reaches_.emplace(year, *std::move(reach));
        }
        return {};
    }

    static Issue refusal(const Error& error, Where where) {
        const auto arg = [&](std::string_view name) {
            const auto found = std::ranges::find(error.args, name, &Args::value_type::first);
            return found == error.args.end() ? std::string("–") : found->second;
        };
        const std::string named = arg("school");
        if (error.code == "edit.closed")
            return {error.code, Severity::error, std::move(where), named, error.args};
        if (error.code == "edit.reviewed_only")
            return {error.code, Severity::error, std::move(where), arg("key"), error.args};
        return {
            "import.outside_scope", Severity::error, std::move(where), named, {{"school", named}}};
    }

    bool reaches_county() const {
        return !request_.writer || request_.writer->scope.kind == "county";
    }

    /// Rules are the county's, whatever rows come with them.
    void refuse_foreign_rules(ImportResult& result) const {
        if (result.overlay && !reaches_county())
            result.issues.push_back(
                {.code = "import.rules_outside_scope",
                 .value = result.profile,
                 .args = {{"profile", result.profile}}}
            );
    }

    /// One issue a school: what else stands there is not this user's to know.
    void refuse_foreign_rows(ImportResult& result) const {
        if (!request_.writer)
            return;
        std::set<std::string> refused;
        for (const SourcedChange& change : result.changes) {
            const auto allowed =
                reaches_.at(change.year).allow(change.change, result.after.at(change.year));
            if (allowed)
                continue;
            Where where;
            if (change.sheet >= 0) {
                const auto& sheet = result.sheets[static_cast<std::size_t>(change.sheet)];
                where = {sheet.file, sheet.sheet, change.row, 0};
            }
            Issue issue = refusal(allowed.error(), std::move(where));
            if (refused.insert(issue.value).second)
                result.issues.push_back(std::move(issue));
        }
    }

    /// What was handed in stays as it was, yet who changes its year should know that it was.
    Result<void> warn_of_frozen_years(ImportResult& result) const {
        const auto reported = county_.store->reported(county_.code());
        if (!reported)
            return tl::unexpected(reported.error());
        std::set<SchoolYear> touched;
        for (const SourcedChange& change : result.changes) touched.insert(change.year);
        for (const PupilList& list : result.pupil_lists) touched.insert(list.year);
        std::map<SchoolYear, const Reported*> last;
        for (const Reported& one : *reported) last[one.year] = &one;
        for (const auto& [year, frozen] : last)
            if (touched.contains(year))
                result.issues.push_back(
                    {"import.frozen_year",
                     Severity::warning,
                     {},
                     std::to_string(year.start),
                     {{"year", std::to_string(year.start)},
                      {"date", frozen->signer.at.substr(0, kDayLength)},
                      {"signer", frozen->signer.who}}}
                );
        return {};
    }

    /// The whole register of a year may be replaced by a list of one school's children.
    void warn_of_children_gone(const Tally& pupils, const ImportResult& result) {
        const std::int64_t held = pupils.changed + pupils.gone + pupils.unchanged;
        const auto gone = static_cast<double>(pupils.gone);
        if (gone < options_.checks.limit("gone_rows_least") ||
            gone <= options_.checks.limit("gone_share") * static_cast<double>(held))
            return;
        const PupilList& list = result.pupil_lists.front();
        report_.issues.push_back(
            {"import.many_gone",
             Severity::warning,
             {list.place.file, list.place.sheet},
             std::to_string(pupils.gone),
             {{"table", "pupils"},
              {"gone", std::to_string(pupils.gone)},
              {"held", std::to_string(held)},
              {"year", std::to_string(list.year.start)}}}
        );
    }

    /// A list from somebody who reaches some schools says nothing of the children of the others.
    bool replaces_county(const PupilList& list) const { return list.whole && reaches_county(); }

    /// Children are read inside the store's transaction, so that no list of them stands in memory.
    Result<PupilSource> pupil_source(const ImportResult& result) {
        const PupilList& first = result.pupil_lists.front();
        PupilSource source{
            .year = first.year,
            .scope = replaces_county(first) ? PupilScope::whole_year : PupilScope::schools_present};
        for (const PupilList& list : result.pupil_lists) {
            if (list.year != first.year)
                return failure(ErrorKind::data, "import.pupil_years", {}, list.place);
            source.places.push_back(list.place);
        }
        source.feed = [this, &result](const ChildSink& sink) { return feed(result, sink); };
        return source;
    }

    Result<Feed> feed(const ImportResult& result, const ChildSink& sink) {
        std::int64_t rows = 0;
        for (std::size_t place = 0; place < result.pupil_lists.size(); ++place) {
            const auto take = [&](PupilRow row) {
                if (request_.writer)
                    refuse_child(row, result.pupil_lists[place]);
                if (++rows % kProgressEvery == 0)
                    request_.progress(rows);
                sink(std::move(row), place);
            };
            const auto counts = read_pupils(
                result.pupil_lists[place], book_, result.pupil_rules, take, report_.issues
            );
            if (!counts)
                return tl::unexpected(counts.error());
            report_.counts.rows += counts->rows;
            report_.counts.skipped += counts->skipped;
            note_children(result.pupil_lists[place].place, *counts);
        }
        return has_errors(report_.issues) ? Feed::discard : Feed::keep;
    }

    void note_children(const Where& place, const PupilCounts& counts) {
        for (RecognisedFile& file : report_.recognised)
            for (RecognisedSheet& sheet : file.sheets)
                if (file.name == place.file && sheet.name == place.sheet) {
                    sheet.rows = counts.rows;
                    sheet.skipped = counts.skipped;
                }
    }

    void refuse_child(const PupilRow& row, const PupilList& list) {
        const auto allowed =
            reaches_.at(list.year).allow(TouchedRow{std::string(kPupils), row.school});
        if (allowed)
            return;
        Where where = list.place;
        where.row = row.file_row;
        report_.issues.push_back(refusal(allowed.error(), std::move(where)));
    }

    /// Beside each faulty file, or in the folder asked for.
    /// A copy that cannot be written hides none of the faults that it would have shown.
    void write_red_copies(const std::vector<ImportFile>& files) {
        const RedCopyLook look{book_, glossary_};
        for (const ImportFile& file : files) {
            const bool faulty = std::ranges::any_of(report_.issues, [&](const Issue& issue) {
                return issue.where.file == file.name && issue.where.row > 0;
            });
            if (!faulty)
                continue;
            const std::filesystem::path folder =
                request_.report ? *request_.report : file.path.parent_path();
            std::error_code ignored;
            std::filesystem::create_directories(folder, ignored);
            const auto out = folder / (file.path.stem().string() + std::string(kRedCopySuffix));
            if (auto written = write_red_copy(
                    file, report_.issues, context_.messages, context_.language, out, &look
                );
                written)
                report_.red_copies.push_back(out);
            else
                report_.issues.push_back(
                    {"import.no_red_copy",
                     Severity::warning,
                     {file.name},
                     out.string(),
                     {{"value", out.string()}}}
                );
        }
    }

    /// With errors in the tables the children are still read, so that every fault is reported at
    /// once; the store then keeps nothing.
    Result<void> store(ImportResult& result) {
        report_.counts = result.counts;
        report_.issues = std::move(result.issues);
        const bool refused = has_errors(report_.issues);
        if (!refused || !result.pupil_lists.empty()) {
            auto commit = commit_of(result, refused);
            if (!commit)
                return tl::unexpected(commit.error());
            if (auto done = write(*commit, result); !done)
                return done;
        }
        add_terms(report_.issues, glossary_, context_.language);
        if (has_errors(report_.issues))
            write_red_copies(result.files);
        return {};
    }

    Result<Commit> commit_of(ImportResult& result, bool refused) const {
        Commit commit{.kind = ChangeKind::import, .author = author_of(context_, request_.why)};
        commit.dry_run = request_.dry_run || refused;
        if (refused)
            return commit;
        commit.sheets = std::move(result.sheets);
        commit.changes = std::move(result.changes);
        if (result.overlay) {
            auto overlay = read_overlay(*result.overlay, result.profile);
            if (!overlay)
                return tl::unexpected(overlay.error());
            commit.overlays.push_back(*std::move(overlay));
        }
        return commit;
    }

    Result<void> write(const Commit& commit, const ImportResult& result) {
        std::optional<PupilSource> pupils;
        if (!result.pupil_lists.empty()) {
            auto source = pupil_source(result);
            if (!source)
                return tl::unexpected(source.error());
            pupils = *std::move(source);
        }
        const auto committed =
            county_.store->commit(county_.code(), commit, pupils ? &*pupils : nullptr);
        if (!committed)
            return tl::unexpected(committed.error());
        std::ranges::copy(committed->issues, std::back_inserter(report_.issues));
        report_.changes_id = committed->id;
        if (pupils)
            warn_of_children_gone(committed->pupils, result);
        if (report_.difference && pupils)
            if (auto told = tell_children(*committed, result, pupils->year); !told)
                return told;
        report_.counts.added += committed->pupils.added;
        report_.counts.changed += committed->pupils.changed;
        report_.counts.gone += committed->pupils.gone;
        report_.counts.unchanged += committed->pupils.unchanged;
        return {};
    }

    Result<void> tell_children(
        const Committed& committed,
        const ImportResult& result,
        SchoolYear year
    ) {
        if (const auto after = result.after.find(year); after != result.after.end()) {
            add_children(*report_.difference, committed.pupils_by_school, after->second);
            return {};
        }
        const auto held = county_.store->load(county_.code(), year);
        if (!held)
            return tl::unexpected(held.error());
        add_children(*report_.difference, committed.pupils_by_school, *held);
        return {};
    }

    const Context& context_;
    County& county_;
    const ImportRequest& request_;
    ImportOptions options_;
    ImportCounty stand_;
    std::map<SchoolYear, WriteReach> reaches_;  // of the years touched; none without a writer
    Glossary glossary_;
    HeadBook book_;
    ImportReport report_;
};

}  // namespace

Result<ImportReport> import_files(
    const Context& context,
    County& county,
    const ImportRequest& request
) {
    return Import(context, county, request).run();
}

}  // namespace junheng
