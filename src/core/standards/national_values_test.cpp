// SPDX-License-Identifier: Apache-2.0
// The national figures once more, typed from the documents and not read from data/: a slip in a
// rule file shows here.
#include <algorithm>
#include <array>
#include <set>

#include <gtest/gtest.h>

#include "core/standards/standards_fixture.h"

namespace junheng {
namespace {

class NationalValues : public ::testing::Test {
protected:
    static const StandardSet& set() {
        static const Result<StandardSet> loaded = load_national();
        EXPECT_TRUE(loaded) << describe(loaded.error());
        return *loaded;
    }

    static const JudgedIndicator& judged(std::string_view id) {
        for (const auto* part : {&set().guarantee, &set().quality, &set().vetoes})
            for (const JudgedIndicator& rule : *part)
                if (rule.id == id)
                    return rule;
        EXPECT_EQ(id, set().recognition.id);
        return set().recognition;
    }

    static Decimal limit(std::string_view id, const std::string& name) {
        const auto& limits = judged(id).parameters;
        const auto found = limits.find(name);
        EXPECT_NE(found, limits.end()) << id << " " << name;
        return found == limits.end() ? Decimal{} : found->second.value;
    }

    static void expect_source(const RuleSource& source, const std::string& what) {
        static const std::set<std::string> letters{"A", "B", "C", "C2", "C+M", "M", "X"};
        EXPECT_FALSE(source.document.empty()) << what;
        EXPECT_FALSE(source.clause.empty()) << what;
        EXPECT_TRUE(letters.contains(source.confidence)) << what << " " << source.confidence;
        EXPECT_TRUE(source.from.ok()) << what;
    }

