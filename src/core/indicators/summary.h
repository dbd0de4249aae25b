// SPDX-License-Identifier: Apache-2.0
/// What a director reads first: how many schools fail, which CVs, how much is missing in all.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/indicators/assessment.h"
#include "core/standards/standard_set.h"

namespace junheng {

/// The county's gap in one indicator, a building counted once.
struct CountyGap {
    std::size_t indicator = 0;
    CountedAmount amount;
    std::int64_t schools = 0;  // buildings that lack something
};

struct Summary {
    std::int64_t counted_stages = 0;
    std::int64_t failing_stages = 0;
    std::int64_t unknown_stages = 0;
    std::int64_t counted_schools = 0;
    std::int64_t failing_schools = 0;           // with at least one failing stage
    std::vector<const ResourceRow*> unmet_cvs;  // national, over the limit, the farthest first
    /// National, those that are not zero: at school-stages that do not pass, and at those that pass
    /// although one indicator is short (the seventh, not below the floor).
    std::vector<CountyGap> gaps;
    std::vector<CountyGap> tolerated_gaps;
    std::vector<const JudgedResult*> short_items;  // guarantee, quality, recognition, vetoes
    std::vector<const JudgedResult*> unknown_items;
};

/// The assessment must outlive the summary.
Summary summarize(const Assessment& assessment, const StandardSet& standards);

/// Counted failing school-stages, the fewest met first.
std::vector<const SchoolStage*> failing_stages(const Assessment& assessment);

}  // namespace junheng
