// SPDX-License-Identifier: Apache-2.0
#include "app/service/county_districts.h"

#include "app/service/keeping.h"
#include "core/domain/grades.h"
#include "core/indicators/assess.h"
#include "io/exchange/csv_writer.h"
#include "planners/districting/county_problem.h"
#include "planners/districting/solve.h"
#include "planners/forecast/seats.h"

namespace junheng {
namespace {

using assignment::kNone;
using assignment::Plan;

class Work {
public:
    Work(
        const Context& context,
        County& county,
        const CountyDistrictsRequest& request,
        const planning::Watch& watch
    )
        : context_(context), county_(county), request_(request), watch_(watch) {}

    Result<CountyDistricts> run(const assignment::Progress& progress) {
        if (auto ready = prepare(); !ready)
            return tl::unexpected(ready.error());
        if (has_errors(result_.answer.issues))
            return std::move(result_);
        result_.current = assignment::evaluate(result_.answer.problem, built_.current);
        if (auto planned = plan(progress); !planned)
            return tl::unexpected(planned.error());
        result_.answer.seconds = watch_.elapsed();
        if (result_.answer.solution.plan)
            if (auto shown = show_effect(); !shown)
                return tl::unexpected(shown.error());
        return std::move(result_);
    }

private:
    Result<void> prepare() {
        const GradeSpan span = grades_of(request_.stage);
        result_.entry_grade = request_.entry_grade.value_or(span.first);
        auto before = judge_county(context_, county_, {.year = request_.year});
        if (!before)
            return tl::unexpected(before.error());
        result_.before = *std::move(before);
        result_.base = result_.before->snapshot.year;
        const auto rules = seat_rules(result_.before->standards, request_.stage);
        if (!rules)
            return tl::unexpected(rules.error());
        built_ = districting::county_problem(
            result_.before->snapshot,
            {.entry_grade = result_.entry_grade,
             .class_norm = rules->class_norm,
             .detour = request_.detour,
             .most_metres = request_.most_metres,
             .barriers = request_.barriers,
             .fixed = request_.fixed}
        );
        result_.answer.issues = built_.issues;
        result_.answer.problem = built_.problem;
        return {};
    }

    Result<void> plan(const assignment::Progress& progress) {
        InstanceAnswer& answer = result_.answer;
        if (!request_.judged.empty())
            return judge_plan(request_.judged, answer);
        if (request_.judge_current) {
            answer.judged = result_.current;
            answer.solution.plan = built_.current;
            answer.solution.objective = result_.current.objective;
            answer.solution.status = result_.current.feasible() ? planning::PlanStatus::feasible
                                                                : planning::PlanStatus::infeasible;
            return {};
        }
        answer.solution = districting::solve(answer.problem, request_.budget, watch_, progress);
        return {};
    }

    Result<void> show_effect() {
        const Plan& plan = *result_.answer.solution.plan;
        for (std::size_t u = 0; u < plan.size(); ++u)
            if (plan[u] != built_.current[u] && built_.current[u] != kNone)
                result_.moved += result_.answer.problem.units[u].demand;
        const Changes changes = districting::district_changes(
            result_.before->snapshot, built_, plan, result_.entry_grade
        );
        auto after = junheng::apply(changes, result_.before->snapshot);
        if (!after)
            return tl::unexpected(after.error());
        result_.after = Judgement{*std::move(after), result_.before->standards, {}, false, {}};
        result_.after->assessment = assess(result_.after->snapshot, result_.after->standards);
        if (auto written = write(plan); !written)
            return written;
        return save(changes);
    }

    /// Every unit by itself, also where several are one in the problem.
    Result<void> write(const Plan& plan) const {
        if (request_.out.empty())
            return {};
        return write_csv(request_.out, [&](CsvWriter& csv) {
            csv.row({"unit", "school"});
            const auto& units = result_.before->snapshot.units;
            for (std::size_t i = 0; i < units.size(); ++i) {
                const int unit = built_.unit_of[i];
                if (unit == kNone || plan[static_cast<std::size_t>(unit)] == kNone)
                    continue;
                const int site = plan[static_cast<std::size_t>(unit)];
                csv.row({units[i].id, built_.problem.sites[static_cast<std::size_t>(site)].id});
            }
        });
    }

    Result<void> save(const Changes& changes) {
        if (request_.save.empty())
            return {};
        result_.scenario = request_.save;
        return county_.store->save_scenario(
            county_.code(),
            {.name = request_.save,
             .year = result_.base,
             .author = author_of(context_, {}),
             .changes = changes}
        );
    }

    const Context& context_;
    County& county_;
    const CountyDistrictsRequest& request_;
    const planning::Watch& watch_;
    districting::CountyProblem built_;
    CountyDistricts result_;
};

}  // namespace

Result<CountyDistricts> plan_districts(
    const Context& context,
    County& county,
    const CountyDistrictsRequest& request,
    const std::atomic<bool>& cancelled,
    const assignment::Progress& progress
) {
    const planning::Watch watch(request.budget, &cancelled);
    return Work(context, county, request, watch).run(progress);
}

}  // namespace junheng
