// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/server/api/encode.h"
#include "app/server/api/handlers.h"
#include "app/server/respond.h"
#include "app/service/audit.h"
#include "app/service/change_json.h"
#include "app/service/editing.h"
#include "app/service/keeping.h"
#include "app/service/report_json.h"
#include "core/base/json.h"

namespace junheng {
namespace {

constexpr int kShownChanges = 1000;

EditRequest edit_request(JsonView body) {
    EditRequest request{
        .year = static_cast<int>(body.integer("year").value_or(0)),
        .why = body.text("why"),
        .edits = {}};
    for (const JsonView& change : body.at("changes").items())
        request.edits.push_back(
            {.table = change.text("table"),
             .key = change.at("key").texts(),
             .field = change.text("field"),
             .before = change.at("before").text(),
             .after = change.at("after").text()}
        );
    return request;
}

/// Who reaches only a part of the county sees and undoes his own changes.
bool sees(const Call& call, const std::string& who) {
    return call.session->scope.kind == "county" || who == call.session->account.name;
}

Result<Response> edit(const Call& call) {
    const EditRequest request = edit_request(call.body);
    const auto done = edit_figures(call.context(), call.county(), request, writer(call));
    if (!done)
        return tl::unexpected(done.error());
    return json_answer(call, committed_json(*done));
}

Result<Response> history(const Call& call) {
    auto sets = history_of(call.county());
    if (!sets)
        return tl::unexpected(sets.error());
    std::erase_if(*sets, [&](const HistoryEntry& entry) {
        return !sees(call, entry.set.author.who);
    });
    return json_answer(call, history_json(*sets));
}

Result<Commit> own_change_set(const Call& call, std::int64_t id) {
    auto set = change_set(call.county(), id);
    if (set && !sees(call, set->author.who))
        return failure(ErrorKind::usage, "store.change_set_unknown", {{"id", std::to_string(id)}});
    return set;
}

Result<Response> one_change_set(const Call& call) {
    const std::int64_t id = call.integer("id").value_or(0);
    const auto set = own_change_set(call, id);
    if (!set)
        return tl::unexpected(set.error());
    const auto most = static_cast<std::size_t>(call.integer("limit").value_or(kShownChanges));
    JsonWriter json;
    json.begin_object().field("changes_id", id).field("kind", name(set->kind));
    json.field("who", set->author.who).field("at", set->author.at).field("why", set->author.why);
    json.field("total", static_cast<std::int64_t>(set->changes.size()));
    json.key("changes").begin_array();
    for (std::size_t i = 0; i < std::min(most, set->changes.size()); ++i) {
        json.begin_object().field("year", set->changes[i].year.start);
        write_change(json, set->changes[i].change);
        json.end_object();
    }
    json.end_array().end_object();
    return json_answer(call, json);
}

Result<Response> undo(const Call& call) {
    const std::int64_t id = call.integer("id").value_or(0);
    if (const auto set = own_change_set(call, id); !set)
        return tl::unexpected(set.error());
    const auto done = undo_changes(call.context(), call.county(), id, call.body.text("why"));
    if (!done)
        return tl::unexpected(done.error());
    const AuditedAct act{
        .action = "undo", .target = std::to_string(id), .purpose = call.body.text("why")};
    if (const auto noted = note_act(call.context(), call.county(), act); !noted)
        return tl::unexpected(noted.error());
    return json_answer(call, committed_json(*done));
}

}  // namespace

void add_data_handlers(Handlers& handlers) {
    handlers["edit"] = edit;
    handlers["history"] = history;
    handlers["change_set"] = one_change_set;
    handlers["undo"] = undo;
}

}  // namespace junheng
