// SPDX-License-Identifier: Apache-2.0
#include "app/server/api/encode.h"
#include "app/server/api/handlers.h"
#include "app/server/respond.h"
#include "app/service/audit.h"
#include "app/service/hand_ins.h"
#include "app/service/keeping.h"
#include "app/service/reported.h"
#include "app/service/three_counts.h"
#include "core/base/json.h"
#include "core/domain/words.h"

namespace junheng {
namespace {

std::optional<int> year_in(JsonView body) {
    const auto year = body.integer("year");
    return year ? std::optional(static_cast<int>(*year)) : std::nullopt;
}

/// What the caller reaches in the year asked for.
Result<Reach> reach_in(const Call& call, std::optional<int> year) {
    const auto judged =
        call.office.judgements.judge(call.context(), call.county(), {.year = year}, call.revision);
    if (!judged)
        return tl::unexpected(judged.error());
    return reach(call, (*judged)->snapshot);
}

std::string said(const Call& call, const BilingualName& name) {
    return call.context().language == Language::zh ? name.zh : name.en;
}

void write_words(JsonWriter& json, std::string_view key, const std::vector<std::string>& words) {
    json.key(key).begin_array();
    for (const std::string& word : words) json.value(word);
    json.end_array();
}

void write_rules(JsonWriter& json, const Call& call) {
    const HandInRules& rules = call.office.hand_ins;
    write_words(json, "tables", rules.tables);
    json.key("states").begin_array();
    for (const HandInState& state : rules.states)
        json.begin_object()
            .field("id", state.id)
            .field("name", said(call, state.name))
            .end_object();
    json.end_array().key("acts").begin_array();
    for (const HandInAct& act : rules.acts) {
        json.begin_object().field("id", act.id).field("name", said(call, act.name));
        write_words(json, "from", act.from);
        json.field("to", act.to).field("right", act.right);
        json.field("needs_reason", act.needs_reason).end_object();
    }
    json.end_array();
}

void write_cell(JsonWriter& json, const HandInCell& cell) {
    json.begin_object().field("table", cell.table).field("filled", cell.filled);
    json.field("state", cell.last.state);
    text_or_null(json, "who", cell.last.who);
    text_or_null(json, "at", cell.last.at);
    text_or_null(json, "reason", cell.last.reason);
    json.end_object();
}

Result<Response> hand_ins(const Call& call) {
    const auto mine = reach_in(call, call.integer("year"));
    if (!mine)
        return tl::unexpected(mine.error());
    const std::string school = call.text("school");
    if (!school.empty())
        if (const auto covered = require_school(*mine, school); !covered)
            return tl::unexpected(covered.error());
    const auto matrix =
        hand_in_matrix(call.county(), call.office.hand_ins, call.integer("year"), *mine);
    const auto year = held_year(call.county(), call.integer("year"));
    if (!matrix || !year)
        return tl::unexpected(matrix ? year.error() : matrix.error());
    JsonWriter json;
    json.begin_object().field("school_year", year->start);
    write_rules(json, call);
    json.key("schools").begin_array();
    for (const HandInRow& row : *matrix) {
        if (!school.empty() && row.code != school)
            continue;
        json.begin_object().field("code", row.code).field("name", row.name).key("tables");
        json.begin_array();
        for (const HandInCell& cell : row.tables) write_cell(json, cell);
        json.end_array().end_object();
    }
    json.end_array().end_object();
    return json_answer(call, json);
}

Response events_answer(const Call& call, const std::vector<HandInEvent>& events) {
    JsonWriter json;
    json.begin_object().key("events").begin_array();
    for (const HandInEvent& event : events)
        json.begin_object()
            .field("table", event.table)
            .field("act", event.act)
            .field("state", event.state)
            .field("who", event.who)
            .field("at", event.at)
            .field("reason", event.reason)
            .end_object();
    json.end_array().end_object();
    return json_answer(call, json);
}

Result<Response> act_on(const Call& call) {
    HandInRequest request{
        .year = year_in(call.body),
        .school = call.body.text("school"),
        .tables = {},
        .act = call.body.text("act"),
        .reason = call.body.text("reason")};
    for (const JsonView& table : call.body.at("tables").items())
        request.tables.push_back(table.text().value_or(""));
    const auto mine = reach_in(call, request.year);
    if (!mine)
        return tl::unexpected(mine.error());
    const auto done = hand_in(
        call.context(), call.county(), call.office.hand_ins, request, *call.session->role, *mine
    );
    if (!done)
        return tl::unexpected(done.error());
    return events_answer(call, *done);
}

Result<Response> history_of(const Call& call) {
    const auto mine = reach_in(call, call.integer("year"));
    if (!mine)
        return tl::unexpected(mine.error());
    if (const auto covered = require_school(*mine, call.text("code")); !covered)
        return tl::unexpected(covered.error());
    const auto events = hand_in_history(call.county(), call.integer("year"), call.text("code"));
    if (!events)
        return tl::unexpected(events.error());
    return events_answer(call, *events);
}

void write_effect(JsonWriter& json, const CountEffect& effect) {
    json.begin_object().field("origin", effect.origin).field("value", effect.value);
    json.field("resource_verdict", name(effect.resource_verdict));
    json.field("verdict", name(effect.verdict)).field("schools_turned", effect.schools_turned);
    json.key("cvs").begin_array();
    for (const CvShift& one : effect.cvs)
        json.begin_object()
            .field("indicator", one.indicator)
            .field("stage", name(one.stage))
            .field("before", one.before)
            .field("after", one.after)
            .field("compliance_before", name(one.compliance_before))
            .field("compliance_after", name(one.compliance_after))
            .end_object();
    json.end_array().end_object();
}

void write_counted(JsonWriter& json, const CountedFigure& one) {
    json.begin_object().field("school", one.school).field("name", one.name);
    text_or_null(json, "stage", one.stage);
    json.field("table", one.table).field("figure", one.figure).field("unit", one.unit);
    text_or_null(json, "current", one.current);
    text_or_null(json, "statistics", one.statistics.value_or(""));
    text_or_null(json, "register", one.register_count.value_or(""));
    text_or_null(json, "ledger", one.ledger.value_or(""));
    json.key("effects").begin_array();
    for (const CountEffect& effect : one.effects) write_effect(json, effect);
    json.end_array().end_object();
}

Result<Response> counts(const Call& call) {
    const auto whose = call.session->scope.kind + ":" + call.session->scope.code;
    return kept_answer(call, whose, [&]() -> Result<std::string> {
        const auto judged = judgement(call);
        if (!judged)
            return tl::unexpected(judged.error());
        const auto all = three_counts(**judged, reach(call, (*judged)->snapshot));
        if (!all)
            return tl::unexpected(all.error());
        JsonWriter json;
        json.begin_object().field("school_year", all->year.start);
        json.field("resource_verdict", name(all->resource_verdict));
        json.field("verdict", name(all->verdict)).field("compared", all->compared);
        json.key("differing").begin_array();
        for (const CountedFigure& one : all->differing) write_counted(json, one);
        json.end_array().end_object();
        return json.take();
    });
}

void write_reported(JsonWriter& json, const Reported& state) {
    json.begin_object().field("id", state.id).field("school_year", state.year.start);
    json.field("signer", state.signer.who).field("at", state.signer.at);
    json.field("digest", state.digest).end_object();
}

Result<Response> reported_states(const Call& call) {
    const auto all = reported(call.county());
    if (!all)
        return tl::unexpected(all.error());
    JsonWriter json;
    json.begin_object().key("reported").begin_array();
    for (const Reported& state : *all) write_reported(json, state);
    json.end_array().end_object();
    return json_answer(call, json);
}

Result<Response> freeze(const Call& call) {
    if (call.session->scope.kind != "county")
        return failure(ErrorKind::forbidden, "edit.county_only", {{"table", "reported"}});
    const auto frozen =
        freeze_county(call.context(), call.county(), year_in(call.body), call.body.text("signer"));
    if (!frozen)
        return tl::unexpected(frozen.error());
    const AuditedAct act{
        .action = "freeze", .target = std::to_string(frozen->year.start), .detail = frozen->digest};
    if (const auto noted = note_act(call.context(), call.county(), act); !noted)
        return tl::unexpected(noted.error());
    JsonWriter json;
    write_reported(json, *frozen);
    return json_answer(call, json);
}

Result<Response> differences(const Call& call) {
    const auto found = reported_against_current(
        call.county(), call.integer("id").value_or(0), call.session->scope
    );
    if (!found)
        return tl::unexpected(found.error());
    JsonWriter json;
    json.begin_object().key("reported");
    write_reported(json, found->reported);
    json.key("differences").begin_array();
    for (const ReportedDifference& one : found->differences) {
        json.begin_object().field("table", one.table).field("key", one.key);
        json.field("school", one.school).field("act", one.act);
        for (const auto& [key, text] :
             {std::pair<std::string_view, const std::string&>{"field", one.field},
              {"reported", one.reported},
              {"current", one.current},
              {"who", one.who},
              {"at", one.at},
              {"why", one.why}})
            text_or_null(json, key, text);
        json.end_object();
    }
    json.end_array().end_object();
    return json_answer(call, json);
}

}  // namespace

void add_way_handlers(Handlers& handlers) {
    handlers["hand_ins"] = hand_ins;
    handlers["hand_in"] = act_on;
    handlers["hand_in_history"] = history_of;
    handlers["three_counts"] = counts;
    handlers["reported"] = reported_states;
    handlers["freeze"] = freeze;
    handlers["reported_differences"] = differences;
}

}  // namespace junheng
