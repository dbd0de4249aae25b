// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <fstream>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/cli/actions.h"
#include "app/cli/issue_list.h"
#include "app/service/exporting.h"
#include "app/service/report_json.h"
#include "core/base/json.h"
#include "core/standards/glossary.h"

namespace junheng {
namespace {

constexpr std::size_t kMostLines = 20;

/// The way back from an import that took much away.
void print_way_back(const Console& console, const ImportReport& report, const std::string& county) {
    if (report.changes_id &&
        std::ranges::find(report.issues, "import.many_gone", &Issue::code) != report.issues.end())
        console.line(console.text(
            "import.way_back", {{"county", county}, {"id", std::to_string(*report.changes_id)}}
        ));
}

int print_report(
    const Context& context,
    const Console& console,
    const ImportReport& report,
    const ImportCommand& command
) {
    const bool refused = has_errors(report.issues);
    if (console.json()) {
        console.line(import_report_json(context, report));
    } else {
        print_issues(console, report.issues, context, command.all);
        for (const auto& copy : report.red_copies)
            console.line(console.text("import.red_copy", {{"file", copy.string()}}));
        const ImportCounts& c = report.counts;
        const std::string_view code = refused                   ? "done.import_refused"
                                      : command.request.dry_run ? "done.import_dry"
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
        print_way_back(console, report, command.county);
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

void texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& all) {
    json.key(name).begin_array();
    for (const std::string& one : all) json.value(one);
    json.end_array();
}

std::string state_json(const HandInStatus& state) {
    JsonWriter json;
    json.begin_object().key("schools").begin_array();
    for (const SchoolHandIn& school : state.schools) {
        json.begin_object().field("code", school.code).field("name", school.name);
        texts(json, "missing", school.missing);
        json.end_object();
    }
    json.end_array().key("county").begin_object();
    texts(json, "figures_missing", state.county.figures_missing);
    texts(json, "evidence_missing", state.county.evidence_missing);
    json.end_object().end_object();
    return json.take();
}

/// Who has handed in what, with the names of the template's sheets.
class StatusPage {
public:
    StatusPage(const Console& console, const Glossary& glossary, bool all)
        : console_(console), glossary_(glossary), all_(all) {}

    void print(const HandInStatus& state) const {
        std::vector<std::string> lines;
        for (const SchoolHandIn& school : state.schools)
            if (!school.missing.empty())
                lines.push_back(school.code + " " + school.name + colon() + tables(school.missing));
        print_lines(lines);
        const CountyHandIn& own = state.county;
        print_part(
            "status.figures",
            own.figures,
            named(own.figures_missing, [&](const std::string& key) { return term("county", key); })
        );
        print_part(
            "status.evidence",
            own.evidence,
            named(
                own.evidence_missing,
                [&](const std::string& paper) {
                    const auto slash = paper.find('/');
                    return paper.substr(0, slash) + " " +
                           term("words.evidence_slot", paper.substr(slash + 1));
                }
            )
        );
        console_.line(console_.text(
            "done.status",
            {{"late", std::to_string(lines.size())},
             {"handed_in", std::to_string(state.schools.size() - lines.size())},
             {"schools", std::to_string(state.schools.size())}}
        ));
    }

private:
    bool chinese() const { return console_.language() == Language::zh; }
    std::string colon() const { return chinese() ? "：" : ": "; }

    std::string term(const std::string& group, const std::string& id) const {
        return glossary_.term(group, id, console_.language());
    }

    std::string tables(const std::vector<std::string>& ids) const {
        std::string text;
        for (const std::string& id : ids)
            text += (text.empty() ? "" : chinese() ? "、" : ", ") + term("tables", id);
        return text;
    }

    template <class F>
    static std::vector<std::string> named(const std::vector<std::string>& ids, F name) {
        std::vector<std::string> names;
        names.reserve(ids.size());
        for (const std::string& id : ids) names.push_back(name(id));
        return names;
    }

    void print_lines(const std::vector<std::string>& lines) const {
        const std::size_t shown = all_ ? lines.size() : std::min(lines.size(), kMostLines);
        for (std::size_t i = 0; i < shown; ++i) console_.line(lines[i]);
        if (shown < lines.size())
            console_.line(
                console_.text("page.more_all", {{"n", std::to_string(lines.size() - shown)}})
            );
    }

    /// The count, and with --all each that is missing.
    void print_part(
        std::string_view code,
        std::size_t needed,
        const std::vector<std::string>& missing
    ) const {
        console_.line(console_.text(
            code,
            {{"held", std::to_string(needed - missing.size())},
             {"needed", std::to_string(needed)},
             {"missing", std::to_string(missing.size())}}
        ));
        if (all_)
            for (const std::string& one : missing) console_.line("    " + one);
    }

    const Console& console_;
    const Glossary& glossary_;
    bool all_;
};

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
    return print_report(context, console, *report, command);
}

int run_check(const Context& context, const Console& console, const LookCommand& options) {
    auto county = open_county(options.county);
    if (!county)
        return console.fail(county.error());
    const auto found = check_county(context, *county, options.year);
    if (!found)
        return console.fail(found.error());
    if (console.json()) {
        console.line(issues_json(context, *found));
    } else {
        print_issues(console, *found, context, options.all);
        console.line(console.text("done.check", {{"n", std::to_string(found->size())}}));
    }
    return 0;
}

int run_status(const Context& context, const Console& console, const LookCommand& options) {
    auto county = open_county(options.county);
    if (!county)
        return console.fail(county.error());
    const auto state = hand_in_status(context, *county, options.year);
    if (!state)
        return console.fail(state.error());
    if (console.json()) {
        console.line(state_json(*state));
        return 0;
    }
    const auto glossary = Glossary::load(context.glossary());
    if (!glossary)
        return console.fail(glossary.error());
    StatusPage(console, *glossary, options.all).print(*state);
    return 0;
}

int run_template(const Context& context, const Console& console, const TemplateOptions& options) {
    auto county = open_county(options.county);
    if (!county)
        return console.fail(county.error());
    if (const auto free = free_target(options.out, options.force, false); !free)
        return console.fail(free.error());
    const auto made = write_county_template(
        context,
        *county,
        {.out = options.out,
         .school = options.school,
         .part = options.county_only ? TemplatePart::county : TemplatePart::all,
         .year = options.year}
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
