// SPDX-License-Identifier: Apache-2.0
#include "app/service/import_drafts.h"

#include <algorithm>
#include <array>

#include "app/service/scratch_folder.h"
#include "app/service/secrets.h"

namespace junheng {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kMostDrafts = 256;
constexpr std::size_t kMostOwn = 16;
constexpr std::chrono::hours kStoredKept{1};
constexpr std::chrono::hours kOpenKept{24};
constexpr std::size_t kMostFiles = 40;
constexpr std::array<std::string_view, 4> kStates{"open", "checked", "refused", "stored"};
constexpr std::array<std::string_view, 7>
    kEndings{".xlsx", ".xls", ".et", ".csv", ".geojson", ".json", ".zip"};

bool good_name(const std::string& name) {
    const bool plain = !name.starts_with('.') && name.find_first_of("/\\") == std::string::npos;
    std::string ending = fs::path(name).extension().string();
    std::ranges::transform(ending, ending.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return plain && std::ranges::find(kEndings, ending) != kEndings.end();
}

tl::unexpected<Error> unknown(const std::string& id) {
    return failure(ErrorKind::usage, "import.unknown", {{"id", id}});
}

/// The files that a job reads stay as they were when it began.
Result<void> require_idle(Jobs& jobs, const ImportDraft& draft) {
    if (const auto last = jobs.find(draft.job, draft.by); last && !last->ended())
        return failure(ErrorKind::usage, "import.busy", {{"job", draft.job}});
    return {};
}

}  // namespace

std::string_view name(DraftState state) {
    return kStates[static_cast<std::size_t>(state)];
}

ImportDrafts::ImportDrafts(Clock clock)
    : clock_(std::move(clock)), root_(make_scratch_folder("imports")) {}

ImportDrafts::~ImportDrafts() {
    remove_scratch_folder(root_);
}

void ImportDrafts::forget_old() {
    const auto now = clock_();
    std::erase_if(drafts_, [&](const auto& entry) {
        const bool stored = entry.second.draft.state == DraftState::stored;
        if (now - entry.second.touched < (stored ? kStoredKept : kOpenKept))
            return false;
        std::error_code ignored;
        fs::remove_all(root_ / entry.first, ignored);
        return true;
    });
}

Result<ImportDraft> ImportDrafts::create(ImportDraft draft) {
    draft.id = random_id();
    const std::scoped_lock lock(mutex_);
    forget_old();
    const auto own = std::ranges::count_if(drafts_, [&](const auto& entry) {
        return entry.second.draft.by == draft.by;
    });
    for (const auto& [held, most] :
         {std::pair{static_cast<std::size_t>(own), kMostOwn},
          std::pair{drafts_.size(), kMostDrafts}})
        if (held >= most)
            return failure(
                ErrorKind::unavailable, "import.too_many_drafts", {{"limit", std::to_string(most)}}
            );
    fs::create_directories(folder(draft.id));
    drafts_.emplace(draft.id, Kept{draft, clock_()});
    return draft;
}

Result<ImportDraft> ImportDrafts::change(
    const std::string& id,
    const std::string& user,
    const std::function<Result<void>(ImportDraft&)>& work
) {
    const std::scoped_lock lock(mutex_);
    const auto found = drafts_.find(id);
    if (found == drafts_.end() || found->second.draft.by != user)
        return unknown(id);
    if (auto done = work(found->second.draft); !done)
        return tl::unexpected(done.error());
    found->second.touched = clock_();
    return found->second.draft;
}

Result<ImportDraft> ImportDrafts::find(const std::string& id, const std::string& user) {
    return change(id, user, [](ImportDraft&) -> Result<void> { return {}; });
}

std::vector<ImportDraft> ImportDrafts::list(const std::string& user) {
    const std::scoped_lock lock(mutex_);
    forget_old();
    std::vector<ImportDraft> own;
    for (const auto& [id, kept] : drafts_)
        if (kept.draft.by == user)
            own.push_back(kept.draft);
    return own;
}

Result<ImportDraft> ImportDrafts::add_file(
    Jobs& jobs,
    const std::string& id,
    const std::string& user,
    const std::string& file,
    std::string_view content
) {
    if (!good_name(file))
        return failure(ErrorKind::usage, "import.bad_file_name", {{"file", file}});
    return change(id, user, [&](ImportDraft& draft) -> Result<void> {
        if (auto idle = require_idle(jobs, draft); !idle)
            return idle;
        const auto known = std::ranges::find(draft.files, file, &DraftFile::name);
        if (known == draft.files.end() && draft.files.size() >= kMostFiles)
            return failure(
                ErrorKind::usage, "import.too_many_files", {{"limit", std::to_string(kMostFiles)}}
            );
        if (auto written = write_file(folder(id) / file, content); !written)
            return written;
        if (known != draft.files.end())
            draft.files.erase(known);
        draft.files.push_back({file, static_cast<std::int64_t>(content.size())});
        draft.state = DraftState::open;
        return {};
    });
}

Result<ImportDraft> ImportDrafts::drop_file(
    Jobs& jobs,
    const std::string& id,
    const std::string& user,
    const std::string& file
) {
    return change(id, user, [&](ImportDraft& draft) -> Result<void> {
        if (auto idle = require_idle(jobs, draft); !idle)
            return idle;
        const auto named = [&](const DraftFile& known) { return known.name == file; };
        if (std::erase_if(draft.files, named) == 0)
            return unknown(file);
        std::error_code ignored;
        fs::remove(folder(id) / file, ignored);
        draft.state = DraftState::open;
        return {};
    });
}

Result<void> ImportDrafts::drop(const std::string& id, const std::string& user) {
    const std::scoped_lock lock(mutex_);
    const auto found = drafts_.find(id);
    if (found == drafts_.end() || found->second.draft.by != user)
        return unknown(id);
    drafts_.erase(found);
    std::error_code ignored;
    fs::remove_all(root_ / id, ignored);
    return {};
}

Result<std::string> ImportDrafts::begin_job(
    Jobs& jobs,
    const std::string& id,
    const std::string& user,
    const std::function<Result<std::string>(const ImportDraft&)>& begin
) {
    const auto begun = change(id, user, [&](ImportDraft& draft) -> Result<void> {
        if (draft.files.empty())
            return failure(ErrorKind::usage, "import.no_files");
        if (draft.state == DraftState::stored)
            return failure(ErrorKind::usage, "import.already_stored");
        if (auto idle = require_idle(jobs, draft); !idle)
            return idle;
        auto job = begin(draft);
        if (!job)
            return tl::unexpected(job.error());
        draft.job = *std::move(job);
        return {};
    });
    return begun.map([](const ImportDraft& draft) { return draft.job; });
}

void ImportDrafts::update(const std::string& id, const std::function<void(ImportDraft&)>& change) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = drafts_.find(id); found != drafts_.end()) {
        change(found->second.draft);
        found->second.touched = clock_();
    }
}

}  // namespace junheng
