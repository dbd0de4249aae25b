// SPDX-License-Identifier: Apache-2.0
/// The grades of a stage in the six-three system, and how pupils sit in classes.
#pragma once

#include <cstdint>
#include <vector>

#include "core/domain/records.h"

namespace junheng {

/// First and last grade of a stage. Shape: primary and junior only.
struct GradeSpan {
    int first = 1;
    int last = 6;
};
GradeSpan grades_of(Stage stage);

/// Sizes that differ by one at most, the larger ones first; none without classes.
std::vector<std::int64_t> even_classes(std::int64_t pupils, std::int64_t classes);

}  // namespace junheng
