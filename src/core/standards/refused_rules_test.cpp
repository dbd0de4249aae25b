// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "core/standards/standards_fixture.h"

namespace junheng {
namespace {

class RefusedRules : public ::testing::Test {
protected:
    /// "code row:column" of the fault of an overlay that holds this one file.
    std::string fault(const std::string& text) {
        folder_.write("rule.toml", text);
        const auto set = load_national({.on = kToday, .overlays = {folder_.path()}});
        if (set)
            return "loaded";
        const Error& error = set.error();
        EXPECT_EQ(error.kind, ErrorKind::data);
        EXPECT_EQ(error.where.file, folder_.path().filename().string() + "/rule.toml");
        return error.code + " " + std::to_string(error.where.row) + ":" +
               std::to_string(error.where.column);
    }

    ScratchFolder folder_;
};

const std::string kSource = "document = \"d\"\nconfidence = \"B\"\nfrom = 2025-01-01\n";
const std::string kRule = "id = \"x\"\nform = \"per_pupil\"\nnumerator = \"books\"\n";

TEST_F(RefusedRules, ValuesWithoutASource) {
    EXPECT_EQ(fault(kRule + kSource), "loaded");
    EXPECT_EQ(
        fault(kRule + "document = \"d\"\nconfidence = \"B\"\n").substr(0, 19), "standards.no_source"
    );
    EXPECT_EQ(
        fault(kRule + "document = \"d\"\nfrom = 2025-01-01\n").substr(0, 19), "standards.no_source"
    );
    EXPECT_EQ(
        fault(kRule + "confidence = \"B\"\nfrom = 2025-01-01\n").substr(0, 19),
        "standards.no_source"
    );
    EXPECT_EQ(fault("id = \"L1\"\nthreshold = 5\n").substr(0, 19), "standards.no_source");
    EXPECT_EQ(
        fault("id = \"L1\"\nvalues = [\n    { stage = \"primary\", at_least = 5 },\n]\n"),
        "standards.no_source 3:5"
    );
}

TEST_F(RefusedRules, FormsFieldsAndConditionsNobodyKnows) {
    EXPECT_EQ(fault("id = \"x\"\nform = \"per_acre\"\n" + kSource), "standards.unknown_form 2:8");
    EXPECT_EQ(fault("id = \"x\"\n" + kSource).substr(0, 22), "standards.unknown_form");
    for (const std::string form : {"per 1000 pupils", "per_hundredth", "per_pupil_hour", "hundred"})
        EXPECT_EQ(
            fault("id = \"x\"\nform = \"" + form + "\"\n" + kSource), "standards.unknown_form 2:8"
        ) << form;
    EXPECT_EQ(
        fault("id = \"x\"\nform = \"per_pupil\"\nnumerator = \"shared.acres\"\n" + kSource),
        "standards.unknown_field 3:13"
    );
    EXPECT_EQ(fault(kRule + "treshold = 3\n" + kSource), "standards.unknown_field 4:12");
    EXPECT_EQ(fault(kRule + "denominator = \"acres\"\n" + kSource), "standards.unknown_field 4:15");
    EXPECT_EQ(
        fault(kRule + kSource + "[[exceptions]]\nid = \"e\"\nwhen = [\"full_moon\"]\n"),
        "standards.unknown_condition 9:8"
    );
    const std::string built =
        kRule + kSource + "[[exceptions]]\nid = \"e\"\nwhen = [\"built_until\"]\n";
    EXPECT_EQ(fault(built + "numbers = { max_class = 3 }\n"), "standards.missing_number 7:1");
    EXPECT_EQ(fault(built + "numbers = { until_year = 2010 }\n"), "loaded");
}

TEST_F(RefusedRules, WrongValues) {
    EXPECT_EQ(fault(kRule + kSource + "threshold = \"many\"\n"), "standards.bad_value 7:13");
    EXPECT_EQ(fault(kRule + kSource + "step = 0\n"), "standards.bad_value 7:8");
    EXPECT_EQ(fault(kRule + kSource + "step = 0.5\n"), "standards.bad_value 7:8");
    EXPECT_EQ(fault(kRule + kSource + "step = \"1.5\"\n"), "standards.bad_value 7:8");
    EXPECT_EQ(fault(kRule + kSource + "step = -1\n"), "standards.bad_value 7:8");
    EXPECT_EQ(fault(kRule + kSource + "step = 2.0\n"), "loaded");
    EXPECT_EQ(fault(kRule + kSource + "split = \"yes\"\n"), "standards.bad_value 7:9");
    EXPECT_EQ(fault(kRule + kSource + "stage = \"kindergarten\"\n"), "standards.bad_value 7:9");
    EXPECT_EQ(fault(kRule + kSource + "stage = \"senior\"\n"), "standards.bad_value 7:9");
    EXPECT_EQ(
        fault(kRule + "document = \"d\"\nconfidence = \"B\"\nfrom = \"soon\"\n"),
        "standards.bad_value 6:8"
    );
    EXPECT_EQ(
        fault("form = \"per_pupil\"\nnumerator = \"books\"\n" + kSource).substr(0, 19),
        "standards.bad_value"
    );
    EXPECT_EQ(
        fault("id = \"private_schools\"\nchosen = \"perhaps\"\n" + kSource),
        "standards.bad_value 2:10"
    );
}

TEST_F(RefusedRules, BrokenToml) {
    EXPECT_EQ(fault("id = \"x\"\nsplit = no\n").substr(0, 22), "standards.unreadable 2");
}

TEST_F(RefusedRules, TheSameTwice) {
    folder_.write("other.toml", kRule + kSource);
    EXPECT_EQ(fault(kRule + kSource).substr(0, 22), "standards.duplicate_id");
    std::filesystem::remove(folder_.path() / "other.toml");
    EXPECT_EQ(
        fault("part = \"guarantee\"\nid = \"L1\"\n" + kSource).substr(0, 22),
        "standards.duplicate_id"
    );
    EXPECT_EQ(
        fault(kRule + kSource + "values = [\n    { at_least = 1 },\n    { at_least = 2 },\n]\n"),
        "standards.duplicate_id 9:5"
    );
}

TEST_F(RefusedRules, AbsentFoldersAndUnknownReadings) {
    const auto absent = load_standards(folder_.path() / "nowhere", {.on = kToday});
    ASSERT_FALSE(absent);
    EXPECT_EQ(absent.error().code, "standards.folder_absent");
    EXPECT_EQ(absent.error().kind, ErrorKind::unavailable);
    const auto reading = load_national({.on = kToday, .readings = {{"weather", "fine"}}});
    ASSERT_FALSE(reading);
    EXPECT_EQ(reading.error().code, "standards.unknown_reading");
    const auto choice = load_national({.on = kToday, .readings = {{"rounding", "up"}}});
    ASSERT_FALSE(choice);
    EXPECT_EQ(choice.error().code, "standards.unknown_choice");
    EXPECT_EQ(choice.error().kind, ErrorKind::usage);
}

}  // namespace
}  // namespace junheng
