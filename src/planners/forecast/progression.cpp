// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/progression.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace junheng {
namespace {

constexpr int kTransitions = 3;
constexpr double kGroupPupils = 2000;
constexpr double kLeastShrinkage = 200;
constexpr double kMostShrinkage = 3000;
constexpr double kShrinkageOfOneTransition = 600;

struct Pair {
    double from = 0;
    double to = 0;
};

/// Observed and expected pupils of a school by transition.
struct Flow {
    double observed = 0;
    double expected = 0;

    double surplus() const { return observed - expected; }
};

class Fit {
public:
    Fit(const Origin& origin, const std::vector<char>& linked)
        : origin_(origin),
          linked_(linked),
          first_(origin.first_transition(kTransitions)),
          transitions_(static_cast<std::size_t>(origin.last - first_)) {}

    Progression run() {
        pool_pairs();
        collect_flows();
        result_.dispersion = dispersion();
        result_.shrinkage_pupils = shrinkage();
        result_.school = indexes();
        return std::move(result_);
    }

private:
    template <class Visit>
    void each_pair(std::size_t transition, int grade, Visit visit) const {
        const int year = first_ + static_cast<int>(transition);
        for (std::size_t s = 0; s < origin_.schools(); ++s) {
            const double from = origin_.at(s, year, grade);
            const double to = origin_.at(s, year + 1, grade + 1);
            if (origin_.counted[s] != 0 && from > 0 && to > 0 && !is_linked(s, grade + 1))
                visit(s, from, to);
        }
    }

    bool is_linked(std::size_t school, int grade) const {
        return linked_
                   [school * static_cast<std::size_t>(origin_.grades()) +
                    static_cast<std::size_t>(grade)] != 0;
    }

    void pool_pairs() {
        const auto steps = static_cast<std::size_t>(origin_.grades() - 1);
        yearly_.assign(transitions_, std::vector<double>(steps, 1));
        for (std::size_t g = 0; g < steps; ++g) {
            Pair pooled;
            for (std::size_t t = 0; t < transitions_; ++t) {
                Pair year;
                each_pair(t, static_cast<int>(g), [&](std::size_t, double from, double to) {
                    year.from += from;
                    year.to += to;
                });
                yearly_[t][g] = year.from > 0 ? year.to / year.from : 1;
                pooled.from += year.from;
                pooled.to += year.to;
            }
            result_.rate.push_back(pooled.from > 0 ? pooled.to / pooled.from : 1);
        }
    }

    void collect_flows() {
        flows_.assign(origin_.schools() * transitions_, {});
        for (std::size_t t = 0; t < transitions_; ++t)
            for (std::size_t g = 0; g + 1 < static_cast<std::size_t>(origin_.grades()); ++g)
                each_pair(t, static_cast<int>(g), [&](std::size_t s, double from, double to) {
                    flow(s, t).observed += to;
                    flow(s, t).expected += yearly_[t][g] * from;
                });
    }

    Flow& flow(std::size_t school, std::size_t transition) {
        return flows_[school * transitions_ + transition];
    }

    double dispersion() const {
        double squares = 0;
        double expected = 0;
        for (const Flow& flow : flows_) {
            squares += flow.surplus() * flow.surplus();
            expected += flow.expected;
        }
        return expected > 0 ? squares / expected : 0;
    }

    /// What a school's surplus of one year says of its next one.
    double persistence() {
        double common = 0;
        double weight = 0;
        for (std::size_t s = 0; s < origin_.schools(); ++s)
            for (std::size_t i = 0; i < transitions_; ++i)
                for (std::size_t j = i + 1; j < transitions_; ++j) {
                    common += flow(s, i).surplus() * flow(s, j).surplus();
                    weight += flow(s, i).expected * flow(s, j).expected;
                }
        return weight > 0 ? common / weight : 0;
    }

    double shrinkage() {
        if (transitions_ < 2)
            return kShrinkageOfOneTransition;
        const double variance = persistence();
        if (variance <= 0)
            return kMostShrinkage;
        return std::clamp(result_.dispersion / variance, kLeastShrinkage, kMostShrinkage);
    }

    Flow flow_of(std::size_t school) {
        Flow sum;
        for (std::size_t t = 0; t < transitions_; ++t) {
            sum.observed += flow(school, t).observed;
            sum.expected += flow(school, t).expected;
        }
        return sum;
    }

    std::vector<double> indexes() {
        std::map<std::string_view, Flow> areas;
        for (std::size_t s = 0; s < origin_.schools(); ++s) {
            Flow& area = areas[origin_.history->schools[s].area];
            area.observed += flow_of(s).observed;
            area.expected += flow_of(s).expected;
        }
        std::vector<double> indexes(origin_.schools());
        const double weight = result_.shrinkage_pupils;
        for (std::size_t s = 0; s < origin_.schools(); ++s) {
            const Flow& area = areas[origin_.history->schools[s].area];
            const double group = (area.observed + kGroupPupils) / (area.expected + kGroupPupils);
            indexes[s] = (flow_of(s).observed + weight * group) / (flow_of(s).expected + weight);
        }
        return indexes;
    }

    const Origin& origin_;
    const std::vector<char>& linked_;
    int first_;
    std::size_t transitions_;
    std::vector<std::vector<double>> yearly_;  // by transition, grade
    std::vector<Flow> flows_;                  // by school, transition
    Progression result_;
};

}  // namespace

Progression progression_at(const Origin& origin, const std::vector<char>& linked) {
    return Fit(origin, linked).run();
}

}  // namespace junheng
