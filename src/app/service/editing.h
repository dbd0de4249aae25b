// SPDX-License-Identifier: Apache-2.0
/// Figures set by hand, one by one, with a reason.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/service/context.h"
#include "app/service/county.h"
#include "app/service/write_reach.h"
#include "core/base/result.h"

namespace junheng {

/// `before` is what the editor saw: another value in the store is a conflict.
struct WishedEdit {
    std::string table;
    std::vector<std::string> key;
    std::string field;
    std::optional<std::string> before;
    std::optional<std::string> after;
};

struct EditRequest {
    int year = 0;
    std::string why;
    std::vector<WishedEdit> edits;
};

/// All or none. A row that is not there yet begins with its first figure. Totals that follow from
/// the teachers follow at once. Errors: as wished_cell and WriteReach;
/// edit.follows_from_teachers (data); change.conflict (data) with expected and found.
Result<Committed> edit_figures(
    const Context& context,
    County& county,
    const EditRequest& request,
    const Writer& writer
);

}  // namespace junheng
