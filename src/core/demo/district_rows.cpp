// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "core/demo/plane.h"
#include "core/demo/random.h"
#include "core/demo/rows.h"

namespace junheng::demo {
namespace {

constexpr std::array<std::string_view, 12> kRoads{
    "人民",
    "解放",
    "建设",
    "文化",
    "新华",
    "和平",
    "中山",
    "朝阳",
    "青年",
    "团结",
    "胜利",
    "光明"};
constexpr std::array<std::string_view, 5> kRoadEndings{"路", "东路", "西路", "南路", "北路"};
constexpr std::array<std::string_view, 10>
    kEstates{"锦绣", "阳光", "翠湖", "金桂", "滨河", "书香", "凤凰", "丽景", "安居", "福园"};
constexpr std::array<std::string_view, 4> kEstateEndings{"花园", "小区", "家园", "雅苑"};

/// A unit with what the rows do not say: where it lies and how many live there.
struct Place {
    std::size_t township = 0;
    Point site;
    std::int64_t weight = 0;
    std::array<std::size_t, kCompulsoryGrades + 1> school{};  // by grade, or kNobody
};

template <std::size_t N, std::size_t M>
std::string name_from(
    const std::array<std::string_view, N>& stems,
    const std::array<std::string_view, M>& endings,
    std::size_t order
) {
    std::string name(stems[order % N]);
    name += endings[order / N % M];
    const std::size_t round = order / (N * M);
    return round == 0 ? name : name + std::to_string(round + 1);
}

/// A public school of the usual kind that has the grade.
bool takes(const County& county, std::size_t school, int year, int grade) {
    const SchoolPlan& plan = county.schools[school];
    return plan.ownership == "education" && kind_counts(kind_in(plan, year)) &&
           works_in(plan, year) && county.enrolment.pupils(school, year, grade) > 0;
}

/// Cuts the communities into estates and stretches of road; a village is one unit.
class Land {
public:
    Land(const County& county, Snapshot& snapshot)
        : county_(county),
          rows_(snapshot.units.write()),
          seed_(county_seed(county.options)),
          year_(snapshot.year.start) {}

    std::vector<Place> cut() {
        for (std::size_t i = 0; i < county_.land.villages.size(); ++i) cut_village(i);
        if (rows_.size() > 1)
            rows_[0].together = rows_[1].together = "T01";
        return std::move(places_);
    }

private:
    void cut_village(std::size_t index) {
        const VillagePlace& village = county_.land.villages[index];
        const TownshipPlace& township = county_.land.townships[village.township];
        const bool centre = index == township.first_village;
        const std::size_t usual = township.seat ? 4 : centre ? 3 : 1;
        Random random(hash_of(seed_, 0xD157, index));
        std::vector<Point> sites = school_sites(index);
        const std::size_t parts = std::max(usual, sites.size());
        scatter(village.outline, parts, sites, random);
        const auto rings = cells(village.outline, sites);
        for (std::size_t part = 0; part < parts; ++part) {
            DistrictUnit row{
                .id = fmt::format("{}-{:02}", village.code, part + 1),
                .township = township.code,
                .village = village.code,
                .position = position_of(sites[part]),
                .polygon = polygon_text(rings[part])};
            parts == 1 ? as_village(village, row) : as_part(part, row);
            rows_.push_back(std::move(row));
            places_.push_back(
                {village.township, sites[part], village.population / std::int64_t(parts), {}}
            );
        }
    }

    /// Where the village's schools stand, so that each has a unit of its own.
    std::vector<Point> school_sites(std::size_t village) const {
        std::vector<Point> sites;
        for (std::size_t i = 0; i < county_.schools.size(); ++i)
            if (county_.schools[i].village == village &&
                (takes(county_, i, year_, 1) || takes(county_, i, year_, kPrimaryGrades + 1)))
                add_inside(point_of(county_.schools[i].position), village, sites);
        if (sites.empty())
            sites.push_back(county_.land.villages[village].site);
        return sites;
    }

    void add_inside(Point site, std::size_t village, std::vector<Point>& sites) const {
        if (inside(county_.land.villages[village].outline, site))
            sites.push_back(site);
    }

    static void as_village(const VillagePlace& village, DistrictUnit& row) {
        row.kind = "village";
        row.name = village.name;
    }

    /// One side of a road, the other one, and estates.
    void as_part(std::size_t part, DistrictUnit& row) {
        if (part > 1) {
            row.kind = "estate";
            row.name = name_from(kEstates, kEstateEndings, estates_++);
            return;
        }
        const bool odd = part == 0;
        row.kind = "road";
        row.road = name_from(kRoads, kRoadEndings, roads_);
        row.side = odd ? "odd" : "even";
        row.from = odd ? 1 : 2;
        row.to = odd ? 99 : 100;
        row.name = row.road + (odd ? "单号" : "双号");
        roads_ += odd ? 0 : 1;
    }

