// SPDX-License-Identifier: Apache-2.0
#include "planners/districting/county_problem.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/domain/grades.h"
#include "planners/land/land.h"

namespace junheng::districting {
namespace {

using assignment::kNone;
using assignment::Plan;
using assignment::Problem;

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

bool begins_a_stage(int grade) {
    return grade == grades_of(Stage::primary).first || grade == grades_of(Stage::junior).first;
}

class Builder {
public:
    Builder(const Snapshot& snapshot, const CountyOptions& options)
        : snapshot_(snapshot), options_(options) {}

    CountyProblem build() {
        if (snapshot_.units.empty())
            fault("district.no_units", Severity::error, {});
        if (!has_errors(county_.issues))
            read_land();
        if (!has_errors(county_.issues))
            gather_units();
        if (!has_errors(county_.issues)) {
            count_children();
            link();
            place_schools();
            read_current();
            pin();
        }
        if (has_errors(county_.issues))
            county_.problem = {};
        return std::move(county_);
    }

private:
    void fault(const char* code, Severity severity, Args args) {
        county_.issues.push_back({code, severity, {}, "", std::move(args), ""});
    }

    void read_land() {
        SurveyedLand surveyed = survey(snapshot_, options_.barriers);
        land_ = std::move(surveyed.land);
        county_.issues = std::move(surveyed.issues);
    }

    /// What goes together: a word of the county's, or the school that sends its children on.
    std::string group_of(const DistrictUnit& unit) const {
        if (!options_.join)
            return "unit " + unit.id;
        if (!begins_a_stage(options_.entry_grade)) {
            const auto sender = school_of(unit.id, options_.entry_grade - 1);
            return sender ? "school " + *sender : std::string();
        }
        return unit.together.empty() ? "unit " + unit.id : "word " + unit.together;
    }

    /// The school that the unit's children are in at a grade, by today's districts.
    std::optional<std::string> school_of(const std::string& unit, int grade) const {
        const auto by_unit = [](const AdmissionDistrict& row) -> const std::string& {
            return row.unit;
        };
        const auto& rows = snapshot_.districts;
        auto row = std::lower_bound(
            rows.begin(),
            rows.end(),
            unit,
            [&](const AdmissionDistrict& a, const std::string& b) { return by_unit(a) < b; }
        );
        std::optional<std::string> school;
        for (; row != rows.end() && row->unit == unit && row->entry_grade <= grade; ++row)
            school = row->code;
        return school;
    }

    bool enters(const DistrictUnit& unit) const {
        if (begins_a_stage(options_.entry_grade))
            return true;
        return std::ranges::any_of(snapshot_.districts, [&](const AdmissionDistrict& row) {
            return row.unit == unit.id && row.entry_grade == options_.entry_grade;
        });
    }

    void gather_units() {
        std::map<std::string, int> groups;
        Problem& problem = county_.problem;
        for (const DistrictUnit& unit : snapshot_.units) {
            if (!enters(unit)) {
                county_.unit_of.push_back(kNone);
                continue;
            }
            const auto [group, first] = groups.try_emplace(group_of(unit), problem.unit_count());
            if (first) {
                problem.units.push_back({unit.id, 0, 0, 0});
                rows_of_.emplace_back();
            }
            rows_of_[at_index(group->second)].push_back(static_cast<int>(county_.unit_of.size()));
            county_.unit_of.push_back(group->second);
        }
        if (problem.units.empty())
            fault(
                "district.no_entrants",
                Severity::error,
                {{"grade", std::to_string(options_.entry_grade)}}
            );
    }

    void count_children() {
        std::vector<std::optional<std::int64_t>> reported(snapshot_.units.size());
        std::map<std::string, std::size_t> row_of;
        for (std::size_t i = 0; i < snapshot_.units.size(); ++i)
            row_of.emplace(snapshot_.units[i].id, i);
        for (const UnitPupils& row : snapshot_.unit_pupils)
            if (row.grade == options_.entry_grade && row.pupils)
                if (const auto found = row_of.find(row.unit); found != row_of.end())
                    reported[found->second] = *row.pupils;
        estimate(reported);
        for (std::size_t i = 0; i < reported.size(); ++i)
            if (county_.unit_of[i] != kNone)
                county_.problem.units[at_index(county_.unit_of[i])].demand +=
                    reported[i].value_or(0);
        for (int u = 0; u < county_.problem.unit_count(); ++u) place_unit(u);
    }

