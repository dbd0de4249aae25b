// SPDX-License-Identifier: Apache-2.0
#include "app/service/county_forecast.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <utility>

#include "app/service/judging.h"
#include "app/service/keeping.h"
#include "core/domain/grades.h"
#include "core/domain/words.h"
#include "core/indicators/assess.h"
#include "planners/forecast/county_history.h"
#include "planners/forecast/future_county.h"

namespace junheng {
namespace {

Result<std::vector<Snapshot>> load_years(County& county, SchoolYear last) {
    const auto years = county.store->years(county.code());
    if (!years)
        return tl::unexpected(years.error());
    std::vector<Snapshot> snapshots;
    for (const SchoolYear year : *years) {
        if (last < year)
            break;
        auto snapshot = county.store->load(county.code(), year);
        if (!snapshot)
            return tl::unexpected(snapshot.error());
        snapshots.push_back(*std::move(snapshot));
    }
    return snapshots;
}

void append(Issues& all, Issues more) {
    std::ranges::move(more, std::back_inserter(all));
}

/// One stage of the county on its way; `forecast` absent where its years do not allow one.
struct StageWork {
    std::optional<ForecastProblem> problem;
    std::optional<Forecast> forecast;
    ClassCounts classes;
    Issues issues;
};

StageWork prepare(const std::vector<Snapshot>& years, Stage stage, ForecastInputs inputs) {
    StageWork work;
    HistoryReport history = history_of(years, stage);
    work.issues = std::move(history.issues);
    if (!history.history)
        return work;
    std::ranges::move(closures_of(years, *history.history), std::back_inserter(inputs.events));
    ProblemReport report = build_problem(*std::move(history.history), inputs);
    append(work.issues, std::move(report.issues));
    work.problem = std::move(report.problem);
    return work;
}

void run_stage(StageWork& work, const Snapshot& last, int horizon) {
    work.forecast = forecast(*std::move(work.problem), horizon);
    work.classes = class_counts(last, work.forecast->history);
    append(work.issues, work.forecast->warnings);
}

std::vector<std::string> short_cvs(const Assessment& assessment, const StandardSet& standards) {
    std::vector<std::string> ids;
    for (const ResourceRow& row : assessment.resource)
        if (row.cv_compliance == Compliance::short_of)
            ids.push_back(
                standards.resource[row.indicator].id + "/" + std::string(name(row.stage))
            );
    return ids;
}

/// The assessment of each coming year against today's.
class Years {
public:
    Years(const Snapshot& last, const StandardSet& standards)
        : last_(last), standards_(standards), today_(assess(last, standards)) {
        judge(last.year, today_);
    }

    /// Errors: as apply.
    Result<void> add(SchoolYear year, const Changes& changes) {
        const auto snapshot = junheng::apply(changes, last_);
        if (!snapshot)
            return tl::unexpected(snapshot.error());
        const Assessment then = assess(*snapshot, standards_);
        judge(year, then);
        find_falls(year, then);
        return {};
    }

    std::vector<CountyOfYear> years() && { return std::move(years_); }
    std::vector<SchoolFall> falls() const {
        std::vector<SchoolFall> list;
        for (const auto& [key, fall] : falls_) list.push_back(fall);
        return list;
    }

private:
    void judge(SchoolYear year, const Assessment& assessment) {
        years_.push_back(
            {.year = year,
             .resource_verdict = assessment.resource_verdict,
             .verdict = assessment.verdict,
             .cvs_short = short_cvs(assessment, standards_)}
        );
    }

    void find_falls(SchoolYear year, const Assessment& then) {
        for (const SchoolStage& before : today_.schools) {
            if (before.verdict != Verdict::pass)
                continue;
            const auto after = std::ranges::find_if(then.schools, [&](const SchoolStage& one) {
                return one.code == before.code && one.stage == before.stage;
            });
            if (after != then.schools.end() && after->verdict == Verdict::fail)
                falls_.try_emplace(
                    std::pair(before.code, before.stage), fall(year, before, *after)
                );
        }
    }

    SchoolFall fall(SchoolYear year, const SchoolStage& before, const SchoolStage& after) const {
        SchoolFall fall{before.code, before.name, before.stage, year, {}};
        for (std::size_t i = 0; i < after.values.size(); ++i)
            if (after.values[i].compliance == Compliance::short_of &&
                before.values[i].compliance != Compliance::short_of)
                fall.indicators.push_back(standards_.resource[i].id);
        return fall;
    }

    const Snapshot& last_;
    const StandardSet& standards_;
    Assessment today_;
    std::vector<CountyOfYear> years_;
    std::map<std::pair<std::string, Stage>, SchoolFall> falls_;
};

void add_pupils(
    const Forecast& forecast,
    std::optional<double> CountyOfYear::*stage,
    std::vector<CountyOfYear>& years
) {
    for (CountyOfYear& year : years) {
        double total = 0;
        if (year.year.start == forecast.history.last_year())
            for (std::size_t s = 0; s < forecast.history.schools.size(); ++s)
                total += total_of(forecast.history, s, forecast.history.years - 1);
        for (const ForecastRow& row : forecast.rows)
            if (row.year == year.year.start && row.grade == kAllGrades)
                total += row.pupils.mid;
        year.*stage = total;
    }
}

void add_needs(const std::vector<SchoolNeeds>& needs, std::vector<CountyOfYear>& years) {
    for (const SchoolNeeds& school : needs)
        for (CountyOfYear& year : years)
            if (year.year.start == school.year) {
                year.classes_needed = year.classes_needed.value_or(0) + school.classes_needed;
                year.seats_short = year.seats_short.value_or(0) + school.seats_short;
                year.staff_needed = year.staff_needed.value_or(0) + school.staff_needed;
            }
}

class Work {
public:
    Work(const Context& context, County& county, const CountyForecastRequest& request)
        : context_(context), county_(county), request_(request) {}

