// SPDX-License-Identifier: Apache-2.0
/// What the tests of the demo county look with: its own reading of the rules, from the tables
/// alone, so that the generator's arithmetic is not its own witness.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/decimal.h"
#include "core/demo/demo.h"
#include "core/domain/words.h"

namespace junheng::demo_test {

/// A school with its campuses. Amounts in whole teachers and rooms, 0.01 m2, fen.
struct Judged {
    const School* school = nullptr;
    std::array<std::int64_t, 3> pupils{};
    std::array<std::array<std::int64_t, 3>, 2> teachers{};
    std::array<std::int64_t, 2> added_teachers{};
    std::array<std::int64_t, 4> shared{};
    std::int64_t added_sports = 0;  // of dense centres only
    bool counted = false;

    std::int64_t compulsory() const { return pupils[0] + pupils[1]; }
};

inline constexpr std::array<std::array<std::int64_t, 2>, 7> kThresholds{
    {{420, 530}, {100, 100}, {90, 90}, {450, 580}, {750, 1020}, {200000, 250000}, {230, 240}}};
inline constexpr std::array<std::int64_t, 3> kWeights{100, 110, 132};

inline void add_rows(Judged& unit, const Snapshot& county, const School& member) {
    for (const StageFigures& row : stages_of(county, member.code)) {
        const auto s = static_cast<std::size_t>(row.stage);
        unit.pupils[s] += row.pupils.value_or(Pupils{}).count;
        if (row.stage == Stage::senior)
            continue;
        unit.teachers[s][0] += row.above_degree_teachers.value_or(Teachers{}).count;
        unit.teachers[s][1] += row.backbone_teachers.value_or(Teachers{}).count;
        unit.teachers[s][2] += row.pe_art_teachers.value_or(Teachers{}).count;
        unit.added_teachers[s] += row.added_pe_art_teachers.value_or(Teachers{}).count;
    }
    const SharedFigures* shared = find_shared(county, member.code);
    if (shared == nullptr)
        return;
    const std::int64_t gym = shared->indoor_sports.value_or(Area{}).count;
    unit.shared[0] += shared->teaching_area.value_or(Area{}).count - gym;
    unit.shared[1] += shared->sports_ground.value_or(Area{}).count + gym;
    unit.shared[2] += shared->equipment.value_or(Money{}).count;
    unit.shared[3] += shared->multimedia_rooms.value_or(Rooms{}).count;
    if ((member.flags & kDenseCentre) != 0)
        unit.added_sports += shared->added_sports.value_or(Area{}).count;
}

inline bool counts(const Judged& unit) {
    const std::int64_t kind = *unit.school->kind;
    if (kind == 321 || kind == 342 || kind == 371 || kind / 10 == 51 || unit.compulsory() == 0)
        return false;
    return kind != 218 || unit.compulsory() >= 50;
}

inline std::vector<Judged> judged_units(const Snapshot& county) {
    std::map<std::string, Judged> units;
    for (const School& school : county.schools) {
        Judged& unit = units[school.campus_of.empty() ? school.code : school.campus_of];
        if (school.campus_of.empty())
            unit.school = &school;
        add_rows(unit, county, school);
    }
    std::vector<Judged> result;
    for (auto& [code, unit] : units) {
        unit.counted = counts(unit);
        result.push_back(unit);
    }
    return result;
}

inline bool small_country(const Judged& unit) {
    return is_country(*unit.school) && unit.compulsory() >= 50 && unit.compulsory() <= 99;
}

/// Amount and what it is shared among, both as integers: value = amount * weight / among.
struct Ratio {
    std::int64_t amount = 0;
    std::int64_t weight = 1;
    std::int64_t among = 1;
};

inline Ratio ratio_of(const Judged& unit, std::size_t indicator, std::size_t stage) {
    if (indicator < 3) {
        std::int64_t amount = unit.teachers[stage][indicator];
        if (indicator == 2 && small_country(unit))
            amount += unit.added_teachers[stage];
        return {amount * 10000, 1, unit.pupils[stage]};
    }
    std::int64_t amount = unit.shared[indicator - 3] + (indicator == 4 ? unit.added_sports : 0);
    if (indicator == 6)
        amount *= 10000;
    std::int64_t among = 0;
    for (std::size_t s = 0; s < 3; ++s) among += kWeights[s] * unit.pupils[s];
    return {amount, kWeights[stage], among};
}

/// Sign of value - percent/100 of the threshold, exactly.
inline int against(
    const Judged& unit,
    std::size_t indicator,
    std::size_t stage,
    std::int64_t percent
) {
    const Ratio r = ratio_of(unit, indicator, stage);
    const Int128 left = Int128{r.amount} * r.weight * 100;
    const Int128 right = Int128{kThresholds[indicator][stage]} * r.among * percent;
    return left < right ? -1 : left > right ? 1 : 0;
}

struct StageVerdict {
    int short_ones = 0;
    int below_floor = 0;
    bool fails() const { return short_ones > 1 || below_floor > 0; }
};

inline StageVerdict verdict(const Judged& unit, std::size_t stage) {
    StageVerdict result;
    for (std::size_t i = 0; i < kThresholds.size(); ++i) {
        result.short_ones += against(unit, i, stage, 100) < 0 ? 1 : 0;
        result.below_floor += against(unit, i, stage, 85) < 0 ? 1 : 0;
    }
    return result;
}

inline bool fails(const Judged& unit) {
    return (unit.pupils[0] > 0 && verdict(unit, 0).fails()) ||
           (unit.pupils[1] > 0 && verdict(unit, 1).fails());
}

inline long double spread(
    const std::vector<Judged>& units,
    std::size_t indicator,
    std::size_t stage
) {
    long double pupils = 0;
    long double sum = 0;
    long double squares = 0;
    for (const Judged& unit : units) {
        if (!unit.counted || unit.pupils[stage] == 0)
            continue;
        const Ratio r = ratio_of(unit, indicator, stage);
        const auto x = static_cast<long double>(r.amount) * static_cast<long double>(r.weight) /
                       static_cast<long double>(r.among);
        const auto p = static_cast<long double>(unit.pupils[stage]);
        pupils += p;
        sum += p * x;
        squares += p * x * x;
    }
    return std::sqrt(squares * pupils - sum * sum) / sum;
}

inline const DemoCounty& usual_county() {
    static const DemoCounty kCounty = make_demo({});
    return kCounty;
}

inline const Snapshot& usual_year() {
    return usual_county().years.back();
}

}  // namespace junheng::demo_test
