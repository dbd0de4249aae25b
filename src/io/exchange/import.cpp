// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/import.h"

#include "io/exchange/import_files.h"
#include "io/exchange/import_reader.h"

namespace junheng {
namespace {

/// Our own tables give their year in a small file beside them.
constexpr std::string_view kAboutStem = "about";
constexpr std::string_view kAboutYear = "school_year";

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
    return read_native_file(run, *file, file->csv);
}

Result<void> read_native(ImportRun& run, const std::vector<FoundFile>& files) {
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
        if (!found.from_folder)
            return unknown_form(name);
        add_issue(run, {"import.file_passed_over", Severity::warning, {name}, name});
    }
    if (!any)
        return unknown_form(files.front().path.filename().string());
    return {};
}

}  // namespace

Result<ImportResult> read_import(
    const std::vector<std::filesystem::path>& paths,
    const ImportOptions& options,
    const ImportCounty& county,
    const HeadBook& book,
    const PupilSink& pupils
) {
    const auto files = find_import_files(paths);
    if (!files)
        return tl::unexpected(files.error());
    ImportRun run{options, county, book, pupils};
    if (const auto done = read_abouts(run, *files); !done)
        return tl::unexpected(done.error());
    if (const auto done = read_native(run, *files); !done)
        return tl::unexpected(done.error());
    if (const auto done = make_changes(run); !done)
        return tl::unexpected(done.error());
    run.result.profile = "tables";
    return std::move(run.result);
}

}  // namespace junheng
