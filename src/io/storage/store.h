// SPDX-License-Identifier: Apache-2.0
/// Where counties live. Speaks in domain types; SQL stays in sqlite/ (and, later, postgres/). One
/// transaction a use case; every change in an append-only log with who, when, why, before and
/// after. A store belongs to one thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/domain/change.h"
#include "core/domain/snapshot.h"
#include "io/storage/accounts.h"
#include "io/storage/children.h"
#include "io/storage/commit.h"
#include "io/storage/hand_ins.h"

namespace junheng {

struct CountyRecord {
    std::string code;  // 6 digits
    std::string name;
};

/// A named list of changes on top of a year.
struct Scenario {
    std::string name;
    SchoolYear year;
    Author author;
    Changes changes;
};

/// A state as it was handed in, beside the current one.
struct Reported {
    std::int64_t id = 0;  // of its change set
    SchoolYear year;
    Author signer;
    std::string digest;  // of the frozen rows, hexadecimal
};

/// Every call may fail with store.locked, store.disk_full, store.io, store.damaged (kind
/// unavailable); then nothing was written. `county` is the 6-digit code; store.county_unknown (kind
/// usage) when the installation does not hold it.
class Store {
public:
    virtual ~Store() = default;
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// Shape: by code.
    virtual Result<std::vector<CountyRecord>> counties() = 0;
    /// Adds the county, or renames it.
    virtual Result<void> put_county(const CountyRecord& county) = 0;
    /// Shape: ascending; years that hold at least one row or pupil.
    virtual Result<std::vector<SchoolYear>> years(std::string_view county) = 0;
    /// A year that holds nothing comes back empty.
    virtual Result<Snapshot> load(std::string_view county, SchoolYear year) = 0;

    /// All or nothing, pupils included. A commit that changes nothing writes nothing and has no id;
    /// nor has one that is a dry run or whose issues have errors. Errors: change.row_exists,
    /// change.row_absent, change.conflict (kind data): the county no longer holds what a change
    /// expects; args table, key, field, expected, found. With children: store.key_*. Any error of
    /// the source.
    virtual Result<Committed> commit(
        std::string_view county,
        const Commit& commit,
        const PupilSource* pupils = nullptr
    ) = 0;
    /// Shape: by id, the oldest first.
    virtual Result<std::vector<ChangeSet>> history(std::string_view county) = 0;
    /// What a change set did to the tables, with its sources (children excepted). Errors:
    /// store.change_set_unknown.
    virtual Result<Commit> changes_of(std::string_view county, std::int64_t id) = 0;
    /// Writes the inverse as a new change set. Undoing an undo is redoing.
    /// Errors: store.change_set_unknown (usage), store.already_undone, store.not_undoable,
    /// store.undo_conflict (data): a later change touched the same cells; args id, table, key,
    /// field, expected, found.
    virtual Result<Committed> undo(
        std::string_view county,
        std::int64_t id,
        const Author& author
    ) = 0;
    /// Where the present value of a cell came from; empty when nothing ever set it.
    virtual Result<std::optional<CellOrigin>> origin_of(
        std::string_view county,
        const CellAddress& cell
    ) = 0;

    /// Replaces a scenario of the same name.
    virtual Result<void> save_scenario(std::string_view county, const Scenario& scenario) = 0;
    /// Errors: store.scenario_unknown.
    virtual Result<Scenario> load_scenario(std::string_view county, std::string_view name) = 0;
    /// Shape: by name.
    virtual Result<std::vector<std::string>> scenarios(std::string_view county) = 0;
    /// Errors: store.scenario_unknown.
    virtual Result<void> remove_scenario(std::string_view county, std::string_view name) = 0;

    /// Freezes the year as it stands. Errors: store.year_absent.
    virtual Result<Reported> freeze(
        std::string_view county,
        SchoolYear year,
        const Author& signer
    ) = 0;
    /// Shape: the oldest first.
    virtual Result<std::vector<Reported>> reported(std::string_view county) = 0;
    /// Errors: store.reported_unknown, store.damaged when the digest no longer fits.
    virtual Result<Snapshot> load_reported(std::string_view county, std::int64_t id) = 0;

    /// The overlays that commits brought and no undo took away. Shape: by name.
    virtual Result<std::vector<Overlay>> overlays(std::string_view county) = 0;

