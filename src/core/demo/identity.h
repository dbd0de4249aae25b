// SPDX-License-Identifier: Apache-2.0
/// Valid identity and student numbers of people who do not exist: the county's own area code is not
/// given to any real place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/date.h"

namespace junheng::demo {

/// What tells people of one birthday apart. Shape: 0 <= order < 500.
struct Birth {
    Date day{};
    std::int64_t order = 0;
};

/// Spreads 0, 1, 2, … over the days from `first` to `last`, so that no two share day and order.
Birth birth_of(std::int64_t number, Date first, Date last);

/// Source: GB 11643; the 17th digit is odd for men.
std::string identity_number(std::string_view area, const Birth& birth, bool female);

/// 'L' numbers end with four digits without check. Shape: 19 characters.
std::string temporary_student_number(std::string_view area, const Birth& birth);

}  // namespace junheng::demo
