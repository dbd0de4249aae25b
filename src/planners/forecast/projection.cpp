// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/projection.h"

#include <algorithm>

#include "planners/forecast/children.h"

namespace junheng {
namespace {

using Grades = std::vector<double>;

class Walk {
public:
    Walk(const Origin& origin, const Model& model, std::span<const SchoolEvent> events)
        : origin_(origin),
          model_(model),
          events_(events),
          grades_(static_cast<std::size_t>(origin.grades())),
          now_(origin.schools(), Grades(grades_, kUnknown)),
          growing_(origin.schools(), 0) {
        for (std::size_t s = 0; s < now_.size(); ++s)
            for (std::size_t g = 0; g < grades_ && origin.counted[s] != 0; ++g)
                if (offers(origin, s, static_cast<int>(g)))
                    now_[s][g] = std::max(0.0, origin.at(s, origin.last, static_cast<int>(g)));
        for (std::size_t s = 0; s < now_.size(); ++s) growing_[s] = is_growing(s) ? 1 : 0;
    }

    /// `year` as the events name it.
    const std::vector<Grades>& step(int year, std::vector<double> entries) {
        redirect(year, entries);
        before_ = now_;
        for (std::size_t s = 0; s < now_.size(); ++s)
            for (std::size_t g = 0; g < grades_; ++g) now_[s][g] = next(s, g, entries);
        for (const Link& link : model_.links) follow(link);
        pass_on(year);
        for (const SchoolEvent& event : events_)
            if (event.year == year)
                happen(event, entries);
        for (const SchoolEvent& event : events_)
            if (event.year == year && event.kind == EventKind::closed)
                now_[event.school].assign(grades_, kUnknown);
        return now_;
    }

private:
    static bool taught(double pupils) { return pupils != kUnknown; }

    /// A school that opened within the history with its lowest grades and gets one more each year.
    bool is_growing(std::size_t school) const {
        const auto& now = now_[school];
        const auto rest = std::find_if(now.rbegin(), now.rend(), taught);
        const auto top = static_cast<int>(now.rend() - rest) - 1;
        if (top < 0 || top + 1 == origin_.grades() || !taught(now[0]) ||
            total_of(*origin_.history, school, 0) > 0 || origin_.history->feeder_at(school, 0) > 0)
            return false;
        const int before = origin_.last - 1;
        return origin_.at(school, before, top) <= 0 &&
               (top == 0 || origin_.at(school, before, top - 1) > 0);
    }

    double next(std::size_t school, std::size_t grade, const std::vector<double>& entries) const {
        const bool offered = taught(before_[school][grade]);
        const bool fed = grade > 0 && taught(before_[school][grade - 1]);
        if (!offered)
            return fed && growing_[school] != 0 ? promoted(school, grade) : kUnknown;
        if (grade == 0)
            return entries[school];
        return fed ? promoted(school, grade) : model_.upper_entries[grade - 1][school];
    }

    double promoted(std::size_t school, std::size_t grade) const {
        return before_[school][grade - 1] * model_.progression.rate[grade - 1] *
               model_.progression.school[school];
    }

    /// New pupils of a closed school enter where its pupils went, and those of an opened one are no
    /// longer its neighbour's.
    void redirect(int year, std::vector<double>& entries) const {
        for (const SchoolEvent& event : events_)
            if (event.year <= year && event.kind == EventKind::closed)
                entries[event.other] += event.share * entries[event.school];
        for (const SchoolEvent& event : events_) {
            if (event.year > year)
                continue;
            if (event.kind == EventKind::closed)
                entries[event.school] = 0;
            if (event.kind == EventKind::opened) {
                entries[event.school] += event.share * entries[event.other];
                entries[event.other] -= event.share * entries[event.other];
            }
        }
    }

    void receive(std::size_t school, std::size_t grade, double pupils) {
        double& held = now_[school][grade];
        held = std::max(0.0, (taught(held) ? held : 0) + pupils);
    }

    /// What the history shows of points and the schools they pass their pupils on to. A transfer
    /// that the planner named goes before it.
    void follow(const Link& link) {
        const auto grade = static_cast<std::size_t>(link.grade);
        double leaving = 0;
        for (const std::size_t point : link.points)
            if (taught(before_[point][grade - 1]) && !taught(now_[point][grade]) &&
                !is_named(point, link.grade))
                leaving += promoted(point, grade);
        for (const Receiver& receiver : link.receivers) {
            if (!taught(now_[receiver.school][grade]))
                continue;
            const double arriving = receiver.share * link.arriving * leaving;
            if (taught(before_[receiver.school][grade - 1]))
                receive(receiver.school, grade, arriving);
            else
                now_[receiver.school][grade] = arriving;
        }
    }

    bool is_named(std::size_t school, int grade) const {
        return std::ranges::any_of(events_, [&](const SchoolEvent& event) {
            return event.kind == EventKind::moves && event.school == school && event.grade == grade;
        });
    }

