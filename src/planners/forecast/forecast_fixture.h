// SPDX-License-Identifier: Apache-2.0
/// Small histories for the tests of this area.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "planners/forecast/forecast.h"

namespace junheng::forecast_fixture {

/// Rows in the words of the contract: grade "pre" or a number.
struct Line {
    std::string school;
    std::string area;
    int year;
    std::string grade;
    std::int64_t pupils;
};

inline HistoryTable table_of(const std::vector<Line>& lines) {
    HistoryTable table;
    int number = 1;
    for (const Line& line : lines) {
        HistoryRow row{.year = line.year, .pupils = line.pupils, .line = ++number};
        row.school = table.place_of(line.school);
        row.area = table.place_of(line.area);
        row.sector = table.place_of("public");
        if (line.grade != "pre")
            row.grade = std::stoi(line.grade);
        table.rows.push_back(row);
    }
    return table;
}

/// A school's grades from `first` on, one vector a year from 2020 on; -1 leaves the row out.
inline void add_school(
    std::vector<Line>& lines,
    const std::string& school,
    const std::string& area,
    const std::vector<std::vector<int>>& years,
    int first = 1
) {
    for (std::size_t t = 0; t < years.size(); ++t)
        for (std::size_t g = 0; g < years[t].size(); ++g)
            if (years[t][g] >= 0)
                lines.push_back(
                    {school,
                     area,
                     2020 + static_cast<int>(t),
                     std::to_string(first + static_cast<int>(g)),
                     years[t][g]}
                );
}

inline EnrolmentHistory history_of(const std::vector<Line>& lines) {
    return *build_history(table_of(lines), "history.csv").history;
}

inline Forecast forecast_of(
    const std::vector<Line>& lines,
    int horizon,
    const ForecastInputs& inputs = {}
) {
    return forecast(*build_problem(history_of(lines), inputs).problem, horizon);
}

/// The middle of a row; kUnknown when there is none.
inline double mid(const Forecast& forecast, std::string_view school, int year, int grade) {
    for (const ForecastRow& row : forecast.rows)
        if (forecast.history.schools[row.school].code == school && row.year == year &&
            row.grade == grade)
            return row.pupils.mid;
    return kUnknown;
}

/// Three steady schools, three grades, three years: nothing ever changes.
inline std::vector<Line> steady() {
    std::vector<Line> lines;
    add_school(lines, "A", "north", {{30, 30, 30}, {30, 30, 30}, {30, 30, 30}});
    add_school(lines, "B", "north", {{60, 60, 60}, {60, 60, 60}, {60, 60, 60}});
    add_school(lines, "C", "south", {{20, 20, 20}, {20, 20, 20}, {20, 20, 20}});
    return lines;
}

}  // namespace junheng::forecast_fixture
