// SPDX-License-Identifier: Apache-2.0
#include "core/demo/identity.h"

#include <fmt/format.h>

#include "core/domain/identity_number.h"

namespace junheng::demo {
namespace {

std::string compact(Date day) {
    return fmt::format(
        "{:04}{:02}{:02}",
        static_cast<int>(day.year()),
        static_cast<unsigned>(day.month()),
        static_cast<unsigned>(day.day())
    );
}

}  // namespace

Birth birth_of(std::int64_t number, Date first, Date last) {
    using std::chrono::days;
    using std::chrono::sys_days;
    constexpr std::int64_t kStride = 7919;
    const std::int64_t span = (sys_days(last) - sys_days(first)).count() + 1;
    const std::int64_t day = number % span * kStride % span;
    return {Date(sys_days(first) + days(day)), number / span};
}

std::string identity_number(std::string_view area, const Birth& birth, bool female) {
    std::string digits =
        fmt::format("{}{}{:03}", area, compact(birth.day), 2 * birth.order + (female ? 0 : 1));
    digits += identity_check_character(digits);
    return digits;
}

std::string temporary_student_number(std::string_view area, const Birth& birth) {
    return fmt::format("L{}{}{:04}", area, compact(birth.day), birth.order);
}

}  // namespace junheng::demo
