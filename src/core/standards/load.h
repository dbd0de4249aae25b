// SPDX-License-Identifier: Apache-2.0
/// Reads a standard set and its overlays from TOML folders.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/standards/standard_set.h"

namespace junheng {

struct StandardChoices {
    Date on{};                                    // the rules in force on this day
    std::vector<std::filesystem::path> overlays;  // applied in this order
    std::map<std::string, std::string> readings;  // reading = choice
};

/// Reads every *.toml below `folder`, then the overlays. Errors (kind data unless said):
/// standards.unreadable, standards.no_source, standards.unknown_form, standards.unknown_field,
/// standards.unknown_condition, standards.bad_value, standards.duplicate_id,
/// standards.missing_number and standards.missing_input (what a rule cannot do without), each with
/// file, line and column, or the set's folder where no file speaks of it; standards.unknown_reading
/// and standards.unknown_choice (kind usage); standards.folder_absent (kind unavailable).
Result<StandardSet> load_standards(
    const std::filesystem::path& folder,
    const StandardChoices& choices
);

/// The same set under another choice of one reading; its hash changes with it.
StandardSet with_reading(
    const StandardSet& set,
    const std::string& reading,
    const std::string& choice
);

}  // namespace junheng
