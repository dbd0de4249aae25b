// SPDX-License-Identifier: Apache-2.0
#include "app/service/papers.h"

#include <algorithm>

#include "app/service/audit.h"
#include "app/service/keeping.h"
#include "app/service/paper_type.h"

namespace junheng {
namespace {

constexpr TableId kTable = TableId::evidence;

struct Slot {
    const JudgedIndicator* indicator = nullptr;
    std::string id;
};

std::vector<Slot> slots_of(const StandardSet& standards) {
    std::vector<Slot> slots;
    for (const auto* part : {&standards.guarantee, &standards.quality})
        for (const JudgedIndicator& indicator : *part)
            for (const std::string& slot : indicator.evidence) slots.push_back({&indicator, slot});
    return slots;
}

Result<void> require_slot(
    const StandardSet& standards,
    const std::string& item,
    const std::string& id
) {
    for (const Slot& slot : slots_of(standards))
        if (slot.indicator->id == item && slot.id == id)
            return {};
    return failure(ErrorKind::usage, "paper.unknown_slot", {{"indicator", item}, {"slot", id}});
}

const Evidence* find_paper(
    const Snapshot& snapshot,
    const std::string& item,
    const std::string& slot
) {
    const auto found = std::ranges::find_if(snapshot.evidence, [&](const Evidence& row) {
        return row.item == item && row.slot == slot;
    });
    return found == snapshot.evidence.end() ? nullptr : &*found;
}

std::size_t field(std::string_view name) {
    return *field_by_name(table_spec(kTable), name);
}

Value text_value(const std::string& text) {
    return text.empty() ? Value(Missing::not_reported) : Value(text);
}

/// The row as it is to be: one that is not there yet is added, else its cells are set.
Changes row_changes(const Snapshot& snapshot, const Evidence& wanted) {
    const Row key{wanted.item, wanted.slot};
    const std::vector<std::pair<std::size_t, Value>> cells{
        {field("state"), text_value(wanted.state)},
        {field("title"), text_value(wanted.title)},
        {field("judged"), text_value(wanted.judged)}};
    const auto row = find_row(snapshot, kTable, key);
    if (!row) {
        Row added = key;
        added.resize(table_spec(kTable).fields.size(), Missing::not_reported);
        for (const auto& [at, value] : cells) added[at] = value;
        return {RowAdded{kTable, std::move(added)}};
    }
    Changes changes;
    for (const auto& [at, value] : cells)
        if (const Value before = cell_at(snapshot, kTable, *row, at); before != value)
            changes.push_back(CellSet{kTable, key, at, before, value});
    return changes;
}

Commit commit_of(
    const Context& context,
    const Judgement& judgement,
    const Evidence& wanted,
    const std::string& why
) {
    Commit commit{.kind = ChangeKind::edit, .author = author_of(context, why)};
    for (const Change& change : row_changes(judgement.snapshot, wanted))
        commit.changes.push_back({judgement.snapshot.year, change});
    return commit;
}

Result<Committed> committed(
    const Context& context,
    County& county,
    const Commit& commit,
    AuditedAct act
) {
    auto done = county.store->commit(county.code(), commit);
    if (!done)
        return done;
    if (auto noted = note_act(context, county, act); !noted)
        return tl::unexpected(noted.error());
    return done;
}

/// Of the row's state and of the finding, whichever was set later.
Result<std::optional<CellOrigin>> last_act(County& county, SchoolYear year, const Evidence& row) {
    std::optional<CellOrigin> last;
    for (const std::string_view name : {"state", "judged"}) {
        auto origin = county.store->origin_of(
            county.code(), {year, kTable, {row.item, row.slot}, field(name)}
        );
        if (!origin)
            return tl::unexpected(origin.error());
        if (*origin && (!last || (*origin)->change_set > last->change_set))
            last = *std::move(origin);
    }
    return last;
}

std::string without_ending(const std::string& name) {
    return name.substr(0, name.rfind('.'));
}

}  // namespace

Result<std::vector<PaperSlot>> paper_slots(County& county, const Judgement& judgement) {
    const SchoolYear year = judgement.snapshot.year;
    const auto files = county.store->papers(county.code(), year);
    if (!files)
        return tl::unexpected(files.error());
    std::vector<PaperSlot> slots;
    for (const Slot& slot : slots_of(judgement.standards)) {
        PaperSlot shown{.indicator = slot.indicator};
        shown.row = {slot.indicator->id, slot.id, "missing", {}, {}};
        if (const Evidence* row = find_paper(judgement.snapshot, slot.indicator->id, slot.id)) {
            shown.row = *row;
            auto last = last_act(county, year, *row);
            if (!last)
                return tl::unexpected(last.error());
            shown.last = *std::move(last);
        }
        std::ranges::copy_if(*files, std::back_inserter(shown.files), [&](const PaperFile& file) {
            return file.item == slot.indicator->id && file.slot == slot.id;
        });
        slots.push_back(std::move(shown));
    }
    return slots;
}

Result<Committed> upload_paper(
    const Context& context,
    County& county,
    const Judgement& judgement,
    PaperUpload upload
) {
    if (auto known = require_slot(judgement.standards, upload.indicator, upload.slot); !known)
        return tl::unexpected(known.error());
    auto type = paper_type(upload.name, upload.content);
    if (!type)
        return tl::unexpected(type.error());
    const std::string title = upload.title.empty() ? without_ending(upload.name) : upload.title;
    Commit commit = commit_of(
        context, judgement, {upload.indicator, upload.slot, "present", title, {}}, upload.name
    );
    const AuditedAct act{
        .action = "paper_upload",
        .target = upload.indicator + "/" + upload.slot,
        .detail = upload.name};
    commit.papers.push_back(
        {judgement.snapshot.year,
         std::move(upload.indicator),
         std::move(upload.slot),
         std::move(upload.name),
         *std::move(type),
         std::move(upload.content)}
    );
    return committed(context, county, commit, act);
}

Result<Committed> review_paper(
    const Context& context,
    County& county,
    const Judgement& judgement,
    const PaperReview& review
) {
    if (auto known = require_slot(judgement.standards, review.indicator, review.slot); !known)
        return tl::unexpected(known.error());
    if (review.accept && review.judged.empty())
        return failure(ErrorKind::usage, "paper.judgement_needed");
    if (!review.accept && review.reason.empty())
        return failure(ErrorKind::usage, "paper.reason_needed");
    const Evidence* row = find_paper(judgement.snapshot, review.indicator, review.slot);
    if (row == nullptr || row->state == "missing" || row->state.empty())
        return failure(
            ErrorKind::data,
            "paper.nothing_to_review",
            {{"indicator", review.indicator}, {"slot", review.slot}}
        );
    const auto files = county.store->papers(county.code(), judgement.snapshot.year);
    if (!files)
        return tl::unexpected(files.error());
    const auto current = std::ranges::find_if(*files, [&](const PaperFile& file) {
        return file.current && file.item == review.indicator && file.slot == review.slot;
    });
    const std::int64_t held = current == files->end() ? 0 : current->id;
    if (held != review.file)
        return failure(
            ErrorKind::data,
            "paper.changed",
            {{"indicator", review.indicator}, {"slot", review.slot}}
        );
    if (review.accept && current != files->end() && current->who == context.user)
        return failure(ErrorKind::forbidden, "paper.own_upload");
    Evidence wanted = *row;
    wanted.state = review.accept ? "accepted" : "returned";
    wanted.judged = review.accept ? review.judged : std::string();
    return committed(
        context,
        county,
        commit_of(context, judgement, wanted, review.reason),
        {.action = review.accept ? "paper_accept" : "paper_return",
         .target = review.indicator + "/" + review.slot,
         .purpose = review.reason,
         .detail = wanted.judged}
    );
}

Result<Paper> download_paper(const Context& context, County& county, std::int64_t id) {
    auto paper = county.store->read_paper(county.code(), id);
    if (!paper)
        return paper;
    const AuditedAct act{
        .action = "paper_download",
        .target = paper->file.item + "/" + paper->file.slot,
        .detail = paper->file.name};
    if (auto noted = note_act(context, county, act); !noted)
        return tl::unexpected(noted.error());
    return paper;
}

}  // namespace junheng
