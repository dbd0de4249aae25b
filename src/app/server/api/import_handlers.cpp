// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "app/server/api/encode.h"
#include "app/server/api/handlers.h"
#include "app/server/respond.h"
#include "app/service/draft_import.h"
#include "app/service/scratch_folder.h"
#include "core/base/json.h"

namespace junheng {
namespace {

const std::string& user(const Call& call) {
    return call.session->account.name;
}

Result<Response> draft_answer(const Call& call, const Result<ImportDraft>& draft) {
    if (!draft)
        return tl::unexpected(draft.error());
    JsonWriter json;
    write_import(json, *draft);
    return json_answer(call, json);
}

Result<Response> imports(const Call& call) {
    JsonWriter json;
    json.begin_object().key("imports").begin_array();
    for (const ImportDraft& draft : call.office.drafts.list(user(call))) write_import(json, draft);
    json.end_array().end_object();
    return json_answer(call, json);
}

Result<Response> new_import(const Call& call) {
    ImportDraft draft{
        .id = {},
        .by = user(call),
        .profile = call.body.text("profile"),
        .where = call.body.text("where"),
        .year = {},
        .why = call.body.text("why")};
    if (const auto year = call.body.integer("year"))
        draft.year = static_cast<int>(*year);
    return draft_answer(call, call.office.drafts.create(std::move(draft)));
}

Result<Response> one_import(const Call& call) {
    return draft_answer(call, call.office.drafts.find(call.text("id"), user(call)));
}

Result<Response> drop_import(const Call& call) {
    if (const auto dropped = call.office.drafts.drop(call.text("id"), user(call)); !dropped)
        return tl::unexpected(dropped.error());
    return no_content();
}

Result<Response> put_import_file(const Call& call) {
    return draft_answer(
        call,
        call.office.drafts.add_file(
            *call.office.jobs, call.text("id"), user(call), call.text("name"), call.request.body
        )
    );
}

Result<Response> drop_import_file(const Call& call) {
    return draft_answer(
        call,
        call.office.drafts.drop_file(
            *call.office.jobs, call.text("id"), user(call), call.text("name")
        )
    );
}

Result<Response> start_import(const Call& call, bool dry_run) {
    const auto job = run_draft(
        call.context(),
        call.office.drafts,
        *call.office.jobs,
        {.id = call.text("id"), .writer = writer(call), .dry_run = dry_run}
    );
    if (!job)
        return tl::unexpected(job.error());
    JsonWriter json;
    json.begin_object().field("job", *job).end_object();
    return json_answer(call, json);
}

Result<Response> check_import(const Call& call) {
    return start_import(call, true);
}

Result<Response> confirm_import(const Call& call) {
    return start_import(call, false);
}

Result<Response> red_copy(const Call& call) {
    const auto draft = call.office.drafts.find(call.text("id"), user(call));
    if (!draft)
        return tl::unexpected(draft.error());
    const std::string name = call.text("name");
    if (std::ranges::find(draft->red_copies, name) == draft->red_copies.end())
        return failure(ErrorKind::usage, "import.unknown", {{"id", name}});
    auto content = read_file(call.office.drafts.red_folder(draft->id) / name);
    if (!content)
        return tl::unexpected(content.error());
    return file_answer(name, *std::move(content));
}

}  // namespace

void add_import_handlers(Handlers& handlers) {
    handlers["imports"] = imports;
    handlers["new_import"] = new_import;
    handlers["import"] = one_import;
    handlers["drop_import"] = drop_import;
    handlers["put_import_file"] = put_import_file;
    handlers["drop_import_file"] = drop_import_file;
    handlers["check_import"] = check_import;
    handlers["confirm_import"] = confirm_import;
    handlers["red_copy"] = red_copy;
}

}  // namespace junheng
