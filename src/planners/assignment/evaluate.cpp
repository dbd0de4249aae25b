// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/evaluate.h"

#include <algorithm>

#include "planners/assignment/build_problem.h"

namespace junheng::assignment {
namespace {

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

class Judge {
public:
    Judge(const Problem& problem, const Plan& plan)
        : problem_(problem), plan_(plan), open_(open_sites(problem, plan)) {}

    Evaluation judged() {
        evaluation_.objective = objective_of(problem_, plan_);
        evaluation_.open = static_cast<int>(open_.size());
        unassigned();
        if (problem_.rules.contiguous)
            own_unit();
        capacity();
        distance();
        if (problem_.rules.contiguous)
            contiguity();
        fixed_count();
        return std::move(evaluation_);
    }

private:
    void add(const char* constraint, int unit, int site, double amount) {
        evaluation_.violations.push_back(
            {constraint,
             unit == kNone ? std::string() : problem_.units[at_index(unit)].id,
             site == kNone ? std::string() : school(site),
             amount}
        );
    }
    const std::string& school(int site) const { return problem_.sites[at_index(site)].id; }
    double pupils(int unit) const { return problem_.pupils(problem_.units[at_index(unit)].demand); }

    void unassigned() {
        for (int i = 0; i < problem_.unit_count(); ++i)
            if (plan_[at_index(i)] == kNone)
                add("unassigned", i, kNone, pupils(i));
    }

    void own_unit() {
        for (int j = 0; j < problem_.site_count(); ++j) {
            const bool open = std::binary_search(open_.begin(), open_.end(), j);
            const int own = problem_.sites[at_index(j)].unit;
            if ((open || !problem_.rules.choose_sites) && plan_[at_index(own)] != j)
                add("own_unit", own, j, pupils(own));
        }
    }

    void capacity() {
        std::vector<std::int64_t> load(problem_.sites.size());
        for (int i = 0; i < problem_.unit_count(); ++i)
            if (plan_[at_index(i)] != kNone)
                load[at_index(plan_[at_index(i)])] += problem_.units[at_index(i)].demand;
        for (const int j : open_) {
            const std::int64_t over = load[at_index(j)] - problem_.sites[at_index(j)].capacity;
            if (over > 0)
                add("capacity", kNone, j, problem_.pupils(over));
        }
    }

    void distance() {
        for (int i = 0; i < problem_.unit_count(); ++i)
            if (const int site = plan_[at_index(i)];
                site != kNone && !problem_.near_enough(i, site))
                add("distance", i, site, problem_.metres(i, site) - *problem_.rules.most_metres);
    }

    void contiguity() {
        std::vector<int> piece_of(plan_.size(), kNone);
        std::vector<int> main_piece(problem_.sites.size(), kNone);
        std::vector<int> largest(problem_.sites.size(), 0);
        int pieces = 0;
        for (int i = 0; i < problem_.unit_count(); ++i) {
            const int site = plan_[at_index(i)];
            if (site == kNone || piece_of[at_index(i)] != kNone)
                continue;
            const auto units = piece(i, pieces, piece_of);
            // The piece with the school counts; a school outside its own area has the largest one.
            const bool home = piece_of[at_index(problem_.sites[at_index(site)].unit)] == pieces;
            const int size = home ? problem_.unit_count() + 1 : static_cast<int>(units.size());
            if (size > largest[at_index(site)]) {
                largest[at_index(site)] = size;
                main_piece[at_index(site)] = pieces;
            }
            ++pieces;
        }
        for (int i = 0; i < problem_.unit_count(); ++i) {
            const int site = plan_[at_index(i)];
            if (site != kNone && piece_of[at_index(i)] != main_piece[at_index(site)])
                add("contiguity", i, site, pupils(i));
        }
    }

    std::vector<int> piece(int first, int number, std::vector<int>& piece_of) const {
        std::vector<int> units{first};
        piece_of[at_index(first)] = number;
        for (std::size_t head = 0; head < units.size(); ++head)
            for (const int k : problem_.neighbours[at_index(units[head])])
                if (plan_[at_index(k)] == plan_[at_index(first)] &&
                    piece_of[at_index(k)] == kNone) {
                    piece_of[at_index(k)] = number;
                    units.push_back(k);
                }
        return units;
    }

    void fixed_count() {
        const auto& wanted = problem_.rules.site_count;
        if (wanted && evaluation_.open != *wanted)
            add("fixed_count", kNone, kNone, evaluation_.open - *wanted);
    }

    const Problem& problem_;
    const Plan& plan_;
    std::vector<int> open_;
    Evaluation evaluation_;
};

}  // namespace

double objective_of(const Problem& problem, const Plan& plan) {
    double sum = 0;
    for (int i = 0; i < problem.unit_count(); ++i)
        if (plan[at_index(i)] != kNone)
            sum += problem.cost(i, plan[at_index(i)]);
    if (problem.rules.choose_sites)
        for (const int j : open_sites(problem, plan)) sum += problem.sites[at_index(j)].fixed_cost;
    return sum;
}

Evaluation evaluate(const Problem& problem, const Plan& plan) {
    return Judge(problem, plan).judged();
}

Result<DecodedPlan> decode_plan(
    const Problem& problem,
    const std::vector<PlanRow>& rows,
    const std::string& file
) {
    DecodedPlan decoded{Plan(problem.units.size(), kNone), {}};
    const auto index = unit_index(problem);
    const auto schools = site_index(problem);
    std::vector<bool> named(problem.units.size());
    for (const PlanRow& row : rows) {
        const auto unit = index.find(row.unit);
        const auto school = schools.find(row.school);
        const bool is_school = school != schools.end();
        if (unit == index.end() || !is_school)
            decoded.unknown.push_back({"unknown_id", row.unit, row.school, 1});
        if (unit == index.end())
            continue;
        if (named[at_index(unit->second)])
            return failure(
                ErrorKind::data,
                "planning.plan_unit_twice",
                {{"id", row.unit}},
                {file, "", row.row, 1}
            );
        named[at_index(unit->second)] = true;
        if (is_school)
            decoded.plan[at_index(unit->second)] = school->second;
    }
    return decoded;
}

}  // namespace junheng::assignment
