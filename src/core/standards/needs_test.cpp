// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "core/standards/standards_fixture.h"

namespace junheng {
namespace {

namespace fs = std::filesystem;

const std::string kSource = "document = \"d\"\nconfidence = \"B\"\nfrom = 2025-01-01\n";

/// "code field in file" of the fault, or "loaded".
std::string outcome(const Result<StandardSet>& set) {
    if (set)
        return "loaded";
    const Error& error = set.error();
    for (const auto& [name, value] : error.args)
        if (name == "field")
            return error.code + " " + value + " in " + error.where.file;
    return describe(error);
}

/// A copy of the national set, to take things out of.
class NationalNeeds : public ::testing::Test {
protected:
    NationalNeeds() { fs::copy(national_folder(), copy(), fs::copy_options::recursive); }

    fs::path copy() const { return folder_.path() / "set"; }

    Result<StandardSet> load(std::vector<fs::path> overlays = {}) const {
        return load_standards(copy(), {.on = kToday, .overlays = std::move(overlays)});
    }

    std::string text(const std::string& file) const {
        std::ifstream in(copy() / file);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    /// What becomes of the set when `from` stands as `to` in a file.
    std::string with(const std::string& file, const std::string& from, const std::string& to)
        const {
        const std::string before = text(file);
        const auto at = before.find(from);
        if (at == std::string::npos)
            return "no \"" + from + "\" in " + file;
        folder_.write("set/" + file, std::string(before).replace(at, from.size(), to));
        const std::string result = outcome(load());
        folder_.write("set/" + file, before);
        return result;
    }

    ScratchFolder folder_;
};

TEST_F(NationalNeeds, EveryParameterOfTheResourcePart) {
    EXPECT_EQ(outcome(load()), "loaded");
    for (const auto& [name, file] : std::map<std::string, std::string>{
             {"floor_share", "school_pass"},
             {"least_met", "school_pass"},
             {"point_minimum", "counted_schools"},
             {"weight_primary", "stage_weights"},
             {"weight_junior", "stage_weights"},
             {"weight_senior", "stage_weights"},
             {"cv_near", "display"}})
        EXPECT_EQ(
            with("parameters/" + file + ".toml", '"' + name + '"', "\"another\""),
            "standards.missing_number " + name + " in set"
        );
}

TEST_F(NationalNeeds, EveryListOfTheResourcePart) {
    for (const auto& [name, file] : std::map<std::string, std::string>{
             {"excluded_kinds", "counted_schools"},
             {"above_degree.primary", "counted_teachers"},
             {"above_degree.junior", "counted_teachers"},
             {"pe_art_subjects", "counted_teachers"},
             {"backbone_honours", "counted_teachers"},
             {"counted_contracts", "counted_teachers"},
             {"contract_teacher_contracts", "counted_teachers"}})
        EXPECT_EQ(
            with("parameters/" + file + ".toml", '"' + name + '"', "\"another\""),
            "standards.missing_input " + name + " in set"
        );
    EXPECT_EQ(
        with(
            "parameters/counted_teachers.toml", "items = [\"in_quota\", \"contract\"]", "items = []"
        ),
        "standards.missing_input items in set/parameters/counted_teachers.toml"
    );
}

TEST_F(NationalNeeds, WhatAnOverlayGivesInTheirPlace) {
    fs::remove(copy() / "parameters/display.toml");
    folder_.write("own/near.toml", "id = \"cv_near\"\nvalue = 0.001\n" + kSource);
    EXPECT_EQ(outcome(load({folder_.path() / "own"})), "loaded");
    folder_.write(
        "own/near.toml",
        "id = \"cv_near\"\nvalue = 0.001\ndocument = \"d\"\nconfidence = \"B\"\nfrom = 2026-01-01\n"
    );
    EXPECT_EQ(outcome(load({folder_.path() / "own"})), "standards.missing_number cv_near in set");
}

struct Needed {
    const char* file;
    const char* word;  // taken out by another name
    const char* outcome;
};

TEST_F(NationalNeeds, EveryLimitThatAFormAsksFor) {
    for (const Needed& row : {
             Needed{"guarantee/music_and_art_rooms", "\"classes_per_room\"", "classes_per_room"},
             {"guarantee/music_and_art_rooms", "\"music_area\"", "music_area.primary"},
             {"guarantee/music_and_art_rooms", "\"art_area\"", "art_area.primary"},
             {"guarantee/school_size", "\"max_pupils\"", "max_pupils"},
             {"guarantee/school_size", "\"max_pupils_nine_year\"", "max_pupils_nine_year"},
             {"guarantee/class_size", "\"max_pupils\", stage = \"primary\"", "max_pupils.primary"},
             {"guarantee/class_size", "\"max_pupils\", stage = \"junior\"", "max_pupils.junior"},
             {"guarantee/small_school_funds", "\"pupils_counted\"", "pupils_counted"},
             {"guarantee/migrant_and_left_behind_children", "\"share\"", "share"},
             {"guarantee/teacher_exchange", "\"first\"", "first"},
             {"guarantee/teacher_exchange", "\"second\"", "second"},
             {"guarantee/catchment_enrolment", "\"primary\"", "primary"},
             {"guarantee/catchment_enrolment", "\"junior\"", "junior"},
             {"quality/retention", "\"share\"", "share"},
             {"quality/training_funds", "\"share\"", "share"},
             {"quality/national_monitoring", "{ name = \"rate\"", "rate"},
             {"quality/national_monitoring", "{ name = \"level\"", "level"},
             {"quality/national_monitoring", "{ name = \"share\"", "share"},
             {"recognition", "\"share\"", "share"},
         }) {
        const std::string file = std::string(row.file) + ".toml";
        std::string to = row.word;
        to.insert(to.find('"') + 1, "another_");
        EXPECT_EQ(
            with(file, row.word, to),
            "standards.missing_number " + std::string(row.outcome) + " in set/" + file
        );
    }
}

TEST_F(NationalNeeds, NumbersOfTheirKind) {
    for (const auto& [file, from, to, field] : {
             std::array{
                 "parameters/school_pass",
                 "value = 6",
                 "value = 5.5",
                 "least_met in set/parameters/school_pass.toml"},
             {"parameters/school_pass",
              "value = 0.85",
              "value = 85",
              "floor_share in set/parameters/school_pass.toml"},
             {"parameters/stage_weights",
              "value = 1",
              "value = -1",
              "weight_primary in set/parameters/stage_weights.toml"},
             {"parameters/stage_weights",
              "value = 1",
              "value = 0",
              "weight_primary in set/parameters/stage_weights.toml"},
             {"parameters/stage_weights",
              "value = 1.1",
              "value = 1.125",
              "weight_junior in set/parameters/stage_weights.toml"},
             {"resource/sports_area_per_pupil",
              "at_least = 7.5",
              "at_least = 0",
              "threshold in set/resource/sports_area_per_pupil.toml"},
             {"resource/sports_area_per_pupil",
              "at_most = 0.50",
              "at_most = -0.50",
              "cv_limit in set/resource/sports_area_per_pupil.toml"},
             {"resource/pe_art_teachers_per_hundred",
              "min_pupils = 50",
              "min_pupils = 50.5",
              "min_pupils in set/resource/pe_art_teachers_per_hundred.toml"},
             {"resource/pe_art_teachers_per_hundred",
              "max_pupils = 99",
              "max_pupils = 0",
              "max_pupils in set/resource/pe_art_teachers_per_hundred.toml"},
             {"guarantee/music_and_art_rooms",
              "until_year = 2016",
              "until_year = 2016.5",
              "until_year in set/guarantee/music_and_art_rooms.toml"},
             {"guarantee/music_and_art_rooms",
              "max_class = 30",
              "max_class = -30",
              "max_class in set/guarantee/music_and_art_rooms.toml"},
             {"guarantee/music_and_art_rooms",
              "\"music_area.primary\" = 54",
              "\"music_area.primary\" = -54",
              "music_area.primary in set/guarantee/music_and_art_rooms.toml"},
             {"guarantee/school_size",
              "max_pupils = 2400",
              "max_pupils = 2400.5",
              "max_pupils in set/guarantee/school_size.toml"},
             {"guarantee/music_and_art_rooms",
              "value = 12",
              "value = 0",
              "classes_per_room in set/guarantee/music_and_art_rooms.toml"},
             {"quality/retention",
              "at_least = 0.95",
              "at_least = 95",
              "share in set/quality/retention.toml"},
         })
        EXPECT_EQ(
            with(std::string(file) + ".toml", from, to), "standards.bad_value " + std::string(field)
        );
}

TEST_F(NationalNeeds, EveryInputThatAFormAsksFor) {
    for (const Needed& row : {
             Needed{"guarantee/school_layout", "evidence = [\"layout_plan\"]", "evidence"},
             {"guarantee/music_and_art_rooms", "art = \"art\"", "inputs.art"},
             {"guarantee/small_school_funds", "funds = \"public_funds.budget\"", "inputs.funds"},
             {"guarantee/special_education_funds",
              "amount = \"special_education.public_funds_per_pupil\"",
              "inputs.amount"},
             {"guarantee/teacher_pay", "right = \"pay.civil_servant_average\"", "inputs.right"},
             {"guarantee/teacher_certificates",
              "denominator = \"teachers.full_time\"",
              "inputs.denominator"},
             {"guarantee/teacher_exchange",
              "numerator = \"exchange.backbone_exchanged\"",
              "inputs.second.numerator"},
             {"guarantee/catchment_enrolment",
              "junior.denominator = \"pupils\"",
              "inputs.junior.denominator"},
             {"quality/retention", "formula = \"a\"", "inputs.formula"},
             {"quality/retention", "died = \"retention.died\"", "inputs.died"},
             {"quality/training_funds",
              "denominator = \"public_funds.budget\"",
              "inputs.denominator"},
             {"quality/national_monitoring", "level_limit = \"level\"", "inputs.level_limit"},
             {"recognition", "visits.valid = \"survey.visits.made\"", "inputs.visits.valid"},
             {"vetoes/key_schools", "key = \"veto.key_schools\"", "inputs.key"},
         }) {
        const std::string file = std::string(row.file) + ".toml";
        EXPECT_EQ(
            with(file, row.word, ""),
            "standards.missing_input " + std::string(row.outcome) + " in set/" + file
        );
    }
    const std::string flags = "guarantee/unified_standards.toml";
    const std::string file = text(flags);
    EXPECT_EQ(
        with(flags, file.substr(file.find("[inputs]")), ""),
        "standards.missing_input inputs in set/" + flags
    );
}

class OverlayNeeds : public ::testing::Test {
protected:
    std::string fault(const std::string& text, Date on = kToday) const {
        folder_.write("own/rule.toml", text);
        return outcome(load_national({.on = on, .overlays = {folder_.path() / "own"}}));
    }

