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
        if (found.sheets.empty() || !from_folder(files, name)) {
            const Error unknown{ErrorKind::data, "import.unknown_form", {{"file", name}}, {name}};
            if (auto told = refuse_file(run, unknown, name); !told)
                return told;
            continue;
        }
        add_issue(run, {"import.file_passed_over", Severity::warning, {name}, name});
    }
    return {};
}

/// Which of its columns a profile leaves out.
std::vector<SheetColumn> left_out(const ProfileSheet& sheet) {
    std::vector<ColumnHead> heads = sheet.head.columns;
    std::erase_if(heads, [&](const ColumnHead& head) {
        return std::ranges::any_of(sheet.columns, [&](const auto& used) {
            return used.second == head.column;
        });
    });
    return columns_of(heads);
}

RecognisedSheet taken_for(const ProfileSheet& sheet) {
    RecognisedSheet told{.name = sheet.name(), .rows = sheet.rows, .skipped = sheet.skipped};
    for (const ProfileRows& rows : sheet.source->rows)
        if (std::ranges::find(told.tables, std::optional(rows.table)) == told.tables.end())
            told.tables.emplace_back(rows.table);
    told.left_out = left_out(sheet);
    return told;
}

void note_recognised(
    ImportRun& run,
    const std::vector<OpenFile>& files,
    const std::vector<ProfileSheet>& sheets
) {
    for (const OpenFile& file : files) {
        RecognisedFile told{file.name, FileLayout::profile, {}};
        for (std::size_t i = 0; i < file.book->sheets().size(); ++i) {
            const auto read = std::ranges::find_if(sheets, [&](const ProfileSheet& sheet) {
                return sheet.file == &file && sheet.index == i;
            });
            told.sheets.push_back(
                read == sheets.end()
                    ? RecognisedSheet{.name = file.book->sheets()[i], .hidden = file.book->hidden(i)}
                    : taken_for(*read)
            );
        }
        const auto is_read = [](const RecognisedSheet& sheet) { return !sheet.tables.empty(); };
        if (std::ranges::any_of(told.sheets, is_read))
            run.result.recognised.push_back(std::move(told));
    }
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

Result<bool> any_native(const ImportRun& run, std::vector<OpenFile>& files) {
    for (OpenFile& file : files) {
        const auto native = is_native_file(run, file);
        if (!native || *native)
            return native;
    }
    return false;
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
    if (auto done = read_profile_sheets(run, profile, found->sheets); !done)
        return done;
    note_recognised(run, *open, found->sheets);
    return {};
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
    std::optional<Profile> part;
    for (Profile& profile : *profiles) {
        const auto found = recognise(profile, *open);
        if (!found)
            return tl::unexpected(found.error());
        const bool folder_fits = std::ranges::all_of(found->foreign, [&](const std::string& name) {
            return from_folder(files, name);
        });
        if (!found->sheets.empty() && folder_fits)
            return std::optional(std::move(profile));
        if (!found->sheets.empty() && !part)
            part = std::move(profile);
    }
    if (!part || !run.options.tell_unknown)
        return std::nullopt;
    const auto native = any_native(run, *open);
    if (!native)
        return tl::unexpected(native.error());
    return *native ? std::nullopt : std::move(part);
}

}  // namespace junheng