    /// Pupils who change school with the grade. They stand in for the estimate where a school takes
    /// that grade in from outside only.
    void pass_on(int year) {
        for (const SchoolEvent& event : events_) {
            if (event.kind != EventKind::moves || event.year > year || event.grade <= 0)
                continue;
            const auto grade = static_cast<std::size_t>(event.grade);
            if (taught(before_[event.other][grade]) && !taught(before_[event.other][grade - 1]))
                now_[event.other][grade] = 0;
        }
        for (const SchoolEvent& event : events_)
            if (event.kind == EventKind::moves && event.year <= year && event.grade > 0)
                pass_on(event, static_cast<std::size_t>(event.grade));
    }

    void pass_on(const SchoolEvent& event, std::size_t grade) {
        if (!taught(before_[event.school][grade - 1]))
            return;
        const double moved = event.share * promoted(event.school, grade);
        if (taught(now_[event.school][grade]))
            receive(event.school, grade, -moved);
        receive(event.other, grade, moved);
    }

    void happen(const SchoolEvent& event, const std::vector<double>& entries) {
        if (event.kind == EventKind::closed) {
            hand_over(event.school, event.other, event, 0);
            if (taught(now_[event.other][0]))
                now_[event.other][0] = entries[event.other];
        }
        if (event.kind == EventKind::opened) {
            hand_over(event.other, event.school, event, event.share);
            now_[event.school][0] = entries[event.school];
            growing_[event.school] = event.grade >= 0 ? 1 : 0;
        }
        if (event.kind == EventKind::arrivals)
            arrive(event);
    }

    /// The entry grade is already where it belongs.
    void hand_over(std::size_t from, std::size_t to, const SchoolEvent& event, double leaves) {
        const std::size_t end = event.grade < 0 || event.kind == EventKind::closed
                                    ? grades_
                                    : static_cast<std::size_t>(event.grade) + 1;
        for (std::size_t g = 0; g < end; ++g) {
            if (!taught(now_[from][g]))
                continue;
            receive(to, g, g == 0 ? 0 : event.share * now_[from][g]);
            if (g > 0)
                now_[from][g] *= 1 - leaves;
        }
    }

    void arrive(const SchoolEvent& event) {
        if (event.grade >= 0)
            return receive(event.school, static_cast<std::size_t>(event.grade), event.pupils);
        const auto offered = std::ranges::count_if(now_[event.school], taught);
        for (std::size_t g = 0; g < grades_; ++g)
            if (taught(now_[event.school][g]))
                receive(event.school, g, event.pupils / static_cast<double>(offered));
    }

    const Origin& origin_;
    const Model& model_;
    std::span<const SchoolEvent> events_;
    std::size_t grades_;
    std::vector<Grades> now_;
    std::vector<Grades> before_;
    std::vector<char> growing_;  // opened with its lowest grades only
};

}  // namespace

Model model_at(const Origin& origin) {
    Model model;
    model.links = find_links(origin);
    model.progression = progression_at(origin, linked_grades(origin, model.links));
    weigh_links(origin, model.progression, model.links);
    model.entry_rule = choose_entry_rule(origin);
    model.entries = forecast_entries(
        origin, entry_shares(origin, model.entry_rule), model.progression.dispersion
    );
    for (int g = 1; g < origin.grades(); ++g)
        model.upper_entries.push_back(upper_entries(origin, g, model.entry_rule));
    return model;
}

Model plain_cohort_model(const Origin& origin) {
    Model model;
    model.progression = progression_at(origin, linked_grades(origin, {}));
    model.progression.school.assign(origin.schools(), 1);
    model.entries.kind.assign(origin.schools(), FeederKind::none);
    const auto last = [&](int grade) {
        std::vector<double> pupils;
        for (std::size_t s = 0; s < origin.schools(); ++s)
            pupils.push_back(std::max(0.0, origin.at(s, origin.last, grade)));
        return pupils;
    };
    model.entries.pupils = last(0);
    for (int g = 1; g < origin.grades(); ++g) model.upper_entries.push_back(last(g));
    return model;
}

double Projection::total(std::size_t school, int year) const {
    double sum = kUnknown;
    for (int g = 0; g < grades; ++g)
        if (at(school, year, g) != kUnknown)
            sum = std::max(0.0, sum) + at(school, year, g);
    return sum;
}

Projection project(const Origin& origin, const Model& model, int horizon, const Outlook& outlook) {
    Projection projection{horizon, origin.grades(), {}};
    projection.pupils.assign(projection.index(origin.schools(), 0, 0), kUnknown);
    std::vector<std::vector<double>> path(static_cast<std::size_t>(horizon), model.entries.pupils);
    for (std::size_t h = 0; h < path.size() && h < outlook.entry_growth.size(); ++h)
        for (double& entries : path[h]) entries *= outlook.entry_growth[h];
    follow_children(origin, outlook.children, path);
    Walk walk(origin, model, outlook.events);
    for (int h = 0; h < horizon; ++h) {
        const int year = origin.history->first_year + origin.last + 1 + h;
        const auto& schools = walk.step(year, path[static_cast<std::size_t>(h)]);
        for (std::size_t s = 0; s < schools.size(); ++s)
            std::ranges::copy(
                schools[s],
                projection.pupils.begin() + static_cast<std::ptrdiff_t>(projection.index(s, h, 0))
            );
    }
    return projection;
}

}  // namespace junheng
