// SPDX-License-Identifier: Apache-2.0
/// The list of special cases that the demo county promises, each found in its tables. Source:
/// standards 1, 2, 13-15.
#include <algorithm>
#include <functional>
#include <set>

#include <gtest/gtest.h>

#include "core/demo/demo_test_tools.h"

namespace junheng {
namespace {

using namespace demo_test;

const std::vector<Judged>& units() {
    static const std::vector<Judged> kUnits = judged_units(usual_year());
    return kUnits;
}

bool any_unit(const std::function<bool(const Judged&)>& holds) {
    return std::ranges::any_of(units(), [&](const Judged& u) {
        return u.compulsory() > 0 && holds(u);
    });
}

bool any_school(const std::function<bool(const School&)>& holds) {
    return std::ranges::any_of(usual_year().schools, holds);
}

bool any_teacher(const std::function<bool(const Teacher&)>& holds) {
    return std::ranges::any_of(usual_year().teachers, holds);
}

bool is(const Judged& unit, std::int64_t kind) {
    return unit.school->kind == kind;
}
bool has(const Judged& unit, std::uint32_t flag) {
    return (unit.school->flags & flag) != 0;
}
bool built_by(const Judged& unit, std::int64_t year) {
    return *unit.school->built_year <= year;
}

std::int64_t largest_class(const Judged& unit) {
    std::int64_t most = 0;
    for (const ClassGroup& group : classes_of(usual_year(), unit.school->code))
        most = std::max(most, group.pupils->count);
    return most;
}

bool any_room(const std::function<bool(const Judged&, const RoomGroup&)>& holds) {
    return any_unit([&](const Judged& unit) {
        const auto rooms = rooms_of(usual_year(), unit.school->code);
        return std::ranges::any_of(rooms, [&](const RoomGroup& room) { return holds(unit, room); });
    });
}

std::int64_t figure(const Judged& unit, std::string_view key) {
    for (const SchoolFigure& row : figures_of(usual_year(), unit.school->code))
        if (row.key == key && row.value)
            return row.value->count;
    return 0;
}

TEST(DemoSpecialCases, EveryKindOfSchool) {
    for (const std::int64_t kind : {211, 218, 311, 312, 319, 321, 341, 342, 345, 371, 514})
        EXPECT_TRUE(any_school([&](const School& s) {
            return s.kind == kind && s.merged_into.empty();
        })) << kind;
}

TEST(DemoSpecialCases, EveryAreaClassAndOwner) {
    for (const std::int64_t area : {111, 112, 121, 122, 123, 210, 220})
        EXPECT_TRUE(any_school([&](const School& s) { return s.area_class == area; })) << area;
    for (const std::string_view owner : kOwnershipWords)
        EXPECT_TRUE(any_school([&](const School& s) { return s.ownership == owner; })) << owner;
}

TEST(DemoSpecialCases, SmallSchoolsInAndOut) {
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return is(u, 218) && u.compulsory() < 50 && !u.counted;
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return is(u, 218) && u.compulsory() >= 50 && u.compulsory() < 100 && u.counted;
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return is(u, 211) && u.compulsory() < 50 && u.counted;
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return u.counted && u.school->ownership == "private";
    }));
}

TEST(DemoSpecialCases, SchoolPassRule) {
    const auto any_stage = [](const std::function<bool(const Judged&, std::size_t)>& holds) {
        return any_unit([&](const Judged& u) {
            return u.counted &&
                   ((u.pupils[0] > 0 && holds(u, 0)) || (u.pupils[1] > 0 && holds(u, 1)));
        });
    };
    for (const std::size_t stage : {0U, 1U}) {
        const auto one = [&](const Judged& u, std::size_t s) {
            return s == stage && verdict(u, s).short_ones == 1 && verdict(u, s).below_floor == 0;
        };
        EXPECT_TRUE(any_stage(one)) << "six of seven, the other above the floor";
    }
    EXPECT_TRUE(any_stage([](const Judged& u, std::size_t s) {
        return verdict(u, s).short_ones == 1 && verdict(u, s).below_floor == 1;
    }));
    EXPECT_TRUE(any_stage([](const Judged& u, std::size_t s) {
        return verdict(u, s).short_ones >= 2 && verdict(u, s).below_floor == 0;
    }));
    EXPECT_TRUE(any_stage([](const Judged& u, std::size_t s) {
        return against(u, 5, s, 100) == 0 && against(u, 3, s, 100) == 0;
    }));
    EXPECT_TRUE(any_stage([](const Judged& u, std::size_t s) {
        return against(u, 5, s, 85) == 0 && !verdict(u, s).fails();
    }));
}

