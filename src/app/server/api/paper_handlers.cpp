// SPDX-License-Identifier: Apache-2.0
#include "app/server/api/encode.h"
#include "app/server/api/handlers.h"
#include "app/server/respond.h"
#include "app/service/papers.h"
#include "core/base/json.h"
#include "core/standards/glossary.h"

namespace junheng {
namespace {

/// The papers are the county's own: who reaches a part of it sees none.
Result<JudgementPtr> whole_county(const Call& call, std::optional<int> year) {
    auto judged =
        call.office.judgements.judge(call.context(), call.county(), {.year = year}, call.revision);
    if (judged && !reach(call, (*judged)->snapshot).whole)
        return failure(ErrorKind::usage, "paper.outside_scope");
    return judged;
}

void write_file(JsonWriter& json, const PaperFile& file) {
    json.begin_object().field("id", file.id).field("name", file.name);
    json.field("type", file.media_type).field("size", file.size).field("sha256", file.sha256);
    json.field("current", file.current).field("who", file.who).field("at", file.at).end_object();
}

void write_last(JsonWriter& json, const std::optional<CellOrigin>& last) {
    json.key("last");
    if (!last) {
        json.null();
        return;
    }
    json.begin_object().field("kind", name(last->kind)).field("who", last->author.who);
    json.field("at", last->author.at).field("why", last->author.why);
    json.field("changes_id", last->change_set).end_object();
}

void write_slot(
    JsonWriter& json,
    const PaperSlot& slot,
    const Glossary& glossary,
    Language language
) {
    const BilingualName& indicator = slot.indicator->name;
    json.begin_object().field("indicator", slot.row.item);
    json.field("indicator_name", language == Language::zh ? indicator.zh : indicator.en);
    json.field("slot", slot.row.slot);
    json.field("name", glossary.term("words.evidence_slot", slot.row.slot, language));
    json.field("state", slot.row.state.empty() ? "missing" : slot.row.state);
    text_or_null(json, "title", slot.row.title);
    text_or_null(json, "judged", slot.row.judged);
    write_last(json, slot.last);
    json.key("files").begin_array();
    for (const PaperFile& file : slot.files) write_file(json, file);
    json.end_array().end_object();
}

Result<Response> papers(const Call& call) {
    const auto judged = whole_county(call, call.integer("year"));
    if (!judged)
        return tl::unexpected(judged.error());
    return kept_answer(call, {}, [&]() -> Result<std::string> {
        const auto slots = paper_slots(call.county(), **judged);
        const auto glossary = Glossary::load(call.context().glossary());
        if (!slots || !glossary)
            return tl::unexpected(slots ? glossary.error() : slots.error());
        JsonWriter json;
        json.begin_object().field("school_year", (*judged)->snapshot.year.start);
        json.key("slots").begin_array();
        for (const PaperSlot& slot : *slots)
            write_slot(json, slot, *glossary, call.context().language);
        json.end_array().end_object();
        return json.take();
    });
}

Result<Response> put_paper(const Call& call) {
    const auto judged = whole_county(call, call.integer("year"));
    if (!judged)
        return tl::unexpected(judged.error());
    const auto done = upload_paper(
        call.context(),
        call.county(),
        **judged,
        {.indicator = call.text("indicator"),
         .slot = call.text("slot"),
         .name = call.text("name"),
         .title = call.text("title"),
         .content = call.request.body}
    );
    if (!done)
        return tl::unexpected(done.error());
    return json_answer(call, committed_json(*done));
}

Result<Response> review(const Call& call) {
    const auto year = call.body.integer("year");
    const auto judged =
        whole_county(call, year ? std::optional(static_cast<int>(*year)) : std::nullopt);
    if (!judged)
        return tl::unexpected(judged.error());
    const auto done = review_paper(
        call.context(),
        call.county(),
        **judged,
        {.indicator = call.text("indicator"),
         .slot = call.text("slot"),
         .file = call.body.integer("file").value_or(0),
         .accept = call.body.text("act") == "accept",
         .judged = call.body.text("judged"),
         .reason = call.body.text("reason")}
    );
    if (!done)
        return tl::unexpected(done.error());
    return json_answer(call, committed_json(*done));
}

Result<Response> paper_file(const Call& call) {
    if (const auto judged = whole_county(call, {}); !judged)
        return tl::unexpected(judged.error());
    auto paper = download_paper(call.context(), call.county(), call.integer("id").value_or(0));
    if (!paper)
        return tl::unexpected(paper.error());
    return file_answer(paper->file.name, std::move(paper->content));
}

}  // namespace

void add_paper_handlers(Handlers& handlers) {
    handlers["papers"] = papers;
    handlers["put_paper"] = put_paper;
    handlers["review_paper"] = review;
    handlers["paper_file"] = paper_file;
}

}  // namespace junheng
