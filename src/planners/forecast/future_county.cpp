// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/future_county.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/domain/grades.h"
#include "planners/forecast/county_history.h"

namespace junheng {
namespace {

using GradeKey = std::pair<std::string, std::int64_t>;  // school, grade

struct GradeOfYear {
    std::int64_t pupils = 0;
    std::int64_t classes = 0;
};

class Future {
public:
    Future(const Snapshot& last, int year) : future_(last), year_(year) {}

    void add(const StageForecast& stage) {
        const EnrolmentHistory& history = stage.forecast->history;
        for (const HistorySchool& school : history.schools) known_.insert(school.code);
        const GradeSpan span = grades_of(stage.stage);
        spans_.push_back(span);
        std::map<std::string, std::int64_t> totals;
        for (const ForecastRow& row : stage.forecast->rows) {
            if (row.year != year_ || row.grade == kAllGrades)
                continue;
            const std::string& code = history.schools[row.school].code;
            const int ahead = year_ - history.last_year();
            const std::int64_t pupils = std::llround(row.pupils.mid);
            grades_[{code, row.grade}] = {
                pupils, stage.classes->at(row.school, ahead, row.grade - history.first_grade)};
            totals[code] += pupils;
        }
        set_totals(stage.stage, totals);
    }

    Snapshot finish() {
        renew_classes();
        renew_grades();
        return std::move(future_);
    }

private:
    bool is_forecast(std::string_view code, std::int64_t grade) const {
        return known_.contains(std::string(code)) &&
               std::ranges::any_of(spans_, [&](const GradeSpan& span) {
                   return grade >= span.first && grade <= span.last;
               });
    }

    void set_totals(Stage stage, const std::map<std::string, std::int64_t>& totals) {
        for (StageFigures& figures : future_.stages.write()) {
            if (figures.stage != stage || !known_.contains(figures.code))
                continue;
            const auto found = totals.find(figures.code);
            if (found != totals.end())
                figures.pupils = Pupils{found->second};
            else if (figures.pupils != Maybe<Pupils>(Pupils{0}))
                figures.pupils = Missing::not_reported;
        }
    }

    /// Only where the year behind gives classes one by one.
    void renew_classes() {
        std::set<GradeKey> given;
        std::vector<ClassGroup> rows;
        std::set<std::string> by_class;
        for (const ClassGroup& group : future_.classes) {
            if (is_forecast(group.code, group.grade))
                by_class.insert(group.code);
            else
                rows.push_back(group);
        }
        for (const auto& [key, grade] : grades_)
            if (by_class.contains(key.first))
                add_classes(key, grade, rows);
        std::ranges::sort(rows, {}, [](const ClassGroup& group) {
            return std::tie(group.code, group.grade, group.name);
        });
        future_.classes.write() = std::move(rows);
    }

    static void add_classes(
        const GradeKey& key,
        const GradeOfYear& grade,
        std::vector<ClassGroup>& rows
    ) {
        const std::int64_t least = grade.pupils > 0 ? 1 : 0;
        const auto sizes = even_classes(grade.pupils, std::max(least, grade.classes));
        for (std::size_t c = 0; c < sizes.size(); ++c)
            rows.push_back({key.first, key.second, std::to_string(c + 1) + "班", Pupils{sizes[c]}});
    }

    void renew_grades() {
        for (GradeFigures& figures : future_.grades.write()) {
            if (!is_forecast(figures.code, figures.grade))
                continue;
            const auto found = grades_.find({figures.code, figures.grade});
            if (found == grades_.end()) {
                figures.pupils = Pupils{0};
                continue;
            }
            figures.pupils = Pupils{found->second.pupils};
            if (figures.classes)
                figures.classes = found->second.classes;
        }
    }

    Snapshot future_;
    int year_;
    std::set<std::string> known_;
    std::vector<GradeSpan> spans_;
    std::map<GradeKey, GradeOfYear> grades_;
};

}  // namespace

Changes future_changes(const Snapshot& last, std::span<const StageForecast> stages, int year) {
    Future future(last, year);
    for (const StageForecast& stage : stages) future.add(stage);
    return diff(last, future.finish());
}

}  // namespace junheng
