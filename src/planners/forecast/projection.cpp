// SPDX-License-Identifier: Apache-2.0
#include "planners/forecast/projection.h"

#include <algorithm>

namespace junheng {
namespace {

/// What a school's grades look like a year on.
class SchoolSteps {
public:
    SchoolSteps(const Origin& origin, const Model& model, std::size_t school)
        : origin_(origin), model_(model), school_(school) {
        for (int g = 0; g < origin.grades(); ++g) {
            offered_.push_back(offers(origin, school, g) ? 1 : 0);
            now_.push_back(offered_.back() != 0 ? origin.at(school, origin.last, g) : kUnknown);
        }
    }

    const std::vector<double>& step() {
        std::vector<double> next(now_.size(), kUnknown);
        for (std::size_t g = 0; g < now_.size(); ++g)
            if (offered_[g] != 0)
                next[g] = is_fed(g) ? promoted(g) : entering(g);
        now_ = std::move(next);
        return now_;
    }

private:
    bool is_fed(std::size_t grade) const { return grade > 0 && offered_[grade - 1] != 0; }

    double promoted(std::size_t grade) const {
        return now_[grade - 1] * model_.progression.rate[grade - 1] *
               model_.progression.school[school_];
    }
    double entering(std::size_t grade) const {
        return grade == 0 ? model_.entries.pupils[school_]
                          : model_.upper_entries[grade - 1][school_];
    }

    const Origin& origin_;
    const Model& model_;
    std::size_t school_;
    std::vector<char> offered_;
    std::vector<double> now_;
};

}  // namespace

Model model_at(const Origin& origin) {
    Model model;
    model.progression = progression_at(origin);
    model.entry_rule = choose_entry_rule(origin);
    model.entries = forecast_entries(
        origin, entry_shares(origin, model.entry_rule), model.progression.dispersion
    );
    for (int g = 1; g < origin.grades(); ++g)
        model.upper_entries.push_back(upper_entries(origin, g, model.entry_rule));
    return model;
}

Projection project(const Origin& origin, const Model& model, int horizon) {
    Projection projection{horizon, origin.grades(), {}};
    projection.pupils.assign(projection.index(origin.schools(), 0, 0), kUnknown);
    for (std::size_t s = 0; s < origin.schools(); ++s) {
        if (origin.counted[s] == 0)
            continue;
        SchoolSteps steps(origin, model, s);
        for (int h = 0; h < horizon; ++h) {
            const std::vector<double>& year = steps.step();
            std::ranges::copy(
                year,
                projection.pupils.begin() + static_cast<std::ptrdiff_t>(projection.index(s, h, 0))
            );
        }
    }
    return projection;
}

}  // namespace junheng
