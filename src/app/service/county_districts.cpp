// SPDX-License-Identifier: Apache-2.0
#include "app/service/county_districts.h"

#include <algorithm>

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
        result_.current = judged(today_.current);
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
        districting::CountyOptions options{
            .entry_grade = result_.entry_grade,
            .class_norm = rules->class_norm,
            .detour = request_.detour,
            .most_metres = request_.most_metres,
            .barriers = request_.barriers,
            .fixed = request_.fixed,
            .join = false};
        today_ = districting::county_problem(result_.before->snapshot, options);
        options.join = true;
        built_ =
            is_judged() ? today_ : districting::county_problem(result_.before->snapshot, options);
        result_.answer.issues = built_.issues;
        result_.answer.problem = built_.problem;
        return {};
    }

    /// A plan given from outside may part what is kept together, so nothing is joined then.
    bool is_judged() const { return request_.judge_current || !request_.judged.empty(); }

    assignment::Evaluation judged(const Plan& plan) const {
        auto evaluation = assignment::evaluate(today_.problem, plan);
        add_parted(plan, evaluation);
        return evaluation;
    }

    void add_parted(const Plan& plan, assignment::Evaluation& evaluation) const {
        const auto hits = districting::parted(result_.before->snapshot, today_, plan);
        evaluation.violations.insert(evaluation.violations.end(), hits.begin(), hits.end());
    }

    Result<void> plan(const assignment::Progress& progress) {
        InstanceAnswer& answer = result_.answer;
        if (!request_.judged.empty())
            return judge_file(answer);
        if (request_.judge_current) {
            answer.judged = result_.current;
            answer.solution.plan = today_.current;
            answer.solution.objective = result_.current.objective;
            answer.solution.status = result_.current.feasible() ? planning::PlanStatus::feasible
                                                                : planning::PlanStatus::infeasible;
            return {};
        }
        answer.solution = districting::solve(answer.problem, request_.budget, watch_, progress);
        return {};
    }

    Result<void> judge_file(InstanceAnswer& answer) const {
        if (auto done = judge_plan(request_.judged, answer); !done)
            return done;
        add_parted(*answer.solution.plan, *answer.judged);
        if (!answer.judged->feasible())
            answer.solution.status = planning::PlanStatus::infeasible;
        return {};
    }

    Result<void> show_effect() {
        const Plan& plan = *result_.answer.solution.plan;
        for (std::size_t i = 0; i < built_.unit_of.size(); ++i)
            if (built_.unit_of[i] != kNone)
                count_moved(today_.unit_of[i], plan[static_cast<std::size_t>(built_.unit_of[i])]);
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

    void count_moved(int unit, int site) {
        const int before = today_.current[static_cast<std::size_t>(unit)];
        if (before != kNone && before != site)
            result_.moved += today_.problem.units[static_cast<std::size_t>(unit)].demand;
    }

    /// Every unit by itself, also where several are one in the problem.
    Result<void> write(const Plan& plan) const {
        if (request_.out.empty())
            return {};
        return write_csv(request_.out, [&](CsvWriter& csv) {
            csv.row({"unit", "school", "unit_name", "school_name"});
            const auto& units = result_.before->snapshot.units;
            for (std::size_t i = 0; i < units.size(); ++i) {
                const int unit = built_.unit_of[i];
                if (unit == kNone || plan[static_cast<std::size_t>(unit)] == kNone)
                    continue;
                const int site = plan[static_cast<std::size_t>(unit)];
                const std::string& code = built_.problem.sites[static_cast<std::size_t>(site)].id;
                csv.row({units[i].id, code, units[i].name, result_.name_of(code)});
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
    districting::CountyProblem today_;  // with every unit by itself
    CountyDistricts result_;
};

}  // namespace

std::string CountyDistricts::name_of(const std::string& id) const {
    if (const School* school = find_school(before->snapshot, id))
        return school->name;
    const auto& units = before->snapshot.units;
    const auto unit = std::ranges::lower_bound(units, id, {}, &DistrictUnit::id);
    return unit != units.end() && unit->id == id && !unit->name.empty() ? unit->name : id;
}

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
