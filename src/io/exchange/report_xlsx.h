// SPDX-License-Identifier: Apache-2.0
/// The assessment as the workbook that a county hands in: 指标, 缺口清单, 差异系数,
/// 各校七项达标一览, 降差异系数 and 其他指标.
#pragma once

#include <filesystem>
#include <string>

#include "core/base/messages.h"
#include "core/base/result.h"
#include "core/indicators/assessment.h"
#include "core/standards/standard_set.h"

namespace junheng {

/// Shape: one CV sheet a stage: columns L1 … L7 and 综合, the plain mean of the seven, which takes
/// no part in the verdict; rows 全县平均值, 标准差, 差异系数. Figures are written in full precision
/// and shown rounded. `mark` stands in the title of every sheet, so that a printed page tells where
/// it came from; it may be empty. Errors: file.unwritable.
Result<void> write_report_xlsx(
    const Assessment& assessment,
    const StandardSet& standards,
    const std::string& county_name,
    Language language,
    const std::filesystem::path& file,
    const std::string& mark = {}
);

}  // namespace junheng
