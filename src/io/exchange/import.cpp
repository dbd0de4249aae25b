// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/import.h"

#include <algorithm>
#include <array>

#include "io/exchange/geojson.h"
#include "io/exchange/import_files.h"
#include "io/exchange/import_profile.h"
#include "io/exchange/import_reader.h"

namespace junheng {
namespace {

/// Our own tables give their year in a small file beside them.
constexpr std::string_view kAboutStem = "about";
constexpr std::string_view kAboutYear = "school_year";
constexpr std::string_view kOwnProfile = "tables";
constexpr std::array<std::string_view, 5> kLayouts{"form", "tables", "profile", "map", "unknown"};

bool is_about(const FoundFile& file) {
    return file.from_folder && file.path.stem() == kAboutStem;
}

Result<void> read_about(ImportRun& run, const FoundFile& file) {
    auto open = open_import_file(file.path);
    if (!open)
        return tl::unexpected(open.error());
    return open->book->read(0, [&](const SheetRow& row) {
        if (cell_text(row, 1) == kAboutYear)
            run.told_year = year_in_name(cell_text(row, 2));
        return !run.told_year.has_value();
    });
}

Result<void> read_abouts(ImportRun& run, const std::vector<FoundFile>& files) {
    for (const FoundFile& file : files)
        if (is_about(file))
            if (const auto done = read_about(run, file); !done)
                return done;
    return {};
}

tl::unexpected<Error> unknown_form(const std::string& name) {
    return failure(ErrorKind::data, "import.unknown_form", {{"file", name}}, {name});
}

Result<bool> read_file(ImportRun& run, const FoundFile& found) {
    auto file = open_import_file(found.path);
    if (!file)
        return tl::unexpected(file.error());
    run.result.files.push_back({file->name, found.path});
    return read_native_file(run, *file, file->csv && !run.wanted);
}

Result<void> learn_all_wanted(ImportRun& run, const std::vector<FoundFile>& files) {
    bool any = false;
    for (const FoundFile& found : files) {
        auto file = open_import_file(found.path);
        if (!file)
            return tl::unexpected(file.error());
        const auto has = learn_wanted(run, *file);
        if (!has)
            return tl::unexpected(has.error());
        any = any || *has;
    }
    if (!any)
        return failure(
            ErrorKind::usage, "import.unknown_field", {{"field", run.options.where_field}}
        );
    report_empty_choice(run, !run.wanted->empty());
    return {};
}

Result<void> read_native(ImportRun& run, const std::vector<FoundFile>& files) {
    if (!run.options.where_field.empty())
        if (const auto done = learn_all_wanted(run, files); !done)
            return done;
    bool any = false;
    for (const FoundFile& found : files) {
        if (is_about(found))
            continue;
        const auto known = read_file(run, found);
        if (!known)
            return tl::unexpected(known.error());
        any = any || *known;
        if (*known)
            continue;
        const std::string name = found.path.filename().string();
        if (!found.from_folder) {
            if (auto told = refuse_file(run, unknown_form(name).value(), name); !told)
                return told;
            continue;
        }
        add_issue(run, {"import.file_passed_over", Severity::warning, {name}, name});
    }
    if (!any && !run.options.tell_unknown)
        return unknown_form(files.front().path.filename().string());
    return {};
}

Result<void> read_tables(ImportRun& run, const std::vector<FoundFile>& files) {
    std::optional<Profile> profile;
    if (run.options.profile.empty()) {
        auto told = told_profile(run, files);
        if (!told)
            return tl::unexpected(told.error());
        profile = std::move(*told);
    } else {
        auto asked = find_profile(run.options.profiles, run.options.profile);
        if (!asked)
            return tl::unexpected(asked.error());
        profile = std::move(*asked);
    }
    run.result.profile = profile ? profile->id : std::string(kOwnProfile);
    if (profile) {
        run.result.profile_zh = profile->name_zh;
        run.result.profile_en = profile->name_en;
        run.result.pupil_rules.school_code = profile->school_code;
    }
    return profile && !profile->sources.empty() ? read_foreign(run, *profile, files)
                                                : read_native(run, files);
}

void note_map(ImportRun& run, const std::string& name, std::int64_t rows) {
    RecognisedSheet sheet{.name = {}, .rows = rows};
    for (const SourceSheet& source : run.result.sheets)
        if (source.file == name)
            sheet.tables.emplace_back(source.table);
    run.result.recognised.push_back({name, FileLayout::map, {std::move(sheet)}});
}

Result<void> read_map(ImportRun& run, const FoundFile& file) {
    const std::string name = file.path.filename().string();
    const std::int64_t before = run.result.counts.rows;
    if (const auto done = read_geojson(run, file.path); !done)
        return refuse_file(run, done.error(), name);
    note_map(run, name, run.result.counts.rows - before);
    return {};
}

/// Those that can be opened at all.
Result<std::vector<FoundFile>> readable(ImportRun& run, std::vector<FoundFile> files) {
    std::vector<FoundFile> sound;
    for (FoundFile& file : files) {
        if (const auto open = open_import_file(file.path); open)
            sound.push_back(std::move(file));
        else if (auto told = refuse_file(run, open.error(), file.path.filename().string()); !told)
            return tl::unexpected(told.error());
    }
    return sound;
}

/// Maps go their own way whatever the layout of the tables; answers the other files.
Result<std::vector<FoundFile>> read_maps(ImportRun& run, const std::vector<FoundFile>& files) {
    std::vector<FoundFile> tables;
    for (const FoundFile& file : files) {
        const bool map = is_geojson(file.path);
        if (!map)
            tables.push_back(file);
        else if (const auto done = read_map(run, file); !done)
            return tl::unexpected(done.error());
    }
    return tables;
}

Result<void> read_files(ImportRun& run, const std::vector<FoundFile>& all) {
    auto files = read_maps(run, all);
    if (files && run.options.tell_unknown)
        files = readable(run, *std::move(files));
    if (!files)
        return tl::unexpected(files.error());
    return files->empty() ? Result<void>() : read_tables(run, *files);
}

std::set<std::string> registry_after(const ImportRun& run) {
    std::set<std::string> codes = run.county.known_schools;
    for (const SourcedChange& change : run.result.changes)
        if (const auto* added = std::get_if<RowAdded>(&change.change);
            added != nullptr && added->table == TableId::schools)
            codes.insert(key_of(change.change));
    return codes;
}

}  // namespace

std::string_view name(FileLayout layout) {
    return kLayouts[static_cast<std::size_t>(layout)];
}

Result<ImportResult> read_import(
    const std::vector<std::filesystem::path>& paths,
    const ImportOptions& options,
    const ImportCounty& county,
    const HeadBook& book
) {
    const auto files = find_import_files(paths);
    if (!files)
        return tl::unexpected(files.error());
    ImportRun run{options, county, book};
    if (const auto done = read_abouts(run, *files); !done)
        return tl::unexpected(done.error());
    if (const auto done = read_files(run, *files); !done)
        return tl::unexpected(done.error());
    if (const auto done = make_changes(run); !done)
        return tl::unexpected(done.error());
    if (const auto done = check_import(run); !done)
        return tl::unexpected(done.error());
    std::ranges::stable_sort(run.result.recognised, {}, &RecognisedFile::name);
    run.result.given = std::move(run.staging.years());
    run.result.pupil_rules.today = options.today;
    run.result.pupil_rules.schools = registry_after(run);
    return std::move(run.result);
}

Result<ImportResult> read_import(
    const std::vector<std::filesystem::path>& paths,
    const ImportOptions& options,
    const ImportCounty& county,
    const HeadBook& book,
    const PupilSink& pupils
) {
    auto result = read_import(paths, options, county, book);
    if (!result)
        return result;
    for (const PupilList& list : result->pupil_lists) {
        const auto sink = [&](const PupilRow& pupil) { pupils(list.year, pupil); };
        const auto counts = read_pupils(list, book, result->pupil_rules, sink, result->issues);
        if (!counts)
            return tl::unexpected(counts.error());
        result->counts.rows += counts->rows;
        result->counts.skipped += counts->skipped;
    }
    return result;
}

}  // namespace junheng
