// SPDX-License-Identifier: Apache-2.0
/// What a forecast stands on: pupils by school, school year and grade, and the feeder behind the
/// entry grade. An absent row is unknown, a zero is none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace junheng {

/// One row as it was handed in; names are places in its table.
struct HistoryRow {
    std::uint32_t school = 0;
    std::uint32_t area = 0;  // township, commune
    std::uint32_t sector = 0;
    int year = 0;
    std::optional<int> grade;  // absent: the feeder, all preschool pupils of the school
    std::int64_t pupils = 0;
    int line = 0;  // of the file, for the report
};

/// Rows in whatever order. Each name is kept once: there are a hundred rows to a school.
class HistoryTable {
public:
    HistoryTable() = default;
    HistoryTable(HistoryTable&&) = default;
    HistoryTable& operator=(HistoryTable&&) = default;

    std::uint32_t place_of(std::string_view name);
    const std::string& name(std::uint32_t place) const { return *names_[place]; }
    std::size_t names() const { return names_.size(); }

    std::vector<HistoryRow> rows;

private:
    std::map<std::string, std::uint32_t, std::less<>> places_;
    std::vector<const std::string*> names_;
};

struct HistorySchool {
    std::string code;
    std::string area;
    std::string sector;
};

/// A figure that nobody reported. Every reported one is at least 0.
inline constexpr double kUnknown = -1;

/// Year groups that a preschool holds (ages 3 to 5).
inline constexpr int kPreschoolCohorts = 3;

/// Invariant: years and grades follow one another without a gap; schools are in the order of their
/// codes; `pupils` holds schools × years × grades, `feeder` schools × years or nothing.
struct EnrolmentHistory {
    std::vector<HistorySchool> schools;
    int first_year = 0;
    int years = 0;
    int first_grade = 1;
    int grades = 0;
    std::vector<double> pupils;
    std::vector<double> feeder;
    int feeder_cohorts = kPreschoolCohorts;

    std::size_t index(std::size_t school, int year, int grade) const {
        return (school * static_cast<std::size_t>(years) + static_cast<std::size_t>(year)) *
                   static_cast<std::size_t>(grades) +
               static_cast<std::size_t>(grade);
    }
    std::size_t feeder_index(std::size_t school, int year) const {
        return school * static_cast<std::size_t>(years) + static_cast<std::size_t>(year);
    }
    /// Year and grade count from 0.
    double at(std::size_t school, int year, int grade) const {
        return pupils[index(school, year, grade)];
    }
    /// 0 where no feeder is known.
    double feeder_at(std::size_t school, int year) const {
        const double known = feeder.empty() ? 0 : feeder[feeder_index(school, year)];
        return known > 0 ? known : 0;
    }
    std::span<const double> grades_of(std::size_t school, int year) const {
        return std::span(pupils).subspan(index(school, year, 0), static_cast<std::size_t>(grades));
    }
    int last_year() const { return first_year + years - 1; }
};

/// Shape: every fault of the rows is in `issues`, with the row's own place; warnings (a school that
/// changed its area, a year without a row) leave a history.
struct HistoryReport {
    std::optional<EnrolmentHistory> history;
    Issues issues;
};

/// Errors, as issues: forecast.no_rows, forecast.history_too_short (one year),
/// forecast.year_missing, forecast.grade_missing, forecast.duplicate_row, forecast.negative_pupils;
/// as warnings forecast.area_changed, forecast.school_year_missing.
HistoryReport build_history(HistoryTable table, const std::string& file);

/// Pupils of the year, unknown ones left out.
double total_of(const EnrolmentHistory& history, std::size_t school, int year);

}  // namespace junheng
