// SPDX-License-Identifier: Apache-2.0
/// Imports through a foreign layout.
#pragma once

#include <optional>
#include <vector>

#include "io/exchange/import_files.h"
#include "io/exchange/import_reader.h"
#include "io/exchange/profile.h"

namespace junheng {

/// Errors: import.unknown_form for a file that the profile does not know (in a folder: a warning,
/// unless it knows none of them); as read_profile_sheets.
Result<void> read_foreign(
    ImportRun& run,
    const Profile& profile,
    const std::vector<FoundFile>& files
);

/// The foreign layout that these files show by themselves, if any.
Result<std::optional<Profile>> told_profile(
    const ImportRun& run,
    const std::vector<FoundFile>& files
);

}  // namespace junheng
