// SPDX-License-Identifier: Apache-2.0
/// Where a county's units and schools lie on a plane of metres, and which units touch.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/domain/snapshot.h"

namespace junheng {

/// Units: metres east and north of the middle of the county. Over a county of 100 km the plane is
/// true to a fifth of a percent.
struct Place {
    double x = 0;
    double y = 0;
};

/// Shape: one entry a row of Snapshot::units, and one a row of Snapshot::schools. Touching lists
/// are sorted and symmetric, without the unit itself.
struct Land {
    std::vector<Place> unit_at;
    std::vector<std::vector<int>> touching;
    std::vector<std::optional<Place>> school_at;
    std::vector<std::optional<int>> school_unit;  // the unit whose outline holds it, or the nearest
};

struct SurveyedLand {
    Land land;
    Issues issues;
};

/// Units touch where their outlines run along each other; units without an outline touch their
/// neighbours in a triangulation of all points. Features of the kinds in `barriers` part two units
/// when they cross the line between their points. Errors (issues): land.no_place (a unit without
/// position and outline), land.bad_outline. Warnings: land.points_only.
SurveyedLand survey(const Snapshot& snapshot, std::span<const std::string> barriers);

}  // namespace junheng