    const County& county_;
    std::vector<DistrictUnit>& rows_;
    std::uint64_t seed_;
    int year_;
    std::vector<Place> places_;
    std::size_t roads_ = 0;
    std::size_t estates_ = 0;
};

/// Today's districts: the nearest public school that takes the grade; after a teaching point its
/// central school.
class Districts {
public:
    Districts(const County& county, std::vector<Place>& places, Snapshot& snapshot)
        : county_(county), places_(places), snapshot_(snapshot), year_(snapshot.year.start) {}

    void draw() {
        for (Place& place : places_)
            for (int grade = 1; grade <= kCompulsoryGrades; ++grade)
                place.school[static_cast<std::size_t>(grade)] = school_for(place, grade);
        write_entries();
        for (int grade = 1; grade <= kCompulsoryGrades; ++grade) share_out(grade);
        write_plans();
    }

private:
    bool takes(std::size_t school, int grade) const {
        return demo::takes(county_, school, year_, grade);
    }

    std::size_t school_for(const Place& place, int grade) const {
        const bool goes_on = grade != 1 && grade != kPrimaryGrades + 1;
        if (goes_on) {
            const std::size_t before = place.school[static_cast<std::size_t>(grade - 1)];
            if (before == kNobody || takes(before, grade))
                return before;
            return county_.schools[before].central;
        }
        return nearest(place, grade);
    }

    std::size_t nearest(const Place& place, int grade) const {
        std::size_t best = kNobody;
        double least = 0;
        for (std::size_t i = 0; i < county_.schools.size(); ++i) {
            if (!takes(i, grade))
                continue;
            const double distance =
                squared_distance(point_of(county_.schools[i].position), place.site);
            if (best == kNobody || distance < least) {
                best = i;
                least = distance;
            }
        }
        return best;
    }

    void write_entries() {
        for (std::size_t i = 0; i < places_.size(); ++i)
            for (int grade = 1; grade <= kCompulsoryGrades; ++grade) {
                const auto& school = places_[i].school;
                const std::size_t now = school[static_cast<std::size_t>(grade)];
                const bool enters = grade == 1 || grade == kPrimaryGrades + 1 ||
                                    now != school[static_cast<std::size_t>(grade - 1)];
                if (now != kNobody && enters)
                    snapshot_.districts.write().push_back(
                        {snapshot_.units[i].id, grade, code_in(county_.schools[now], year_)}
                    );
            }
    }

    /// Most of a school's pupils live in its district; the rest come from elsewhere.
    void share_out(int grade) {
        constexpr std::int64_t kOwnPercent = 93;
        for (std::size_t school = 0; school < county_.schools.size(); ++school) {
            std::int64_t weight = 0;
            for (const Place& place : places_)
                if (place.school[static_cast<std::size_t>(grade)] == school)
                    weight += place.weight;
            std::int64_t left = county_.enrolment.pupils(school, year_, grade) * kOwnPercent / 100;
            for (std::size_t i = 0; i < places_.size() && weight > 0; ++i) {
                if (places_[i].school[static_cast<std::size_t>(grade)] != school)
                    continue;
                const std::int64_t part = left * places_[i].weight / weight;
                snapshot_.unit_pupils.write().push_back({snapshot_.units[i].id, grade, part});
                left -= part;
                weight -= places_[i].weight;
            }
        }
    }

    void write_plans() {
        for (std::size_t i = 0; i < county_.schools.size(); ++i)
            for (int grade = 1; grade <= kCompulsoryGrades; ++grade)
                if (takes(i, grade) && is_entry(i, grade))
                    snapshot_.admission.write().push_back(
                        {code_in(county_.schools[i], year_),
                         grade,
                         last_grade(i, grade),
                         county_.enrolment.classes(i, year_, grade)}
                    );
    }

    bool is_entry(std::size_t school, int grade) const {
        if (grade == 1 || grade == kPrimaryGrades + 1)
            return true;
        for (const Place& place : places_)
            if (place.school[static_cast<std::size_t>(grade)] == school &&
                place.school[static_cast<std::size_t>(grade - 1)] != school)
                return true;
        return false;
    }

    std::int64_t last_grade(std::size_t school, int entry) const {
        const int end = entry <= kPrimaryGrades ? kPrimaryGrades : kCompulsoryGrades;
        int last = entry;
        while (last < end && takes(school, last + 1)) ++last;
        return last;
    }

    const County& county_;
    std::vector<Place>& places_;
    Snapshot& snapshot_;
    int year_;
};

}  // namespace

void write_districts(const County& county, Snapshot& snapshot) {
    // The county began to write them down in its last year.
    if (snapshot.year.start != county.options.last_year)
        return;
    std::vector<Place> places = Land(county, snapshot).cut();
    Districts(county, places, snapshot).draw();
    if (!snapshot.unit_pupils.empty())
        snapshot.unit_pupils.write().back().pupils = Missing::not_reported;
}

}  // namespace junheng::demo