    static void expect_sources(const JudgedIndicator& rule) {
        expect_source(rule.source, rule.id);
        for (const auto& [name, limit] : rule.parameters)
            expect_source(limit.source, rule.id + " " + name);
        for (const ExceptionRule& exception : rule.exceptions)
            expect_source(exception.source, rule.id + " " + exception.id);
    }
};

TEST_F(NationalValues, HoldAllIndicatorsInTheirOrder) {
    ASSERT_EQ(set().resource.size(), 7U);
    ASSERT_EQ(set().guarantee.size(), 15U);
    ASSERT_EQ(set().quality.size(), 9U);
    ASSERT_EQ(set().vetoes.size(), 7U);
    for (std::size_t i = 0; i < 7; ++i)
        EXPECT_EQ(set().resource[i].id, "L" + std::to_string(i + 1));
    for (std::size_t i = 0; i < 15; ++i)
        EXPECT_EQ(set().guarantee[i].id, "G" + std::to_string(i + 1));
    for (std::size_t i = 0; i < 9; ++i) EXPECT_EQ(set().quality[i].id, "Q" + std::to_string(i + 1));
    for (std::size_t i = 0; i < 7; ++i) EXPECT_EQ(set().vetoes[i].id, "V" + std::to_string(i + 1));
    EXPECT_EQ(set().recognition.id, "R1");
}

TEST_F(NationalValues, SevenThresholdsAndFourteenCvLimits) {
    struct Row {
        std::string_view id;
        Decimal primary;
        Decimal junior;
        ResourceForm form;
        bool split;
        std::string_view unit;
    };
    constexpr auto hundred = ResourceForm::per_hundred;
    constexpr auto pupil = ResourceForm::per_pupil;
    const std::array rows{
        Row{"L1", {42, 1}, {53, 1}, hundred, false, "teacher"},
        Row{"L2", {1, 0}, {1, 0}, hundred, false, "teacher"},
        Row{"L3", {9, 1}, {9, 1}, hundred, false, "teacher"},
        Row{"L4", {45, 1}, {58, 1}, pupil, true, "m2"},
        Row{"L5", {75, 1}, {102, 1}, pupil, true, "m2"},
        Row{"L6", {2000, 0}, {2500, 0}, pupil, true, "yuan"},
        Row{"L7", {23, 1}, {24, 1}, hundred, true, "room"},
    };
    for (const Row& row : rows) {
        const ResourceIndicator* rule = find_indicator(set(), row.id);
        ASSERT_NE(rule, nullptr) << row.id;
        EXPECT_EQ(limit_for(rule->thresholds, Stage::primary)->value, row.primary) << row.id;
        EXPECT_EQ(limit_for(rule->thresholds, Stage::junior)->value, row.junior) << row.id;
        EXPECT_EQ(limit_for(rule->cv_limits, Stage::primary)->value, (Decimal{5, 1})) << row.id;
        EXPECT_EQ(limit_for(rule->cv_limits, Stage::junior)->value, (Decimal{45, 2})) << row.id;
        EXPECT_EQ(rule->form, row.form) << row.id;
        EXPECT_EQ(rule->split, row.split) << row.id;
        EXPECT_EQ(rule->unit, row.unit) << row.id;
        EXPECT_FALSE(rule->overlay) << row.id;
    }
    EXPECT_EQ(find_indicator(set(), "L6")->step, (Decimal{100, 0}));
}

TEST_F(NationalValues, GymsAreCountedOnce) {
    const auto& rooms = find_indicator(set(), "L4")->numerator;
    ASSERT_EQ(rooms.size(), 2U);
    EXPECT_EQ(rooms[1].figure, "indoor_sports_m2");
    EXPECT_TRUE(rooms[1].subtract && rooms[1].optional);
    const auto& sports = find_indicator(set(), "L5")->numerator;
    ASSERT_EQ(sports.size(), 2U);
    EXPECT_FALSE(sports[1].subtract);
}

TEST_F(NationalValues, SchoolPassParametersAndLists) {
    const auto& numbers = set().parameters;
    EXPECT_EQ(numbers.at("least_met").value, (Decimal{6, 0}));
    EXPECT_EQ(numbers.at("floor_share").value, (Decimal{85, 2}));
    EXPECT_EQ(numbers.at("point_minimum").value, (Decimal{50, 0}));
    EXPECT_EQ(numbers.at("weight_primary").value, (Decimal{1, 0}));
    EXPECT_EQ(numbers.at("weight_junior").value, (Decimal{11, 1}));
    EXPECT_EQ(numbers.at("weight_senior").value, (Decimal{132, 2}));
    EXPECT_EQ(numbers.at("cv_near").value, (Decimal{5, 4}));
    using Words = std::vector<std::string>;
    const auto& lists = set().lists;
    EXPECT_EQ(
        lists.at("excluded_kinds"), (Words{"321", "342", "371", "511", "512", "513", "514", "519"})
    );
    EXPECT_EQ(lists.at("above_degree.primary"), (Words{"1", "2", "3"}));
    EXPECT_EQ(lists.at("above_degree.junior"), (Words{"1", "2"}));
    EXPECT_EQ(lists.at("pe_art_subjects"), (Words{"22", "23", "24", "25"}));
    EXPECT_EQ(lists.at("counted_contracts"), (Words{"in_quota", "contract"}));
    EXPECT_EQ(lists.at("count_order"), (Words{"statistics", "register", "ledger"}));
}

TEST_F(NationalValues, ExceptionsOfTheSchools) {
    const auto& teachers = find_indicator(set(), "L3")->exceptions.at(0);
    EXPECT_EQ(teachers.any_of, std::vector{Condition::small_country_school});
    EXPECT_EQ(teachers.numbers.at("min_pupils"), (Decimal{50, 0}));
    EXPECT_EQ(teachers.numbers.at("max_pupils"), (Decimal{99, 0}));
    EXPECT_EQ(teachers.adds.at(0).figure, "added_pe_art_teachers");
    EXPECT_EQ(find_indicator(set(), "L5")->exceptions.at(0).adds.at(0).figure, "added_sports_m2");

    const auto& built = judged("G3").exceptions.at(0);
    EXPECT_EQ(built.numbers.at("until_year"), (Decimal{2016, 0}));
    EXPECT_EQ(built.limits.at("music_area"), (Decimal{73, 0}));
    EXPECT_EQ(built.limits.at("art_area"), (Decimal{67, 0}));
    const auto& small = judged("G3").exceptions.at(1);
    EXPECT_EQ(small.numbers.at("max_class"), (Decimal{30, 0}));
    EXPECT_EQ(small.limits.at("music_area.primary"), (Decimal{54, 0}));
    EXPECT_EQ(small.limits.at("art_area.junior"), (Decimal{61, 0}));
    const auto& size = judged("G4").exceptions.at(0);
    EXPECT_EQ(size.any_of, (std::vector{Condition::built_until, Condition::majority_migrant}));
    EXPECT_EQ(size.numbers.at("until_year"), (Decimal{2010, 0}));
    EXPECT_EQ(size.limits.at("max_pupils"), (Decimal{2400, 0}));
    EXPECT_EQ(size.limits.at("max_pupils_nine_year"), (Decimal{3000, 0}));
}

TEST_F(NationalValues, LimitsOfTheJudgedIndicators) {
    struct Row {
        std::string_view id;
        std::string name;
        Decimal value;
    };
    const std::array rows{
        Row{"G3", "classes_per_room", {12, 0}},
        Row{"G3", "music_area", {96, 0}},
        Row{"G3", "art_area", {90, 0}},
        Row{"G4", "max_pupils", {2000, 0}},
        Row{"G4", "max_pupils_nine_year", {2500, 0}},
        Row{"G5", "max_pupils.primary", {45, 0}},
        Row{"G5", "max_pupils.junior", {50, 0}},
        Row{"G6", "norm.primary", {720, 0}},
        Row{"G6", "norm.junior", {940, 0}},
        Row{"G6", "pupils_counted", {100, 0}},
        Row{"G7", "minimum", {7000, 0}},
        Row{"G9", "share", {1, 0}},
        Row{"G9", "hours", {360, 0}},
        Row{"G11", "first", {1, 1}},
        Row{"G11", "second", {2, 1}},
        Row{"G12", "share", {1, 0}},
        Row{"G13", "primary", {1, 0}},
        Row{"G13", "junior", {95, 2}},
        Row{"G14", "share", {5, 1}},
        Row{"G15", "share", {85, 2}},
        Row{"Q1", "share", {95, 2}},
        Row{"Q2", "share", {95, 2}},
        Row{"Q4", "share", {5, 2}},
        Row{"Q9", "level", {3, 0}},
        Row{"Q9", "share", {85, 2}},
        Row{"Q9", "rate", {15, 2}},
        Row{"R1", "share", {85, 2}},
    };
    for (const Row& row : rows)
        EXPECT_EQ(limit(row.id, row.name), row.value) << row.id << " " << row.name;
    EXPECT_EQ(judged("G4").comparison, Comparison::at_most);
    EXPECT_EQ(judged("G5").comparison, Comparison::at_most);
}

TEST_F(NationalValues, EveryValueNamesItsSource) {
    for (const ResourceIndicator& rule : set().resource) {
        expect_source(rule.source, rule.id);
        for (const auto* limits : {&rule.thresholds, &rule.cv_limits})
            for (const Limit& limit : *limits) expect_source(limit.source, rule.id);
        for (const ExceptionRule& exception : rule.exceptions)
            expect_source(exception.source, exception.id);
    }
    for (const auto* part : {&set().guarantee, &set().quality, &set().vetoes})
        std::ranges::for_each(*part, expect_sources);
    expect_sources(set().recognition);
    for (const auto& [name, limit] : set().parameters) expect_source(limit.source, name);
    for (const Reading& reading : set().readings) expect_source(reading.source, reading.id);
    EXPECT_EQ(
        find_indicator(set(), "L1")->source.title, "教育部《县域义务教育优质均衡发展督导评估办法》"
    );
}

TEST_F(NationalValues, ElevenReadingsWithTheirDefaults) {
    const std::map<std::string, std::vector<std::string>> readings{
        {"rounding", {"none", "two_decimals"}},
        {"contract_teachers", {"counted", "not_counted"}},
        {"exchange_teachers", {"personnel_file", "school_of_work"}},
        {"private_schools", {"counted", "not_counted"}},
        {"teaching_points", {"own", "merged"}},
        {"campuses", {"together", "apart"}},
        {"expired_backbone", {"not_counted", "counted"}},
        {"primary_degree", {"associate", "bachelor"}},
        {"retention", {"formula_a", "formula_b"}},
        {"catchment", {"all_pupils", "new_pupils"}},
        {"level_three_base", {"county_mean", "pupils_85"}},
    };
    ASSERT_EQ(set().readings.size(), readings.size());
    for (const auto& [id, choices] : readings) {
        const auto reading = std::ranges::find(set().readings, id, &Reading::id);
        ASSERT_NE(reading, set().readings.end()) << id;
        EXPECT_EQ(reading->choices, choices) << id;
        EXPECT_EQ(choice(set(), id), choices.front()) << id;
        EXPECT_FALSE(reading->ask.zh.empty()) << id;
        EXPECT_EQ(reading->choice_names.size(), 2U) << id;
    }
    EXPECT_TRUE(choice(set(), "no_such_reading").empty());
}

Decimal limit_on(std::string_view id, const std::string& name, Date day) {
    const auto set = load_national({.on = day});
    const auto rule = std::ranges::find(set->guarantee, id, &JudgedIndicator::id);
    return rule->parameters.at(name).value;
}

TEST_F(NationalValues, ChangeWithTheDay) {
    using namespace std::chrono;
    // The notices say "spring term", which is read as the first of March.
    EXPECT_EQ(limit_on("G7", "minimum", 2025y / February / 28d), (Decimal{6000, 0}));
    EXPECT_EQ(limit_on("G7", "minimum", 2025y / March / 1d), (Decimal{7000, 0}));
    EXPECT_EQ(limit_on("G6", "norm.primary", 2023y / February / 28d), (Decimal{650, 0}));
    EXPECT_EQ(limit_on("G6", "norm.junior", 2022y / September / 1d), (Decimal{850, 0}));
    EXPECT_EQ(limit_on("G6", "norm.junior", 2023y / March / 1d), (Decimal{940, 0}));
}

TEST_F(NationalValues, JudgeEarlierYearsInRetrospect) {
    using namespace std::chrono;
    const auto set = load_national({.on = 2015y / September / 1d});
    ASSERT_TRUE(set);
    EXPECT_EQ(find_indicator(*set, "L1")->thresholds.size(), 2U);
    EXPECT_EQ(limit_on("G7", "minimum", 2015y / September / 1d), (Decimal{6000, 0}));
    EXPECT_TRUE(set->parameters.contains("floor_share"));
}

}  // namespace
}  // namespace junheng
