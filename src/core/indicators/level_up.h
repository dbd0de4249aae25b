// SPDX-License-Identifier: Apache-2.0
/// The least that makes a coefficient of variation met by adding only (造峰扬谷, never 削峰填谷):
/// which schools, how much each. Mathematics: model.md.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/decimal.h"
#include "core/indicators/dispersion.h"
#include "core/indicators/share.h"

namespace junheng {

/// The continuous optimum: every raised school ends at one level, the others lie above it.
struct ContinuousLevelUp {
    double level = 0;   // smallest units a pupil
    double amount = 0;  // smallest units
};

/// Shape: shares with pupils > 0 whose CV is not below the limit. Cost: O(n log n).
ContinuousLevelUp level_up_bound(std::span<const Share> shares, const Decimal& limit);

/// The least number of whole steps that meets the limit, and who gets them (added[i] in steps).
/// Each next step goes to the school with the least (2R + 1)/P, ties to the first; the first number
/// of steps that meets the CV is the least of all, since the optimal additions are nested. Units:
/// `step` in smallest units, `level` (of the bound, where the search starts) in smallest units a
/// pupil. Shape: shares with pupils > 0 whose CV does not meet the limit. Cost: O(n log n).
struct WholeLevelUp {
    std::int64_t steps = 0;
    std::vector<std::int64_t> added;
};
WholeLevelUp level_up_whole(
    std::span<const Share> shares,
    std::int64_t step,
    const CvLimit& limit,
    double level
);

}  // namespace junheng
