// SPDX-License-Identifier: Apache-2.0
#include "app/service/import_drafts.h"

#include <algorithm>
#include <array>

#include "app/service/scratch_folder.h"
#include "app/service/secrets.h"

namespace junheng {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kMostDrafts = 64;
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

}  // namespace

std::string_view name(DraftState state) {
    return kStates[static_cast<std::size_t>(state)];
}

ImportDrafts::ImportDrafts() : root_(make_scratch_folder("imports")) {}

ImportDrafts::~ImportDrafts() {
    remove_scratch_folder(root_);
}

Result<ImportDraft> ImportDrafts::create(ImportDraft draft) {
    draft.id = random_id();
    const std::scoped_lock lock(mutex_);
    if (drafts_.size() >= kMostDrafts)
        return failure(
            ErrorKind::unavailable,
            "import.too_many_drafts",
            {{"limit", std::to_string(kMostDrafts)}}
        );
    fs::create_directories(folder(draft.id));
    drafts_.emplace(draft.id, draft);
    return draft;
}

Result<ImportDraft> ImportDrafts::find(const std::string& id, const std::string& user) {
    const std::scoped_lock lock(mutex_);
    const auto found = drafts_.find(id);
    if (found == drafts_.end() || found->second.by != user)
        return unknown(id);
    return found->second;
}

std::vector<ImportDraft> ImportDrafts::list(const std::string& user) {
    const std::scoped_lock lock(mutex_);
    std::vector<ImportDraft> own;
    for (const auto& [id, draft] : drafts_)
        if (draft.by == user)
            own.push_back(draft);
    return own;
}

Result<ImportDraft> ImportDrafts::add_file(
    const std::string& id,
    const std::string& user,
    const std::string& file,
    std::string_view content
) {
    auto draft = find(id, user);
    if (!draft)
        return draft;
    if (!good_name(file))
        return failure(ErrorKind::usage, "import.bad_file_name", {{"file", file}});
    std::erase_if(draft->files, [&](const DraftFile& known) { return known.name == file; });
    if (draft->files.size() >= kMostFiles)
        return failure(
            ErrorKind::usage, "import.too_many_files", {{"limit", std::to_string(kMostFiles)}}
        );
    if (auto written = write_file(folder(id) / file, content); !written)
        return tl::unexpected(written.error());
    draft->files.push_back({file, static_cast<std::int64_t>(content.size())});
    update(id, [&](ImportDraft& kept) {
        kept.files = draft->files;
        kept.state = DraftState::open;
    });
    return find(id, user);
}

Result<ImportDraft> ImportDrafts::drop_file(
    const std::string& id,
    const std::string& user,
    const std::string& file
) {
    auto draft = find(id, user);
    if (!draft)
        return draft;
    if (std::erase_if(draft->files, [&](const DraftFile& known) { return known.name == file; }) ==
        0)
        return unknown(file);
    std::error_code ignored;
    fs::remove(folder(id) / file, ignored);
    update(id, [&](ImportDraft& kept) {
        kept.files = draft->files;
        kept.state = DraftState::open;
    });
    return find(id, user);
}

Result<void> ImportDrafts::drop(const std::string& id, const std::string& user) {
    if (const auto draft = find(id, user); !draft)
        return tl::unexpected(draft.error());
    const std::scoped_lock lock(mutex_);
    drafts_.erase(id);
    std::error_code ignored;
    fs::remove_all(root_ / id, ignored);
    return {};
}

void ImportDrafts::update(const std::string& id, const std::function<void(ImportDraft&)>& change) {
    const std::scoped_lock lock(mutex_);
    if (const auto found = drafts_.find(id); found != drafts_.end())
        change(found->second);
}

}  // namespace junheng
