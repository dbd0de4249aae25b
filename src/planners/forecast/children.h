// SPDX-License-Identifier: Apache-2.0
/// Entries by year where the children to come are known: births or registered children of an area,
/// times the share that attends there.
#pragma once

#include <span>
#include <vector>

#include "planners/forecast/origin.h"
#include "planners/forecast/problem.h"

namespace junheng {

/// Scales the entries of each area to its children, year by year; years and areas without children
/// stay. Shape: path[h][school], h = 0 the first year after the origin. Source: model.md,
/// children.level.
void follow_children(
    const Origin& origin,
    std::span<const ChildrenRow> children,
    std::vector<std::vector<double>>& path
);

}  // namespace junheng
