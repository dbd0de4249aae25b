// SPDX-License-Identifier: Apache-2.0
/// A csv as a workbook of one sheet.
#pragma once

#include <filesystem>
#include <memory>

#include "io/exchange/sheet.h"

namespace junheng {

/// Errors: file.unreadable, sheet.encoding.
Result<std::unique_ptr<Workbook>> open_csv(
    const std::filesystem::path& file,
    const SheetLimits& limits
);

}  // namespace junheng