    /// People of a unit: the village's, shared among its units; unknown without a village.
    std::vector<std::optional<double>> people() const {
        std::map<std::string, double> population;
        for (const Village& village : snapshot_.villages)
            if (village.population)
                population.emplace(village.code, static_cast<double>(*village.population));
        std::map<std::string, int> units;
        for (const DistrictUnit& unit : snapshot_.units) ++units[unit.village];
        std::vector<std::optional<double>> result;
        for (const DistrictUnit& unit : snapshot_.units) {
            const auto found = population.find(unit.village);
            result.push_back(
                found == population.end() ? std::nullopt
                                          : std::optional(found->second / units[unit.village])
            );
        }
        return result;
    }

    void estimate(std::vector<std::optional<std::int64_t>>& children) {
        const auto people_of = people();
        double known_children = 0;
        double known_people = 0;
        double known_units = 0;
        for (std::size_t i = 0; i < children.size(); ++i)
            if (children[i] && people_of[i]) {
                known_children += static_cast<double>(*children[i]);
                known_people += *people_of[i];
                ++known_units;
            }
        if (known_people <= 0)
            return fault(
                "district.no_children",
                Severity::error,
                {{"grade", std::to_string(options_.entry_grade)}}
            );
        for (std::size_t i = 0; i < children.size(); ++i) {
            if (children[i] || county_.unit_of[i] == kNone)
                continue;
            const double folk = people_of[i].value_or(known_people / known_units);
            children[i] = std::llround(folk * known_children / known_people);
            ++county_.estimated;
        }
        if (county_.estimated > 0)
            fault(
                "district.estimated",
                Severity::warning,
                {{"count", std::to_string(county_.estimated)}}
            );
    }

    /// The middle of the units that it is made of.
    void place_unit(int unit) {
        assignment::Unit& whole = county_.problem.units[at_index(unit)];
        const auto& rows = rows_of_[at_index(unit)];
        for (const int row : rows) {
            whole.x += land_.unit_at[at_index(row)].x / static_cast<double>(rows.size());
            whole.y += land_.unit_at[at_index(row)].y / static_cast<double>(rows.size());
        }
    }

    void link() {
        Problem& problem = county_.problem;
        problem.rules.contiguous = begins_a_stage(options_.entry_grade);
        problem.rules.detour = options_.detour;
        problem.rules.most_metres = options_.most_metres;
        problem.site_at.assign(problem.units.size(), kNone);
        problem.required.assign(problem.units.size(), kNone);
        problem.neighbours.resize(problem.units.size());
        for (std::size_t i = 0; i < land_.touching.size(); ++i)
            for (const int other : land_.touching[i]) {
                const int a = county_.unit_of[i];
                const int b = county_.unit_of[at_index(other)];
                if (a != kNone && b != kNone && a != b)
                    problem.neighbours[at_index(a)].push_back(b);
            }
        for (auto& list : problem.neighbours) {
            std::ranges::sort(list);
            list.erase(std::unique(list.begin(), list.end()), list.end());
        }
    }

    void place_schools() {
        for (const AdmissionPlan& row : snapshot_.admission)
            if (row.entry_grade == options_.entry_grade)
                place_school(row);
        if (county_.problem.sites.empty())
            fault(
                "district.no_school",
                Severity::error,
                {{"grade", std::to_string(options_.entry_grade)}}
            );
    }

    void place_school(const AdmissionPlan& plan) {
        const School* school = find_school(snapshot_, plan.code);
        if (school == nullptr || !school->merged_into.empty())
            return fault("district.unknown_school", Severity::warning, {{"school", plan.code}});
        if (!plan.classes)
            return fault(
                "district.no_classes",
                Severity::warning,
                {{"school", plan.code}, {"name", school->name}}
            );
        const auto row = static_cast<std::size_t>(school - &snapshot_.schools[0]);
        const auto& at = land_.school_at[row];
        if (!at)
            return fault(
                "district.school_no_place",
                Severity::error,
                {{"school", plan.code}, {"name", school->name}}
            );
        const int home = free_unit(*land_.school_unit[row], *at);
        if (home == kNone)
            return fault("district.no_room_for_school", Severity::error, {{"school", plan.code}});
        Problem& problem = county_.problem;
        problem.site_at[at_index(home)] = problem.site_count();
        problem.sites.push_back(
            {plan.code, home, *plan.classes * options_.class_norm, 0, at->x, at->y}
        );
    }