    /// Present and former files. Shape: by item and slot, the newest first.
    virtual Result<std::vector<PaperFile>> papers(std::string_view county, SchoolYear year) = 0;
    /// Errors: store.paper_unknown (usage); store.damaged when the content is not what came in.
    virtual Result<Paper> read_paper(std::string_view county, std::int64_t id) = 0;

    /// Counts of the student register. Shape: by school, grade, class. Needs no key.
    virtual Result<std::vector<PupilCount>> pupil_counts(
        std::string_view county,
        SchoolYear year
    ) = 0;
    /// Notes the access and how many children it finds, for good, then hands them out in the clear.
    /// An empty school means all. Errors: store.key_*.
    virtual Result<void> read_pupils(
        const ChildQuery& query,
        const Access& access,
        const std::function<void(const PupilRow&)>& sink
    ) = 0;
    /// Who looked at children's records. Shape: the oldest first.
    virtual Result<std::vector<Access>> accesses(std::string_view county) = 0;

    /// Cost: one look at one row; asked before every answer that is kept.
    virtual Result<Revision> revision(std::string_view county) = 0;
    /// Shape: by name.
    virtual Result<std::vector<Account>> accounts(std::string_view county) = 0;
    /// All or none, with the line of the log. Errors: store.account_exists (usage).
    virtual Result<void> add_accounts(
        std::string_view county,
        std::span<const Account> accounts,
        const AuditEntry& entry
    ) = 0;
    /// With the line of the log. Errors: store.account_unknown (usage).
    virtual Result<void> change_account(
        std::string_view county,
        const Account& account,
        const AuditEntry& entry
    ) = 0;
    virtual Result<LoginFailures> login_failures(
        std::string_view county,
        std::string_view name
    ) = 0;
    virtual Result<void> note_login_failures(
        std::string_view county,
        std::string_view name,
        const LoginFailures& failures
    ) = 0;
    /// Appends for good; the entry's id and hash are given here.
    virtual Result<void> append_audit(std::string_view county, const AuditEntry& entry) = 0;
    /// Shape: by id, those after `after`.
    virtual Result<std::vector<AuditEntry>> audit(
        std::string_view county,
        std::int64_t after,
        std::int64_t limit
    ) = 0;
    /// Walks the whole chain. `known_head`: a hash that was noted elsewhere, or empty.
    virtual Result<AuditState> check_audit(
        std::string_view county,
        std::string_view known_head
    ) = 0;

    /// All or none. Errors: store.hand_in_conflict (data) when a table no longer stands where it
    /// was seen; args school, table, expected, found.
    virtual Result<void> append_hand_ins(
        std::string_view county,
        std::span<const HandInStep> steps
    ) = 0;
    /// The last event of each table that has one. Shape: by school, then table.
    virtual Result<std::vector<HandInEvent>> hand_ins(std::string_view county, SchoolYear year) = 0;
    /// Shape: the oldest first.
    virtual Result<std::vector<HandInEvent>> hand_in_history(
        std::string_view county,
        SchoolYear year,
        std::string_view school
    ) = 0;

    /// A copy in one file, in one step; the key is not in it. Errors: store.exists (usage) without
    /// force.
    virtual Result<void> backup(const std::filesystem::path& file, bool force) = 0;
    /// Integrity and references. Errors: store.damaged.
    virtual Result<void> verify() = 0;
    /// Hash of all current tables, for tests: equal states, equal hashes, whatever the log holds.
    virtual Result<std::string> state_hash() = 0;
};

/// Location: a file, or postgresql://…
/// Errors: store.absent, store.locked, store.io (unavailable); store.not_a_database,
/// store.not_a_county, store.newer_schema (data); store.backend_absent (unavailable).
Result<std::unique_ptr<Store>> open_store(const std::string& location);
/// A new, empty installation. Errors: store.exists (usage) without force; store.io,
/// store.disk_full.
Result<std::unique_ptr<Store>> create_store(const std::string& location, bool force);
/// Checks the backup and puts it in the place of `location` in one step.
/// Errors: as open_store for the backup; store.damaged.
Result<void> restore_store(const std::filesystem::path& backup, const std::string& location);

}  // namespace junheng
