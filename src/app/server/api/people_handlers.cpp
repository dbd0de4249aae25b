// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/server/api/encode.h"
#include "app/server/api/handlers.h"
#include "app/server/respond.h"
#include "app/service/children.h"
#include "app/service/exporting.h"
#include "app/service/scratch_folder.h"
#include "app/service/secrets.h"
#include "core/base/json.h"

namespace junheng {
namespace {

constexpr int kAuditPage = 200;
constexpr std::string_view kForm = "form";  // the kind of export that asks for no right to export

void write_entry(JsonWriter& json, const AuditEntry& entry) {
    json.begin_object().field("id", entry.id).field("at", entry.at).field("who", entry.who);
    json.field("action", entry.action).field("target", entry.target);
    json.field("purpose", entry.purpose).field("outcome", entry.outcome);
    json.field("detail", entry.detail).field("hash", entry.hash).end_object();
}

Result<Response> audit(const Call& call) {
    const auto entries = call.county().store->audit(
        call.county().code(),
        call.integer("after").value_or(0),
        call.integer("limit").value_or(kAuditPage)
    );
    if (!entries)
        return tl::unexpected(entries.error());
    JsonWriter json;
    json.begin_object().key("entries").begin_array();
    for (const AuditEntry& entry : *entries) write_entry(json, entry);
    json.end_array().end_object();
    return json_answer(call, json);
}

Result<Response> verify_audit(const Call& call) {
    const auto state = call.county().store->check_audit(call.county().code(), {});
    if (!state)
        return tl::unexpected(state.error());
    JsonWriter json;
    json.begin_object().field("entries", state->entries).field("head", state->head);
    json.field("intact", !state->broken_at.has_value()).key("broken_at");
    state->broken_at ? json.value(*state->broken_at) : json.null();
    json.end_object();
    return json_answer(call, json);
}

std::optional<int> small(JsonView body, std::string_view name) {
    const auto number = body.integer(name);
    return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

void write_child(JsonWriter& json, const PupilRow& child) {
    json.begin_object().field("id", child.person).field("student_no", child.student_no);
    json.field("identity_no", child.identity_no).field("name", child.name);
    json.field("sex", child.sex).field("birth", child.birth).field("school", child.school);
    json.field("grade", child.grade).field("class", child.class_name);
    json.field("residence", child.residence).field("origin", child.origin);
    json.field("left_behind", child.left_behind).field("disabled", child.disabled).end_object();
}

Result<Response> search(const Call& call) {
    const ChildSearch search{
        .year = small(call.body, "year"),
        .school = call.body.text("school"),
        .grade = small(call.body, "grade"),
        .class_name = call.body.text("class"),
        .number = call.body.text("number"),
        .purpose = call.body.text("purpose")};
    const auto judged = call.office.judgements.judge(
        call.context(), call.county(), {.year = search.year}, call.revision
    );
    if (!judged)
        return tl::unexpected(judged.error());
    const auto found = search_children(
        call.context(), call.county(), search, *call.session->role, reach(call, (*judged)->snapshot)
    );
    if (!found)
        return tl::unexpected(found.error());
    JsonWriter json;
    json.begin_object().field("school_year", found->year.start).field("purpose", search.purpose);
    json.field("total", static_cast<std::int64_t>(found->children.size()));
    json.key("children").begin_array();
    for (const PupilRow& child : found->children) write_child(json, child);
    json.end_array().end_object();
    return json_answer(call, json);
}

std::string export_json(
    const std::string& id,
    const std::string& kind,
    const TakenAway& taken,
    const std::filesystem::path& folder
) {
    JsonWriter json;
    json.begin_object().field("id", id).field("kind", kind).key("files").begin_array();
    for (const std::string& file : taken.files) {
        std::error_code ignored;
        const auto size = std::filesystem::file_size(folder / file, ignored);
        json.begin_object().field("name", file);
        json.field("bytes", static_cast<std::int64_t>(size)).end_object();
    }
    json.end_array().field("watermark", taken.watermark).end_object();
    return json.take();
}

void keep_export(Office& office, const std::string& id, ReadyExport ready) {
    const std::scoped_lock lock(office.exports_mutex);
    office.exports[id] = std::move(ready);
}

Result<Response> new_form(const Call& call) {
    const std::string id = random_id();
    const auto folder = call.office.scratch / id;
    const FormWanted wanted{
        .school = call.body.text("school"),
        .county_only = call.body.text("part") == "county",
        .year = small(call.body, "year"),
        .purpose = call.body.text("purpose")};
    std::filesystem::create_directories(folder);
    const auto taken =
        take_form(call.context(), call.county(), wanted, call.session->scope, folder);
    if (!taken)
        return tl::unexpected(taken.error());
    keep_export(call.office, id, {call.session->account.name, std::string(kForm), folder});
    return json_answer(call, export_json(id, std::string(kForm), *taken, folder));
}

Result<Response> new_export(const Call& call) {
    const TakeAway wanted{
        .kind = call.body.text("kind"),
        .year = small(call.body, "year"),
        .scenario = call.body.text("scenario"),
        .purpose = call.body.text("purpose"),
        .documents = call.body.at("documents").texts()};
    if (wanted.kind == "backup" && !call.session->may("backups_write"))
        return failure(ErrorKind::forbidden, "auth.no_right", {{"right", "backups_write"}});
    const std::string id = random_id();
    const auto work = [wanted,
                       id,
                       scope = call.session->scope,
                       &office = call.office](const Context& context, County& county, JobProgress&)
        -> Result<std::string> {
        const auto folder = office.scratch / id;
        std::filesystem::create_directories(folder);
        const auto taken = take_away(context, county, wanted, scope, folder);
        if (!taken)
            return tl::unexpected(taken.error());
        keep_export(office, id, {context.user, wanted.kind, folder});
        return export_json(id, wanted.kind, *taken, folder);
    };
    const auto job = call.office.jobs->start(call.context(), "export", work);
    if (!job)
        return tl::unexpected(job.error());
    JsonWriter json;
    json.begin_object().field("job", *job).end_object();
    return json_answer(call, json);
}

Result<Response> export_file(const Call& call) {
    const auto unknown = [&] {
        return failure(ErrorKind::usage, "export.unknown", {{"id", call.text("id")}});
    };
    std::filesystem::path folder;
    {
        const std::scoped_lock lock(call.office.exports_mutex);
        const auto found = call.office.exports.find(call.text("id"));
        if (found == call.office.exports.end() || found->second.by != call.session->account.name)
            return unknown();
        if (found->second.kind != kForm && !call.session->may("exports_write"))
            return failure(ErrorKind::forbidden, "auth.no_right", {{"right", "exports_write"}});
        folder = found->second.folder;
    }
    const std::string name = call.text("name");
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().filename().string() == name) {
            auto content = read_file(entry.path());
            if (!content)
                return tl::unexpected(content.error());
            return file_answer(name, *std::move(content));
        }
    return unknown();
}

}  // namespace

void add_people_handlers(Handlers& handlers) {
    handlers["audit"] = audit;
    handlers["verify_audit"] = verify_audit;
    handlers["search_children"] = search;
    handlers["new_export"] = new_export;
    handlers["new_form"] = new_form;
    handlers["export_file"] = export_file;
}

}  // namespace junheng
