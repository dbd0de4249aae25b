// SPDX-License-Identifier: Apache-2.0
#include "core/demo/recipe.h"

#include <algorithm>
#include <array>
#include <numeric>

#include <fmt/format.h>

#include "core/demo/county.h"
#include "core/demo/places.h"
#include "core/demo/random.h"

namespace junheng::demo {
namespace {

/// From here on a county is large enough for every special case.
bool is_full(const DemoOptions& options) {
    constexpr int kSmallest = 60;
    return options.schools >= kSmallest;
}

struct Share {
    Setting setting;
    int weight;  // of all usual schools
};

constexpr std::array<Share, 7> kShares{{
    {Setting::seat_primary, 13},
    {Setting::seat_junior, 6},
    {Setting::town_primary, 14},
    {Setting::town_junior, 9},
    {Setting::nine_year, 9},
    {Setting::village_primary, 34},
    {Setting::point, 20},
}};

SchoolPlan usual(
    Setting setting,
    std::int64_t kind,
    std::int64_t primary,
    std::int64_t junior,
    int growth
) {
    SchoolPlan plan{.kind = kind, .setting = setting};
    plan.primary = primary;
    plan.junior = junior;
    plan.growth_permille = growth;
    return plan;
}

/// Every fourth village school has fewer than a hundred pupils, and every second of those fewer
/// than fifty.
SchoolPlan village_school(int order, Random& random) {
    constexpr int kDecline = -55;
    if (order % 4 != 0)
        return usual(Setting::village_primary, 211, random.between(120, 290), 0, kDecline);
    const std::int64_t pupils = order % 8 == 0 ? random.between(64, 82) : random.between(26, 42);
    return usual(Setting::village_primary, 211, pupils, 0, kDecline);
}

/// Points teach the first three grades; every third has fifty pupils or more.
SchoolPlan teaching_point(int order, Random& random) {
    const std::int64_t pupils = order % 3 == 0 ? random.between(60, 82) : random.between(11, 41);
    SchoolPlan plan = usual(Setting::point, 218, pupils, 0, -60);
    plan.top_grade = 3;
    return plan;
}

SchoolPlan draw(Setting setting, int order, Random& random) {
    switch (setting) {
        case Setting::seat_primary:
            return usual(setting, 211, random.between(1450, 1950), 0, 28);
        case Setting::seat_junior:
            return usual(setting, 311, 0, random.between(1500, 1950), 22);
        case Setting::town_primary:
            return usual(setting, 211, random.between(450, 1050), 0, -18);
        case Setting::town_junior:
            return usual(setting, 311, 0, random.between(380, 900), -15);
        case Setting::nine_year:
            return usual(setting, 312, random.between(420, 760), random.between(330, 620), -8);
        case Setting::village_primary:
            return village_school(order, random);
        case Setting::point:
            return teaching_point(order, random);
        case Setting::other:
            break;
    }
    return {};
}

SchoolPlan other(
    std::int64_t kind,
    std::string name,
    std::int64_t primary,
    std::int64_t junior,
    std::int64_t senior
) {
    SchoolPlan plan = usual(Setting::other, kind, primary, junior, 5);
    plan.name = std::move(name);
    plan.senior = senior;
    plan.junior_fixed = true;
    plan.standing = Standing::good;
    return plan;
}

/// Kinds that a county has one of. Shape: the most telling first, since a small county has only
/// some.
std::vector<SchoolPlan> single_kinds() {
    std::vector<SchoolPlan> plans{
        other(514, "特殊教育学校", 86, 42, 0),
        other(341, "第一完全中学", 0, 840, 1500),
        other(345, "云峰十二年一贯制学校", 1150, 760, 720),
        other(342, "第一高级中学", 0, 0, 2860),
        other(321, "职业初级中学", 0, 210, 0),
        other(319, "附设初中班", 0, 126, 0),
        other(211, "育英民办小学", 640, 0, 0),
        other(312, "博文民办学校", 560, 420, 0),
        other(371, "专门学校", 0, 24, 0),
        other(211, "农场子弟小学", 310, 0, 0),
        other(211, "铁路小学", 520, 0, 0),
    };
    for (const std::size_t own : {2U, 6U, 7U}) plans[own].ownership = "private";
    plans[9].ownership = "local_enterprise";
    plans[9].growth_permille = -30;
    plans[10].ownership = "other_department";
    return plans;
}

std::vector<SchoolPlan> usual_schools(int count, Random& random) {
    std::vector<SchoolPlan> plans;
    const int all = std::accumulate(kShares.begin(), kShares.end(), 0, [](int sum, Share s) {
        return sum + s.weight;
    });
    int weight = 0;
    for (const Share& share : kShares) {
        const int from = count * weight / all;
        weight += share.weight;
        for (int i = 0; i < count * weight / all - from; ++i)
            plans.push_back(draw(share.setting, i, random));
    }
    return plans;
}

/// The building years of a county: most before 2010, a wave of new ones after 2016.
std::int64_t built_year(Random& random) {
    const std::int64_t luck = random.below(10);
    if (luck < 5)
        return random.between(1978, 2009);
    return luck < 8 ? random.between(2010, 2016) : random.between(2017, 2021);
}

void number_codes(
    std::vector<SchoolPlan>& schools,
    const DemoOptions& options,
    std::string_view province
) {
    constexpr int kSerialsPerCounty = 400;
    int serial = options.index * kSerialsPerCounty + 1;
    for (SchoolPlan& plan : schools) {
        plan.code = fmt::format("{}{}{:06}", code_category(plan.kind), province, serial++);
        if (plan.former_kind != 0)
            plan.former_code =
                fmt::format("{}{}{:06}", code_category(plan.former_kind), province, serial++);
    }
}

void move_reference(std::size_t& reference, const std::vector<std::size_t>& new_place) {
    if (reference != kNobody)
        reference = new_place[reference];
}

/// The special school first, so that its leavers are the first of each cohort; then by township.
std::vector<SchoolPlan> in_order(const std::vector<SchoolPlan>& schools) {
    std::vector<std::size_t> order(schools.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) {
        return std::pair(schools[i].kind / 10 != 51, schools[i].township);
    });
    std::vector<std::size_t> new_place(schools.size());
    std::vector<SchoolPlan> sorted;
    for (const std::size_t i : order) {
        new_place[i] = sorted.size();
        sorted.push_back(schools[i]);
    }
    for (SchoolPlan& plan : sorted)
        for (std::size_t* reference :
             {&plan.central, &plan.campus_of, &plan.merged_into, &plan.split_from})
            move_reference(*reference, new_place);
    return sorted;
}

}  // namespace

std::vector<SchoolPlan> make_schools(
    const DemoOptions& options,
    const CountyIdentity& county,
    const Geography& land
) {
    Random random(hash_of(county_seed(options), 0x5C));
    std::vector<SchoolPlan> schools = single_kinds();
    if (options.schools < 2 * static_cast<int>(schools.size()))
        schools.resize(static_cast<std::size_t>(std::max(options.schools / 3, 1)));
    // The code that one school gave up stays a row of the registry.
    const int rest =
        options.schools - static_cast<int>(schools.size()) - (is_full(options) ? 1 : 0);
    for (SchoolPlan& plan : usual_schools(std::max(rest, 0), random))
        schools.push_back(std::move(plan));
    for (SchoolPlan& plan : schools) plan.built_year = built_year(random);
    place_schools(schools, land, county, random);
    if (is_full(options))
        make_special_cases(schools, options);
    number_codes(schools, options, county.code.substr(0, 2));
    return in_order(schools);
}

}  // namespace junheng::demo
