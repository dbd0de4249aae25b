// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/problem.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

namespace junheng {
namespace {

constexpr std::array<std::string_view, 4> kEventWords{"closed", "opened", "moves", "arrivals"};
constexpr double kTolerance = 1e-9;

std::optional<std::size_t> find_school(const EnrolmentHistory& history, std::string_view code) {
    const auto found = std::ranges::find(history.schools, code, &HistorySchool::code);
    if (found == history.schools.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - history.schools.begin());
}

std::vector<std::size_t> schools_of(const EnrolmentHistory& history, std::string_view area) {
    std::vector<std::size_t> schools;
    for (std::size_t s = 0; s < history.schools.size(); ++s)
        if (history.schools[s].area == area && total_of(history, s, history.years - 1) > 0)
            schools.push_back(s);
    return schools;
}

class Resolve {
public:
    Resolve(EnrolmentHistory history, const ForecastInputs& inputs)
        : problem_{std::move(history), {}, inputs.children, {}}, inputs_(inputs) {}

    ProblemReport run() {
        for (const EventRow& row : inputs_.events) add(row);
        check_shares();
        check_children();
        if (has_errors(issues_))
            return {std::nullopt, std::move(issues_)};
        rewrite_past();
        std::erase_if(problem_.events, [this](const SchoolEvent& event) { return is_past(event); });
        std::ranges::stable_sort(problem_.events, {}, [](const SchoolEvent& event) {
            return std::pair(event.year, event.kind);
        });
        return {std::move(problem_), std::move(issues_)};
    }

private:
    bool is_past(const SchoolEvent& event) const {
        return event.year <= problem_.history.last_year();
    }

    void fault(const char* code, const EventRow& row, std::string value) {
        issues_.push_back(
            {.code = code,
             .where = {.file = inputs_.event_file, .row = row.line},
             .value = value,
             .args = {{"value", value}, {"school", row.school}},
             .school = row.school}
        );
    }

    std::optional<std::size_t> school(const EventRow& row, const std::string& code) {
        auto found = find_school(problem_.history, code);
        if (!found)
            fault("forecast.school_unknown", row, code);
        return found;
    }

    /// A school that no past year knows: where the one lies whose pupils it takes.
    std::optional<std::size_t> opening_school(const EventRow& row, std::size_t other) {
        if (const auto known = find_school(problem_.history, row.school))
            return known;
        if (row.school.empty() || row.year <= problem_.history.last_year())
            return school(row, row.school);
        EnrolmentHistory& history = problem_.history;
        history.schools.push_back(
            {row.school, history.schools[other].area, history.schools[other].sector}
        );
        history.pupils.resize(history.index(history.schools.size(), 0, 0), kUnknown);
        if (!history.feeder.empty())
            history.feeder.resize(history.feeder_index(history.schools.size(), 0), kUnknown);
        return history.schools.size() - 1;
    }

    bool good_figures(const EventRow& row, EventKind kind) {
        const EnrolmentHistory& history = problem_.history;
        const auto before = issues_.size();
        if (row.share && (*row.share < 0 || *row.share > 1))
            fault("forecast.bad_share", row, fmt::format("{}", *row.share));
        if (kind == EventKind::arrivals && !row.pupils)
            fault("forecast.event_without_pupils", row, "");
        const bool outside = row.grade && (*row.grade < history.first_grade ||
                                           *row.grade >= history.first_grade + history.grades);
        if (outside || (kind == EventKind::moves && !row.grade))
            fault("forecast.event_grade", row, row.grade ? std::to_string(*row.grade) : "");
        return issues_.size() == before;
    }

    void add(const EventRow& row) {
        const auto kind = event_by_name(row.kind);
        if (!kind)
            return fault("forecast.event_unknown", row, row.kind);
        if (!good_figures(row, *kind))
            return;
        SchoolEvent event{
            .kind = *kind,
            .year = row.year,
            .grade = row.grade ? *row.grade - problem_.history.first_grade : -1,
            .share = row.share.value_or(1),
            .pupils = row.pupils.value_or(0)};
        if (*kind == EventKind::arrivals)
            return add_arrivals(row, event);
        const auto other = school(row, row.other);
        const auto own = *kind == EventKind::opened && other ? opening_school(row, *other)
                                                             : school(row, row.school);
        if (!other || !own)
            return;
        if (*own == *other)
            return fault("forecast.event_with_itself", row, row.school);
        event.school = *own;
        event.other = *other;
        problem_.events.push_back(event);
    }

