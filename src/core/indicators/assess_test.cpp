// SPDX-License-Identifier: Apache-2.0
#include "core/indicators/assess.h"
#include "core/indicators/explain.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/indicators/county_fixture.h"
#include "core/indicators/county_view.h"
#include "core/indicators/live_assessment.h"
#include "core/indicators/summary.h"

namespace junheng {
namespace {

enum : std::size_t { kL1, kL2, kL3, kL4, kL5, kL6, kL7 };

const SchoolStage& row_of(
    const Assessment& assessment,
    const std::string& code,
    Stage stage = Stage::primary
) {
    const auto found = std::ranges::find_if(assessment.schools, [&](const SchoolStage& row) {
        return row.code == code && row.stage == stage;
    });
    EXPECT_NE(found, assessment.schools.end()) << code;
    return *found;
}

const ResourceRow& cv_row(const Assessment& assessment, std::size_t indicator, Stage stage) {
    return *std::ranges::find_if(assessment.resource, [&](const ResourceRow& row) {
        return row.indicator == indicator && row.stage == stage;
    });
}

TEST(Assess, AGoodCountyPassesItsResources) {
    const Snapshot county = CountyBuilder().good_primary("a", 300).good_primary("b", 600).sorted();
    const Assessment result = assess(county, national());
    EXPECT_EQ(result.resource.size(), 14U);
    EXPECT_EQ(row_of(result, "a").met, 7);
    EXPECT_EQ(result.resource_verdict, Verdict::pass);
    EXPECT_EQ(result.verdict, Verdict::unknown) << "a county without its papers is at best unknown";
}

TEST(Assess, AnEmptyCountyIsUnknown) {
    EXPECT_EQ(assess(CountyBuilder().sorted(), national()).resource_verdict, Verdict::unknown);
}

TEST(Assess, OneIndicatorMayBeShortButNotBelowTheFloor) {
    CountyBuilder county;
    county.good_primary("a", 1000);
    county.last_stage().backbone_teachers = Teachers{9};
    Assessment result = assess(county.sorted(), national());
    EXPECT_EQ(row_of(result, "a").values[kL2].compliance, Compliance::short_of);
    EXPECT_EQ(row_of(result, "a").values[kL2].above_floor, true);
    EXPECT_EQ(row_of(result, "a").values[kL2].shortfall, (CountedAmount{1, false}));
    EXPECT_EQ(row_of(result, "a").verdict, Verdict::pass);
    county.last_stage().backbone_teachers = Teachers{8};
    EXPECT_EQ(row_of(assess(county.sorted(), national()), "a").verdict, Verdict::fail);
    county.last_stage().backbone_teachers = Teachers{9};
    county.last_stage().pe_art_teachers = Teachers{8};
    EXPECT_EQ(row_of(assess(county.sorted(), national()), "a").verdict, Verdict::fail)
        << "two are short";
}

TEST(Assess, AMissingFigureIsUnknownAndNeverZero) {
    CountyBuilder county;
    county.good_primary("a", 300);
    county.last_shared().equipment = Missing::not_reported;
    const Assessment result = assess(county.sorted(), national());
    EXPECT_FALSE(row_of(result, "a").values[kL6].value);
    EXPECT_EQ(row_of(result, "a").values[kL6].compliance, Compliance::unknown);
    EXPECT_EQ(row_of(result, "a").verdict, Verdict::unknown);
    const ResourceRow& cv = cv_row(result, kL6, Stage::primary);
    EXPECT_EQ(cv.missing, 1);
    EXPECT_EQ(cv.cv_compliance, Compliance::unknown);
}

TEST(CountyView, RoomsOfOneKindAreUnknownWhereOneNumberIs) {
    Snapshot county = CountyBuilder().good_primary("a", 300).good_primary("b", 300).sorted();
    county.rooms.write() = {
        {.code = "a", .kind = "art", .area = Area{6'000}, .count = Rooms{1}},
        {.code = "a", .kind = "music", .area = Area{6'000}, .count = Rooms{2}},
        {.code = "a", .kind = "music", .area = Area{9'000}},
        {.code = "b", .kind = "music", .area = Area{6'000}, .count = Rooms{2}},
        {.code = "b", .kind = "music", .area = Area{9'000}, .count = Rooms{1}}};
    const CountyView view(county, national());
    const FigureRef music = resolve({.figure = "rooms.music"});
    const auto rooms_at = [&](std::string_view code) {
        return view.figure(view.units()[view.unit_of(code)], music, Stage::primary);
    };
    EXPECT_EQ(rooms_at("a"), Maybe<std::int64_t>(Missing::not_reported)) << "2 before";
    EXPECT_EQ(rooms_at("b"), Maybe<std::int64_t>(3));
}

TEST(Assess, TheFirstOfTheThreeCountsThatHasAFigureDecides) {
    CountyBuilder county;
    county.good_primary("a", 300);
    Snapshot given = county.sorted();
    county.last_stage().pupils = Missing::not_reported;
    Snapshot missing = county.sorted();
    for (Snapshot* snapshot : {&given, &missing})
        snapshot->counts.write() = {
            {"a", "primary", "pupils", "ledger", Amount{29'000}, ""},
            {"a", "primary", "pupils", "register", Amount{31'000}, ""}};
    StandardSet ledger_first = national();
    ledger_first.lists["count_order"] = {"ledger", "statistics"};
    const auto pupils = [](const Snapshot& snapshot, const StandardSet& standards) {
        return row_of(assess(snapshot, standards), "a").pupils;
    };
    EXPECT_EQ(pupils(given, national()), Maybe(Pupils{300}));
    EXPECT_EQ(pupils(missing, national()), Maybe(Pupils{310}));
    EXPECT_EQ(pupils(given, ledger_first), Maybe(Pupils{290}));
    EXPECT_EQ(pupils(missing, ledger_first), Maybe(Pupils{290}));
    const auto explained = explain_value(missing, national(), "L1", "a", Stage::primary);
    ASSERT_TRUE(explained);
    EXPECT_EQ(explained->inputs.back().cell->table, TableId::counts);
}

TEST(Assess, TheGymIsNotCountedTwice) {
    CountyBuilder county;
    county.good_primary("a", 100);
    county.last_shared().teaching_area = Area{60'000};
    county.last_shared().indoor_sports = Area{10'000};
    county.last_shared().sports_ground = Area{70'000};
    const Assessment result = assess(county.sorted(), national());
    EXPECT_DOUBLE_EQ(*row_of(result, "a").values[kL4].value, 5.0);
    EXPECT_DOUBLE_EQ(*row_of(result, "a").values[kL5].value, 8.0);
}

TEST(Assess, PointsBelowFiftyStayOutButVillageSchoolsStayIn) {
    CountyBuilder county;
    county.school("point", 218, 220).stage("point", Stage::primary, 49).shared("point", 49);
    county.school("village", 211, 220).stage("village", Stage::primary, 49).shared("village", 49);
    county.school("special", 514).stage("special", Stage::primary, 80).shared("special", 80);
    const Assessment result = assess(county.sorted(), national());
    EXPECT_FALSE(row_of(result, "point").counted);
    EXPECT_FALSE(row_of(result, "point").verdict);
    EXPECT_TRUE(row_of(result, "village").counted);
    EXPECT_FALSE(row_of(result, "special").counted);
    EXPECT_EQ(cv_row(result, kL1, Stage::primary).schools, 1);
}

TEST(Assess, SmallCountrySchoolsAddTravellingTeachers) {
    CountyBuilder county;
    county.school("a", 211, 220).stage("a", Stage::primary, 90).shared("a", 90);
    county.last_stage().pe_art_teachers = Teachers{0};
    county.last_stage().added_pe_art_teachers = Teachers{1};
    Assessment result = assess(county.sorted(), national());
    EXPECT_EQ(row_of(result, "a").values[kL3].compliance, Compliance::met);
    ASSERT_EQ(row_of(result, "a").values[kL3].exceptions.size(), 1U);
    county.last_stage().pupils = Pupils{100};
    EXPECT_EQ(
        row_of(assess(county.sorted(), national()), "a").values[kL3].compliance,
        Compliance::short_of
    );
}

TEST(Assess, CampusesCountWithTheirSchoolUnlessReadApart) {
    CountyBuilder county;
    county.good_primary("a", 300).good_primary("b", 200);
    county.last_school().campus_of = "a";
    const Snapshot snapshot = county.sorted();
    const Assessment together = assess(snapshot, national());
    EXPECT_EQ(together.schools.size(), 1U);
    EXPECT_EQ(row_of(together, "a").pupils, Maybe(Pupils{500}));
    const Assessment apart = assess(snapshot, with_reading(national(), "campuses", "apart"));
    EXPECT_EQ(apart.schools.size(), 2U);
}

TEST(Assess, TheSharedBuildingBindsByItsWeightedPupils) {
    CountyBuilder county;
    county.school("a", 312)
        .stage("a", Stage::primary, 600)
        .stage("a", Stage::junior, 300)
        .shared("a", 900);
    county.last_shared().teaching_area = Area{400'000};
    const Assessment result = assess(county.sorted(), national());
    // Needed: 4.5 * (600 + 1.1 * 300) = 4185 and 5.8 * 930 / 1.1 = 4903.6363...: the junior
    // threshold binds.
    EXPECT_EQ(row_of(result, "a").values[kL4].shortfall, (CountedAmount{18'500, true}));
    EXPECT_EQ(
        row_of(result, "a", Stage::junior).values[kL4].shortfall, (CountedAmount{90'364, true})
    );
    const Summary summary = summarize(result, national());
    ASSERT_FALSE(summary.gaps.empty());
    EXPECT_EQ(summary.gaps.front().amount, (CountedAmount{90'364, true}))
        << "a building counts once";
}

TEST(Explain, ACampusWithoutTheStageIsNoInput) {
    CountyBuilder county;
    county.school("a", 312)
        .stage("a", Stage::primary, 600)
        .stage("a", Stage::junior, 300)
        .shared("a", 900)
        .school("b", 211)
        .stage("b", Stage::primary, 100);
    county.last_school().campus_of = "a";
    const Snapshot snapshot = county.sorted();
    const auto teachers = explain_value(snapshot, national(), "L1", "a", Stage::junior);
    ASSERT_TRUE(teachers);
    for (const ExplainedInput& input : teachers->inputs) EXPECT_EQ(input.school, "a");
    EXPECT_EQ(teachers->inputs.size(), 2U) << "teachers and pupils";
    const auto area = explain_value(snapshot, national(), "L4", "a", Stage::junior);
    ASSERT_TRUE(area);
    const auto campus = std::ranges::find(area->inputs, "b", &ExplainedInput::school);
    ASSERT_NE(campus, area->inputs.end()) << "its area is missing";
    EXPECT_FALSE(campus->value);
    EXPECT_FALSE(campus->cell) << "there is no such row";
}

TEST(Summary, GapsOfSchoolsThatPassAndOfOverlaysStandApart) {
    CountyBuilder county;
    county.good_primary("a", 1000);
    county.last_stage().backbone_teachers = Teachers{9};
    county.good_primary("b", 1000);
    county.last_stage().backbone_teachers = Teachers{7};
    county.good_primary("c", 1000);
    county.last_stage().pupils = Missing::not_reported;
    StandardSet with_overlay = national();
    ResourceIndicator own = with_overlay.resource[kL2];
    own.id = "X1";
    own.overlay = true;
    with_overlay.resource.push_back(own);
    const Summary summary = summarize(assess(county.sorted(), with_overlay), with_overlay);
    ASSERT_EQ(summary.gaps.size(), 1U) << "what an overlay asks for is no gap of the county";
    EXPECT_EQ(summary.gaps[0].amount, (CountedAmount{3, false}));
    ASSERT_EQ(summary.tolerated_gaps.size(), 1U);
    EXPECT_EQ(summary.tolerated_gaps[0].amount, (CountedAmount{1, false}));
}

TEST(Summary, ASchoolIsCountedOnceAndIsAsItsWorstStage) {
    CountyBuilder county;
    for (const char* code : {"a", "b", "c", "d"})
        county.school(code, 312)
            .stage(code, Stage::primary, 600)
            .stage(code, Stage::junior, 300)
            .shared(code, 1800);
    county.school("z", 321).stage("z", Stage::primary, 600);
    Snapshot snapshot = county.sorted();
    auto& stages = snapshot.stages.write();
    stages[0].backbone_teachers = Teachers{0};
    stages[1].backbone_teachers = Missing::not_reported;
    stages[2].backbone_teachers = Missing::not_reported;
    stages[4].backbone_teachers = Teachers{0};
    const Summary summary = summarize(assess(snapshot, national()), national());
    EXPECT_EQ(summary.schools.counted, 4);
    EXPECT_EQ(summary.schools.failing, 2);
    EXPECT_EQ(summary.schools.unknown, 1);
    EXPECT_EQ(summary.schools.passing(), 1);
    EXPECT_EQ(summary.stages.counted, 8);
    EXPECT_EQ(summary.stages.passing(), 4);
    EXPECT_EQ(summary.outside_stages, 1);
}

TEST(Assess, ReadingsShowWhatHangsOnThem) {
    CountyBuilder county;
    county.good_primary("a", 10'000);
    county.last_stage().above_degree_teachers = Teachers{419};
    county.last_stage().backbone_teachers = Teachers{99};
    county.last_shared().equipment = Money{3'000'000'000};
    const Snapshot snapshot = county.sorted();
    const Assessment base = assess(snapshot, national());
    EXPECT_EQ(base.resource_verdict, Verdict::fail) << "4.19 and 0.99 are two short ones";
    EXPECT_TRUE(reading_effects(snapshot, national(), base).empty());
    county.last_stage().above_degree_teachers = Teachers{420};
    EXPECT_EQ(assess(county.sorted(), national()).resource_verdict, Verdict::pass);
}

/// The national set where country schools with small classes count travelling teachers too.
const StandardSet& with_an_exception_by_class() {
    static const StandardSet set = [] {
        StandardSet changed = national();
        changed.resource[kL3].exceptions.push_back(
            {.id = "small_classes",
             .any_of = {Condition::small_classes_country},
             .numbers = {{"max_class", Decimal{30, 0}}},
             .adds = {{.figure = "added_pe_art_teachers"}}}
        );
        return changed;
    }();
    return set;
}

TEST(LiveAssessment, AClassThatGrowsEndsAnException) {
    CountyBuilder county;
    county.school("a", 211, 220).stage("a", Stage::primary, 1000).shared("a", 1000);
    county.last_stage().pe_art_teachers = Teachers{8};
    county.last_stage().added_pe_art_teachers = Teachers{1};
    Snapshot snapshot = county.sorted();
    snapshot.classes.write() = {{.code = "a", .grade = 1, .name = "1", .pupils = Pupils{29}}};
    LiveAssessment live(snapshot, with_an_exception_by_class());
    EXPECT_EQ(row_of(live.assessment(), "a").values[kL3].compliance, Compliance::met);
    const Row key{std::string("a"), std::int64_t{1}, std::string("1")};
    ASSERT_TRUE(live.apply(CellSet{
        TableId::classes, key, key.size(), Value(std::int64_t{29}), Value(std::int64_t{30})}));
    EXPECT_EQ(row_of(live.assessment(), "a").values[kL3].compliance, Compliance::short_of);
}

RC_GTEST_PROP(LiveAssessment, FollowsEveryCellToTheSameBits, ()) {
    const Snapshot county = any_county();
    const StandardSet& standards = with_an_exception_by_class();
    LiveAssessment live(county, standards);
    RC_ASSERT(live.assessment() == assess(county, standards));
    const auto steps = *rc::gen::inRange(1, 6);
    for (int step = 0; step < steps; ++step) {
        const TableId table = *rc::gen::element(
            TableId::stages, TableId::shared, TableId::teachers, TableId::classes
        );
        const auto rows = row_count(live.snapshot(), table);
        if (rows == 0)
            continue;
        const auto row = *rc::gen::inRange<std::size_t>(0, rows);
        const TableSpec& spec = table_spec(table);
        const auto field = *rc::gen::inRange<std::size_t>(spec.key_fields, spec.fields.size());
        const auto other = *rc::gen::inRange<std::size_t>(0, rows);
        const Row key = row_at(live.snapshot(), table, row);
        const Value after = cell_at(live.snapshot(), table, other, field);
        const Change change = CellSet{
            table,
            Row(key.begin(), key.begin() + static_cast<std::ptrdiff_t>(spec.key_fields)),
            field,
            key[field],
            after};
        RC_ASSERT(live.apply(change).has_value());
        RC_ASSERT(live.assessment() == assess(live.snapshot(), standards));
    }
}

RC_GTEST_PROP(Assess, TheOrderOfTheTablesDoesNotMatter, ()) {
    const Snapshot county = any_county();
    Snapshot shuffled = county;
    for (const TableId table : all_tables()) {
        auto rows = rows_of(county, table);
        std::ranges::reverse(rows);
        RC_ASSERT(set_rows(shuffled, table, std::move(rows)).has_value());
    }
    RC_ASSERT(assess(shuffled, national()) == assess(county, national()));
}

}  // namespace
}  // namespace junheng