TEST(DemoSpecialCases, AddedTeachersCountOnlyInSmallCountrySchools) {
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return small_country(u) && u.added_teachers[0] > 0 && u.teachers[0][2] == 0 &&
               against(u, 2, 0, 100) >= 0;
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return is_country(*u.school) && u.compulsory() >= 100 && u.added_teachers[0] > 0;
    }));
}

TEST(DemoSpecialCases, AddedSportsCountOnlyInADenseCentre) {
    for (const std::size_t stage : {0U, 1U})
        EXPECT_TRUE(any_unit([&](const Judged& u) {
            return has(u, kDenseCentre) && u.pupils[stage] > 0 && u.added_sports > 0;
        }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        const SharedFigures* shared = find_shared(usual_year(), u.school->code);
        return !has(u, kDenseCentre) && shared->added_sports.value_or(Area{}).count > 0 &&
               against(u, 4, 0, 100) < 0;
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return u.counted && !find_shared(usual_year(), u.school->code)->indoor_sports;
    })) << "a gym not reported counts as none";
}

TEST(DemoSpecialCases, SchoolSize) {
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return is(u, 211) && u.compulsory() > 2000 && !built_by(u, 2010) &&
               !has(u, kMajorityMigrant);
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return u.compulsory() > 2000 && u.compulsory() <= 2400 && built_by(u, 2010);
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return u.compulsory() > 2000 && u.compulsory() <= 2400 && has(u, kMajorityMigrant);
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return is(u, 312) && u.compulsory() > 2500 && u.compulsory() <= 3000 && built_by(u, 2010);
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return is(u, 312) && u.compulsory() > 2500 && !built_by(u, 2010);
    }));
}

TEST(DemoSpecialCases, ClassSize) {
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return u.pupils[0] > 0 && largest_class(u) > 45 && largest_class(u) < 56;
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return u.pupils[1] > 0 && u.pupils[0] == 0 && largest_class(u) > 50 &&
               largest_class(u) < 56;
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return largest_class(u) >= 56 && largest_class(u) < 66;
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) { return largest_class(u) >= 66; }));
}

TEST(DemoSpecialCases, MusicAndArtRoomsAtTheirLimits) {
    const auto at =
        [](std::string_view kind, std::int64_t area, std::function<bool(const Judged&)> holds) {
            return any_room([&](const Judged& u, const RoomGroup& r) {
                return r.kind == kind && r.area == Maybe(Area{area}) && holds(u);
            });
        };
    const auto small = [](const Judged& u) {
        return is_country(*u.school) && largest_class(u) < 30;
    };
    EXPECT_TRUE(at("music", 9600, [](const Judged& u) { return !built_by(u, 2016); }));
    EXPECT_TRUE(at("art", 9000, [](const Judged& u) { return !built_by(u, 2016); }));
    EXPECT_TRUE(at("music", 7300, [](const Judged& u) { return u.school->built_year == 2016; }));
    EXPECT_TRUE(at("art", 6700, [](const Judged& u) { return u.school->built_year == 2017; }))
        << "too small here";
    EXPECT_TRUE(at("music", 5400, [&](const Judged& u) { return small(u) && u.pupils[0] > 0; }));
    EXPECT_TRUE(at("music", 9550, [](const Judged& u) { return !built_by(u, 2016); }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return std::ranges::none_of(rooms_of(usual_year(), u.school->code), [](const RoomGroup& r) {
            return r.kind == "music";
        });
    }));
}

TEST(DemoSpecialCases, Money) {
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return is_country(*u.school) && u.compulsory() < 100 &&
               figure(u, "public_funds.budget") >= 100 * 72000;
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return is_country(*u.school) && u.compulsory() < 100 &&
               figure(u, "public_funds.budget") < 100 * 72000;
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return figure(u, "training_funds.settlement") * 20 < figure(u, "public_funds.budget");
    }));
}

