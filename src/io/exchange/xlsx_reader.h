// SPDX-License-Identifier: Apache-2.0
/// xlsx workbooks: libzip and expat, one row in memory at a time, beside the table of shared texts.
#pragma once

#include <filesystem>
#include <memory>

#include "io/exchange/sheet.h"

namespace junheng {

/// Errors: sheet.broken, sheet.encrypted, sheet.zip_bomb, sheet.too_large, sheet.unknown_form (a
/// zip without workbook). Cost: 100,000 rows x 12 columns are read in about a second.
Result<std::unique_ptr<Workbook>> open_xlsx(
    const std::filesystem::path& file,
    const SheetLimits& limits
);

}  // namespace junheng
