// SPDX-License-Identifier: Apache-2.0
/// Which profile reads the files, and all of them through it.
#include <algorithm>

#include "io/exchange/import_files.h"
#include "io/exchange/import_reader.h"
#include "io/exchange/profile_read.h"

namespace junheng {
namespace {

/// Twins within one sheet are the layout's (a school a line and grade); across sheets they are
/// joined.
struct Recognised {
    std::vector<ProfileSheet> sheets;
    std::vector<std::string> foreign;  // files that the profile does not know
};

Result<Recognised> recognise(const Profile& profile, std::vector<OpenFile>& files) {
    Recognised result;
    for (OpenFile& file : files) {
        auto sheets = profile_sheets(profile, file);
        if (!sheets)
            return tl::unexpected(sheets.error());
        if (sheets->empty())
            result.foreign.push_back(file.name);
        std::ranges::move(*sheets, std::back_inserter(result.sheets));
    }
    return result;
}

/// What one file of a layout tells of the year holds for its neighbours.
void tell_year(ImportRun& run, const Profile& profile, const std::vector<ProfileSheet>& sheets) {
    for (const ProfileSheet& sheet : sheets)
        if (const auto year = year_in_name(sheet.file->name); year && !run.told_year)
            run.told_year = year;
    if (!run.told_year && profile.year)
        run.told_year = SchoolYear{*profile.year};
}

bool from_folder(const std::vector<FoundFile>& files, const std::string& name) {
    return std::ranges::any_of(files, [&](const FoundFile& f) {
        return f.from_folder && f.path.filename() == name;
    });
}

Result<void> refuse_foreign(
    ImportRun& run,
    const Recognised& found,
    const std::vector<FoundFile>& files
) {
    for (const std::string& name : found.foreign) {
        if (found.sheets.empty() || !from_folder(files, name))
            return failure(ErrorKind::data, "import.unknown_form", {{"file", name}}, {name});
        add_issue(run, {"import.file_passed_over", Severity::warning, {name}, name});
    }
    return {};
}

Result<std::vector<OpenFile>> open_all(const std::vector<FoundFile>& files) {
    std::vector<OpenFile> open;
    for (const FoundFile& found : files) {
        auto file = open_import_file(found.path);
        if (!file)
            return tl::unexpected(file.error());
        open.push_back(std::move(*file));
    }
    return open;
}

}  // namespace

Result<void> read_foreign(
    ImportRun& run,
    const Profile& profile,
    const std::vector<FoundFile>& files
) {
    auto open = open_all(files);
    if (!open)
        return tl::unexpected(open.error());
    auto found = recognise(profile, *open);
    if (!found)
        return tl::unexpected(found.error());
    if (const auto done = refuse_foreign(run, *found, files); !done)
        return done;
    for (const OpenFile& file : *open) run.result.files.push_back({file.name, file.path});
    tell_year(run, profile, found->sheets);
    run.result.overlay = profile.overlay;
    return read_profile_sheets(run, profile, found->sheets);
}

Result<std::optional<Profile>> told_profile(
    const ImportRun& run,
    const std::vector<FoundFile>& files
) {
    if (run.options.profiles.empty())
        return std::nullopt;
    auto profiles = all_profiles(run.options.profiles);
    if (!profiles)
        return tl::unexpected(profiles.error());
    auto open = open_all(files);
    if (!open)
        return tl::unexpected(open.error());
    for (Profile& profile : *profiles) {
        const auto found = recognise(profile, *open);
        if (!found)
            return tl::unexpected(found.error());
        const bool folder_fits = std::ranges::all_of(found->foreign, [&](const std::string& name) {
            return from_folder(files, name);
        });
        if (!found->sheets.empty() && folder_fits)
            return std::optional(std::move(profile));
    }
    return std::nullopt;
}

}  // namespace junheng