    ScratchFolder folder_;
};

TEST_F(OverlayNeeds, AreOnlyWhatTheNationalRuleLacks) {
    EXPECT_EQ(fault("id = \"G1\"\n" + kSource), "loaded");
    EXPECT_EQ(fault("id = \"L3\"\nthreshold = 1\n" + kSource), "loaded");
    EXPECT_EQ(
        fault("id = \"L3\"\nthreshold = 0\n" + kSource),
        "standards.bad_value threshold in own/rule.toml"
    );
    EXPECT_EQ(
        fault("id = \"L3\"\nthreshold = { junior = -1 }\n" + kSource),
        "standards.bad_value threshold in own/rule.toml"
    );
    EXPECT_EQ(
        fault(
            "id = \"G6\"\nlimits = [{ name = \"norm\", stage = \"junior\", at_least = 1000 }]\n" +
            kSource
        ),
        "loaded"
    );
    EXPECT_EQ(fault("id = \"excluded_kinds\"\nitems = []\n" + kSource), "loaded");
    EXPECT_EQ(
        fault("part = \"list\"\nid = \"excluded_kinds\"\n" + kSource),
        "standards.missing_input items in own/rule.toml"
    );
    EXPECT_EQ(
        fault("id = \"G1\"\nevidence = []\n" + kSource),
        "standards.missing_input evidence in own/rule.toml"
    );
    EXPECT_EQ(
        fault("id = \"G1\"\nform = \"amount_at_least\"\n" + kSource),
        "standards.missing_input inputs.amount in own/rule.toml"
    );
}

TEST_F(OverlayNeeds, CoverRulesOfTheirOwn) {
    const std::string rule = "id = \"X1\"\nform = \"amount_at_least\"\n" + kSource;
    const std::string limit = "limits = [{ name = \"minimum\", at_least = 3 }]\n";
    const std::string input = "inputs = { amount = \"pay.teacher_average\" }\n";
    EXPECT_EQ(fault(rule + limit), "standards.missing_input inputs.amount in own/rule.toml");
    EXPECT_EQ(fault(rule + input), "standards.missing_number minimum in own/rule.toml");
    EXPECT_EQ(fault(rule + limit + input), "loaded");
    EXPECT_EQ(
        fault("id = \"X2\"\nform = \"documents\"\n" + kSource),
        "standards.missing_input evidence in own/rule.toml"
    );
}

TEST_F(OverlayNeeds, WaitForTheFirstDayOfTheRule) {
    using namespace std::chrono;
    const std::string rule = "id = \"X1\"\nform = \"school_size\"\n" + kSource +
                             "limits = [{ name = \"max_pupils\", at_most = 3 }, "
                             "{ name = \"max_pupils_nine_year\", at_most = 4";
    EXPECT_EQ(fault(rule + " }]\n"), "loaded");
    // None of its numbers is in force: the rule is not judged yet.
    const Date before = 2024y / September / 1d;
    EXPECT_EQ(fault(rule + " }]\n", before), "loaded");
    const auto set = load_national({.on = before, .overlays = {folder_.path() / "own"}});
    EXPECT_EQ(std::ranges::count(set->guarantee, "X1", &JudgedIndicator::id), 0);
    // Some are, some are not.
    EXPECT_EQ(
        fault(rule + ", from = 2026-01-01 }]\n"),
        "standards.missing_number max_pupils_nine_year in own/rule.toml"
    );
}

}  // namespace
}  // namespace junheng