TEST(DemoSpecialCases, Splits) {
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return is(u, 312) && u.pupils[0] > 0 && u.pupils[1] > 0 && u.pupils[2] == 0;
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return is(u, 341) && u.pupils[0] == 0 && u.pupils[1] > 0 && u.pupils[2] > 0;
    }));
    EXPECT_TRUE(any_unit([](const Judged& u) {
        return is(u, 345) && u.pupils[0] > 0 && u.pupils[1] > 0 && u.pupils[2] > 0;
    }));
    EXPECT_TRUE(any_school([](const School& s) {
        return s.kind == 342 && stages_of(usual_year(), s.code).size() == 1;
    }));
}

TEST(DemoSpecialCases, CampusesAndCentralSchools) {
    for (const std::int64_t kind : {211, 312})
        EXPECT_TRUE(any_school([&](const School& s) {
            return !s.campus_of.empty() && s.kind == kind;
        }));
    EXPECT_TRUE(any_school([](const School& s) {
        return s.kind == 218 && !s.central_school.empty();
    }));
}

TEST(DemoSpecialCases, Teachers) {
    const std::string day = "2025-09-01";
    for (const std::string_view honour : kHonourWords)
        EXPECT_TRUE(any_teacher([&](const Teacher& t) { return t.honour == honour; })) << honour;
    for (const std::string_view contract : kContractWords)
        EXPECT_TRUE(any_teacher([&](const Teacher& t) { return t.contract == contract; }))
            << contract;
    for (const std::string_view title : kTitleWords)
        EXPECT_TRUE(any_teacher([&](const Teacher& t) { return t.title == title; })) << title;
    for (const std::string_view subject : {"22", "23", "24", "25", "13", "41"})
        EXPECT_TRUE(any_teacher([&](const Teacher& t) { return t.subject == subject; })) << subject;
    for (const std::string_view degree : {"11", "14", "21", "22", "31", "41", "61"})
        EXPECT_TRUE(any_teacher([&](const Teacher& t) { return t.degree == degree; })) << degree;
    EXPECT_TRUE(any_teacher([&](const Teacher& t) {
        return t.honour == "backbone" && t.honour_until < day && !t.honour_until.empty();
    }));
    EXPECT_TRUE(any_teacher([&](const Teacher& t) { return t.honour_until == day; }))
        << "valid on its last day";
    EXPECT_TRUE(any_teacher([](const Teacher& t) {
        return t.honour == "special_grade" && t.honour_until.empty();
    }));
    EXPECT_TRUE(any_teacher([](const Teacher& t) { return t.certificate == "none"; }));
    EXPECT_TRUE(any_teacher([](const Teacher& t) { return t.works_since == 2025; }));
    EXPECT_TRUE(any_teacher([](const Teacher& t) {
        return t.works_since == 2024 && t.works_at != t.code;
    }));
    EXPECT_TRUE(any_teacher([](const Teacher& t) { return !t.birth_year; }));
}

TEST(DemoSpecialCases, MergedSplitAndRenamedSchools) {
    const auto& years = usual_county().years;
    const Snapshot& first = years.front();
    const Snapshot& last = years.back();
    const auto merged = std::ranges::find_if(last.schools, [](const School& s) {
        return s.kind == 218 && !s.merged_into.empty();
    });
    ASSERT_NE(merged, last.schools.end());
    EXPECT_FALSE(stages_of(first, merged->code).empty());
    EXPECT_TRUE(stages_of(last, merged->code).empty());
    EXPECT_NE(find_school(last, merged->merged_into), nullptr);
    const auto renamed = std::ranges::find_if(last.schools, [](const School& s) {
        return s.kind == 211 && !s.merged_into.empty();
    });
    ASSERT_NE(renamed, last.schools.end());
    EXPECT_EQ(find_school(last, renamed->merged_into)->kind, Maybe<std::int64_t>(312));
    EXPECT_EQ(find_school(first, renamed->merged_into), nullptr);
    EXPECT_FALSE(stages_of(first, renamed->code).empty());
    EXPECT_TRUE(std::ranges::any_of(last.schools, [&](const School& s) {
        return find_school(first, s.code) == nullptr && s.built_year == 2023;
    })) << "split off";
}

