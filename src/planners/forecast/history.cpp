// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/history.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>
#include <tuple>

namespace junheng {
namespace {

using Rows = std::span<const HistoryRow>;

/// Where the feeder stands in a year: last, as most files have it.
constexpr int kAfterGrades = std::numeric_limits<int>::max();

std::string joined(const std::set<int>& numbers) {
    std::string text;
    for (const int number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
    return text;
}

/// The first number that fails in an ascending run.
std::optional<int> gap_in(const std::set<int>& numbers) {
    int expected = numbers.empty() ? 0 : *numbers.begin();
    for (const int number : numbers)
        if (number != expected++)
            return expected - 1;
    return std::nullopt;
}

struct Extent {
    std::set<int> years;
    std::set<int> grades;
    bool feeder = false;
};

Extent extent_of(Rows rows) {
    Extent extent;
    for (const HistoryRow& row : rows) {
        extent.years.insert(row.year);
        if (row.grade)
            extent.grades.insert(*row.grade);
        else
            extent.feeder = true;
    }
    return extent;
}

class Build {
public:
    Build(HistoryTable table, const std::string& file) : table_(std::move(table)), file_(file) {}

    HistoryReport run() {
        sort_rows();
        find_row_faults();
        const Extent extent = extent_of(table_.rows);
        find_gaps(extent);
        HistoryReport report;
        if (!has_errors(issues_))
            report.history = history_of(extent);
        std::ranges::stable_sort(issues_, {}, [](const Issue& issue) { return issue.where.row; });
        report.issues = std::move(issues_);
        return report;
    }

private:
    const std::string& school(const HistoryRow& row) const { return table_.name(row.school); }

    void note(
        Severity severity,
        const char* code,
        const HistoryRow& row,
        std::string value,
        Args args
    ) {
        args.insert(args.begin(), {"school", school(row)});
        issues_.push_back(
            {.code = code,
             .severity = severity,
             .where = {.file = file_, .row = row.line},
             .value = std::move(value),
             .args = std::move(args),
             .school = school(row)}
        );
    }

    /// Stable, so that among equal rows the one that stands first in the file is the first here.
    void sort_rows() {
        std::vector<std::uint32_t> order(table_.names());
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::sort(order, {}, [this](std::uint32_t place) { return table_.name(place); });
        std::vector<std::uint32_t> rank(order.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
        const auto key = [&rank](const HistoryRow& row) {
            return std::tuple(rank[row.school], row.year, row.grade.value_or(kAfterGrades));
        };
        if (!std::ranges::is_sorted(table_.rows, {}, key))
            std::ranges::stable_sort(table_.rows, {}, key);
    }

    void find_row_faults() {
        const HistoryRow* before = nullptr;
        for (const HistoryRow& row : table_.rows) {
            if (row.pupils < 0)
                note(
                    Severity::error, "forecast.negative_pupils", row, std::to_string(row.pupils), {}
                );
            if (before != nullptr && before->school == row.school && before->year == row.year &&
                before->grade == row.grade)
                note(
                    Severity::error,
                    "forecast.duplicate_row",
                    row,
                    std::to_string(row.pupils),
                    {{"year", std::to_string(row.year)},
                     {"grade", row.grade ? std::to_string(*row.grade) : "pre"},
                     {"first_row", std::to_string(before->line)}}
                );
            before = &row;
        }
    }

    void refuse(const char* code, std::string value, Args args) {
        issues_.push_back(
            {.code = code,
             .where = {.file = file_},
             .value = std::move(value),
             .args = std::move(args)}
        );
    }

    void find_gaps(const Extent& extent) {
        const std::string years = joined(extent.years);
        if (extent.grades.empty())
            refuse("forecast.no_rows", "", {});
        else if (extent.years.size() < 2)
            refuse("forecast.history_too_short", years, {{"years", years}});
        if (const auto year = gap_in(extent.years)) {
            const std::string missing = std::to_string(*year);
            refuse("forecast.year_missing", missing, {{"year", missing}, {"years", years}});
        }
        if (const auto grade = gap_in(extent.grades)) {
            const std::string missing = std::to_string(*grade);
            refuse(
                "forecast.grade_missing",
                missing,
                {{"grade", missing}, {"grades", joined(extent.grades)}}
            );
        }
    }

    EnrolmentHistory history_of(const Extent& extent) {
        EnrolmentHistory history{
            .schools = {},
            .first_year = *extent.years.begin(),
            .years = static_cast<int>(extent.years.size()),
            .first_grade = *extent.grades.begin(),
            .grades = static_cast<int>(extent.grades.size()),
            .pupils = {},
            .feeder = {}};
        const Rows rows = table_.rows;
        for (std::size_t from = 0, to = 0; from < rows.size(); from = to) {
            while (to < rows.size() && rows[to].school == rows[from].school) ++to;
            add_school(rows.subspan(from, to - from), extent.feeder, history);
        }
        return history;
    }

    void add_school(Rows rows, bool feeder, EnrolmentHistory& history) {
        const std::size_t place = history.schools.size();
        history.schools.push_back(school_of(rows));
        history.pupils.resize(history.index(place + 1, 0, 0), kUnknown);
        if (feeder)
            history.feeder.resize(history.feeder_index(place + 1, 0), kUnknown);
        std::set<int> present;
        for (const HistoryRow& row : rows) {
            const int year = row.year - history.first_year;
            const auto pupils = static_cast<double>(row.pupils);
            if (row.grade)
                history.pupils[history.index(place, year, *row.grade - history.first_grade)] =
                    pupils;
            else
                history.feeder[history.feeder_index(place, year)] = pupils;
            present.insert(row.year);
        }
        if (const auto year = gap_in(present))
            note(
                Severity::warning,
                "forecast.school_year_missing",
                rows.front(),
                std::to_string(*year),
                {{"year", std::to_string(*year)}}
            );
    }

    /// The school as its last year has it.
    HistorySchool school_of(Rows rows) {
        const HistoryRow& last = rows.back();
        const auto other = std::ranges::find_if(rows, [&](const HistoryRow& row) {
            return row.area != last.area || row.sector != last.sector;
        });
        if (other != rows.end())
            note(
                Severity::warning,
                "forecast.area_changed",
                *other,
                table_.name(other->area),
                {{"from", table_.name(other->area) + " " + table_.name(other->sector)},
                 {"to", table_.name(last.area) + " " + table_.name(last.sector)}}
            );
        return {school(last), table_.name(last.area), table_.name(last.sector)};
    }

    HistoryTable table_;
    const std::string& file_;
    Issues issues_;
};

}  // namespace

std::uint32_t HistoryTable::place_of(std::string_view name) {
    if (const auto known = places_.find(name); known != places_.end())
        return known->second;
    const auto place = static_cast<std::uint32_t>(names_.size());
    names_.push_back(&places_.emplace(std::string(name), place).first->first);
    return place;
}

HistoryReport build_history(HistoryTable table, const std::string& file) {
    return Build(std::move(table), file).run();
}

double total_of(const EnrolmentHistory& history, std::size_t school, int year) {
    double total = 0;
    for (const double pupils : history.grades_of(school, year)) total += pupils > 0 ? pupils : 0;
    return total;
}

}  // namespace junheng
