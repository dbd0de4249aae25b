// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/history.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>

namespace junheng {
namespace {

Issue fault(const char* code, const HistoryRow& row, std::string value, Args args = {}) {
    return {
        .code = code,
        .severity = Severity::error,
        .where = {.row = row.line},
        .value = std::move(value),
        .args = std::move(args),
        .school = row.school};
}

Issue warning(const char* code, const HistoryRow& row, std::string value, Args args) {
    Issue issue = fault(code, row, std::move(value), std::move(args));
    issue.severity = Severity::warning;
    return issue;
}

std::string grade_text(const HistoryRow& row) {
    return row.grade ? std::to_string(*row.grade) : "pre";
}

auto key_of(const HistoryRow& row) {
    return std::tie(row.school, row.year, row.grade);
}

/// Stable, so that among equal rows the one that stands first in the file is the first here.
void sort_rows(std::vector<HistoryRow>& rows) {
    std::ranges::stable_sort(rows, [](const HistoryRow& a, const HistoryRow& b) {
        return key_of(a) < key_of(b);
    });
}

void find_row_faults(const std::vector<HistoryRow>& rows, Issues& issues) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const HistoryRow& row = rows[i];
        if (row.pupils < 0)
            issues.push_back(fault(
                "forecast.negative_pupils",
                row,
                std::to_string(row.pupils),
                {{"school", row.school}}
            ));
        if (i > 0 && key_of(rows[i - 1]) == key_of(row))
            issues.push_back(fault(
                "forecast.duplicate_row",
                row,
                std::to_string(row.pupils),
                {{"school", row.school},
                 {"year", std::to_string(row.year)},
                 {"grade", grade_text(row)},
                 {"first_row", std::to_string(rows[i - 1].line)}}
            ));
    }
}

/// The first number that fails in an ascending run without gaps.
std::optional<int> gap_in(const std::set<int>& numbers) {
    int expected = numbers.empty() ? 0 : *numbers.begin();
    for (const int number : numbers)
        if (number != expected++)
            return expected - 1;
    return std::nullopt;
}

std::string joined(const std::set<int>& numbers) {
    std::string text;
    for (const int number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
    return text;
}

struct Extent {
    std::set<int> years;
    std::set<int> grades;
    bool feeder = false;
};

Extent extent_of(const std::vector<HistoryRow>& rows) {
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

void find_gaps(const Extent& extent, Issues& issues) {
    const auto report = [&](const char* code, std::string value, Args args) {
        issues.push_back({.code = code, .value = std::move(value), .args = std::move(args)});
    };
    if (extent.grades.empty())
        report("forecast.no_rows", "", {});
    else if (extent.years.size() < 2)
        report(
            "forecast.history_too_short", joined(extent.years), {{"years", joined(extent.years)}}
        );
    if (const auto year = gap_in(extent.years))
        report(
            "forecast.year_missing",
            std::to_string(*year),
            {{"year", std::to_string(*year)}, {"years", joined(extent.years)}}
        );
    if (const auto grade = gap_in(extent.grades))
        report(
            "forecast.grade_missing",
            std::to_string(*grade),
            {{"grade", std::to_string(*grade)}, {"grades", joined(extent.grades)}}
        );
}

/// The school as its last year has it.
HistorySchool school_of(std::span<const HistoryRow> rows, Issues& issues) {
    const HistoryRow& last = rows.back();
    const auto other = std::ranges::find_if(rows, [&](const HistoryRow& row) {
        return row.area != last.area || row.sector != last.sector;
    });
    if (other != rows.end())
        issues.push_back(warning(
            "forecast.area_changed",
            *other,
            other->area,
            {{"school", last.school}, {"from", other->area}, {"to", last.area}}
        ));
    return {last.school, last.area, last.sector};
}

void find_absent_years(
    std::span<const HistoryRow> rows,
    const EnrolmentHistory& history,
    Issues& issues
) {
    std::set<int> present;
    for (const HistoryRow& row : rows) present.insert(row.year);
    const auto gap = gap_in(present);
    if (gap)
        issues.push_back(warning(
            "forecast.school_year_missing",
            rows.front(),
            std::to_string(*gap),
            {{"school", rows.front().school},
             {"year", std::to_string(*gap)},
             {"last", std::to_string(history.last_year())}}
        ));
}

void fill_school(std::span<const HistoryRow> rows, EnrolmentHistory& history, Issues& issues) {
    const std::size_t school = history.schools.size();
    history.schools.push_back(school_of(rows, issues));
    find_absent_years(rows, history, issues);
    for (const HistoryRow& row : rows) {
        const int year = row.year - history.first_year;
        const auto pupils = static_cast<double>(row.pupils);
        if (row.grade)
            history.pupils[history.index(school, year, *row.grade - history.first_grade)] = pupils;
        else
            history.feeder[history.feeder_index(school, year)] = pupils;
    }
}

std::size_t count_schools(const std::vector<HistoryRow>& rows) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (i == 0 || rows[i].school != rows[i - 1].school)
            ++count;
    return count;
}

EnrolmentHistory history_from(
    const std::vector<HistoryRow>& rows,
    const Extent& extent,
    Issues& issues
) {
    EnrolmentHistory history{
        .schools = {},
        .first_year = *extent.years.begin(),
        .years = static_cast<int>(extent.years.size()),
        .first_grade = *extent.grades.begin(),
        .grades = static_cast<int>(extent.grades.size()),
        .pupils = {},
        .feeder = {}};
    const std::size_t schools = count_schools(rows);
    history.pupils.assign(history.index(schools, 0, 0), kUnknown);
    if (extent.feeder)
        history.feeder.assign(history.feeder_index(schools, 0), kUnknown);
    for (auto from = rows.begin(); from != rows.end();) {
        const auto to = std::find_if(from, rows.end(), [&](const HistoryRow& row) {
            return row.school != from->school;
        });
        fill_school({from, to}, history, issues);
        from = to;
    }
    return history;
}

}  // namespace

HistoryReport build_history(std::vector<HistoryRow> rows, const std::string& file) {
    HistoryReport report;
    sort_rows(rows);
    find_row_faults(rows, report.issues);
    const Extent extent = extent_of(rows);
    find_gaps(extent, report.issues);
    if (!has_errors(report.issues))
        report.history = history_from(rows, extent, report.issues);
    for (Issue& issue : report.issues) issue.where.file = file;
    std::ranges::stable_sort(report.issues, {}, [](const Issue& issue) { return issue.where.row; });
    return report;
}

double total_of(const EnrolmentHistory& history, std::size_t school, int year) {
    double total = 0;
    for (const double pupils : history.grades_of(school, year)) total += pupils > 0 ? pupils : 0;
    return total;
}

}  // namespace junheng
