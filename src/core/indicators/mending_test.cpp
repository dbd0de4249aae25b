// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/mending.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/indicators/assess.h"
#include "core/indicators/county_fixture.h"

namespace junheng {
namespace {

enum : std::size_t { kL1, kL2, kL3, kL4, kL5, kL6, kL7 };

template <class Record>
Record* row_of(Rows<Record>& rows, const std::string& code) {
    for (Record& row : rows.write())
        if (row.code == code)
            return &row;
    return nullptr;
}

template <class Figure>
void add(Maybe<Figure>& figure, std::int64_t amount) {
    figure = Figure{figure.value_or(Figure{}).count + amount};
}

StageFigures* stage_of(Snapshot& county, const std::string& code, Stage stage) {
    for (StageFigures& row : county.stages.write())
        if (row.code == code && row.stage == stage)
            return &row;
    return nullptr;
}

void add_to_stage(StageFigures& row, std::size_t indicator, std::int64_t amount) {
    if (indicator == kL1)
        add(row.above_degree_teachers, amount);
    if (indicator == kL2)
        add(row.backbone_teachers, amount);
    if (indicator == kL3)
        add(row.pe_art_teachers, amount);
}

void add_to_building(SharedFigures& row, std::size_t indicator, std::int64_t amount) {
    if (indicator == kL4)
        add(row.teaching_area, amount);
    if (indicator == kL5)
        add(row.sports_ground, amount);
    if (indicator == kL6)
        add(row.equipment, amount);
    if (indicator == kL7)
        add(row.multimedia_rooms, amount);
}

/// All acts of a school done, `less` smallest units of act `which` left out.
Snapshot mended(
    Snapshot county,
    const SchoolMending& mending,
    std::size_t which = 0,
    std::int64_t less = 0
) {
    for (std::size_t i = 0; i < mending.acts.size(); ++i) {
        const MendingAct& act = mending.acts[i];
        const std::int64_t amount = act.amount.count - (i == which ? less : 0);
        if (act.stage)
            add_to_stage(*stage_of(county, mending.code, *act.stage), act.indicator, amount);
        else
            add_to_building(*row_of(county.shared, mending.code), act.indicator, amount);
    }
    return county;
}

/// A school whose figures stand at its campuses alone has no row of its own to raise.
bool has_rows(Snapshot& county, const SchoolMending& mending) {
    return std::ranges::all_of(mending.acts, [&](const MendingAct& act) {
        return act.stage ? stage_of(county, mending.code, *act.stage) != nullptr
                         : row_of(county.shared, mending.code) != nullptr;
    });
}

bool all_pass(const Snapshot& county, const std::string& code) {
    const Assessment result = assess(county, national());
    return std::ranges::all_of(result.schools, [&](const SchoolStage& row) {
        return row.code != code || !row.counted || row.verdict == Verdict::pass;
    });
}

RC_GTEST_PROP(Mending, DoneItMendsAndAnythingLessDoesNot, ()) {
    Snapshot county = any_county();
    county.teachers = {};  // totals are raised here, not teachers
    for (const SchoolMending& mending : mend_schools(county, national(), {})) {
        if (mending.figures_missing || !has_rows(county, mending))
            continue;
        RC_ASSERT(!mending.acts.empty());
        RC_ASSERT(all_pass(mended(county, mending), mending.code));
        for (std::size_t i = 0; i < mending.acts.size(); ++i) {
            RC_ASSERT(!all_pass(mended(county, mending, i, 1), mending.code));
            RC_ASSERT(
                !all_pass(mended(county, mending, i, mending.acts[i].amount.count), mending.code)
            );
        }
    }
}

CountyBuilder one_school() {
    CountyBuilder county;
    county.good_primary("a", 1000).good_primary("b", 300);
    return county;
}

TEST(Mending, ASchoolThatPassesNeedsNothing) {
    EXPECT_TRUE(mend_schools(one_school().sorted(), national(), {}).empty());
}

TEST(Mending, OneBelowTheFloorIsRaisedToTheFloorOnly) {
    CountyBuilder county;
    county.good_primary("a", 1000);
    county.last_stage().backbone_teachers = Teachers{8};  // needs 10, floor 8.5
    const auto mendings = mend_schools(county.sorted(), national(), {});
    ASSERT_EQ(mendings.size(), 1U);
    EXPECT_EQ(
        mendings[0].acts,
        (std::vector<MendingAct>{{kL2, Stage::primary, {1, false}, true, std::nullopt}})
    );
    EXPECT_FALSE(mendings[0].by_cost);
}

/// Two short, neither below the floor: one act mends, and which one is a question of price.
CountyBuilder two_short() {
    CountyBuilder county;
    county.good_primary("a", 1000);
    county.last_stage().backbone_teachers = Teachers{9};  // 1 of 10 missing
    county.last_shared().equipment = Money{180'000'000};  // 200,000 of 2,000,000 yuan missing
    return county;
}

TEST(Mending, TheDearerActIsLeftWhereCostsAreKnown) {
    const auto county = two_short().sorted();
    const auto dear = mend_schools(county, national(), {{"L2", 300'000.0}});
    ASSERT_EQ(dear.at(0).acts.size(), 1U);
    EXPECT_TRUE(dear[0].by_cost);
    EXPECT_EQ(dear[0].acts[0].indicator, kL6);
    EXPECT_EQ(dear[0].acts[0].cost, 200'000.0);
    const auto cheap = mend_schools(county, national(), {{"L2", 100'000.0}});
    EXPECT_EQ(cheap.at(0).acts.at(0).indicator, kL2);
    EXPECT_EQ(cheap[0].acts[0].cost, 100'000.0);
}

TEST(Mending, WithoutACostNoMoneyIsNamed) {
    const auto mendings = mend_schools(two_short().sorted(), national(), {});
    ASSERT_EQ(mendings.at(0).acts.size(), 1U);
    EXPECT_FALSE(mendings[0].by_cost);
    for (const MendingAct& act : mendings[0].acts)
        EXPECT_EQ(act.cost.has_value(), act.indicator == kL6);
}

TEST(Mending, AFigureNotReportedStaysOpen) {
    CountyBuilder county;
    county.good_primary("a", 1000);
    county.last_stage().backbone_teachers = Missing::not_reported;
    const auto mendings = mend_schools(county.sorted(), national(), {});
    ASSERT_EQ(mendings.size(), 1U);
    EXPECT_TRUE(mendings[0].acts.empty());
    EXPECT_TRUE(mendings[0].figures_missing);
}

TEST(Mending, TheStagesOfABuildingAreServedByOneAct) {
    CountyBuilder county;
    county.school("a", 312)
        .stage("a", Stage::primary, 600)
        .stage("a", Stage::junior, 300)
        .shared("a", 900);
    county.last_shared().multimedia_rooms = Rooms{1};
    const auto mendings = mend_schools(county.sorted(), national(), {});
    ASSERT_EQ(mendings.at(0).acts.size(), 1U);
    EXPECT_FALSE(mendings[0].acts[0].stage.has_value());
    EXPECT_TRUE(all_pass(mended(county.sorted(), mendings[0]), "a"));
}

}  // namespace
}  // namespace junheng
