// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/sqlite_store.h"

#include "io/storage/sqlite/accounts.h"
#include "io/storage/sqlite/audit.h"
#include "io/storage/sqlite/backup.h"
#include "io/storage/sqlite/change_log.h"
#include "io/storage/sqlite/hand_ins.h"
#include "io/storage/sqlite/installation_key.h"
#include "io/storage/sqlite/overlays.h"
#include "io/storage/sqlite/papers.h"
#include "io/storage/sqlite/pupil_reader.h"
#include "io/storage/sqlite/reported.h"
#include "io/storage/sqlite/state.h"

namespace junheng::sqlite {
namespace {

constexpr std::string_view kCounties = "SELECT code, name FROM county_register ORDER BY code";
constexpr std::string_view kCounty = "SELECT name FROM county_register WHERE code = ?";
constexpr std::string_view kPutCounty =
    "INSERT INTO county_register (code, name) VALUES (?, ?) ON CONFLICT (code) DO UPDATE SET name "
    "= excluded.name";
constexpr std::size_t kCodeLength = 6;

}  // namespace

SqliteStore::SqliteStore(std::unique_ptr<Connection> connection)
    : connection_(std::move(connection)) {
    for (const TableId table : all_tables())
        tables_.emplace(table, RecordTable(*connection_, table));
}

/// One view of the file for the whole of `work`.
template <class F>
auto SqliteStore::reading(std::string_view county, F&& work) -> Result<decltype(work())> {
    return guarded([&] {
        const Transaction transaction(*connection_, TransactionKind::read);
        county_name(county);
        return work();
    });
}

template <class F>
auto SqliteStore::writing(std::string_view county, F&& work) -> Result<decltype(work())> {
    return guarded([&]() -> decltype(work()) {
        Transaction transaction(*connection_, TransactionKind::write);
        county_name(county);
        if constexpr (std::is_void_v<decltype(work())>) {
            work();
            transaction.commit();
        } else {
            auto result = work();
            transaction.commit();
            return result;
        }
    });
}

std::string SqliteStore::county_name(std::string_view county) {
    std::string name;
    Statement& query = connection_->query(kCounty).with(county);
    if (!query.first([&] { name = query.text(0); }))
        give_up(ErrorKind::usage, "store.county_unknown", {{"county", std::string(county)}});
    return name;
}

Result<std::vector<CountyRecord>> SqliteStore::counties() {
    return guarded([&] {
        std::vector<CountyRecord> result;
        Statement& query = connection_->query(kCounties);
        query.each([&] {
            result.push_back({std::string(query.text(0)), std::string(query.text(1))});
        });
        return result;
    });
}

Result<void> SqliteStore::put_county(const CountyRecord& county) {
    return guarded([&] {
        const bool digits = county.code.find_first_not_of("0123456789") == std::string::npos;
        if (county.code.size() != kCodeLength || !digits)
            give_up(ErrorKind::usage, "store.county_code", {{"county", county.code}});
        connection_->query(kPutCounty).with(county.code, county.name).run();
    });
}

Result<std::vector<SchoolYear>> SqliteStore::years(std::string_view county) {
    return reading(county, [&] { return years_held(*connection_, county); });
}

Snapshot SqliteStore::empty_snapshot(std::string_view county, SchoolYear year) {
    Snapshot snapshot;
    snapshot.county_code = county;
    snapshot.county_name = county_name(county);
    snapshot.year = year;
    return snapshot;
}

Result<Snapshot> SqliteStore::load(std::string_view county, SchoolYear year) {
    return reading(county, [&] {
        Snapshot snapshot = empty_snapshot(county, year);
        for (auto& [id, table] : tables_) take(set_rows(snapshot, id, table.rows({county, year})));
        return snapshot;
    });
}

Result<std::vector<ChangeSet>> SqliteStore::history(std::string_view county) {
    return reading(county, [&] { return sqlite::history(*connection_, county); });
}

Result<Commit> SqliteStore::changes_of(std::string_view county, std::int64_t id) {
    return reading(county, [&] { return sqlite::changes_of(*connection_, county, id); });
}

Result<std::optional<CellOrigin>> SqliteStore::origin_of(
    std::string_view county,
    const CellAddress& cell
) {
    return reading(county, [&] { return sqlite::origin_of(*connection_, county, cell); });
}

Result<void> SqliteStore::save_scenario(std::string_view county, const Scenario& scenario) {
    return writing(county, [&] { sqlite::save_scenario(*connection_, county, scenario); });
}

Result<Scenario> SqliteStore::load_scenario(std::string_view county, std::string_view name) {
    return reading(county, [&] { return sqlite::load_scenario(*connection_, county, name); });
}

Result<std::vector<std::string>> SqliteStore::scenarios(std::string_view county) {
    return reading(county, [&] { return sqlite::scenarios(*connection_, county); });
}

Result<void> SqliteStore::remove_scenario(std::string_view county, std::string_view name) {
    return writing(county, [&] { sqlite::remove_scenario(*connection_, county, name); });
}

Result<Reported> SqliteStore::freeze(
    std::string_view county,
    SchoolYear year,
    const Author& signer
) {
    return writing(county, [&] {
        std::vector<FrozenTable> frozen;
        for (auto& [id, table] : tables_) frozen.push_back({id, table.rows({county, year})});
        return sqlite::freeze(*connection_, county, {0, year, signer, {}}, frozen);
    });
}

Result<std::vector<Reported>> SqliteStore::reported(std::string_view county) {
    return reading(county, [&] { return sqlite::reported(*connection_, county); });
}

Result<Snapshot> SqliteStore::load_reported(std::string_view county, std::int64_t id) {
    return reading(county, [&] {
        const auto [year, tables] = frozen_tables(*connection_, county, id);
        Snapshot snapshot = empty_snapshot(county, year);
        for (const FrozenTable& table : tables) take(set_rows(snapshot, table.table, table.rows));
        return snapshot;
    });
}

Result<std::vector<Overlay>> SqliteStore::overlays(std::string_view county) {
    return reading(county, [&] { return sqlite::overlays(*connection_, county); });
}

Result<std::vector<PaperFile>> SqliteStore::papers(std::string_view county, SchoolYear year) {
    return reading(county, [&] { return sqlite::papers(*connection_, county, year); });
}

Result<Paper> SqliteStore::read_paper(std::string_view county, std::int64_t id) {
    return reading(county, [&] { return sqlite::read_paper(*connection_, county, id); });
}

Result<std::vector<PupilCount>> SqliteStore::pupil_counts(
    std::string_view county,
    SchoolYear year
) {
    return reading(county, [&] { return sqlite::pupil_counts(*connection_, county, year); });
}

Result<void> SqliteStore::read_pupils(
    const ChildQuery& query,
    const Access& access,
    const std::function<void(const PupilRow&)>& sink
) {
    // The note is committed before the first child leaves, so that whoever breaks off the reading
    // cannot take it back. Again, when an import came between the two.
    for (;;) {
        const auto noted = writing(query.county, [&] {
            return note_access(*connection_, sealer(), query, access);
        });
        if (!noted)
            return tl::unexpected(noted.error());
        const auto done = reading(query.county, [&] {
            return hand_out(*connection_, *sealer_, query, *noted, sink);
        });
        if (!done)
            return tl::unexpected(done.error());
        if (*done)
            return {};
    }
}

Result<std::vector<Access>> SqliteStore::accesses(std::string_view county) {
    return reading(county, [&] { return sqlite::accesses(*connection_, county); });
}

Result<Revision> SqliteStore::revision(std::string_view county) {
    return guarded([&] { return sqlite::revision(*connection_, county); });
}

Result<std::vector<Account>> SqliteStore::accounts(std::string_view county) {
    return reading(county, [&] { return sqlite::accounts(*connection_, county); });
}

Result<void> SqliteStore::add_accounts(
    std::string_view county,
    std::span<const Account> accounts,
    const AuditEntry& entry
) {
    return writing(county, [&] {
        sqlite::add_accounts(*connection_, county, accounts);
        sqlite::append_audit(*connection_, county, entry);
    });
}

Result<void> SqliteStore::change_account(
    std::string_view county,
    const Account& account,
    const AuditEntry& entry
) {
    return writing(county, [&] {
        sqlite::change_account(*connection_, county, account);
        sqlite::append_audit(*connection_, county, entry);
    });
}

Result<LoginFailures> SqliteStore::login_failures(std::string_view county, std::string_view name) {
    return reading(county, [&] { return sqlite::login_failures(*connection_, county, name); });
}

Result<void> SqliteStore::note_login_failures(
    std::string_view county,
    std::string_view name,
    const LoginFailures& failures
) {
    return writing(county, [&] {
        sqlite::note_login_failures(*connection_, county, name, failures);
    });
}

Result<void> SqliteStore::append_audit(std::string_view county, const AuditEntry& entry) {
    return writing(county, [&] { sqlite::append_audit(*connection_, county, entry); });
}

Result<std::vector<AuditEntry>> SqliteStore::audit(
    std::string_view county,
    std::int64_t after,
    std::int64_t limit
) {
    return reading(county, [&] { return sqlite::audit(*connection_, county, after, limit); });
}

Result<AuditState> SqliteStore::check_audit(std::string_view county, std::string_view known_head) {
    return reading(county, [&] { return sqlite::check_audit(*connection_, county, known_head); });
}

Result<void> SqliteStore::append_hand_ins(
    std::string_view county,
    std::span<const HandInStep> steps
) {
    return writing(county, [&] { sqlite::append_hand_ins(*connection_, county, steps); });
}

Result<std::vector<HandInEvent>> SqliteStore::hand_ins(std::string_view county, SchoolYear year) {
    return reading(county, [&] { return sqlite::hand_ins(*connection_, county, year); });
}

Result<std::vector<HandInEvent>> SqliteStore::hand_in_history(
    std::string_view county,
    SchoolYear year,
    std::string_view school
) {
    return reading(county, [&] {
        return sqlite::hand_in_history(*connection_, county, year, school);
    });
}

Result<void> SqliteStore::backup(const std::filesystem::path& file, bool force) {
    return guarded([&] { backup_to(*connection_, file, force); });
}

Result<void> SqliteStore::verify() {
    return guarded([&] { sqlite::verify(*connection_); });
}

Result<std::string> SqliteStore::state_hash() {
    return guarded([&] { return sqlite::state_hash(*connection_); });
}

const Sealer& SqliteStore::sealer() {
    if (!sealer_)
        sealer_ = installation_sealer(*connection_);
    confirm_key(*connection_, *sealer_);
    return *sealer_;
}

}  // namespace junheng::sqlite
