// SPDX-License-Identifier: Apache-2.0
#include "core/demo/levels.h"

#include <algorithm>

#include "core/demo/random.h"

namespace junheng::demo {
namespace {

struct Range {
    std::int64_t low;
    std::int64_t high;
};

/// Permille of what is needed, L1 … L7, where a school is well off: the seat is tight in space, the
/// country has room and small numbers, towns stand between.
using Ranges = std::array<Range, kIndicators>;
constexpr Ranges kSeat{
    {{1010, 1220},
     {1000, 1350},
     {1000, 1250},
     {1000, 1220},
     {1000, 1180},
     {1020, 1450},
     {1000, 1280}}};
constexpr Ranges kTown{
    {{1050, 1380},
     {1000, 1500},
     {1000, 1450},
     {1080, 1550},
     {1080, 1650},
     {1000, 1420},
     {1020, 1480}}};
constexpr Ranges kCountry{
    {{1000, 1350},
     {1000, 1300},
     {1000, 1300},
     {1150, 2100},
     {1150, 2300},
     {1000, 1500},
     {1050, 1700}}};

const Ranges& ranges_of(Setting setting) {
    switch (setting) {
        case Setting::seat_primary:
        case Setting::seat_junior:
        case Setting::other:
            return kSeat;
        case Setting::village_primary:
        case Setting::point:
            return kCountry;
        case Setting::town_primary:
        case Setting::town_junior:
        case Setting::nine_year:
            break;
    }
    return kTown;
}

/// Pairs of what is usually short together: space in the seat; teachers or equipment in the
/// country.
using Pair = std::array<std::size_t, 2>;
using Gaps = std::array<Pair, 4>;
constexpr Gaps kSeatGaps{{{3, 4}, {4, 6}, {2, 4}, {0, 6}}};
constexpr Gaps kTownGaps{{{1, 2}, {5, 6}, {0, 1}, {2, 3}}};
constexpr Gaps kCountryGaps{{{1, 2}, {2, 6}, {0, 5}, {1, 6}}};

const Gaps& gaps_of(Setting setting) {
    const Ranges& ranges = ranges_of(setting);
    if (&ranges == &kSeat)
        return kSeatGaps;
    return &ranges == &kTown ? kTownGaps : kCountryGaps;
}

using Factors = std::array<std::int64_t, kIndicators>;
constexpr std::size_t kEquipment = 5;

void make_short(Factors& factors, const SchoolPlan& plan, Random& random) {
    const auto& gaps = gaps_of(plan.setting);
    const Pair& pair =
        gaps[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(gaps.size())))];
    for (const std::size_t indicator : pair) factors[indicator] = random.between(700, 960);
}

Factors draw_factors(const SchoolPlan& plan, Standing standing, Random& random) {
    Factors factors{};
    const Ranges& ranges = ranges_of(plan.setting);
    for (std::size_t i = 0; i < kIndicators; ++i)
        factors[i] = random.between(ranges[i].low, ranges[i].high);
    if (standing == Standing::failing)
        make_short(factors, plan, random);
    else if (standing == Standing::one_short)
        factors[static_cast<std::size_t>(random.between(3, kEquipment))] = random.between(880, 985);
    else if (standing == Standing::at_threshold)
        factors[3] = factors[kEquipment] = 1000;
    else if (standing == Standing::at_floor || standing == Standing::below_floor)
        factors[kEquipment] = 0;  // set to the fen below
    return factors;
}

/// Up to whole square metres and hundreds of yuan, down for what is to stay short; nothing is
/// rounded at an edge.
std::int64_t rounding_step(std::size_t indicator, std::int64_t factor) {
    constexpr std::array<std::int64_t, kIndicators> kSteps{1, 1, 1, 100, 100, 10000, 1};
    return factor == 1000 ? 1 : kSteps[indicator];
}

std::int64_t amount(std::int64_t need, std::int64_t factor, std::size_t indicator) {
    const std::int64_t step = rounding_step(indicator, factor);
    const std::int64_t exact = need * factor;
    if (factor >= 1000)
        return (exact + 1000 * step - 1) / (1000 * step) * step;
    return std::min(exact / (1000 * step) * step, std::max<std::int64_t>(0, need - 1));
}

void draw_amounts(Unit& unit, const SchoolPlan& plan, const DemoAims& aims, Random& random) {
    const Factors factors = draw_factors(plan, unit.standing, random);
    for (const Stage stage : {Stage::primary, Stage::junior})
        for (std::size_t i = 0; i < kTeacherIndicators; ++i)
            unit.resources.teachers[static_cast<std::size_t>(stage)][i] =
                amount(needed(aims, i, stage, unit.pupils), factors[i], i);
    for (std::size_t i = kTeacherIndicators; i < kIndicators; ++i)
        unit.resources.shared[i - kTeacherIndicators] =
            amount(needed_by_building(aims, i, unit), factors[i], i);
    std::int64_t& equipment = unit.resources.shared[kEquipment - kTeacherIndicators];
    const std::int64_t need = needed_by_building(aims, kEquipment, unit);
    const std::int64_t floor = (need * aims.floor_percent + 99) / 100;
    if (unit.standing == Standing::at_floor || unit.standing == Standing::below_floor)
        equipment = unit.standing == Standing::at_floor ? floor : floor - 1;
}

/// The usual schools that fail, taken at even steps from a list by setting, so that every kind has
/// its part.
void decide_failing(
    std::vector<Unit>& units,
    const std::vector<SchoolPlan>& schools,
    const DemoAims& aims,
    std::uint64_t seed
) {
    std::vector<Unit*> open;
    std::int64_t counted = 0;
    std::int64_t decided = 0;
    for (Unit& unit : units) {
        counted += unit.counted ? 1 : 0;
        if (unit.counted && unit.standing == Standing::drawn)
            open.push_back(&unit);
        else if (unit.counted)
            decided += unit.standing == Standing::failing || unit.standing == Standing::below_floor
                           ? 1
                           : 0;
    }
    std::ranges::sort(open, {}, [&](const Unit* unit) {
        const std::size_t school = unit->members.front();
        return std::pair(schools[school].setting, hash_of(seed, 0xFA11, school));
    });
    const auto size = static_cast<std::int64_t>(open.size());
    const std::int64_t wanted =
        std::clamp<std::int64_t>(counted * aims.failing_percent / 100 - decided, 0, size);
    for (std::int64_t i = 0; i < size; ++i) {
        const bool fails = (i + 1) * wanted / size > i * wanted / size;
        const bool slips = pick(hash_of(seed, 0x0115, i), 6) == 0;
        open[static_cast<std::size_t>(i)]->standing = fails   ? Standing::failing
                                                      : slips ? Standing::one_short
                                                              : Standing::drawn;
    }
}

/// A point that is outside the count has whoever is there.
void thin_out(Unit& unit) {
    unit.resources.teachers[0][1] = 0;
    unit.resources.teachers[0][2] = 0;
}

}  // namespace

void draw_levels(
    std::vector<Unit>& units,
    const std::vector<SchoolPlan>& schools,
    const DemoAims& aims,
    std::uint64_t seed
) {
    decide_failing(units, schools, aims, seed);
    for (Unit& unit : units) {
        const std::size_t school = unit.members.front();
        Random random(hash_of(seed, 0x1E7E1, school));
        draw_amounts(unit, schools[school], aims, random);
        if (schools[school].kind == 218 && !unit.counted)
            thin_out(unit);
    }
}

}  // namespace junheng::demo
