// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/cli/actions.h"
#include "app/service/keeping.h"
#include "app/service/report_json.h"
#include "core/base/json.h"
#include "core/base/text.h"

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

std::string history_line(const Console& console, const ChangeSet& set) {
    std::string text = fmt::format(
        "{:>5}  {}  {} {} +{} ~{} -{}",
        set.id,
        set.author.at,
        fit(console.text("change_kind." + std::string(name(set.kind))), 10),
        fit(set.author.who, 12),
        set.rows.added + set.pupils.added,
        set.rows.changed + set.pupils.changed,
        set.rows.gone + set.pupils.gone
    );
    if (!set.author.why.empty())
        text += "  " + set.author.why;
    if (set.undoes)
        text += "  " + console.text("history.undoes", {{"id", std::to_string(*set.undoes)}});
    if (set.undone_by)
        text += "  " + console.text("history.undone", {{"id", std::to_string(*set.undone_by)}});
    return text;
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

int run_history(const Context&, const Console& console, const std::string& address) {
    auto county = open_county(address);
    if (!county)
        return console.fail(county.error());
    const auto history = county_history(*county);
    if (!history)
        return console.fail(history.error());
    if (console.json()) {
        console.line(history_json(*history));
        return 0;
    }
    for (const ChangeSet& set : *history) console.line(history_line(console, set));
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
        {{"id", std::to_string(id)}, {"changes_id", undone->id ? std::to_string(*undone->id) : ""}},
        {{"undoes", id}, {"changes_id", undone->id}}
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
