// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ctime>
#include <iomanip>
#include <optional>
#include <sstream>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/cli/actions.h"
#include "app/service/keeping.h"
#include "app/service/report_json.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "io/exchange/issue_terms.h"

namespace junheng {
namespace {

/// Numbers of the JSON object; paths and hosts never stand in one.
using JsonFields = std::vector<std::pair<std::string_view, std::optional<std::int64_t>>>;

/// The closing line of a command that has little to say: one object, or one sentence.
int done(
    const Console& console,
    std::string_view code,
    const Args& args,
    const JsonFields& fields = {}
) {
    if (console.json()) {
        JsonWriter json;
        json.begin_object();
        for (const auto& [name, value] : fields)
            value ? json.field(name, *value) : json.key(name).null();
        json.end_object();
        console.line(json.take());
    } else {
        console.line(console.text(code, args));
    }
    return 0;
}

/// "2026-03-01T08:00:05Z" on the user's own clock, to the minute; anything else as it is.
std::string local_time(const std::string& at) {
    std::tm utc{};
    std::istringstream in(at);
    in >> std::get_time(&utc, "%Y-%m-%dT%H:%M:%S");
    if (in.fail() || !at.ends_with('Z'))
        return at;
    const std::time_t seconds = timegm(&utc);
    std::tm local{};
    if (localtime_r(&seconds, &local) == nullptr)
        return at;
    std::ostringstream out;
    out << std::put_time(&local, "%Y-%m-%d %H:%M");
    return out.str();
}

constexpr std::size_t kIdWidth = 5;
constexpr std::size_t kTimeWidth = 16;
constexpr std::size_t kKindWidth = 10;
constexpr std::size_t kWhoWidth = 12;
constexpr std::size_t kCountWidth = 8;

/// One line of the history before its remarks.
struct HistoryColumns {
    std::string id, time, kind, who, added, changed, gone;
};

std::string columns(const HistoryColumns& cells) {
    return fmt::format(
        "{}  {}  {} {} {}{}{}",
        fit_right(cells.id, kIdWidth),
        fit(cells.time, kTimeWidth),
        fit(cells.kind, kKindWidth),
        fit(cells.who, kWhoWidth),
        fit_right(cells.added, kCountWidth),
        fit_right(cells.changed, kCountWidth),
        fit_right(cells.gone, kCountWidth)
    );
}

std::string history_head(const Console& console) {
    return columns(
        {console.text("history.id"),
         console.text("history.time"),
         console.text("history.kind"),
         console.text("history.who"),
         console.text("history.added"),
         console.text("history.changed"),
         console.text("history.gone")}
    );
}

std::string history_line(const Console& console, const HistoryEntry& entry) {
    const ChangeSet& set = entry.set;
    std::string text = columns(
        {std::to_string(set.id),
         local_time(set.author.at),
         console.text("change_kind." + std::string(name(set.kind))),
         set.author.who,
         fmt::format("+{}", set.rows.added + set.pupils.added),
         fmt::format("~{}", set.rows.changed + set.pupils.changed),
         fmt::format("-{}", set.rows.gone + set.pupils.gone)}
    );
    if (!set.author.why.empty())
        text += "  " + set.author.why;
    if (set.undoes)
        text += "  " + console.text("history.undoes", {{"id", std::to_string(*set.undoes)}});
    if (set.undone_by)
        text += "  " + console.text("history.undone", {{"id", std::to_string(*set.undone_by)}});
    for (const SchoolYear year : entry.after_freeze)
        text += "  " + console.text("history.after_freeze", {{"year", std::to_string(year.start)}});
    return text;
}

/// One change of a set: which cell, from what, to what, out of which file.
struct ChangedCell {
    std::string_view what;  // added, removed, set
    std::string_view text;  // the message that says so
    TableId table = TableId::county;
    std::string key;
    std::string field = {};
    std::string before = {};
    std::string after = {};
    Where where = {};
};

ChangedCell changed_cell(const Commit& commit, const SourcedChange& change) {
    ChangedCell cell{"set", "history.cell_set", table_of(change.change), key_of(change.change)};
    if (std::holds_alternative<RowAdded>(change.change)) {
        cell.what = "added";
        cell.text = "history.cell_added";
    } else if (std::holds_alternative<RowRemoved>(change.change)) {
        cell.what = "removed";
        cell.text = "history.cell_removed";
    }
    const SourceSheet* sheet = change.sheet < 0 || change.row == 0
                                   ? nullptr
                                   : &commit.sheets[static_cast<std::size_t>(change.sheet)];
    if (sheet != nullptr)
        cell.where = {sheet->file, sheet->sheet, change.row, 0};
    if (const auto* set = std::get_if<CellSet>(&change.change)) {
        const FieldSpec& field = table_spec(set->table).fields[set->field];
        cell.field = field.name;
        cell.before = to_text(field, set->before);
        cell.after = to_text(field, set->after);
        if (sheet != nullptr && set->field < sheet->columns.size())
            cell.where.column = sheet->columns[set->field];
    }
    return cell;
}

std::string cells_json(std::int64_t id, const Commit& commit) {
    const auto number = [](JsonWriter& json, std::string_view key, int value) {
        json.key(key);
        value > 0 ? json.value(value) : json.null();
    };
    JsonWriter json;
    json.begin_object().field("changes_id", id).key("cells").begin_array();
    for (const SourcedChange& change : commit.changes) {
        const ChangedCell cell = changed_cell(commit, change);
        json.begin_object().field("school_year", change.year.start).field("what", cell.what);
        json.field("table", table_spec(cell.table).name).field("key", cell.key);
        json.field("column", cell.field).field("before", cell.before).field("after", cell.after);
        json.field("file", cell.where.file).field("sheet", cell.where.sheet);
        number(json, "row", cell.where.row);
        number(json, "file_column", cell.where.column);
        json.end_object();
    }
    json.end_array().end_object();
    return json.take();
}

void print_cells(const Context& context, const Console& console, const Commit& commit, bool all) {
    constexpr std::size_t kMostCells = 20;
    const auto glossary = Glossary::load(context.glossary());
    const std::size_t shown =
        all ? commit.changes.size() : std::min(commit.changes.size(), kMostCells);
    for (std::size_t i = 0; i < shown; ++i) {
        const ChangedCell cell = changed_cell(commit, commit.changes[i]);
        Args args{
            {"year", std::to_string(commit.changes[i].year.start)},
            {"table", std::string(table_spec(cell.table).name)},
            {"key", cell.key},
            {"field", cell.field},
            {"before", cell.before},
            {"after", cell.after},
            {"place", place_text(cell.where)}};
        if (glossary)
            add_terms(args, *glossary, context.language);
        console.line("  " + console.text(cell.text, args));
    }
    if (shown < commit.changes.size())
        console.line(
            console.text("page.more_all", {{"n", std::to_string(commit.changes.size() - shown)}})
        );
}

int show_change_set(
    const Context& context,
    const Console& console,
    County& county,
    const HistoryCommand& options
) {
    const auto commit = county.store->changes_of(county.code(), *options.id);
    if (!commit)
        return console.fail(commit.error());
    if (console.json()) {
        console.line(cells_json(*options.id, *commit));
        return 0;
    }
    print_cells(context, console, *commit, options.all);
    console.line(console.text("history.cells", {{"n", std::to_string(commit->changes.size())}}));
    return 0;
}

}  // namespace

int run_init(const Context&, const Console& console, const InitOptions& options) {
    const auto made = init_county(options.file, {options.code, options.name}, options.force);
    if (!made)
        return console.fail(made.error());
    return done(console, "done.init", {{"file", options.file}, {"code", options.code}});
}

int run_demo(const Context& context, const Console& console, const DemoCommand& options) {
    const auto made = make_demo_store(
        context,
        {.file = options.file,
         .seed = options.seed,
         .schools = options.schools,
         .years = options.years,
         .force = options.force,
         .progress = [&](std::int64_t done
                     ) { console.progress(console.text("progress.demo"), done); }}
    );
    console.end_progress();
    if (!made)
        return console.fail(made.error());
    return done(
        console,
        "done.demo",
        {{"file", options.file},
         {"counties", std::to_string(made->counties)},
         {"schools", std::to_string(made->schools)},
         {"pupils", std::to_string(made->pupils)}},
        {{"counties", made->counties}, {"schools", made->schools}, {"pupils", made->pupils}}
    );
}

int run_history(const Context& context, const Console& console, const HistoryCommand& options) {
    auto county = open_county(options.county);
    if (!county)
        return console.fail(county.error());
    if (options.id)
        return show_change_set(context, console, *county, options);
    const auto history = history_of(*county);
    if (!history)
        return console.fail(history.error());
    if (console.json()) {
        console.line(history_json(*history));
        return 0;
    }
    if (!history->empty())
        console.line(history_head(console));
    for (const HistoryEntry& entry : *history) console.line(history_line(console, entry));
    console.line(console.text("history.count", {{"n", std::to_string(history->size())}}));
    return 0;
}

int run_undo(
    const Context& context,
    const Console& console,
    const std::string& address,
    std::int64_t id
) {
    auto county = open_county(address);
    if (!county)
        return console.fail(county.error());
    const auto undone = undo_changes(context, *county, id, {});
    if (!undone)
        return console.fail(undone.error());
    return done(
        console,
        "done.undo",
        {{"id", std::to_string(id)},
         {"changes_id", undone->id ? std::to_string(*undone->id) : ""},
         {"added", std::to_string(undone->rows.added + undone->pupils.added)},
         {"changed", std::to_string(undone->rows.changed + undone->pupils.changed)},
         {"gone", std::to_string(undone->rows.gone + undone->pupils.gone)}},
        {{"undoes", id},
         {"changes_id", undone->id},
         {"added", undone->rows.added + undone->pupils.added},
         {"changed", undone->rows.changed + undone->pupils.changed},
         {"gone", undone->rows.gone + undone->pupils.gone}}
    );
}

int run_backup(
    const Context&,
    const Console& console,
    const std::string& address,
    const std::string& file,
    bool force
) {
    const auto saved = backup_installation(parse_county(address).location, file, force);
    if (!saved)
        return console.fail(saved.error());
    return done(console, "done.backup", {{"file", file}});
}

int run_restore(
    const Context&,
    const Console& console,
    const std::string& file,
    const std::string& address,
    bool force
) {
    const auto restored = restore_county(file, parse_county(address).location, force);
    if (!restored)
        return console.fail(restored.error());
    return done(console, "done.restore", {{"file", file}, {"county", address}});
}

int run_roll_over(
    const Context& context,
    const Console& console,
    const std::string& address,
    std::optional<int> from
) {
    auto county = open_county(address);
    if (!county)
        return console.fail(county.error());
    const auto rolled = roll_over_county(context, *county, from);
    if (!rolled)
        return console.fail(rolled.error());
    return done(
        console,
        "done.roll_over",
        {{"year", std::to_string(rolled->start)}},
        {{"school_year", rolled->start}}
    );
}

int run_freeze(const Context& context, const Console& console, const FreezeOptions& options) {
    auto county = open_county(options.county);
    if (!county)
        return console.fail(county.error());
    const auto frozen = freeze_county(context, *county, options.year, options.signer);
    if (!frozen)
        return console.fail(frozen.error());
    return done(
        console,
        "done.freeze",
        {{"year", std::to_string(frozen->year.start)},
         {"signer", frozen->signer.who},
         {"digest", frozen->digest}},
        {{"school_year", frozen->year.start}, {"reported_id", frozen->id}}
    );
}

}  // namespace junheng