TEST(DemoSpecialCases, MissingFiguresHaveReasons) {
    bool not_reported = false;
    bool not_applicable = false;
    for (const SharedFigures& row : usual_year().shared) {
        not_reported =
            not_reported || (!row.equipment && row.equipment.reason() == Missing::not_reported);
        not_applicable = not_applicable || (!row.added_sports &&
                                            row.added_sports.reason() == Missing::not_applicable);
    }
    EXPECT_TRUE(not_reported && not_applicable);
    EXPECT_TRUE(any_school([](const School& s) { return !s.built_year; }));
    EXPECT_TRUE(std::ranges::any_of(usual_year().rooms, [](const RoomGroup& r) { return !r.area; })
    );
    EXPECT_TRUE(std::ranges::any_of(usual_year().villages, [](const Village& v) {
        return !v.population;
    }));
    const Snapshot& before = usual_county().years[usual_county().years.size() - 2];
    EXPECT_TRUE(std::ranges::any_of(before.shared, [&](const SharedFigures& r) {
        const School* school = find_school(before, r.code);
        return !r.equipment && school->kind == 211;
    })) << "a counted school whose value is unknown in the year before";
}

TEST(DemoSpecialCases, ThreeCountsAndClocks) {
    std::map<std::string, std::set<std::int64_t>> values;
    for (const SourceCount& row : usual_year().counts)
        values[row.code + row.stage].insert(row.value->count);
    EXPECT_TRUE(std::ranges::any_of(values, [](const auto& entry) {
        return entry.second.size() > 1;
    }));
    EXPECT_TRUE(std::ranges::any_of(values, [](const auto& entry) {
        return entry.second.size() == 1;
    }));
    std::set<std::size_t> lengths;
    for (const CountyFigure& row : usual_year().county) lengths.insert(row.period.size());
    for (const std::size_t length : {4U, 7U, 10U})
        EXPECT_TRUE(lengths.contains(length)) << "a year, a term, a day";
}

TEST(DemoSpecialCases, PapersInEveryState) {
    for (const std::string_view state : kEvidenceWords)
        EXPECT_TRUE(std::ranges::any_of(usual_year().evidence, [&](const Evidence& e) {
            return e.state == state;
        })) << state;
    for (const std::string_view judged : kJudgedWords)
        EXPECT_TRUE(std::ranges::any_of(usual_year().evidence, [&](const Evidence& e) {
            return e.judged == judged;
        })) << judged;
}

double county_figure(std::string_view key) {
    for (const CountyFigure& row : usual_year().county)
        if (row.key == key)
            return std::stod(*row.value);
    ADD_FAILURE() << key;
    return 0;
}

TEST(DemoSpecialCases, ReadingsDisagree) {
    const double intake = county_figure("retention.intake");
    const double graduates = county_figure("retention.graduates");
    const double balance =
        county_figure("retention.moved_in") - county_figure("retention.moved_out");
    const double died = county_figure("retention.died");
    EXPECT_GE((graduates - balance) / (intake - died), 0.95);
    EXPECT_LT(graduates / (intake - died + balance), 0.95);
    EXPECT_GE(county_figure("monitoring.mean_level"), 3);
    EXPECT_LT(county_figure("monitoring.level_three_share"), 0.85);
}

TEST(DemoSpecialCases, OneSchoolHasAnotherReferenceSystem) {
    EXPECT_EQ(
        std::ranges::count(
            usual_year().schools, "gcj02", [](const School& s) { return s.position.crs; }
        ),
        1
    );
}

TEST(DemoSpecialCases, ExchangeReachesItsShares) {
    EXPECT_GE(county_figure("exchange.exchanged"), 0.10 * county_figure("exchange.eligible"));
    EXPECT_GE(
        county_figure("exchange.backbone_exchanged"), 0.20 * county_figure("exchange.exchanged")
    );
}

}  // namespace
}  // namespace junheng