    /// The unit around the school; where that has a school already, the nearest that has none.
    int free_unit(int around, const Place& at) {
        const Problem& problem = county_.problem;
        const int own = county_.unit_of[at_index(around)];
        if (own != kNone && problem.site_at[at_index(own)] == kNone)
            return own;
        int best = kNone;
        double least = 0;
        for (int u = 0; u < problem.unit_count(); ++u) {
            const auto& unit = problem.units[at_index(u)];
            const double metres = std::hypot(unit.x - at.x, unit.y - at.y);
            if (problem.site_at[at_index(u)] == kNone && (best == kNone || metres < least)) {
                best = u;
                least = metres;
            }
        }
        if (problem.rules.contiguous && best != kNone && own != kNone)
            fault(
                "district.shared_unit",
                Severity::warning,
                {{"unit", problem.units[at_index(own)].id},
                 {"other", problem.units[at_index(best)].id}}
            );
        return best;
    }

    void read_current() {
        county_.current.assign(county_.problem.units.size(), kNone);
        std::map<std::string, int> sites;
        for (int j = 0; j < county_.problem.site_count(); ++j)
            sites.emplace(county_.problem.sites[at_index(j)].id, j);
        for (int u = 0; u < county_.problem.unit_count(); ++u) {
            const std::string& id = snapshot_.units[at_index(rows_of_[at_index(u)].front())].id;
            const auto school = school_of(id, options_.entry_grade);
            if (const auto site = school ? sites.find(*school) : sites.end(); site != sites.end())
                county_.current[at_index(u)] = site->second;
        }
    }

    void pin() {
        for (const auto& [unit, school] : options_.fixed) {
            const auto row = std::ranges::find(snapshot_.units, unit, &DistrictUnit::id);
            const auto& sites = county_.problem.sites;
            const auto site = std::ranges::find(sites, school, &assignment::Site::id);
            const int place =
                row == snapshot_.units.end()
                    ? kNone
                    : county_.unit_of[static_cast<std::size_t>(row - snapshot_.units.begin())];
            if (place == kNone || site == sites.end()) {
                fault(
                    "district.unknown_fixed", Severity::error, {{"unit", unit}, {"school", school}}
                );
                continue;
            }
            county_.problem.required[at_index(place)] = static_cast<int>(site - sites.begin());
        }
    }

    const Snapshot& snapshot_;
    const CountyOptions& options_;
    CountyProblem county_;
    Land land_;
    std::vector<std::vector<int>> rows_of_;  // of each unit of the problem
};

/// Who goes where at each grade of a unit, by its rows of districts.
using Chain = std::map<std::int64_t, std::string>;

std::map<std::string, Chain> chains_of(const Rows<AdmissionDistrict>& districts) {
    std::map<std::string, Chain> chains;
    for (const AdmissionDistrict& row : districts)
        chains[row.unit].emplace(row.entry_grade, row.code);
    return chains;
}

const std::string* school_at(const Chain& chain, std::int64_t grade) {
    const auto after = chain.upper_bound(grade);
    return after == chain.begin() ? nullptr : &std::prev(after)->second;
}

class Effect {
public:
    Effect(const Snapshot& snapshot, int entry_grade) : after_(snapshot) {
        const GradeSpan primary = grades_of(Stage::primary);
        last_grade_ = entry_grade <= primary.last ? primary.last : grades_of(Stage::junior).last;
        stage_ = entry_grade <= primary.last ? Stage::primary : Stage::junior;
        entry_grade_ = entry_grade;
    }

    Snapshot of(const CountyProblem& county, const Plan& plan) {
        const auto before = chains_of(after_.districts);
        renew_districts(county, plan);
        const auto after = chains_of(after_.districts);
        for (const UnitPupils& row : after_.unit_pupils)
            if (row.pupils && row.grade >= entry_grade_ && row.grade <= last_grade_)
                move(row, before, after);
        renew_totals();
        renew_grades();
        renew_classes();
        return std::move(after_);
    }

private:
    void renew_districts(const CountyProblem& county, const Plan& plan) {
        std::set<std::string> renewed;
        std::vector<AdmissionDistrict> rows;
        for (std::size_t i = 0; i < county.unit_of.size(); ++i)
            if (const int unit = county.unit_of[i];
                unit != kNone && plan[at_index(unit)] != kNone) {
                const auto& site = county.problem.sites[at_index(plan[at_index(unit)])];
                rows.push_back({after_.units[i].id, entry_grade_, site.id});
                renewed.insert(after_.units[i].id);
            }
        for (const AdmissionDistrict& row : after_.districts)
            if (row.entry_grade != entry_grade_ || !renewed.contains(row.unit))
                rows.push_back(row);
        std::ranges::sort(rows, {}, [](const AdmissionDistrict& row) {
            return std::tie(row.unit, row.entry_grade, row.code);
        });
        after_.districts.write() = std::move(rows);
    }

