// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/forecast.h"

#include <algorithm>
#include <map>
#include <utility>

namespace junheng {
namespace {

Issue assumed(const EnrolmentHistory& history, std::size_t school, int grade) {
    const std::string& code = history.schools[school].code;
    return {
        .code = "forecast.figure_assumed",
        .severity = Severity::warning,
        .args =
            {{"school", code},
             {"year", std::to_string(history.last_year())},
             {"grade", std::to_string(history.first_grade + grade)}},
        .school = code};
}

double guess(const EnrolmentHistory& history, std::size_t school, int grade) {
    const int before = history.years - 2;
    const double below = grade > 0 ? history.at(school, before, grade - 1) : kUnknown;
    return below > 0 ? below : history.at(school, before, grade);
}

void assume_missing(EnrolmentHistory& history, Issues& warnings) {
    const int last = history.years - 1;
    for (std::size_t s = 0; s < history.schools.size(); ++s) {
        if (total_of(history, s, last) <= 0)
            continue;
        for (int g = 0; g < history.grades; ++g) {
            double& pupils = history.pupils[history.index(s, last, g)];
            if (pupils != kUnknown || history.at(s, last - 1, g) <= 0)
                continue;
            pupils = guess(history, s, g);
            warnings.push_back(assumed(history, s, g));
        }
    }
}

/// Nothing is known of the children behind the second year ahead.
void warn_of_held_entries(const ForecastProblem& problem, int horizon, Issues& warnings) {
    if (horizon > 1 && problem.children.empty() && problem.entry_growth.empty())
        warnings.push_back(
            {.code = "forecast.entries_held",
             .severity = Severity::warning,
             .args = {{"year", std::to_string(problem.history.last_year() + 1)}}}
        );
}

std::string reason_to_skip(const EnrolmentHistory& history, std::size_t school) {
    const int last = history.years - 1;
    if (history.feeder_at(school, last) > 0)
        return "forecast.preschool_only";
    const auto known = [](double pupils) { return pupils != kUnknown; };
    return std::ranges::any_of(history.grades_of(school, last), known)
               ? "forecast.no_pupils"
               : "forecast.no_row_in_last_year";
}

class Answer {
public:
    Answer(Forecast& forecast, const Projection& projection)
        : forecast_(forecast), projection_(projection) {}

    void add_school(std::size_t school, bool complete) {
        for (int h = 0; h < projection_.horizon; ++h) {
            const int year = forecast_.history.last_year() + 1 + h;
            if (projection_.total(school, h) == kUnknown)
                continue;
            for (int g = 0; g < projection_.grades; ++g)
                if (projection_.at(school, h, g) != kUnknown)
                    forecast_.rows.push_back(
                        {school,
                         year,
                         forecast_.history.first_grade + g,
                         grade_range(projection_, forecast_.spread, forecast_.model, school, h, g)}
                    );
            forecast_.rows.push_back(
                {school,
                 year,
                 kAllGrades,
                 total_range(projection_, forecast_.spread, forecast_.model, school, h, complete)}
            );
        }
        ++forecast_.schools;
    }

private:
    Forecast& forecast_;
    const Projection& projection_;
};

bool has_rows(const Projection& projection, std::size_t school) {
    for (int h = 0; h < projection.horizon; ++h)
        if (projection.total(school, h) != kUnknown)
            return true;
    return false;
}

}  // namespace

Forecast forecast(ForecastProblem problem, int horizon) {
    Forecast result;
    warn_of_held_entries(problem, horizon, result.warnings);
    result.history = std::move(problem.history);
    assume_missing(result.history, result.warnings);
    const Origin origin = origin_at(result.history, result.history.years - 1);
    result.model = model_at(origin);
    result.spread = spread_of(result.history, horizon);
    const Projection projection = project(
        origin, result.model, horizon, {problem.events, problem.children, problem.entry_growth}
    );
    Answer answer(result, projection);
    for (std::size_t s = 0; s < origin.schools(); ++s) {
        if (has_rows(projection, s))
            answer.add_school(s, is_complete(origin, s));
        else
            result.skipped.push_back(
                {result.history.schools[s].code, reason_to_skip(result.history, s)}
            );
    }
    return result;
}

std::vector<double> grade_growth(const Forecast& forecast, int grade) {
    const EnrolmentHistory& history = forecast.history;
    std::map<int, double> totals;
    for (std::size_t s = 0; s < history.schools.size(); ++s)
        totals[history.last_year()] +=
            std::max(0.0, history.at(s, history.years - 1, grade - history.first_grade));
    for (const ForecastRow& row : forecast.rows)
        if (row.grade == grade)
            totals[row.year] += row.pupils.mid;
    std::vector<double> growth;
    const double last = totals[history.last_year()];
    for (const auto& [year, total] : totals) growth.push_back(last > 0 ? total / last : 1);
    return growth;
}

}  // namespace junheng
