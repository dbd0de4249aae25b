// SPDX-License-Identifier: Apache-2.0
/// Reads the sheets of a foreign layout into our tables.
#pragma once

#include <vector>

#include "io/exchange/profile_sheets.h"

namespace junheng {

/// Two passes: the first notes which schools each source knows and which of them the user asked
/// for, the second gathers the rows. Errors: import.unknown_field (usage) when no sheet has the
/// column of --where; sheet.*.
Result<void> read_profile_sheets(
    ImportRun& run,
    const Profile& profile,
    std::vector<ProfileSheet>& sheets
);

}  // namespace junheng
