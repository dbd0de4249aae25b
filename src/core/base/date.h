// SPDX-License-Identifier: Apache-2.0
/// School years and calendar days. "Today" is always an argument.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace junheng {

using Date = std::chrono::year_month_day;

/// A school year by its starting year: 2025 runs from 2025-09-01 to 2026-08-31.
struct SchoolYear {
    int start = 0;

    friend auto operator<=>(SchoolYear, SchoolYear) = default;
    /// The day that start-of-year statistics describe.
    Date statistics_day() const;
};

/// ISO form YYYY-MM-DD of a day that exists.
std::optional<Date> parse_date(std::string_view text);
std::string to_text(Date date);

/// "2025—2026学年" (zh) or "2025-2026" (en).
std::string school_year_label(SchoolYear year, std::string_view language);

}  // namespace junheng
