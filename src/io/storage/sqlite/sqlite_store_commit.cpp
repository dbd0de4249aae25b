// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/change_log.h"
#include "io/storage/sqlite/overlays.h"
#include "io/storage/sqlite/papers.h"
#include "io/storage/sqlite/pupil_writer.h"
#include "io/storage/sqlite/sqlite_store.h"
#include "io/storage/sqlite/teacher_identities.h"
#include "io/storage/sqlite/versions.h"

namespace junheng::sqlite {
namespace {

constexpr std::string_view kPupilSheet = "pupils";

void note_tallies(Connection& connection, const Committed& done) {
    note_tally(connection, *done.id, "rows", done.rows);
    note_tally(connection, *done.id, "pupils", done.pupils);
    note_tally(connection, *done.id, "identities", done.identities);
}

[[noreturn]] void refuse_undo(std::string code, std::int64_t id) {
    give_up(ErrorKind::data, std::move(code), {{"id", std::to_string(id)}});
}

}  // namespace

void SqliteStore::note_sheets(std::int64_t id, const Commit& commit, const PupilSource* pupils) {
    int position = 0;
    for (const SourceSheet& sheet : commit.sheets)
        note_sheet(
            *connection_,
            id,
            {position++, sheet.file, sheet.sheet, table_spec(sheet.table).name, sheet.columns}
        );
    if (pupils == nullptr)
        return;
    for (const Where& place : pupils->places)
        note_sheet(
            *connection_, id, {position++, place.file, place.sheet, kPupilSheet, {place.column}}
        );
}

void SqliteStore::write_change(std::string_view county, const SourcedChange& change) {
    RecordTable& table = tables_.at(table_of(change.change));
    const Scope scope{county, change.year};
    if (const auto* added = std::get_if<RowAdded>(&change.change))
        table.add(scope, added->row);
    else if (const auto* removed = std::get_if<RowRemoved>(&change.change))
        table.remove(scope, removed->row);
    else
        table.set(scope, std::get<CellSet>(change.change));
}

void SqliteStore::apply_changes(
    std::string_view county,
    const std::vector<SourcedChange>& changes,
    std::int64_t id
) {
    for (const SourcedChange& change : changes) {
        write_change(county, change);
        note_change(*connection_, id, county, change);
    }
}

Result<Committed> SqliteStore::commit(
    std::string_view county,
    const Commit& commit,
    const PupilSource* pupils
) {
    return guarded([&] {
        Transaction transaction(*connection_, TransactionKind::write);
        county_name(county);
        Committed done;
        const std::int64_t id =
            open_change_set(*connection_, county, commit.kind, commit.author, std::nullopt);
        note_sheets(id, commit, pupils);
        apply_changes(county, commit.changes, id);
        done.rows = tally_of(commit.changes);
        std::int64_t touched = done.rows.touched();
        for (const Overlay& overlay : commit.overlays)
            touched += put_overlay(*connection_, county, overlay, id);
        for (const NewPaper& paper : commit.papers)
            touched += put_paper(*connection_, county, paper, id);
        if (!commit.identities.empty())
            done.identities = put_identities(
                *connection_, sealer(), {county, id}, commit.identities, done.issues
            );
        bool keep = !commit.dry_run;
        if (pupils != nullptr)
            keep = put_pupils(
                       *connection_,
                       sealer(),
                       {county, id, static_cast<int>(commit.sheets.size())},
                       *pupils,
                       done
                   ) == Feed::keep &&
                   keep;
        touched += done.identities.touched() + done.pupils.touched();
        if (!keep || touched == 0 || has_errors(done.issues))
            return done;
        done.id = id;
        note_tallies(*connection_, done);
        transaction.commit();
        return done;
    });
}

void SqliteStore::apply_inverse(
    std::string_view county,
    const Commit& undone,
    std::int64_t undone_id,
    std::int64_t id
) {
    for (auto change = undone.changes.rbegin(); change != undone.changes.rend(); ++change) {
        const SourcedChange back{.year = change->year, .change = inverse(change->change)};
        try {
            write_change(county, back);
        } catch (const Fault& fault) {
            if (fault.error.kind != ErrorKind::data)
                throw;
            const auto later = later_set(*connection_, county, *change, undone_id);
            Args args = fault.error.args;
            args.emplace_back("id", std::to_string(undone_id));
            args.emplace_back("later", later ? std::to_string(*later) : "");
            const bool cell = fault.error.code == "change.conflict";
            give_up(
                ErrorKind::data,
                cell ? "store.undo_conflict" : "store.undo_conflict_row",
                std::move(args)
            );
        }
        note_change(*connection_, id, county, back);
    }
}

Result<Committed> SqliteStore::undo(
    std::string_view county,
    std::int64_t id,
    const Author& author
) {
    return guarded([&] {
        Transaction transaction(*connection_, TransactionKind::write);
        county_name(county);
        const Commit undone = sqlite::changes_of(*connection_, county, id);
        if (undone.kind == ChangeKind::freeze)
            refuse_undo("store.not_undoable", id);
        if (undone_by(*connection_, county).contains(id))
            refuse_undo("store.already_undone", id);
        Committed done;
        done.id = open_change_set(*connection_, county, ChangeKind::undo, author, id);
        apply_inverse(county, undone, id, *done.id);
        done.rows = tally_of(undone.changes);
        std::swap(done.rows.added, done.rows.gone);
        done.pupils = undo_versions(*connection_, kEnrolments, id, *done.id);
        done.identities = undo_versions(*connection_, kTeacherIdentities, id, *done.id);
        undo_versions(*connection_, kOverlayFiles, id, *done.id);
        undo_versions(*connection_, kPaperFiles, id, *done.id);
        note_tallies(*connection_, done);
        transaction.commit();
        return done;
    });
}

}  // namespace junheng::sqlite
