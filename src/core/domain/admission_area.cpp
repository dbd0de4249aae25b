// SPDX-License-Identifier: Apache-2.0
#include "core/domain/admission_area.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/domain/grades.h"

namespace junheng {
namespace {

constexpr std::string_view kOdd = "odd";
constexpr std::string_view kEven = "even";
constexpr std::string_view kBoth = "both";

bool is_stretch(const DistrictUnit& unit) {
    return unit.kind == "road" && unit.from && unit.to;
}

std::string name_of(const DistrictUnit& unit) {
    return unit.name.empty() ? unit.id : unit.name;
}

/// The other side of the same houses.
bool face_each_other(const Stretch& a, const Stretch& b) {
    return a.road == b.road && a.side != b.side && a.side != kBoth && b.side != kBoth &&
           std::abs(a.from - b.from) == 1 && std::abs(a.to - b.to) == 1;
}

void join_sides(std::vector<Stretch>& roads) {
    std::ranges::sort(roads, {}, [](const Stretch& s) {
        return std::tie(s.road, s.from, s.to, s.side);
    });
    for (std::size_t i = 0; i < roads.size(); ++i)
        for (std::size_t k = i + 1; k < roads.size() && roads[k].road == roads[i].road; ++k)
            if (face_each_other(roads[i], roads[k])) {
                roads[i] = {
                    roads[i].road,
                    std::string(kBoth),
                    std::min(roads[i].from, roads[k].from),
                    std::max(roads[i].to, roads[k].to)};
                roads.erase(roads.begin() + static_cast<std::ptrdiff_t>(k));
                break;
            }
}

void add(const DistrictUnit& unit, AdmissionArea& area) {
    if (is_stretch(unit))
        area.roads.push_back(
            {unit.road, unit.side.empty() ? std::string(kBoth) : unit.side, *unit.from, *unit.to}
        );
    else
        area.places.push_back(name_of(unit));
}

class Check {
public:
    explicit Check(const Snapshot& snapshot) : snapshot_(snapshot) {
        for (std::size_t i = 0; i < snapshot.units.size(); ++i)
            row_of_.emplace(snapshot.units[i].id, i);
    }

    std::vector<DistrictFault> run() {
        names();
        for (const std::string_view side : {kOdd, kEven}) numbers(side);
        unknown(TableId::unit_pupils, snapshot_.unit_pupils);
        unknown(TableId::districts, snapshot_.districts);
        without_school();
        return std::move(faults_);
    }

private:
    void fault(std::string_view code, std::size_t row, std::string other = {}) {
        faults_.push_back({code, TableId::units, row, snapshot_.units[row].id, std::move(other)});
    }

    void names() {
        std::map<std::pair<std::string, std::string>, std::size_t> first;
        for (std::size_t i = 0; i < snapshot_.units.size(); ++i) {
            const DistrictUnit& unit = snapshot_.units[i];
            if (is_stretch(unit) || unit.name.empty())
                continue;
            const auto [held, fresh] = first.emplace(std::pair(unit.township, unit.name), i);
            if (!fresh)
                fault("check.name_twice", i, snapshot_.units[held->second].id);
        }
    }

    void numbers(std::string_view side) {
        std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> by_road;
        for (std::size_t i = 0; i < snapshot_.units.size(); ++i) {
            const DistrictUnit& unit = snapshot_.units[i];
            if (is_stretch(unit) && (unit.side == side || unit.side == kBoth || unit.side.empty()))
                by_road[{unit.township, unit.road}].push_back(i);
        }
        for (auto& [road, rows] : by_road) {
            std::ranges::sort(rows, {}, [&](std::size_t row) { return first_number(row, side); });
            for (std::size_t k = 1; k < rows.size(); ++k) compare(rows[k - 1], rows[k], side);
        }
    }

    /// Of the side alone: 1 to 10 on the even side are 2 to 10.
    std::int64_t first_number(std::size_t row, std::string_view side) const {
        const std::int64_t from = *snapshot_.units[row].from;
        return from + (from % 2 == (side == kOdd ? 1 : 0) ? 0 : 1);
    }
    std::int64_t last_number(std::size_t row, std::string_view side) const {
        const std::int64_t to = *snapshot_.units[row].to;
        return to - (to % 2 == (side == kOdd ? 1 : 0) ? 0 : 1);
    }

    void compare(std::size_t before, std::size_t after, std::string_view side) {
        const std::int64_t end = last_number(before, side);
        const std::int64_t begin = first_number(after, side);
        if (begin <= end)
            fault("check.numbers_overlap", after, snapshot_.units[before].id);
        else if (begin > end + 2)
            fault("check.numbers_missing", after, snapshot_.units[before].id);
    }

    template <class Record>
    void unknown(TableId table, const Rows<Record>& rows) {
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (!row_of_.contains(rows[i].unit))
                faults_.push_back({"check.unknown_unit", table, i, rows[i].unit, {}});
    }

    void without_school() {
        std::set<std::int64_t> begins;
        for (const std::int64_t grade :
             {std::int64_t{grades_of(Stage::primary).first},
              std::int64_t{grades_of(Stage::junior).first}})
            if (std::ranges::any_of(snapshot_.districts, [&](const AdmissionDistrict& row) {
                    return row.entry_grade == grade;
                }))
                begins.insert(grade);
        std::set<std::pair<std::string, std::int64_t>> taken;
        for (const AdmissionDistrict& row : snapshot_.districts)
            taken.emplace(row.unit, row.entry_grade);
        for (const UnitPupils& row : snapshot_.unit_pupils)
            if (begins.contains(row.grade) && row.pupils && *row.pupils > 0 &&
                !taken.contains({row.unit, row.grade}))
                if (const auto found = row_of_.find(row.unit); found != row_of_.end())
                    fault("check.no_district", found->second);
    }

    const Snapshot& snapshot_;
    std::map<std::string, std::size_t> row_of_;
    std::vector<DistrictFault> faults_;
};

}  // namespace

std::vector<AdmissionArea> admission_areas(const Snapshot& snapshot) {
    std::map<std::string, const DistrictUnit*> units;
    for (const DistrictUnit& unit : snapshot.units) units.emplace(unit.id, &unit);
    std::map<std::pair<std::int64_t, std::string>, AdmissionArea> areas;
    for (const AdmissionDistrict& row : snapshot.districts) {
        AdmissionArea& area = areas[{row.entry_grade, row.code}];
        area.code = row.code;
        area.entry_grade = row.entry_grade;
        if (const auto found = units.find(row.unit); found != units.end())
            add(*found->second, area);
    }
    std::vector<AdmissionArea> list;
    for (auto& [key, area] : areas) {
        join_sides(area.roads);
        list.push_back(std::move(area));
    }
    return list;
}

std::vector<DistrictFault> district_faults(const Snapshot& snapshot) {
    return Check(snapshot).run();
}

}  // namespace junheng
