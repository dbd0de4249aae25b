// SPDX-License-Identifier: Apache-2.0
/// Imports on their way: files handed in, looked at, and stored or thrown away. Files lie in a
/// folder of the server alone and go with the draft.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/service/jobs.h"
#include "core/base/result.h"

namespace junheng {

struct DraftFile {
    std::string name;
    std::int64_t bytes = 0;
};

enum class DraftState : std::uint8_t { open, checked, refused, stored };
std::string_view name(DraftState state);

struct ImportDraft {
    std::string id;
    std::string by;
    std::string profile;
    std::string where;
    std::optional<int> year;
    std::string why;
    DraftState state = DraftState::open;
    std::vector<DraftFile> files = {};
    std::vector<std::string> red_copies = {};
    std::string job = {};  // the last one
    std::optional<std::int64_t> changes_id = {};
};

/// Stored drafts go after an hour, others after a day without a touch. Safe to use from several
/// threads.
class ImportDrafts {
public:
    using Clock = std::function<std::chrono::steady_clock::time_point()>;

    /// Makes a folder that only this user can read; it goes with this object.
    explicit ImportDrafts(Clock clock = std::chrono::steady_clock::now);
    ~ImportDrafts();
    ImportDrafts(const ImportDrafts&) = delete;
    ImportDrafts& operator=(const ImportDrafts&) = delete;

    /// Errors (unavailable): import.too_many_drafts, of this user or in all.
    Result<ImportDraft> create(ImportDraft draft);
    /// Errors (usage): import.unknown, also for somebody else's.
    Result<ImportDraft> find(const std::string& id, const std::string& user);
    std::vector<ImportDraft> list(const std::string& user);
    /// Errors (usage): import.bad_file_name, import.too_many_files, import.busy; file.unwritable.
    Result<ImportDraft> add_file(
        Jobs& jobs,
        const std::string& id,
        const std::string& user,
        const std::string& file,
        std::string_view content
    );
    /// Errors (usage): import.unknown, also when the draft has no such file; import.busy.
    Result<ImportDraft> drop_file(
        Jobs& jobs,
        const std::string& id,
        const std::string& user,
        const std::string& file
    );
    /// Errors (usage): import.unknown.
    Result<void> drop(const std::string& id, const std::string& user);
    /// Begins a job for the draft. `begin` gets it as it stands and answers the job's id; nobody
    /// changes the draft or begins another job meanwhile. Errors (usage): import.unknown,
    /// import.no_files, import.already_stored, import.busy; those of `begin`.
    Result<std::string> begin_job(
        Jobs& jobs,
        const std::string& id,
        const std::string& user,
        const std::function<Result<std::string>(const ImportDraft&)>& begin
    );
    /// What a job found out.
    void update(const std::string& id, const std::function<void(ImportDraft&)>& change);

    std::filesystem::path folder(const std::string& id) const { return root_ / id / "files"; }
    std::filesystem::path red_folder(const std::string& id) const { return root_ / id / "red"; }

private:
    struct Kept {
        ImportDraft draft;
        std::chrono::steady_clock::time_point touched;
    };

    /// One change from its reading to its writing, with the lock held.
    Result<ImportDraft> change(
        const std::string& id,
        const std::string& user,
        const std::function<Result<void>(ImportDraft&)>& work
    );
    void forget_old();

    Clock clock_;
    std::filesystem::path root_;
    std::mutex mutex_;
    std::map<std::string, Kept> drafts_;
};

}  // namespace junheng
