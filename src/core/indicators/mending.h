// SPDX-License-Identifier: Apache-2.0
/// What mends a school: the fewest resources to raise, and by how much, until all its stages pass.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/domain/snapshot.h"
#include "core/indicators/assessment.h"
#include "core/standards/standard_set.h"

namespace junheng {

/// One resource of a school raised by an amount.
struct MendingAct {
    std::size_t indicator = 0;   // index into StandardSet::resource
    std::optional<Stage> stage;  // none: of the building that the stages share
    CountedAmount amount;
    bool to_floor = false;       // to the floor only, as the one indicator that may stay short
    std::optional<double> cost;  // yuan; none where no unit cost is known

    friend bool operator==(const MendingAct&, const MendingAct&) = default;
};

struct SchoolMending {
    std::string code;
    std::vector<MendingAct> acts;  // none: nothing known is short, figures are missing
    bool figures_missing = false;  // after the acts the verdict hangs on figures not reported
    bool by_cost = false;          // chosen by cost, else by the least raise in proportion

    friend bool operator==(const SchoolMending&, const SchoolMending&) = default;
};

/// Yuan for one unit of an indicator's numerator, by its id. What is counted in yuan costs itself.
using UnitCosts = std::map<std::string, double>;

/// For each counted school with a stage that does not pass. Of all ways to make every stage pass
/// those with the fewest acts; of these the one of least cost where every cost is known, else the
/// one whose raises are least in proportion to what is needed. Each act alone counts towards its
/// own indicator. Shape: by code.
std::vector<SchoolMending> mend_schools(
    const Snapshot& snapshot,
    const StandardSet& standards,
    const UnitCosts& costs
);

}  // namespace junheng
