// SPDX-License-Identifier: Apache-2.0
/// The assessment: a pure function of a county's year and a set of rules.
#pragma once

#include <vector>

#include "core/domain/snapshot.h"
#include "core/indicators/assessment.h"
#include "core/standards/standard_set.h"

namespace junheng {

/// Cost: under 2 ms for 120 schools with their teachers (docs/benchmarks.md).
Assessment assess(const Snapshot& snapshot, const StandardSet& standards);

/// The same county under every other reading of the rules, and what each changes in a verdict or a
/// CV's compliance. Empty: nothing hangs on how a rule is read.
std::vector<ReadingEffect> reading_effects(
    const Snapshot& snapshot,
    const StandardSet& standards,
    const Assessment& base
);

/// The verdict over all parts, three-valued.
Verdict overall_verdict(const Assessment& assessment);

/// The order of ResourceRows: the indicator and stage of each.
std::vector<std::pair<std::size_t, Stage>> resource_order(const StandardSet& standards);

}  // namespace junheng
