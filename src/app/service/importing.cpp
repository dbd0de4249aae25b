// SPDX-License-Identifier: Apache-2.0
#include "app/service/importing.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>

#include "app/service/judging.h"
#include "app/service/keeping.h"
#include "core/indicators/teacher_totals.h"
#include "io/exchange/registry_check.h"

namespace junheng {
namespace {

constexpr std::int64_t kProgressEvery = 10'000;

Result<ImportOptions> import_options(const Context& context, County& county, const ImportRequest& request) {
    ImportOptions options{.profile = request.profile};
    options.profiles = context.profiles();
    if (request.year)
        options.year = SchoolYear{*request.year};
    if (const auto years = county.store->years(county.code()); years && !years->empty())
        options.default_year = years->back();
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
        for (const School& school : snapshot->schools)
            codes.insert(school.code);
    }
    return codes;
}

/// Sets the totals that follow from the teachers, and reports those that the import gave otherwise.
class TotalsFromTeachers {
public:
    TotalsFromTeachers(const Context& context, County& county, ImportResult& result)
        : context_(context), county_(county), result_(result) {}

    Result<void> add() {
        const auto sheet = std::ranges::find(result_.sheets, TableId::teachers, &SourceSheet::table);
        sheet_ = sheet == result_.sheets.end() ? -1 : static_cast<int>(sheet - result_.sheets.begin());
        for (const SchoolYear year : result_.years)
            if (auto done = add_year(year); !done)
                return done;
        return {};
    }

private:
    Result<void> add_year(SchoolYear year) {
        Changes changes;
        std::map<std::string, const SourcedChange*> given;
        for (const SourcedChange& change : result_.changes)
            if (change.year == year) {
                changes.push_back(change.change);
                if (table_of(change.change) == TableId::stages)
                    given.emplace(key_of(change.change), &change);
            }
        const auto stored = county_.store->load(county_.code(), year);
        if (!stored)
            return tl::unexpected(stored.error());
        const auto imported = junheng::apply(changes, *stored);
        if (!imported)
            return tl::unexpected(imported.error());
        const auto standards = standards_for(context_, county_, year, {});
        if (!standards)
            return tl::unexpected(standards.error());
        std::vector<SourcedChange> derived;
        for (const Change& change :
             diff(*imported, with_teacher_totals(*imported, *standards))) {
            const auto& cell = std::get<CellSet>(change);
            const auto source = given.find(key_of(change));
            if (source != given.end() && std::holds_alternative<std::int64_t>(cell.before))
                result_.issues.push_back(disagreement(*source->second, cell));
            derived.push_back({year, change, sheet_, 0});
        }
        std::ranges::move(derived, std::back_inserter(result_.changes));
        return {};
    }

    Issue disagreement(const SourcedChange& source, const CellSet& cell) const {
        const FieldSpec& field = table_spec(TableId::stages).fields[cell.field];
        Issue issue{.code = "import.teacher_totals", .value = to_text(field, cell.before)};
        issue.args = {
            {"key", key_text(table_spec(TableId::stages), cell.key)},
            {"field", std::string(field.name)},
            {"value", to_text(field, cell.before)},
            {"counted", to_text(field, cell.after)}};
        issue.school = to_text(table_spec(TableId::stages).fields[0], cell.key[0]);
        if (source.sheet >= 0) {
            const SourceSheet& sheet = result_.sheets[static_cast<std::size_t>(source.sheet)];
            const int column = cell.field < sheet.columns.size() ? sheet.columns[cell.field] : 0;
            issue.where = {sheet.file, sheet.sheet, source.row, column};
        }
        return issue;
    }

