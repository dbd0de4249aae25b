// SPDX-License-Identifier: Apache-2.0
#include "app/server/api/encode.h"
#include "app/server/api/handlers.h"
#include "app/server/respond.h"
#include "app/service/audit.h"
#include "app/service/scenarios.h"
#include "core/base/json.h"
#include "io/exchange/compare_json.h"

namespace junheng {
namespace {

WishedChange wish_of(JsonView view) {
    WishedChange wish{.act = view.text("act"), .table = view.text("table")};
    for (const JsonView& part : view.at("key").items())
        wish.key.push_back(part.text().value_or(""));
    wish.field = view.text("field");
    wish.after = view.at("after").text();
    wish.teacher = view.text("teacher");
    wish.school = view.text("school");
    wish.to = view.text("to");
    wish.stage = view.text("stage");
    wish.subject = view.text("subject");
    wish.degree = view.text("degree");
    wish.honour = view.text("honour");
    wish.count = view.integer("count").value_or(1);
    return wish;
}

std::vector<WishedChange> wishes_of(JsonView body) {
    std::vector<WishedChange> wishes;
    for (const JsonView& change : body.at("changes").items()) wishes.push_back(wish_of(change));
    return wishes;
}

std::optional<int> year_of(JsonView body) {
    const auto year = body.integer("year");
    return year ? std::optional(static_cast<int>(*year)) : std::nullopt;
}

Result<Response> scenarios(const Call& call) {
    const auto all = all_scenarios(call.county());
    if (!all)
        return tl::unexpected(all.error());
    JsonWriter json;
    json.begin_object().key("scenarios").begin_array();
    for (const Scenario& one : *all)
        json.begin_object()
            .field("name", one.name)
            .field("school_year", one.year.start)
            .field("who", one.author.who)
            .field("at", one.author.at)
            .field("why", one.author.why)
            .field("changes", static_cast<std::int64_t>(one.changes.size()))
            .end_object();
    json.end_array().end_object();
    return json_answer(call, json);
}

Result<Response> scenario(const Call& call) {
    const auto found = load_scenario(call.county(), call.text("name"));
    if (!found)
        return tl::unexpected(found.error());
    return json_answer(call, scenario_json(*found));
}

Result<Response> save(const Call& call) {
    const auto wishes = wishes_of(call.body);
    const auto saved = save_scenario(
        call.context(),
        call.county(),
        call.text("name"),
        year_of(call.body),
        call.body.text("why"),
        wishes
    );
    if (!saved)
        return tl::unexpected(saved.error());
    const AuditedAct act{.action = "scenario_save", .target = saved->name};
    if (const auto noted = note_act(call.context(), call.county(), act); !noted)
        return tl::unexpected(noted.error());
    return json_answer(call, scenario_json(*saved));
}

Result<Response> drop(const Call& call) {
    const std::string name = call.text("name");
    if (const auto removed = remove_scenario(call.county(), name); !removed)
        return tl::unexpected(removed.error());
    const AuditedAct act{.action = "scenario_remove", .target = name};
    if (const auto noted = note_act(call.context(), call.county(), act); !noted)
        return tl::unexpected(noted.error());
    return no_content();
}

Result<Response> try_changes(const Call& call) {
    const auto base = call.office.judgements.judge(
        call.context(),
        call.county(),
        {.year = year_of(call.body), .scenario = call.body.text("scenario")},
        call.revision
    );
    if (!base)
        return tl::unexpected(base.error());
    const auto after = what_if(**base, wishes_of(call.body));
    if (!after)
        return tl::unexpected(after.error());
    const Reach mine = reach(call, (*base)->snapshot);
    const Assessment a = within((*base)->assessment, mine);
    const Assessment b = within(after->assessment, mine);
    // Two finished objects side by side; neither is parsed again to be put into a third.
    std::string text = R"({"comparison":)" + comparison_json({a, b, after->standards});
    text += R"(,"assessment":)";
    text += assessment_json(b, after->standards, {}, call.context().language) + "}";
    return json_answer(call, std::move(text));
}

}  // namespace

void add_scenario_handlers(Handlers& handlers) {
    handlers["scenarios"] = scenarios;
    handlers["scenario"] = scenario;
    handlers["save_scenario"] = save;
    handlers["drop_scenario"] = drop;
    handlers["what_if"] = try_changes;
}

}  // namespace junheng
