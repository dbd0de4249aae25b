// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/demo/levels.h"

namespace junheng::demo {
namespace {

constexpr std::int64_t kPointMinimum = 50;

std::int64_t weighted(const DemoAims& aims, const std::array<std::int64_t, 3>& pupils) {
    std::int64_t sum = 0;
    for (std::size_t stage = 0; stage < pupils.size(); ++stage)
        sum += aims.stage_weights[stage] * pupils[stage];
    return sum;
}

/// Head counts and rooms are meant per hundred pupils, and the aims are in hundredths.
std::int64_t divisor(std::size_t indicator) {
    return indicator < kTeacherIndicators || indicator + 1 == kIndicators ? 100 * 100 : 1;
}

std::array<std::int64_t, 3> pupils_of(const Enrolment& enrolment, std::size_t school, int year) {
    return {
        enrolment.pupils(school, year, Stage::primary),
        enrolment.pupils(school, year, Stage::junior),
        enrolment.pupils(school, year, Stage::senior)};
}

bool counts(const SchoolPlan& plan, const Unit& unit, int last_year) {
    if (unit.year != last_year || !kind_counts(plan.kind))
        return false;
    return plan.kind != 218 || unit.pupils[0] + unit.pupils[1] >= kPointMinimum;
}

}  // namespace

std::vector<Unit> units_of(
    const std::vector<SchoolPlan>& schools,
    const Enrolment& enrolment,
    int last_year
) {
    std::vector<Unit> units;
    for (std::size_t i = 0; i < schools.size(); ++i) {
        if (!runs_alone(schools[i]))
            continue;
        Unit unit{.members = {i}, .year = last_working_year(schools[i], last_year)};
        for (std::size_t j = 0; j < schools.size(); ++j)
            if (schools[j].campus_of == i)
                unit.members.push_back(j);
        for (const std::size_t member : unit.members) {
            const auto pupils = pupils_of(enrolment, member, unit.year);
            std::ranges::transform(unit.pupils, pupils, unit.pupils.begin(), std::plus<>());
        }
        unit.counted = counts(schools[i], unit, last_year);
        unit.standing = schools[i].standing;
        units.push_back(std::move(unit));
    }
    return units;
}

std::int64_t needed(
    const DemoAims& aims,
    std::size_t indicator,
    Stage stage,
    const std::array<std::int64_t, 3>& pupils
) {
    const auto s = static_cast<std::size_t>(stage);
    const std::int64_t aim = aims.amounts[indicator][s];
    const bool shared = indicator >= kTeacherIndicators;
    const std::int64_t among = shared ? weighted(aims, pupils) : pupils[s];
    const std::int64_t under = divisor(indicator) * (shared ? aims.stage_weights[s] : 1);
    return (aim * among + under - 1) / under;
}

std::int64_t needed_by_building(const DemoAims& aims, std::size_t indicator, const Unit& unit) {
    std::int64_t most = 0;
    if (unit.pupils[0] > 0)
        most = needed(aims, indicator, Stage::primary, unit.pupils);
    // A school of seniors only is drawn as a junior school would be.
    if (unit.pupils[1] > 0 || unit.pupils[0] == 0)
        most = std::max(most, needed(aims, indicator, Stage::junior, unit.pupils));
    return most;
}

double amount_per_pupil(
    const DemoAims& aims,
    std::size_t indicator,
    Stage stage,
    const Unit& unit
) {
    const auto s = static_cast<std::size_t>(stage);
    if (indicator < kTeacherIndicators)
        return static_cast<double>(unit.resources.teachers[s][indicator]) /
               static_cast<double>(unit.pupils[s]);
    const auto amount = static_cast<double>(unit.resources.shared[indicator - kTeacherIndicators]);
    return amount * static_cast<double>(aims.stage_weights[s]) /
           static_cast<double>(weighted(aims, unit.pupils));
}

std::vector<Resources> shared_out(
    const std::vector<Unit>& units,
    const std::vector<SchoolPlan>& schools,
    const Enrolment& enrolment,
    const DemoAims& aims
) {
    std::vector<Resources> result(schools.size());
    for (const Unit& unit : units) {
        Resources left = unit.resources;
        for (std::size_t m = unit.members.size(); m-- > 1;) {
            const auto pupils = pupils_of(enrolment, unit.members[m], unit.year);
            Resources& own = result[unit.members[m]];
            for (std::size_t s = 0; s < 2; ++s)
                for (std::size_t i = 0; i < kTeacherIndicators; ++i) {
                    own.teachers[s][i] = unit.resources.teachers[s][i] * pupils[s] /
                                         std::max<std::int64_t>(1, unit.pupils[s]);
                    left.teachers[s][i] -= own.teachers[s][i];
                }
            for (std::size_t i = 0; i < own.shared.size(); ++i) {
                own.shared[i] =
                    unit.resources.shared[i] * weighted(aims, pupils) / weighted(aims, unit.pupils);
                left.shared[i] -= own.shared[i];
            }
        }
        result[unit.members.front()] = left;
    }
    return result;
}

}  // namespace junheng::demo
