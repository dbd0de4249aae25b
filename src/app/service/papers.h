// SPDX-License-Identifier: Apache-2.0
/// The papers behind the indicators that are judged by papers: which are needed, which are there,
/// who looked at them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/service/context.h"
#include "app/service/county.h"
#include "app/service/judging.h"
#include "core/base/result.h"

namespace junheng {

struct PaperSlot {
    const JudgedIndicator* indicator = nullptr;  // of the judgement's standards
    Evidence row;                                // state missing when the county has none
    std::optional<CellOrigin> last;              // who brought it where it stands
    std::vector<PaperFile> files;                // the newest first
};

/// In the order of the indicators and their slots.
Result<std::vector<PaperSlot>> paper_slots(County& county, const Judgement& judgement);

struct PaperUpload {
    std::string indicator;
    std::string slot;
    std::string name;   // of the file
    std::string title;  // empty: the name without its ending
    std::string content;
};

/// The paper then waits for its review, whatever was found of the one before. Undone as any change.
/// Errors: paper.unknown_slot (usage); as paper_type; change.conflict (data).
Result<Committed> upload_paper(
    const Context& context,
    County& county,
    const Judgement& judgement,
    PaperUpload upload
);

struct PaperReview {
    std::string indicator;
    std::string slot;
    std::int64_t file = 0;  // that the reviewer saw; 0: the slot has none
    bool accept = false;
    std::string judged;  // met or short, when accepted
    std::string reason;
};

/// Errors: paper.unknown_slot, paper.judgement_needed, paper.reason_needed (usage);
/// paper.own_upload (forbidden): nobody accepts what he brought himself; paper.nothing_to_review,
/// paper.changed, change.conflict (data).
Result<Committed> review_paper(
    const Context& context,
    County& county,
    const Judgement& judgement,
    const PaperReview& review
);

/// Noted in the log before it is handed out. Errors: store.paper_unknown.
Result<Paper> download_paper(const Context& context, County& county, std::int64_t id);

}  // namespace junheng
