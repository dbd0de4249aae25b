// SPDX-License-Identifier: Apache-2.0
/// New pupils of the entry grade from the children already counted below it: preschool pupils, or
/// the top grade of the primary schools for a junior stage.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "planners/forecast/entry.h"
#include "planners/forecast/origin.h"

namespace junheng {

/// How a school of the entry grade comes to its feeder.
enum class FeederKind : std::uint8_t {
    none,
    alone,  // the only one of its group (area and sector): it takes the group's whole feeder
    own,    // it has a preschool of its own
    shared  // the others: what is left of the group's, by their shares of the entries
};
inline constexpr std::size_t kFeederKinds = 4;
inline constexpr std::array<std::string_view, kFeederKinds> kFeederKindNames{
    "none",
    "alone",
    "own",
    "shared"};

struct EntryForecast {
    std::vector<double> pupils;                 // by school, of the year after the origin
    std::vector<FeederKind> kind;               // by school
    std::array<double, kFeederKinds> weight{};  // of the feeder against the past entries
};

/// `shares` as entry_shares gives them for this origin; `dispersion` of the progression. Without a
/// feeder: the shares times the last year's entries. Source: model.md, entry.level, feeder.*.
EntryForecast forecast_entries(const Origin& origin, const ShareTable& shares, double dispersion);

}  // namespace junheng
