// SPDX-License-Identifier: Apache-2.0
/// Old xls workbooks (BIFF5, BIFF8), formulas with their stored results.
#pragma once

#include <filesystem>
#include <memory>

#include "io/exchange/sheet.h"

namespace junheng {

/// Takes any OLE file and says what it is when it is no xls.
/// Errors: sheet.wps_et (named .et), sheet.encrypted (a locked xls, or the envelope of a locked
/// xlsx), sheet.unknown_form, sheet.too_large, sheet.broken. Cost: the whole workbook in memory (an
/// xls ends at 65,536 rows).
Result<std::unique_ptr<Workbook>> open_xls(
    const std::filesystem::path& file,
    const SheetLimits& limits
);

}  // namespace junheng