    const Context& context_;
    County& county_;
    ImportResult& result_;
    int sheet_ = -1;
};

Result<Overlay> read_overlay(const std::filesystem::path& folder, const std::string& profile) {
    Overlay overlay{.name = profile, .files = {}};
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream in(entry.path(), std::ios::binary);
        overlay.files.push_back(
            {entry.path().filename().string(), std::string(std::istreambuf_iterator<char>(in), {})}
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
        auto result = read([this](SchoolYear year, const PupilRow&) {
            pupil_year_ = year;
            if (++pupils_ % kProgressEvery == 0)
                request_.progress(pupils_);
            return true;
        });
        if (!result)
            return tl::unexpected(result.error());
        if (!has_errors(result->issues))
            if (auto added = TotalsFromTeachers(context_, county_, *result).add(); !added)
                return tl::unexpected(added.error());
        ImportReport report{.counts = result->counts, .issues = std::move(result->issues)};
        if (!has_errors(report.issues))
            if (auto stored = store(*result, report); !stored)
                return tl::unexpected(stored.error());
        return report;
    }

private:
    Result<void> prepare() {
        auto options = import_options(context_, county_, request_);
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
        auto glossary = Glossary::load(context_.home / "data" / "glossary.toml");
        if (!glossary)
            return tl::unexpected(glossary.error());
        book_ = head_book(*glossary);
        return {};
    }

    Result<ImportResult> read(const PupilSink& pupils) {
        return read_import(request_.paths, options_, stand_, book_, pupils);
    }

    /// Children are read a second time, into the store's transaction, so that no list of them stands in memory.
    PupilSource pupil_source(Issues& issues) {
        PupilSource source{.year = pupil_year_, .scope = PupilScope::schools_present};
        source.places = {Where{.file = request_.paths.front().filename().string()}};
        source.feed = [this, &issues](const ChildSink& sink) -> Result<Feed> {
            const auto again = read([&](SchoolYear, const PupilRow& row) {
                sink(row, 0);
                return true;
            });
            if (!again)
                return tl::unexpected(again.error());
            return has_errors(issues) ? Feed::discard : Feed::keep;
        };
        return source;
    }

    Result<void> store(ImportResult& result, ImportReport& report) {
        Commit commit{.kind = ChangeKind::import, .author = author_of(context_, request_.why)};
        commit.sheets = std::move(result.sheets);
        commit.changes = std::move(result.changes);
        commit.dry_run = request_.dry_run;
        if (result.overlay) {
            auto overlay = read_overlay(*result.overlay, result.profile);
            if (!overlay)
                return tl::unexpected(overlay.error());
            commit.overlays.push_back(*std::move(overlay));
        }
        const PupilSource pupils = pupil_source(report.issues);
        const auto committed = county_.store->commit(county_.code(), commit, pupils_ > 0 ? &pupils : nullptr);
        if (!committed)
            return tl::unexpected(committed.error());
        std::ranges::copy(committed->issues, std::back_inserter(report.issues));
        report.changes_id = committed->id;
        report.counts.added += committed->pupils.added;
        report.counts.changed += committed->pupils.changed;
        report.counts.gone += committed->pupils.gone;
        report.counts.unchanged += committed->pupils.unchanged;
        return {};
    }

    const Context& context_;
    County& county_;
    const ImportRequest& request_;
    ImportOptions options_;
    ImportCounty stand_;
    HeadBook book_;
    std::int64_t pupils_ = 0;
    SchoolYear pupil_year_;
};

/// A finding in the store has no file: the table and the cell's key and column stand in its place.
Issue located(Finding finding) {
    const TableSpec& spec = table_spec(finding.table);
    finding.issue.where.sheet = fmt::format(
        "{} {} {}", spec.name, key_text(spec, finding.key), spec.fields[finding.field].name
    );
    return std::move(finding.issue);
}

}  // namespace

Result<ImportReport> import_files(const Context& context, County& county, const ImportRequest& request) {
    return Import(context, county, request).run();
}

Result<Issues> check_county(const Context& context, County& county, std::optional<int> year) {
    const auto held = held_year(county, year);
    if (!held)
        return tl::unexpected(held.error());
    const auto snapshot = county.store->load(county.code(), *held);
    const auto previous = county.store->load(county.code(), SchoolYear{held->start - 1});
    const auto rules = load_check_rules(context.checks());
    if (!snapshot || !previous)
        return tl::unexpected(snapshot ? previous.error() : snapshot.error());
    if (!rules)
        return tl::unexpected(rules.error());
    CheckOptions options{.rules = *rules, .previous = previous->schools.empty() ? nullptr : &*previous};
    Issues issues;
    for (Finding& finding : check_snapshot(*snapshot, options))
        issues.push_back(located(std::move(finding)));
    return issues;
}

Result<std::vector<SchoolHandIn>> hand_in_state(County& county, std::optional<int> year) {
    const auto held = held_year(county, year);
    if (!held)
        return tl::unexpected(held.error());
    const auto snapshot = county.store->load(county.code(), *held);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    std::vector<SchoolHandIn> state;
    for (const School& school : snapshot->schools) {
        if (!school.merged_into.empty())
            continue;
        SchoolHandIn one{school.code, school.name, {}};
        const auto stages = stages_of(*snapshot, school.code);
        const SharedFigures* shared = find_shared(*snapshot, school.code);
        if (stages.empty() || std::ranges::none_of(stages, [](const StageFigures& s) { return s.pupils.has_value(); }))
            one.missing.emplace_back("stages");
        if (shared == nullptr || !shared->teaching_area)
            one.missing.emplace_back("shared");
        if (classes_of(*snapshot, school.code).empty())
            one.missing.emplace_back("classes");
        if (rooms_of(*snapshot, school.code).empty())
            one.missing.emplace_back("rooms");
        if (figures_of(*snapshot, school.code).empty())
            one.missing.emplace_back("figures");
        state.push_back(std::move(one));
    }
    return state;
}

}  // namespace junheng