    void add_arrivals(const EventRow& row, SchoolEvent event) {
        if (!row.school.empty()) {
            if (const auto own = school(row, row.school)) {
                event.school = *own;
                problem_.events.push_back(event);
            }
            return;
        }
        const auto schools = schools_of(problem_.history, row.area);
        if (schools.empty())
            return fault("forecast.area_unknown", row, row.area);
        double total = 0;
        for (const std::size_t s : schools) total += pupils_last_year(s);
        for (const std::size_t s : schools) {
            event.school = s;
            event.pupils = *row.pupils * pupils_last_year(s) / total;
            problem_.events.push_back(event);
        }
    }

    double pupils_last_year(std::size_t school) const {
        return total_of(problem_.history, school, problem_.history.years - 1);
    }

    /// No school gives away more than it has.
    void check_shares() {
        std::map<std::tuple<std::size_t, int, int>, double> given;
        for (const SchoolEvent& event : problem_.events)
            if (event.kind != EventKind::arrivals) {
                const bool opens = event.kind == EventKind::opened;
                given[{opens ? event.other : event.school, event.year, opens ? -1 : event.grade}] +=
                    event.share;
            }
        for (const auto& [key, share] : given)
            if (share > 1 + kTolerance)
                fault(
                    "forecast.shares_above_one",
                    {.school = problem_.history.schools[std::get<0>(key)].code},
                    fmt::format("{}", share)
                );
    }

    void check_children() {
        std::set<std::pair<std::string, int>> seen;
        for (const ChildrenRow& row : problem_.children) {
            const bool known = std::ranges::any_of(problem_.history.schools, [&](const auto& one) {
                return one.area == row.area;
            });
            const bool again = !seen.emplace(row.area, row.year).second;
            const bool bad_share = row.share && (*row.share < 0 || *row.share > 1);
            const char* code = !known      ? "forecast.area_unknown"
                               : again     ? "forecast.children_twice"
                               : bad_share ? "forecast.bad_share"
                                           : nullptr;
            if (code != nullptr)
                issues_.push_back(
                    {.code = code,
                     .where = {.file = inputs_.children_file, .row = row.line},
                     .value = row.area,
                     .args = {{"value", row.area}, {"school", ""}}}
                );
        }
    }

    void rewrite_past() {
        for (const SchoolEvent& event : problem_.events)
            if (is_past(event) && event.kind == EventKind::closed)
                carry_back(event.school, event.other, event);
        for (const SchoolEvent& event : problem_.events)
            if (is_past(event) && event.kind == EventKind::closed)
                forget(event.school);
        for (const SchoolEvent& event : problem_.events)
            if (is_past(event) && event.kind == EventKind::opened)
                carry_back(event.other, event.school, event);
    }

    /// Before the event, the share of `from` counts at `to`. A closed school is forgotten
    /// afterwards; one that lost pupils to a new school is reduced here.
    void carry_back(std::size_t from, std::size_t to, const SchoolEvent& event) {
        EnrolmentHistory& history = problem_.history;
        const double kept = event.kind == EventKind::opened ? 1 - event.share : 1;
        const int last_grade = event.grade < 0 ? history.grades - 1 : event.grade;
        for (int t = 0; t < event.year - history.first_year && t < history.years; ++t) {
            for (int g = 0; g <= last_grade; ++g)
                carry(
                    history.pupils[history.index(from, t, g)],
                    history.pupils[history.index(to, t, g)],
                    event.share,
                    kept
                );
            if (!history.feeder.empty())
                carry(
                    history.feeder[history.feeder_index(from, t)],
                    history.feeder[history.feeder_index(to, t)],
                    event.share,
                    kept
                );
        }
    }

    static void carry(double& from, double& to, double share, double kept) {
        if (from == kUnknown)
            return;
        to = (to == kUnknown ? 0 : to) + share * from;
        from *= kept;
    }

    void forget(std::size_t school) {
        EnrolmentHistory& history = problem_.history;
        for (int t = 0; t < history.years; ++t) {
            for (int g = 0; g < history.grades; ++g)
                history.pupils[history.index(school, t, g)] = kUnknown;
            if (!history.feeder.empty())
                history.feeder[history.feeder_index(school, t)] = kUnknown;
        }
    }

    ForecastProblem problem_;
    const ForecastInputs& inputs_;
    Issues issues_;
};

}  // namespace

std::optional<EventKind> event_by_name(std::string_view word) {
    const auto* const found = std::ranges::find(kEventWords, word);
    if (found == kEventWords.end())
        return std::nullopt;
    return static_cast<EventKind>(found - kEventWords.begin());
}

ProblemReport build_problem(EnrolmentHistory history, const ForecastInputs& inputs) {
    return Resolve(std::move(history), inputs).run();
}

}  // namespace junheng
