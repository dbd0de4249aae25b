// SPDX-License-Identifier: Apache-2.0
#include "app/service/keeping.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "core/demo/demo.h"
#include "core/domain/roll_over.h"

namespace junheng {
namespace {

std::vector<SourcedChange> sourced(const Changes& changes, SchoolYear year) {
    std::vector<SourcedChange> result;
    result.reserve(changes.size());
    for (const Change& change : changes) result.push_back({year, change});
    return result;
}

/// Writes one county of the demonstration, year by year, children and teachers' numbers included.
class DemoWriter {
public:
    DemoWriter(Store& store, const Author& author, DemoReport& report)
        : store_(store), author_(author), report_(report) {}

    Result<void> write(const DemoCounty& county) {
        if (auto put = store_.put_county({county.code, county.name}); !put)
            return put;
        for (const Snapshot& year : county.years)
            if (auto written = write_year(county, year); !written)
                return written;
        ++report_.counties;
        report_.schools += static_cast<std::int64_t>(county.years.back().schools.size());
        return {};
    }

private:
    Result<void> write_year(const DemoCounty& county, const Snapshot& year) {
        Snapshot empty{.county_code = county.code, .county_name = county.name, .year = year.year};
        Commit commit{.kind = ChangeKind::demo, .author = author_};
        commit.changes = sourced(diff(empty, year), year.year);
        if (year.year == county.years.back().year)
            for_each_teacher_identity(county, [&](const TeacherPaper& paper) {
                commit.identities.push_back({paper.id, paper.identity_no});
            });
        const PupilSource pupils{
            .year = year.year,
            .scope = PupilScope::whole_year,
            .places = {Where{}},
            .feed = feed(county, year.year)};
        const auto committed =
            store_.commit(county.code, commit, county.with_people ? &pupils : nullptr);
        if (!committed)
            return tl::unexpected(committed.error());
        if (has_errors(committed->issues))
            return failure(
                ErrorKind::internal, "demo.refused", {{"reason", committed->issues.front().code}}
            );
        report_.pupils += committed->pupils.added;
        return {};
    }

    static std::function<Result<Feed>(const ChildSink&)> feed(
        const DemoCounty& county,
        SchoolYear year
    ) {
        return [&county, year](const ChildSink& sink) -> Result<Feed> {
            for_each_pupil(county, year, [&](const PupilRow& row) { sink(row, 0); });
            return Feed::keep;
        };
    }

    Store& store_;
    const Author& author_;
    DemoReport& report_;
};

}  // namespace

Author author_of(const Context& context, const std::string& why) {
    return {context.user, context.now(), why};
}

Result<void> init_county(const std::string& file, const CountyRecord& county, bool force) {
    auto store = create_store(file, force);
    if (!store)
        return tl::unexpected(store.error());
    return (*store)->put_county(county);
}

Result<DemoReport> make_demo_store(const Context& context, const DemoRequest& request) {
    auto store = create_store(request.file, request.force);
    if (!store)
        return tl::unexpected(store.error());
    DemoReport report;
    const Author author = author_of(context, "demo");
    DemoWriter writer(**store, author, report);
    const DemoOptions options{
        .seed = request.seed, .schools = request.schools, .years = request.years};
    for (const DemoOptions& one : demo_counties(options)) {
        if (auto written = writer.write(make_demo(one)); !written)
            return tl::unexpected(written.error());
        request.progress(report.counties);
    }
    return report;
}

Result<SchoolYear> roll_over_county(
    const Context& context,
    County& county,
    std::optional<int> from
) {
    const auto last = held_year(county, from);
    if (!last)
        return tl::unexpected(last.error());
    const SchoolYear next{last->start + 1};
    const auto years = county.store->years(county.code());
    if (!years)
        return tl::unexpected(years.error());
    if (std::ranges::find(*years, next) != years->end())
        return failure(
            ErrorKind::usage, "roll_over.year_exists", {{"year", std::to_string(next.start)}}
        );
    const auto snapshot = county.store->load(county.code(), *last);
    if (!snapshot)
        return tl::unexpected(snapshot.error());
    const auto empty = county.store->load(county.code(), next);
    if (!empty)
        return tl::unexpected(empty.error());
    Commit commit{.kind = ChangeKind::roll_over, .author = author_of(context, {})};
    commit.changes = sourced(roll_over(*snapshot, *empty), next);
    const auto committed = county.store->commit(county.code(), commit);
    if (!committed)
        return tl::unexpected(committed.error());
    return next;
}

Result<Reported> freeze_county(
    const Context& context,
    County& county,
    std::optional<int> year,
    const std::string& signer
) {
    const auto held = held_year(county, year);
    if (!held)
        return tl::unexpected(held.error());
    return county.store->freeze(county.code(), *held, {signer, context.now(), {}});
}

Result<std::vector<ChangeSet>> county_history(County& county) {
    return county.store->history(county.code());
}

Result<std::optional<ChangeSet>> last_change(County& county) {
    auto history = county_history(county);
    if (!history)
        return tl::unexpected(history.error());
    if (history->empty())
        return std::nullopt;
    return std::move(history->back());
}

Result<Commit> change_set(County& county, std::int64_t id) {
    return county.store->changes_of(county.code(), id);
}

Result<Committed> undo_changes(
    const Context& context,
    County& county,
    std::int64_t id,
    const std::string& why
) {
    return county.store->undo(county.code(), id, author_of(context, why));
}

Result<void> backup_installation(
    const std::string& location,
    const std::filesystem::path& file,
    bool force
) {
    const auto store = open_store(location);
    if (!store)
        return tl::unexpected(store.error());
    return (*store)->backup(file, force);
}

Result<std::vector<HistoryEntry>> history_of(County& county) {
    const auto sets = county.store->history(county.code());
    const auto reported = county.store->reported(county.code());
    if (!sets || !reported)
        return tl::unexpected(sets ? reported.error() : sets.error());
    std::vector<HistoryEntry> entries;
    std::set<SchoolYear> frozen;
    for (const ChangeSet& set : *sets) {
        HistoryEntry entry{set, {}};
        if (set.kind == ChangeKind::freeze) {
            for (const Reported& one : *reported)
                if (one.id == set.id)
                    frozen.insert(one.year);
        } else if (!frozen.empty()) {
            const auto commit = county.store->changes_of(county.code(), set.id);
            if (!commit)
                return tl::unexpected(commit.error());
            std::set<SchoolYear> years;
            for (const SourcedChange& change : commit->changes) years.insert(change.year);
            std::ranges::set_intersection(years, frozen, std::back_inserter(entry.after_freeze));
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

Result<void> restore_county(
    const std::filesystem::path& backup,
    const std::string& location,
    bool force
) {
    std::error_code ignored;
    if (!force && std::filesystem::exists(location, ignored))
        return failure(ErrorKind::usage, "store.exists", {{"location", location}});
    return restore_store(backup, location);
}

}  // namespace junheng
