// SPDX-License-Identifier: Apache-2.0
#include "app/server/api/encode.h"
#include "app/service/change_json.h"
#include "core/base/json.h"
#include "io/exchange/assessment_json.h"

namespace junheng {
std::string scenario_json(const Scenario& scenario) {
    JsonWriter json;
    json.begin_object().field("name", scenario.name).field("school_year", scenario.year.start);
    json.field("who", scenario.author.who).field("at", scenario.author.at);
    json.field("why", scenario.author.why).key("changes").begin_array();
    for (const Change& change : scenario.changes) {
        json.begin_object();
        write_change(json, change);
        json.end_object();
    }
    json.end_array().end_object();
    return json.take();
}

std::string job_json(const JobStatus& job, const Messages& messages) {
    JsonWriter json;
    json.begin_object().field("id", job.id).field("kind", job.kind).field("by", job.by);
    json.field("state", name(job.state)).field("done", job.done).key("total");
    job.total ? json.value(*job.total) : json.null();
    text_or_null(json, "started_at", job.started_at);
    text_or_null(json, "ended_at", job.ended_at);
    std::string text = json.end_object().take();
    text.pop_back();
    // Result and error are finished objects.
    text += R"(,"result":)" + (job.result.empty() ? std::string("null") : job.result);
    text += R"(,"error":)";
    text += job.error ? error_json(*job.error, messages, job.language) : "null";
    return text + "}";
}

void write_import(JsonWriter& json, const ImportDraft& draft) {
    json.begin_object().field("id", draft.id).field("by", draft.by);
    json.field("profile", draft.profile).field("where", draft.where).key("year");
    draft.year ? json.value(*draft.year) : json.null();
    json.field("why", draft.why).field("state", name(draft.state)).key("files").begin_array();
    for (const DraftFile& file : draft.files)
        json.begin_object().field("name", file.name).field("bytes", file.bytes).end_object();
    json.end_array().key("red_copies").begin_array();
    for (const std::string& copy : draft.red_copies) json.value(copy);
    json.end_array();
    text_or_null(json, "job", draft.job);
    json.key("changes_id");
    draft.changes_id ? json.value(*draft.changes_id) : json.null();
    json.end_object();
}

void write_account(JsonWriter& json, const AccountShown& shown) {
    const Account& account = shown.account;
    json.begin_object().field("name", account.name).field("full_name", account.full_name);
    json.field("role", account.role).key("scope").begin_object();
    json.field("kind", account.scope_kind).field("code", account.scope_code).end_object();
    json.field("active", account.active);
    json.field("password_change_due", account.password_change_due);
    text_or_null(json, "locked_until", shown.locked_until);
    json.end_object();
}

std::string committed_json(const Committed& committed) {
    JsonWriter json;
    json.begin_object().key("changes_id");
    committed.id ? json.value(*committed.id) : json.null();
    json.key("rows").begin_object().field("added", committed.rows.added);
    json.field("changed", committed.rows.changed).field("gone", committed.rows.gone);
    json.end_object().end_object();
    return json.take();
}

}  // namespace junheng
