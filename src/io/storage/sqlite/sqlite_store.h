// SPDX-License-Identifier: Apache-2.0
/// The store in one SQLite file.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "io/storage/sealer.h"
#include "io/storage/sqlite/connection.h"
#include "io/storage/sqlite/record_table.h"
#include "io/storage/store.h"

namespace junheng::sqlite {

class SqliteStore final : public Store {
public:
    explicit SqliteStore(std::unique_ptr<Connection> connection);

    Result<std::vector<CountyRecord>> counties() override;
    Result<void> put_county(const CountyRecord& county) override;
    Result<std::vector<SchoolYear>> years(std::string_view county) override;
    Result<Snapshot> load(std::string_view county, SchoolYear year) override;

    Result<Committed> commit(
        std::string_view county,
        const Commit& commit,
        const PupilSource* pupils
    ) override;
    Result<std::vector<ChangeSet>> history(std::string_view county) override;
    Result<Commit> changes_of(std::string_view county, std::int64_t id) override;
    Result<Committed> undo(std::string_view county, std::int64_t id, const Author& author) override;
    Result<std::optional<CellOrigin>> origin_of(std::string_view county, const CellAddress& cell)
        override;

    Result<void> save_scenario(std::string_view county, const Scenario& scenario) override;
    Result<Scenario> load_scenario(std::string_view county, std::string_view name) override;
    Result<std::vector<std::string>> scenarios(std::string_view county) override;
    Result<void> remove_scenario(std::string_view county, std::string_view name) override;

    Result<Reported> freeze(std::string_view county, SchoolYear year, const Author& signer)
        override;
    Result<std::vector<Reported>> reported(std::string_view county) override;
    Result<Snapshot> load_reported(std::string_view county, std::int64_t id) override;

    Result<std::vector<Overlay>> overlays(std::string_view county) override;

    Result<std::vector<PaperFile>> papers(std::string_view county, SchoolYear year) override;
    Result<Paper> read_paper(std::string_view county, std::int64_t id) override;

    Result<std::vector<PupilCount>> pupil_counts(std::string_view county, SchoolYear year) override;
    Result<void> read_pupils(
        const ChildQuery& query,
        const Access& access,
        const std::function<void(const PupilRow&)>& sink
    ) override;
    Result<std::vector<Access>> accesses(std::string_view county) override;

    Result<Revision> revision(std::string_view county) override;
    Result<std::vector<Account>> accounts(std::string_view county) override;
    Result<void> add_accounts(
        std::string_view county,
        std::span<const Account> accounts,
        const AuditEntry& entry
    ) override;
    Result<void> change_account(
        std::string_view county,
        const Account& account,
        const AuditEntry& entry
    ) override;
    Result<LoginFailures> login_failures(std::string_view county, std::string_view name) override;
    Result<void> note_login_failures(
        std::string_view county,
        std::string_view name,
        const LoginFailures& failures
    ) override;
    Result<void> append_audit(std::string_view county, const AuditEntry& entry) override;
    Result<std::vector<AuditEntry>> audit(
        std::string_view county,
        std::int64_t after,
        std::int64_t limit
    ) override;
    Result<AuditState> check_audit(std::string_view county, std::string_view known_head) override;

    Result<void> append_hand_ins(std::string_view county, std::span<const HandInStep> steps)
        override;
    Result<std::vector<HandInEvent>> hand_ins(std::string_view county, SchoolYear year) override;
    Result<std::vector<HandInEvent>> hand_in_history(
        std::string_view county,
        SchoolYear year,
        std::string_view school
    ) override;

    Result<void> backup(const std::filesystem::path& file, bool force) override;
    Result<void> verify() override;
    Result<std::string> state_hash() override;

private:
    template <class F>
    auto reading(std::string_view county, F&& work) -> Result<decltype(work())>;
    template <class F>
    auto writing(std::string_view county, F&& work) -> Result<decltype(work())>;

    std::string county_name(std::string_view county);
    void note_sheets(std::int64_t id, const Commit& commit, const PupilSource* pupils);
    void apply_changes(
        std::string_view county,
        const std::vector<SourcedChange>& changes,
        std::int64_t id
    );
    void apply_inverse(
        std::string_view county,
        const Commit& undone,
        std::int64_t undone_id,
        std::int64_t id
    );
    void write_change(std::string_view county, const SourcedChange& change);
    Snapshot empty_snapshot(std::string_view county, SchoolYear year);
    /// Makes the key on the first need of a new installation.
    const Sealer& sealer();

    std::unique_ptr<Connection> connection_;
    std::map<TableId, RecordTable> tables_;
    std::optional<Sealer> sealer_;
};

}  // namespace junheng::sqlite
