// SPDX-License-Identifier: Apache-2.0
#include "core/base/date.h"

#include <charconv>

#include <fmt/format.h>

namespace junheng {
namespace {

std::optional<int> number(std::string_view digits) {
    int value = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (fault != std::errc{} || end != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

}  // namespace

Date SchoolYear::statistics_day() const {
    return std::chrono::year{start} / std::chrono::September / 1;
}

std::optional<Date> parse_date(std::string_view text) {
    constexpr std::size_t kLength = 10;
    if (text.size() != kLength || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = number(text.substr(0, 4));
    const auto month = number(text.substr(5, 2));
    const auto day = number(text.substr(8, 2));
    if (!year || !month || !day || *month < 1 || *day < 1)
        return std::nullopt;
    const Date date{
        std::chrono::year{*year},
        std::chrono::month{static_cast<unsigned>(*month)},
        std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::string to_text(Date date) {
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    );
}

std::string school_year_label(SchoolYear year, std::string_view language) {
    return language == "zh" ? fmt::format("{}—{}学年", year.start, year.start + 1)
                            : fmt::format("{}-{}", year.start, year.start + 1);
}

}  // namespace junheng
