// SPDX-License-Identifier: Apache-2.0
/// One indicator over the schools of one stage: CV and its compliance, Theil, Gini, shortfall,
/// levelling up.
#pragma once

#include <vector>

#include "core/indicators/assessment.h"
#include "core/indicators/county_view.h"
#include "core/indicators/school_values.h"
#include "core/indicators/share.h"

namespace junheng {

/// The counted rows of a stage with a value, in the order of the schools.
struct StageColumn {
    std::vector<std::size_t> rows;
    std::vector<Share> shares;
    std::int64_t missing = 0;
    std::int64_t counted = 0;
};

StageColumn stage_column(const std::vector<SchoolRow>& rows, std::size_t indicator, Stage stage);

ResourceRow resource_row(
    const CountyView& view,
    const PreparedIndicator& indicator,
    std::size_t index,
    Stage stage,
    const std::vector<SchoolRow>& rows
);

/// Pass when all counted school-stages pass and all CVs are met, fail when that is excluded, else
/// unknown. A county without any counted school is unknown. Source: 教督〔2017〕6号.
Verdict resource_verdict(
    const StandardSet& standards,
    const std::vector<SchoolRow>& rows,
    const std::vector<ResourceRow>& resource
);

}  // namespace junheng
