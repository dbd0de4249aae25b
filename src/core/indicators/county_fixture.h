// SPDX-License-Identifier: Apache-2.0
/// For tests: counties built row by row, and random ones.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "core/domain/snapshot.h"
#include "core/domain/words.h"
#include "core/standards/load.h"

namespace junheng {

inline const StandardSet& national() {
    static const StandardSet set =
        *load_standards("data/standards/balance-2017", {.on = SchoolYear{2025}.statistics_day()});
    return set;
}

/// Rows in the order in which tests think of them; `sorted` puts each table in key order.
class CountyBuilder {
public:
    CountyBuilder() { snapshot_.county_code = "341000", snapshot_.year = SchoolYear{2025}; }

    CountyBuilder& school(
        const std::string& code,
        std::int64_t kind,
        std::int64_t area_class = 111
    ) {
        snapshot_.schools.write().push_back(
            {.code = code, .name = code, .kind = kind, .area_class = area_class}
        );
        return *this;
    }
    School& last_school() { return snapshot_.schools.write().back(); }
    /// Teachers that meet L1-L3 with room to spare, unless told otherwise.
    CountyBuilder& stage(const std::string& code, Stage stage, std::int64_t pupils) {
        snapshot_.stages.write().push_back(
            {.code = code,
             .stage = stage,
             .pupils = Pupils{pupils},
             .above_degree_teachers = Teachers{pupils / 10 + 1},
             .backbone_teachers = Teachers{pupils / 50 + 1},
             .pe_art_teachers = Teachers{pupils / 50 + 1}}
        );
        return *this;
    }
    StageFigures& last_stage() { return snapshot_.stages.write().back(); }
    /// Areas, equipment and rooms per pupil of the whole school that meet L4-L7 with room to spare.
    CountyBuilder& shared(const std::string& code, std::int64_t pupils) {
        constexpr std::int64_t kHundredth = 100;
        snapshot_.shared.write().push_back(
            {.code = code,
             .teaching_area = Area{pupils * 8 * kHundredth},
             .indoor_sports = Area{0},
             .sports_ground = Area{pupils * 12 * kHundredth},
             .added_sports = Missing::not_reported,
             .equipment = Money{pupils * 3000 * kHundredth},
             .multimedia_rooms = Rooms{pupils / 25 + 1}}
        );
        return *this;
    }
    SharedFigures& last_shared() { return snapshot_.shared.write().back(); }
    /// A primary school that meets everything.
    CountyBuilder& good_primary(const std::string& code, std::int64_t pupils) {
        return school(code, 211).stage(code, Stage::primary, pupils).shared(code, pupils);
    }

    Snapshot sorted() const {
        Snapshot result = snapshot_;
        for (const TableId table : all_tables())
            EXPECT_TRUE(set_rows(result, table, rows_of(snapshot_, table)));
        return result;
    }

private:
    Snapshot snapshot_;
};

namespace random_county {

template <class T>
Maybe<T> sometimes(T value) {
    return *rc::gen::inRange(0, 12) == 0 ? Maybe<T>(Missing::not_reported) : Maybe<T>(value);
}

inline std::int64_t around(std::int64_t middle) {
    return *rc::gen::inRange<std::int64_t>(0, 2 * middle + 2);
}

inline void add_stage(CountyBuilder& county, const std::string& code, Stage stage) {
    const auto pupils = *rc::gen::element<std::int64_t>(0, 3, 40, 49, 50, 75, 99, 100, 450, 1200);
    county.stage(code, stage, pupils);
    StageFigures& figures = county.last_stage();
    figures.pupils = sometimes(Pupils{pupils});
    figures.above_degree_teachers = sometimes(Teachers{around(pupils / 20)});
    figures.backbone_teachers = sometimes(Teachers{around(pupils / 90)});
    figures.pe_art_teachers = sometimes(Teachers{around(pupils / 90)});
    figures.added_pe_art_teachers = sometimes(Teachers{around(1)});
}

inline void add_shared(CountyBuilder& county, const std::string& code) {
    county.shared(code, 0);
    SharedFigures& figures = county.last_shared();
    figures.teaching_area = sometimes(Area{100'000 + around(200'000)});
    figures.indoor_sports = sometimes(Area{around(40'000)});
    figures.sports_ground = sometimes(Area{around(400'000)});
    figures.added_sports = sometimes(Area{around(20'000)});
    figures.equipment = sometimes(Money{around(100'000'000)});
    figures.multimedia_rooms = sometimes(Rooms{around(10)});
}

/// Around the size below which classes are small.
inline void add_classes(Snapshot& snapshot, const std::string& code) {
    const auto classes = *rc::gen::inRange<std::int64_t>(0, 3);
    for (std::int64_t grade = 1; grade <= classes; ++grade)
        snapshot.classes.write().push_back(
            {.code = code,
             .grade = grade,
             .name = "1",
             .pupils = sometimes(Pupils{*rc::gen::element<std::int64_t>(20, 29, 30, 50)})}
        );
}

inline void add_teachers(Snapshot& snapshot) {
    const auto count = *rc::gen::inRange(0, 12);
    for (int i = 0; i < count && !snapshot.stages.empty(); ++i) {
        const StageFigures& home = snapshot.stages[static_cast<std::size_t>(
            *rc::gen::inRange<std::int64_t>(0, static_cast<std::int64_t>(snapshot.stages.size()))
        )];
        snapshot.teachers.write().push_back(
            {.id = "t" + std::to_string(100 + i),
             .code = home.code,
             .stage = home.stage,
             .subject = *rc::gen::element<std::string>("13", "22", "24"),
             .degree = *rc::gen::element<std::string>("21", "31", "41"),
             .honour = *rc::gen::element<std::string>("", "backbone", "special_grade"),
             .honour_until = *rc::gen::element<std::string>("", "2020-01-01", "2030-01-01"),
             .certificate = *rc::gen::element<std::string>("primary", "junior", ""),
             .contract = *rc::gen::element<std::string>("in_quota", "contract", "part_time")}
        );
    }
}

}  // namespace random_county

/// A small random county with every kind of school and gaps in its figures.
inline Snapshot any_county() {
    CountyBuilder county;
    const auto schools = *rc::gen::inRange(0, 9);
    for (int i = 0; i < schools; ++i) {
        const std::string code = "21341" + std::to_string(10000 + i);
        const auto kind = *rc::gen::element<std::int64_t>(211, 218, 311, 312, 341, 345, 321, 511);
        county.school(code, kind, *rc::gen::element<std::int64_t>(111, 121, 210, 220));
        School& school = county.last_school();
        school.flags = *rc::gen::element<std::uint32_t>(0, kDenseCentre, kMajorityMigrant);
        school.ownership = *rc::gen::element<std::string>("education", "private", "");
        if (i > 1 && *rc::gen::inRange(0, 6) == 0)
            school.campus_of = "2134110000";
        for (const Stage stage : {Stage::primary, Stage::junior, Stage::senior})
            if (*rc::gen::inRange(0, 2) == 0)
                random_county::add_stage(county, code, stage);
        if (*rc::gen::inRange(0, 8) != 0)
            random_county::add_shared(county, code);
    }
    Snapshot snapshot = county.sorted();
    random_county::add_teachers(snapshot);
    for (const School& school : snapshot.schools) random_county::add_classes(snapshot, school.code);
    return snapshot;
}

}  // namespace junheng
