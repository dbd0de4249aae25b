// SPDX-License-Identifier: Apache-2.0
/// The county's tables as csv, as docs/tables.md lists them; `import COUNTY DIR` takes them back
/// unchanged.
#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/domain/snapshot.h"

namespace junheng {

/// The fields of a table in the order of the csv, the columns that other programs rely on first.
std::vector<std::size_t> export_order(TableId table);

/// Writes every table, also empty ones (their head alone), and about.csv with the school year. The
/// folder is made when absent; files of other names are left alone. `mark`, if any, stands in
/// about.csv. Errors: file.unwritable.
Result<void> export_tables(
    const Snapshot& snapshot,
    const std::filesystem::path& folder,
    const std::string& mark = {}
);

}  // namespace junheng
