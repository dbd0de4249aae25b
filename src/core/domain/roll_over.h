// SPDX-License-Identifier: Apache-2.0
/// A new school year begins with what lasts: places, schools, rooms and teachers. What is counted
/// anew each autumn is there as rows whose figures are not reported yet, so that one sees who has
/// not handed in.
#pragma once

#include "core/domain/change.h"

namespace junheng {

/// What leads from `next` (often empty) to the year after `last`. Rows that `next` holds stay as
/// they are. Shape: schools that were merged into another come along, without stages and shared
/// figures.
Changes roll_over(const Snapshot& last, const Snapshot& next);

}  // namespace junheng
