// SPDX-License-Identifier: Apache-2.0
#include "planners/assignment/exact.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "planners/assignment/evaluate.h"
#include "planners/assignment/field.h"
#include "planners/assignment/reach.h"

namespace junheng::assignment {
namespace {

std::size_t at_index(int i) {
    return static_cast<std::size_t>(i);
}

std::vector<int> all_sites(const Problem& problem) {
    std::vector<int> sites(problem.sites.size());
    std::iota(sites.begin(), sites.end(), 0);
    return sites;
}

class Tree {
public:
    Tree(const Problem& problem, double upper, std::int64_t most_nodes)
        : problem_(problem),
          field_(problem, all_sites(problem), !problem.rules.choose_sites),
          reach_(reachable(field_)),
          most_nodes_(most_nodes),
          plan_(problem.units.size(), kNone),
          load_(problem.sites.size()),
          served_(problem.sites.size()) {
        found_.objective = upper;
        order_.resize(problem.units.size());
        std::iota(order_.begin(), order_.end(), 0);
        std::stable_sort(order_.begin(), order_.end(), [&](int a, int b) {
            return field_.demand[at_index(a)] > field_.demand[at_index(b)];
        });
        rest_.assign(order_.size() + 1, 0);
        for (std::size_t k = order_.size(); k-- > 0;) rest_[k] = rest_[k + 1] + cheapest(order_[k]);
    }

    Exact search() {
        dig(0, 0);
        found_.complete = found_.nodes <= most_nodes_;
        return std::move(found_);
    }

private:
    bool reaches(int unit, int school) const {
        return reach_[at_index(unit) * at_index(field_.m) + at_index(school)];
    }
    double cheapest(int unit) const {
        for (const int j : field_.nearest(unit))
            if (reaches(unit, j))
                return field_.at(unit, j);
        return std::numeric_limits<double>::infinity();
    }
    double opening(int school) const {
        if (!problem_.rules.choose_sites || served_[at_index(school)] > 0)
            return 0;
        return problem_.sites[at_index(school)].fixed_cost;
    }

    void dig(std::size_t at, double cost) {
        if (++found_.nodes > most_nodes_ || cost + rest_[at] >= found_.objective)
            return;
        if (at == order_.size()) {
            const double objective = objective_of(problem_, plan_);
            if (objective < found_.objective && evaluate(problem_, plan_).feasible()) {
                found_.objective = objective;
                found_.plan = plan_;
            }
            return;
        }
        const int unit = order_[at];
        const std::int64_t demand = field_.demand[at_index(unit)];
        for (const int j : field_.nearest(unit)) {
            if (!reaches(unit, j) || load_[at_index(j)] + demand > field_.capacity[at_index(j)])
                continue;
            const double next = cost + field_.at(unit, j) + opening(j);
            plan_[at_index(unit)] = j;
            load_[at_index(j)] += demand;
            ++served_[at_index(j)];
            dig(at + 1, next);
            --served_[at_index(j)];
            load_[at_index(j)] -= demand;
        }
        plan_[at_index(unit)] = kNone;
    }

    const Problem& problem_;
    Field field_;
    std::vector<bool> reach_;
    std::int64_t most_nodes_;
    Plan plan_;
    std::vector<std::int64_t> load_;
    std::vector<int> served_;
    std::vector<int> order_;
    std::vector<double> rest_;
    Exact found_;
};

}  // namespace

Exact exact_search(const Problem& problem, double upper, std::int64_t most_nodes) {
    return Tree(problem, upper, most_nodes).search();
}

}  // namespace junheng::assignment
