// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/cli/actions.h"
#include "app/service/exporting.h"
#include "core/base/json.h"
#include "core/standards/glossary.h"

namespace junheng {
namespace {

constexpr std::size_t kMostLines = 20;

void issue(JsonWriter& json, const Issue& one, const Messages& messages, Language language) {
    json.begin_object().field("code", one.code);
    json.field("severity", one.severity == Severity::error ? "error" : "warning");
    json.key("file");
    one.where.file.empty() ? json.null() : json.value(one.where.file);
    json.key("sheet");
    one.where.sheet.empty() ? json.null() : json.value(one.where.sheet);
    json.key("row");
    one.where.row > 0 ? json.value(one.where.row) : json.null();
    json.key("column");
    one.where.column > 0 ? json.value(one.where.column) : json.null();
    json.field("value", one.value);
    json.field("school", one.school);
    json.field("message", messages.text(one.code, one.args, language));
    json.field("expected", messages.expected(one.code, one.args, language));
    json.field("advice", messages.advice(one.code, one.args, language)).end_object();
}

void issues(JsonWriter& json, const Issues& all, const Context& context) {
    json.key("issues").begin_array();
    for (const Issue& one : all) issue(json, one, context.messages, context.language);
    json.end_array();
}

std::string arg(const Issue& one, std::string_view slot) {
    const auto found =
        std::ranges::find(one.args, slot, &std::pair<std::string, std::string>::first);
    return found == one.args.end() ? std::string() : found->second;
}

/// Of a file its cell; of what is stored the table, the row and the column.
std::string place_of(const Issue& one) {
    if (!one.where.file.empty())
        return place_text(one.where);
    const std::string field = arg(one, "field_name");
    if (field.empty())
        return one.school;
    return arg(one, "table_name") + " " + arg(one, "key_name") + " " + field;
}

void print_issue(const Console& console, const Issue& one, const Context& context) {
    const std::string place = place_of(one);
    console.line(fmt::format(
        "{} {}{}{}",
        one.severity == Severity::error ? "✕" : "≈",
        place,
        place.empty() ? "" : " ",
        context.messages.text(one.code, one.args, context.language)
    ));
    const auto expected = context.messages.expected(one.code, one.args, context.language);
    const auto advice = context.messages.advice(one.code, one.args, context.language);
    console.line(
        "    " +
        console.text(
            "issue.detail", {{"value", one.value}, {"expected", expected}, {"advice", advice}}
        )
    );
}

/// What concerns whole tables first, then errors, then warnings: a page may end before the last.
void print_issues(const Console& console, const Issues& all, const Context& context, bool every) {
    std::vector<const Issue*> order;
    order.reserve(all.size());
    for (const Issue& one : all) order.push_back(&one);
    std::ranges::stable_sort(order, {}, [](const Issue* one) {
        const bool whole = one->code == "import.many_gone" || one->code == "import.frozen_year";
        return std::pair(!whole, one->severity != Severity::error);
    });
    const std::size_t shown = every ? order.size() : std::min(order.size(), kMostLines);
    for (std::size_t i = 0; i < shown; ++i) print_issue(console, *order[i], context);
    if (shown < order.size())
        console.line(console.text("page.more_all", {{"n", std::to_string(order.size() - shown)}}));
}

/// The way back from an import that took much away.
void print_way_back(const Console& console, const ImportReport& report, const std::string& county) {
    if (report.changes_id &&
        std::ranges::find(report.issues, "import.many_gone", &Issue::code) != report.issues.end())
        console.line(console.text(
            "import.way_back", {{"county", county}, {"id", std::to_string(*report.changes_id)}}
        ));
}

std::string report_json(const ImportReport& report, const Context& context) {
    JsonWriter json;
    const ImportCounts& c = report.counts;
    json.begin_object().field("rows", c.rows).field("added", c.added).field("changed", c.changed);
    json.field("gone", c.gone).field("unchanged", c.unchanged).field("skipped", c.skipped);
    json.key("changes_id");
    report.changes_id ? json.value(*report.changes_id) : json.null();
    issues(json, report.issues, context);
    json.end_object();
    return json.take();
}

int print_report(
    const Context& context,
    const Console& console,
    const ImportReport& report,
    const ImportCommand& command
) {
    const bool refused = has_errors(report.issues);
    if (console.json()) {
        console.line(report_json(report, context));
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

void texts(JsonWriter& json, std::string_view name, const std::vector<std::string>& all) {
    json.key(name).begin_array();
    for (const std::string& one : all) json.value(one);
    json.end_array();
}

std::string state_json(const HandInState& state) {
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

    void print(const HandInState& state) const {
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
        JsonWriter json;
        json.begin_object();
        issues(json, *found, context);
        json.end_object();
        console.line(json.take());
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
    const auto state = hand_in_state(context, *county, options.year);
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
