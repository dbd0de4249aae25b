// SPDX-License-Identifier: Apache-2.0
/// A faulty file handed back: the same workbook with a red cell and a comment for each issue, and a
/// list of all issues grouped by school. Values stay as they were typed.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/base/messages.h"
#include "core/base/result.h"
#include "io/exchange/import.h"

namespace junheng {

/// What ends the name of a red copy. A folder that is imported again leaves them aside.
inline constexpr std::string_view kRedCopySuffix = "-faults.xlsx";

/// What tells how the sheets of our own tables look; without it columns have their usual width.
struct RedCopyLook {
    const HeadBook& book;
    const Glossary& glossary;
};

/// Writes an xlsx (also for a csv or xls), from the issues that name this file. Shape: several
/// issues about one cell share the cell and its comment; an issue without a cell stands in the list
/// only, and so does one about no file; warnings are yellow. With `look` the sheets of our tables
/// have widths by their heads and the template's lists to choose from. Errors: as open_workbook for
/// the source; file.unwritable.
Result<void> write_red_copy(
    const ImportFile& source,
    const Issues& issues,
    const Messages& messages,
    Language language,
    const std::filesystem::path& out,
    const RedCopyLook* look = nullptr
);

}  // namespace junheng
