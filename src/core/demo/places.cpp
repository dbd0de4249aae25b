// SPDX-License-Identifier: Apache-2.0
#include "core/demo/places.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/demo/names.h"

namespace junheng::demo {
namespace {

constexpr std::size_t kStreets = 3;

bool in_seat(Setting setting) {
    return setting == Setting::seat_primary || setting == Setting::seat_junior ||
           setting == Setting::other;
}

bool in_centre(Setting setting) {
    return setting == Setting::town_primary || setting == Setting::town_junior ||
           setting == Setting::nine_year;
}

/// Deals out places: seats in turn, centres in turn, villages in turn, so that no village gets a
/// second small school before every one has had its first.
class Dealer {
public:
    explicit Dealer(const Geography& land) : land_(land), used_(land.townships.size(), 0) {}

    void deal(SchoolPlan& plan) {
        if (plan.name == "农场子弟小学") {
            plan.township = land_.townships.size() - 1;
            plan.village = land_.townships.back().first_village;
        } else if (in_seat(plan.setting)) {
            plan.township = seat_++ % kStreets;
            plan.village = next_village(plan.township, 0);
        } else if (in_centre(plan.setting)) {
            const std::size_t turn = centre_[static_cast<std::size_t>(plan.setting)]++;
            plan.township = kStreets + turn % (land_.townships.size() - kStreets - 1);
            plan.village =
                land_.townships[plan.township].first_village + (turn / outer() > 0 ? 1 : 0);
        } else {
            plan.township = kStreets + (country_++ % outer());
            plan.village = next_village(plan.township, 2);
        }
    }

private:
    std::size_t outer() const { return land_.townships.size() - kStreets - 1; }

    std::size_t next_village(std::size_t township, std::size_t from) {
        const TownshipPlace& place = land_.townships[township];
        return place.first_village + from + used_[township]++ % (place.villages - from);
    }

    const Geography& land_;
    std::vector<std::size_t> used_;
    std::size_t seat_ = 0;
    std::size_t country_ = 0;
    std::array<std::size_t, 8> centre_{};
};

Position near(Point site, Random& random) {
    constexpr double kKm = 0.25;
    return position_of({site.x + kKm * (random.unit() - 0.5), site.y + kKm * (random.unit() - 0.5)}
    );
}

std::string numbered(int number) {
    constexpr int kLargestWord = 99;
    return number > kLargestWord ? std::to_string(number) : chinese_number(number);
}

/// Without 村 or 社区.
std::string stem_of(const VillagePlace& village) {
    constexpr std::string_view kVillage = "村";
    const std::string& name = village.name;
    return name.ends_with(kVillage) ? name.substr(0, name.size() - kVillage.size()) : name;
}

std::string name_of(
    const SchoolPlan& plan,
    const Geography& land,
    const CountyIdentity& county,
    int order
) {
    const std::string& township = land.townships[plan.township].name;
    const std::string stem = stem_of(land.villages[plan.village]);
    switch (plan.setting) {
        case Setting::seat_primary:
            return fmt::format("{}第{}小学", county.name, numbered(order));
        case Setting::seat_junior:
            return fmt::format("{}第{}初级中学", county.name, numbered(order));
        case Setting::town_primary:
            return township + "中心小学";
        case Setting::town_junior:
            return township + "初级中学";
        case Setting::nine_year:
            return township + "九年一贯制学校";
        case Setting::village_primary:
            return township + stem + "小学";
        case Setting::point:
            return township + stem + "教学点";
        case Setting::other:
            break;
    }
    return county.name + plan.name;
}

bool is_country_school(const SchoolPlan& plan) {
    return plan.setting == Setting::village_primary || plan.setting == Setting::point;
}

std::size_t central_of(const std::vector<SchoolPlan>& schools, std::size_t township) {
    for (const bool same : {true, false})
        for (std::size_t i = 0; i < schools.size(); ++i)
            if (schools[i].setting == Setting::town_primary &&
                (!same || schools[i].township == township))
                return i;
    return kNobody;
}

void give_central_schools(std::vector<SchoolPlan>& schools) {
    for (SchoolPlan& plan : schools) {
        if (!is_country_school(plan))
            continue;
        plan.central = central_of(schools, plan.township);
        if (plan.central == kNobody)
            plan.top_grade = 0;
    }
}

}  // namespace

std::int64_t area_class_of(const Geography& land, std::size_t township, std::size_t village) {
    const TownshipPlace& place = land.townships[township];
    const std::size_t order = village - place.first_village;
    if (place.seat)
        return township + 1 == kStreets && order > 1 ? 112 : 111;
    if (township + 1 == land.townships.size())
        return order == 0 ? 123 : 220;
    if (place.kind == "town" && order < 2)
        return order == 0 ? 121 : 122;
    return order == 0 ? 210 : 220;
}

void place_schools(
    std::vector<SchoolPlan>& schools,
    const Geography& land,
    const CountyIdentity& county,
    Random& random
) {
    Dealer dealer(land);
    std::array<int, 8> order{};
    for (SchoolPlan& plan : schools) {
        dealer.deal(plan);
        plan.area_class = area_class_of(land, plan.township, plan.village);
        plan.position = near(land.villages[plan.village].site, random);
        plan.name = name_of(plan, land, county, ++order[static_cast<std::size_t>(plan.setting)]);
        if (plan.setting == Setting::town_junior)
            plan.flags |= kBoarding;
    }
    give_central_schools(schools);
}

}  // namespace junheng::demo