    void move(
        const UnitPupils& row,
        const std::map<std::string, Chain>& before,
        const std::map<std::string, Chain>& after
    ) {
        const auto old_chain = before.find(row.unit);
        const auto new_chain = after.find(row.unit);
        if (old_chain == before.end() || new_chain == after.end())
            return;
        const std::string* from = school_at(old_chain->second, row.grade);
        const std::string* to = school_at(new_chain->second, row.grade);
        if (from == nullptr || to == nullptr || *from == *to)
            return;
        moved_[{*from, row.grade}] -= *row.pupils;
        moved_[{*to, row.grade}] += *row.pupils;
    }

    void renew_totals() {
        std::map<std::string, std::int64_t> totals;
        for (const auto& [key, pupils] : moved_) totals[key.first] += pupils;
        for (StageFigures& figures : after_.stages.write())
            if (const auto found = totals.find(figures.code);
                found != totals.end() && figures.stage == stage_ && figures.pupils)
                figures.pupils = Pupils{figures.pupils->count + found->second};
    }

    void renew_grades() {
        for (GradeFigures& figures : after_.grades.write())
            if (const auto found = moved_.find({figures.code, figures.grade});
                found != moved_.end() && figures.pupils)
                figures.pupils = Pupils{figures.pupils->count + found->second};
    }

    /// As many classes as before, of even sizes.
    void renew_classes() {
        auto& rows = after_.classes.write();
        for (std::size_t first = 0; first < rows.size();) {
            std::size_t last = first;
            std::int64_t pupils = 0;
            bool known = true;
            for (; last < rows.size() && rows[last].code == rows[first].code &&
                   rows[last].grade == rows[first].grade;
                 ++last) {
                known = known && rows[last].pupils;
                pupils += rows[last].pupils ? rows[last].pupils->count : 0;
            }
            const auto found = moved_.find({rows[first].code, rows[first].grade});
            if (known && found != moved_.end()) {
                const auto sizes =
                    even_classes(pupils + found->second, static_cast<std::int64_t>(last - first));
                for (std::size_t i = 0; i < sizes.size(); ++i)
                    rows[first + i].pupils = Pupils{sizes[i]};
            }
            first = last;
        }
    }

    Snapshot after_;
    Stage stage_ = Stage::primary;
    int entry_grade_ = 1;
    int last_grade_ = 1;
    std::map<std::pair<std::string, std::int64_t>, std::int64_t> moved_;  // school, grade
};

}  // namespace

CountyProblem county_problem(const Snapshot& snapshot, const CountyOptions& options) {
    return Builder(snapshot, options).build();
}

std::vector<planning::Violation> parted(
    const Snapshot& snapshot,
    const CountyProblem& county,
    const Plan& plan
) {
    // Inside a stage what one school sends on goes together, not what the county's words say.
    if (!county.problem.rules.contiguous)
        return {};
    std::vector<planning::Violation> hits;
    std::map<std::string, int> school_of;
    for (std::size_t i = 0; i < snapshot.units.size(); ++i) {
        const DistrictUnit& row = snapshot.units[i];
        const int unit = county.unit_of[i];
        if (row.together.empty() || unit == kNone)
            continue;
        const int site = plan[at_index(unit)];
        const auto [first, fresh] = school_of.emplace(row.together, site);
        if (fresh || first->second == site || site == kNone)
            continue;
        hits.push_back(
            {"together",
             row.id,
             county.problem.sites[at_index(site)].id,
             county.problem.pupils(county.problem.units[at_index(unit)].demand)}
        );
    }
    return hits;
}

Changes district_changes(
    const Snapshot& snapshot,
    const CountyProblem& county,
    const Plan& plan,
    int entry_grade
) {
    return diff(snapshot, Effect(snapshot, entry_grade).of(county, plan));
}

}  // namespace junheng::districting
