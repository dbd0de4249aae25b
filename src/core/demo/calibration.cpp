// SPDX-License-Identifier: Apache-2.0
#include "core/demo/calibration.h"

#include <algorithm>
#include <cmath>

#include "core/demo/random.h"

namespace junheng::demo {
namespace {

constexpr std::size_t kBackbone = 1;
constexpr std::size_t kSports = 4;
constexpr std::size_t kEquipment = 5;

std::int64_t& amount_of(Unit& unit, std::size_t indicator, Stage stage) {
    return indicator < kTeacherIndicators
               ? unit.resources.teachers[static_cast<std::size_t>(stage)][indicator]
               : unit.resources.shared[indicator - kTeacherIndicators];
}

/// One indicator of one stage, and the schools whose wealth makes it unequal.
struct Lever {
    std::size_t indicator;
    Stage stage;
    Setting setting;
    std::int64_t share_percent;  // of the stage's pupils whom these schools hold at most
    std::int64_t step;
};

bool may_be_rich(const Unit& unit, const SchoolPlan& plan, const Lever& lever) {
    const bool plain = unit.standing == Standing::drawn || unit.standing == Standing::good;
    return unit.counted && plain && unit.members.size() == 1 && plan.setting == lever.setting &&
           !plan.added_sports && plan.class_target == 0;
}

std::vector<Unit*> rich_schools(
    std::vector<Unit>& units,
    const std::vector<SchoolPlan>& schools,
    const Lever& lever
) {
    const auto s = static_cast<std::size_t>(lever.stage);
    std::int64_t all = 0;
    for (const Unit& unit : units) all += unit.counted ? unit.pupils[s] : 0;
    std::vector<Unit*> rich;
    std::int64_t held = 0;
    for (Unit& unit : units)
        if (may_be_rich(unit, schools[unit.members.front()], lever) &&
            (rich.empty() || 100 * (held + unit.pupils[s]) <= lever.share_percent * all)) {
            held += unit.pupils[s];
            rich.push_back(&unit);
        }
    return rich;
}

/// Raises to `factor` ten-thousandths.
void raise(
    const std::vector<Unit*>& rich,
    const std::vector<std::int64_t>& before,
    const Lever& lever,
    std::int64_t factor
) {
    constexpr std::int64_t kUnit = 10000;
    for (std::size_t i = 0; i < rich.size(); ++i)
        amount_of(*rich[i], lever.indicator, lever.stage) =
            std::max(before[i], before[i] * factor / (kUnit * lever.step) * lever.step);
}

/// Shape: the spread first falls or stays while poor-but-rich schools catch up, then grows; the
/// least factor beyond which it reaches `wanted` is found by halving.
void stretch(
    std::vector<Unit>& units,
    const std::vector<SchoolPlan>& schools,
    const DemoAims& aims,
    const Lever& lever,
    double wanted
) {
    constexpr std::int64_t kLeast = 10000;
    constexpr std::int64_t kMost = 120000;
    const auto rich = rich_schools(units, schools, lever);
    std::vector<std::int64_t> before;
    for (Unit* unit : rich) before.push_back(amount_of(*unit, lever.indicator, lever.stage));
    std::int64_t low = kLeast;
    std::int64_t high = kMost;
    while (low < high) {
        const std::int64_t middle = (low + high) / 2;
        raise(rich, before, lever, middle);
        if (spread_between_schools(units, aims, lever.indicator, lever.stage) >= wanted)
            high = middle;
        else
            low = middle + 1;
    }
    raise(rich, before, lever, low);
}

}  // namespace

double spread_between_schools(
    const std::vector<Unit>& units,
    const DemoAims& aims,
    std::size_t indicator,
    Stage stage
) {
    const auto s = static_cast<std::size_t>(stage);
    double pupils = 0;
    double sum = 0;
    double squares = 0;
    for (const Unit& unit : units) {
        if (!unit.counted || unit.pupils[s] == 0)
            continue;
        const double x = amount_per_pupil(aims, indicator, stage, unit);
        const auto p = static_cast<double>(unit.pupils[s]);
        pupils += p;
        sum += p * x;
        squares += p * x * x;
    }
    return sum == 0 ? 0 : std::sqrt(std::max(0.0, squares * pupils - sum * sum)) / sum;
}

void calibrate(
    std::vector<Unit>& units,
    const std::vector<SchoolPlan>& schools,
    const DemoAims& aims,
    std::uint64_t seed
) {
    constexpr double kNear = 0.0025;
    constexpr std::int64_t kHundredYuan = 10000;
    constexpr std::int64_t kSquareMetre = 100;
    const double margin = 0.03 + 0.03 * Random(hash_of(seed, 0xCA1)).unit();
    const Lever sports{kSports, Stage::primary, Setting::town_primary, 20, kSquareMetre};
    const Lever backbone{kBackbone, Stage::junior, Setting::seat_junior, 17, 1};
    const Lever equipment{kEquipment, Stage::primary, Setting::seat_primary, 13, kHundredYuan};
    stretch(units, schools, aims, sports, aims.spread[0] + margin);
    stretch(units, schools, aims, backbone, aims.spread[1] + margin);
    stretch(units, schools, aims, equipment, aims.spread[0] + (seed % 2 == 1 ? kNear : -kNear));
}

}  // namespace junheng::demo
