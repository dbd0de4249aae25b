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

/// What counts and how it stands.
struct VerdictTally {
    std::int64_t counted = 0;
    std::int64_t failing = 0;
    std::int64_t unknown = 0;

    std::int64_t passing() const { return counted - failing - unknown; }
};

struct Summary {
    VerdictTally stages;  // of schools, each by itself
    VerdictTally
        schools;  // each once: failing with one failing stage, else unknown with one unknown
    std::int64_t outside_stages = 0;            // that do not count
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