    Result<CountyForecast> run() {
        const auto start = std::chrono::steady_clock::now();
        if (auto done = load(); !done)
            return tl::unexpected(done.error());
        if (has_errors(result_.answer.issues))
            return std::move(result_);
        auto done = request_.backtest ? test() : look_ahead();
        if (!done)
            return tl::unexpected(done.error());
        result_.answer.seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return std::move(result_);
    }

private:
    StageWork& own() { return request_.stage == Stage::junior ? junior_ : primary_; }

    Result<void> load() {
        const auto base = held_year(county_, request_.year);
        if (!base)
            return tl::unexpected(base.error());
        result_.base = *base;
        result_.stage = request_.stage;
        auto years = load_years(county_, *base);
        if (!years)
            return tl::unexpected(years.error());
        years_ = *std::move(years);
        ForecastInputs inputs;
        auto faults = read_forecast_inputs(request_.inputs, inputs);
        if (!faults)
            return tl::unexpected(faults.error());
        result_.answer.issues = *std::move(faults);
        const bool junior = request_.stage == Stage::junior;
        primary_ = prepare(years_, Stage::primary, junior ? ForecastInputs{} : inputs);
        junior_ = prepare(years_, Stage::junior, junior ? inputs : ForecastInputs{});
        append(result_.answer.issues, own().issues);
        return {};
    }

    Result<void> test() {
        result_.answer.backtest = backtest(own().problem->history, request_.horizon);
        return {};
    }

    Result<void> look_ahead() {
        const Snapshot& last = years_.back();
        const auto standards = standards_for(context_, county_, result_.base, {});
        if (!standards)
            return tl::unexpected(standards.error());
        const auto rules = seat_rules(*standards, request_.stage);
        if (!rules)
            return tl::unexpected(rules.error());
        run_stages(last);
        result_.answer.forecast = own().forecast;
        append(result_.answer.issues, own().forecast->warnings);
        result_.warnings = seat_warnings(*own().forecast, own().classes, *rules, context_.today());
        result_.needs = school_needs(*own().forecast, own().classes, *rules);
        if (auto judged = judge_years(last, *standards); !judged)
            return judged;
        return keep(last);
    }

    /// Juniors enter from grade 6, so primary goes first.
    void run_stages(const Snapshot& last) {
        if (primary_.problem)
            run_stage(primary_, last, request_.horizon);
        if (junior_.problem && primary_.forecast)
            junior_.problem->entry_growth =
                grade_growth(*primary_.forecast, grades_of(Stage::primary).last);
        if (junior_.problem)
            run_stage(junior_, last, request_.horizon);
    }

    std::vector<StageForecast> stages() const {
        std::vector<StageForecast> list;
        if (primary_.forecast)
            list.push_back({Stage::primary, &*primary_.forecast, &primary_.classes});
        if (junior_.forecast)
            list.push_back({Stage::junior, &*junior_.forecast, &junior_.classes});
        return list;
    }

    Result<void> judge_years(const Snapshot& last, const StandardSet& standards) {
        Years years(last, standards);
        for (int h = 1; h <= request_.horizon; ++h) {
            const int year = result_.base.start + h;
            if (auto added = years.add(SchoolYear{year}, future_changes(last, stages(), year));
                !added)
                return added;
        }
        result_.falls = years.falls();
        result_.years = std::move(years).years();
        if (primary_.forecast)
            add_pupils(*primary_.forecast, &CountyOfYear::primary, result_.years);
        if (junior_.forecast)
            add_pupils(*junior_.forecast, &CountyOfYear::junior, result_.years);
        add_needs(result_.needs, result_.years);
        return {};
    }

    Result<void> keep(const Snapshot& last) {
        if (!request_.out.empty()) {
            const auto written = write_csv(request_.out, [&](CsvWriter& writer) {
                write_forecast(*result_.answer.forecast, writer);
            });
            if (!written)
                return written;
        }
        if (request_.save.empty())
            return {};
        result_.scenario = request_.save;
        return county_.store->save_scenario(
            county_.code(),
            {.name = request_.save,
             .year = result_.base,
             .author = author_of(context_, {}),
             .changes = future_changes(last, stages(), result_.base.start + request_.horizon)}
        );
    }

    const Context& context_;
    County& county_;
    const CountyForecastRequest& request_;
    std::vector<Snapshot> years_;
    StageWork primary_;
    StageWork junior_;
    CountyForecast result_;
};

}  // namespace

Result<CountyForecast> forecast_county(
    const Context& context,
    County& county,
    const CountyForecastRequest& request
) {
    return Work(context, county, request).run();
}

}  // namespace junheng
