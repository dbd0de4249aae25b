// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "core/standards/standards_fixture.h"

namespace junheng {
namespace {

class Overlay : public ::testing::Test {
protected:
    Result<StandardSet> load(Date on = kToday) {
        return load_national({.on = on, .overlays = {folder_.path()}});
    }

    /// Loads a set whose overlay holds this one file, and gives the indicator of that id.
    ResourceIndicator indicator(const std::string& id, const std::string& text) {
        folder_.write("rule.toml", text);
        const auto set = load();
        EXPECT_TRUE(set) << describe(set.error());
        const auto* rule = set ? find_indicator(*set, id) : nullptr;
        EXPECT_NE(rule, nullptr);
        return rule == nullptr ? ResourceIndicator{} : *rule;
    }

    ScratchFolder folder_;
};

const std::string kSource = R"(
document = "县教〔2025〕1号"
clause = "第3条"
confidence = "B"
from = 2025-01-01
)";

TEST_F(Overlay, AddsAnIndicatorAsTheContractWritesIt) {
    const auto books = indicator("books", R"(
id = "books"
name = { zh = "生均图书", en = "Books per pupil" }
form = "per-pupil amount"
numerator = "books"
denominator = "pupils"
stage = ["primary", "junior"]
split = true
threshold = { primary = 25, junior = 35.5 }
cv_limit = 0.5
unit = "book"
)" + kSource);
    EXPECT_EQ(books.form, ResourceForm::per_pupil);
    EXPECT_EQ(books.name.en, "Books per pupil");
    EXPECT_TRUE(books.split && books.overlay);
    EXPECT_EQ(books.unit, "book");
    EXPECT_EQ(limit_for(books.thresholds, Stage::junior)->value, (Decimal{355, 1}));
    EXPECT_EQ(limit_for(books.cv_limits, Stage::primary)->value, (Decimal{5, 1}));
    EXPECT_EQ(books.source.document, "县教〔2025〕1号");
    EXPECT_EQ(load()->overlays.front(), folder_.path().filename().string());
}

TEST_F(Overlay, NeedsNeitherThresholdNorLimitNorSplit) {
    const auto rooms = indicator("classrooms", R"(
id = "classrooms"
name = "Classrooms per 100 pupils"
form = "per hundred"
numerator = ["rooms.standard.academic", "shared.multimedia_rooms?"]
)" + kSource);
    EXPECT_EQ(rooms.form, ResourceForm::per_hundred);
    EXPECT_EQ(rooms.numerator.at(0).figure, "rooms.standard.academic");
    EXPECT_EQ(rooms.numerator.at(1).figure, "multimedia_rooms");
    EXPECT_TRUE(rooms.numerator.at(1).optional);
    EXPECT_TRUE(rooms.thresholds.empty() && rooms.cv_limits.empty());
    EXPECT_FALSE(rooms.split);
    EXPECT_EQ(rooms.stages, (std::vector{Stage::primary, Stage::junior}));
    EXPECT_EQ(rooms.unit, "room");
    EXPECT_EQ(rooms.name.zh, "Classrooms per 100 pupils");
}

TEST_F(Overlay, ReadsTheManyWaysOfWritingTheSame) {
    const auto rule = indicator("ict", R"(
id = "ict"
form = "per_hundred"
numerator = "teaching_area_m2 - indoor_sports_m2? + figures.computers"
stage = "primary"
threshold = "4.5"
unit = "m2/pupil"
document = "省教〔2025〕2号"
confidence = "A"
from = "2025-01-01"
)");
    ASSERT_EQ(rule.numerator.size(), 3U);
    EXPECT_TRUE(rule.numerator[1].subtract);
    EXPECT_EQ(rule.numerator[2].figure, "computers");
    EXPECT_FALSE(rule.numerator[2].subtract);
    EXPECT_EQ(rule.stages, std::vector{Stage::primary});
    EXPECT_EQ(rule.thresholds.at(0).value, (Decimal{45, 1}));
    EXPECT_EQ(rule.unit, "m2");
}

TEST_F(Overlay, HoldsSeveralIndicatorsInOneFile) {
    folder_.write("all.toml", kSource + R"(
[[indicator]]
id = "a"
form = "per_100"
numerator = "teachers.regular"

[[indicator]]
id = "b"
form = "per_pupil"
numerator = "books"
values = [{ stage = "primary", at_least = 3 }, { from = 2030-01-01, stage = "primary", at_least = 4 }]
)");
    const auto set = load();
    ASSERT_TRUE(set) << describe(set.error());
    EXPECT_EQ(set->resource.size(), 9U);
    EXPECT_EQ(set->resource[7].id, "a");
    EXPECT_EQ(find_indicator(*set, "b")->thresholds.at(0).value, (Decimal{3, 0}));
}

TEST_F(Overlay, RaisesANationalThresholdAndLeavesTheRest) {
    const auto rule = indicator("L4", "id = \"L4\"\nthreshold = { junior = 6.5 }\n" + kSource);
    EXPECT_EQ(limit_for(rule.thresholds, Stage::junior)->value, (Decimal{65, 1}));
    EXPECT_EQ(limit_for(rule.thresholds, Stage::junior)->source.document, "县教〔2025〕1号");
    EXPECT_EQ(limit_for(rule.thresholds, Stage::primary)->value, (Decimal{45, 1}));
    EXPECT_EQ(limit_for(rule.thresholds, Stage::primary)->source.document, "教督〔2017〕6号");
    EXPECT_EQ(rule.name.zh, "生均教学及辅助用房面积");
    EXPECT_EQ(rule.numerator.size(), 2U);
    EXPECT_FALSE(rule.overlay);
}

TEST_F(Overlay, OneNumberHoldsForBothStages) {
    const auto rule = indicator(
        "L7", "id = \"L7\"\nform = \"per_hundred\"\nthreshold = 3\ncv_limit = 0.4\n" + kSource
    );
    for (const Stage stage : {Stage::primary, Stage::junior}) {
        EXPECT_EQ(limit_for(rule.thresholds, stage)->value, (Decimal{3, 0}));
        EXPECT_EQ(limit_for(rule.cv_limits, stage)->value, (Decimal{4, 1}));
    }
}

TEST_F(Overlay, NeverReachesBackBeyondItsFirstDay) {
    using namespace std::chrono;
    folder_.write("l1.toml", "id = \"L1\"\nthreshold = 6\n" + kSource);
    folder_.write(
        "own.toml",
        "id = \"own\"\nform = \"per_pupil\"\nnumerator = \"books\"\nthreshold = 6\n" + kSource
    );
    const auto before = load(2024y / September / 1d);
    ASSERT_TRUE(before);
    EXPECT_EQ(
        limit_for(find_indicator(*before, "L1")->thresholds, Stage::primary)->value,
        (Decimal{42, 1})
    );
    EXPECT_TRUE(find_indicator(*before, "own")->thresholds.empty());
    EXPECT_EQ(
        limit_for(find_indicator(*load(), "L1")->thresholds, Stage::primary)->value, (Decimal{6, 0})
    );
}

TEST_F(Overlay, ReplacesParametersListsReadingsAndJudgedLimits) {
    folder_.write("point.toml", "id = \"point_minimum\"\nvalue = 30\n" + kSource);
    folder_.write("kinds.toml", "id = \"excluded_kinds\"\nitems = [\"321\"]\n" + kSource);
    folder_.write("reading.toml", "id = \"private_schools\"\nchosen = \"not_counted\"\n" + kSource);
    folder_.write(
        "g7.toml", "id = \"G7\"\nlimits = [{ name = \"minimum\", at_least = 8000 }]\n" + kSource
    );
    folder_.write("name.toml", "part = \"set\"\nid = \"liaoning-2025\"\n");
    const auto set = load();
    ASSERT_TRUE(set) << describe(set.error());
    EXPECT_EQ(set->parameters.at("point_minimum").value, (Decimal{30, 0}));
    EXPECT_EQ(set->lists.at("excluded_kinds").size(), 1U);
    EXPECT_EQ(choice(*set, "private_schools"), "not_counted");
    EXPECT_EQ(set->guarantee[6].parameters.at("minimum").value, (Decimal{8000, 0}));
    EXPECT_EQ(set->guarantee[6].inputs.at("amount"), "special_education.public_funds_per_pupil");
    EXPECT_EQ(set->overlays, std::vector<std::string>{"liaoning-2025"});
}

TEST_F(Overlay, LaterFoldersLieOverEarlierOnes) {
    folder_.write("province/l2.toml", "id = \"L2\"\nthreshold = 1.2\n" + kSource);
    folder_.write("county/l2.toml", "id = \"L2\"\nthreshold = { primary = 1.5 }\n" + kSource);
    const auto set = load_national(
        {.on = kToday, .overlays = {folder_.path() / "province", folder_.path() / "county/"}}
    );
    ASSERT_TRUE(set) << describe(set.error());
    const auto& thresholds = find_indicator(*set, "L2")->thresholds;
    EXPECT_EQ(limit_for(thresholds, Stage::primary)->value, (Decimal{15, 1}));
    EXPECT_EQ(limit_for(thresholds, Stage::junior)->value, (Decimal{12, 1}));
    EXPECT_EQ(set->overlays, (std::vector<std::string>{"province", "county"}));
}

}  // namespace
}  // namespace junheng
