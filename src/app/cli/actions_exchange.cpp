// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <fstream>

#include <fmt/format.h>

#include "app/cli/actions.h"
#include "app/cli/issue_list.h"
#include "app/service/exporting.h"
#include "app/service/report_json.h"
#include "core/base/json.h"

namespace junheng {
namespace {

int print_report(
    const Context& context,
    const Console& console,
    const ImportReport& report,
    bool dry_run
) {
    const bool refused = has_errors(report.issues);
    if (console.json()) {
        console.line(import_report_json(context, report));
    } else {
        print_issues(console, report.issues, context);
        for (const auto& copy : report.red_copies)
            console.line(console.text("import.red_copy", {{"file", copy.string()}}));
        const ImportCounts& c = report.counts;
        const std::string_view code = refused   ? "done.import_refused"
                                      : dry_run ? "done.import_dry"
                                                : "done.import";
        console.line(console.text(
            code,
            {{"rows", std::to_string(c.rows)},
             {"added", std::to_string(c.added)},
             {"changed", std::to_string(c.changed)},
             {"gone", std::to_string(c.gone)},
             {"unchanged", std::to_string(c.unchanged)},
             {"skipped", std::to_string(c.skipped)},
             {"issues", std::to_string(report.issues.size())},
             {"changes_id", report.changes_id ? std::to_string(*report.changes_id) : "–"}}
        ));
    }
    return refused ? exit_code(ErrorKind::data) : 0;
}

bool is_workbook(const std::filesystem::path& file) {
    std::array<char, 2> head{};
    std::ifstream(file, std::ios::binary).read(head.data(), head.size());
    return head == std::array{'P', 'K'};
}

/// A workbook is not written over another file unless told to: that may be the county itself, or a
/// form that somebody filled in. An empty file is no loss, nor is an earlier report.
Result<void> free_target(const std::filesystem::path& file, bool force, bool over_workbook) {
    std::error_code absent;
    if (force || file.empty() || !std::filesystem::exists(file, absent) ||
        std::filesystem::is_empty(file, absent) || (over_workbook && is_workbook(file)))
        return {};
    return failure(
        ErrorKind::usage, "file.exists", {{"file", file.string()}}, {.file = file.string()}
    );
}

}  // namespace

int run_import(const Context& context, const Console& console, const ImportCommand& command) {
    auto county = open_county(command.county);
    if (!county)
        return console.fail(county.error());
    ImportRequest request = command.request;
    request.progress = [&](std::int64_t rows) {
        console.progress(console.text("progress.rows"), rows);
    };
    const auto report = import_files(context, *county, request);
    console.end_progress();
    if (!report)
        return console.fail(report.error());
    return print_report(context, console, *report, request.dry_run);
}

int run_check(
    const Context& context,
    const Console& console,
    const std::string& address,
    std::optional<int> year
) {
    auto county = open_county(address);
    if (!county)
        return console.fail(county.error());
    const auto found = check_county(context, *county, year);
    if (!found)
        return console.fail(found.error());
    if (console.json()) {
        console.line(issues_json(context, *found));
    } else {
        print_issues(console, *found, context);
        console.line(console.text("done.check", {{"n", std::to_string(found->size())}}));
    }
    return 0;
}

int run_status(
    const Context&,
    const Console& console,
    const std::string& address,
    std::optional<int> year
) {
    auto county = open_county(address);
    if (!county)
        return console.fail(county.error());
    const auto state = hand_in_state(*county, year);
    if (!state)
        return console.fail(state.error());
    if (console.json()) {
        JsonWriter json;
        json.begin_object().key("schools").begin_array();
        for (const SchoolHandIn& school : *state) {
            json.begin_object()
                .field("code", school.code)
                .field("name", school.name)
                .key("missing")
                .begin_array();
            for (const std::string& table : school.missing) json.value(table);
            json.end_array().end_object();
        }
        json.end_array().end_object();
        console.line(json.take());
        return 0;
    }
    int late = 0;
    for (const SchoolHandIn& school : *state) {
        std::string missing;
        for (const std::string& table : school.missing)
            missing += " " + console.text("table." + table);
        if (!missing.empty())
            console.line(school.code + " " + school.name + ":" + missing);
        late += missing.empty() ? 0 : 1;
    }
    console.line(console.text(
        "done.status", {{"late", std::to_string(late)}, {"schools", std::to_string(state->size())}}
    ));
    return 0;
}

int run_template(const Context& context, const Console& console, const TemplateOptions& options) {
    auto county = open_county(options.county);
    if (!county)
        return console.fail(county.error());
    if (const auto free = free_target(options.out, options.force, false); !free)
        return console.fail(free.error());
    const auto made = write_county_template(
        context, *county, {options.out, options.school, options.county_only, options.year}
    );
    if (!made)
        return console.fail(made.error());
    console.line(
        console.json() ? std::string("{}")
                       : console.text("done.template", {{"file", options.out.string()}})
    );
    return 0;
}

int run_export(const Context& context, const Console& console, const ExportOptions& options) {
    if (options.tables.empty() && options.xlsx.empty())
        return console.fail({ErrorKind::usage, "cli.export_what", {}, {}});
    if (const auto free = free_target(options.xlsx, options.force, true); !free)
        return console.fail(free.error());
    auto county = open_county(options.county);
    if (!county)
        return console.fail(county.error());
    if (!options.tables.empty())
        if (const auto made = export_county_tables(*county, options.year, options.tables); !made)
            return console.fail(made.error());
    if (!options.xlsx.empty())
        if (const auto made = export_county_xlsx(context, *county, options.year, options.xlsx);
            !made)
            return console.fail(made.error());
    const std::string where =
        options.tables.empty() ? options.xlsx.string() : options.tables.string();
    console.line(
        console.json() ? std::string("{}") : console.text("done.export", {{"file", where}})
    );
    return 0;
}

}  // namespace junheng
