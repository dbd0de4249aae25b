// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <gtest/gtest.h>

#include "core/standards/standards_fixture.h"

namespace junheng {
namespace {

namespace fs = std::filesystem;

class StandardsHash : public ::testing::Test {
protected:
    StandardsHash() { fs::copy(national_folder(), copy(), fs::copy_options::recursive); }

    fs::path copy() const { return folder_.path() / "set"; }
    std::string hash() const { return load_standards(copy(), {.on = kToday})->hash; }

    void replace(const std::string& file, const std::string& from, const std::string& to) const {
        std::ifstream in(copy() / file);
        std::string text{std::istreambuf_iterator<char>(in), {}};
        const auto at = text.find(from);
        ASSERT_NE(at, std::string::npos) << file;
        text.replace(at, from.size(), to);
        std::ofstream(copy() / file) << text;
    }

    ScratchFolder folder_;
};

TEST_F(StandardsHash, IsTheSameWhereverTheFilesLie) {
    EXPECT_EQ(hash(), load_national()->hash);
    fs::rename(copy() / "resource/sports_area_per_pupil.toml", copy() / "quality/a.toml");
    replace("parameters/display.toml", "# No official", "# Another remark. No official");
    EXPECT_EQ(hash(), load_national()->hash);
}

TEST_F(StandardsHash, ChangesWithEveryChangeOfARule) {
    const std::string national = load_national()->hash;
    replace("resource/sports_area_per_pupil.toml", "7.5", "7.6");
    const std::string threshold = hash();
    EXPECT_NE(threshold, national);
    replace("guarantee/school_size.toml", "confidence = \"C\"", "confidence = \"B\"");
    EXPECT_NE(hash(), threshold);
}

TEST_F(StandardsHash, ChangesWithOverlaysAndTheirOrder) {
    const std::string source = "document = \"d\"\nconfidence = \"B\"\nfrom = 2025-01-01\n";
    folder_.write("a/l1.toml", "id = \"L1\"\nthreshold = 5\n" + source);
    folder_.write("b/l1.toml", "id = \"L1\"\nthreshold = 6\n" + source);
    const auto with = [&](std::vector<fs::path> overlays) {
        return load_national({.on = kToday, .overlays = std::move(overlays)})->hash;
    };
    const auto a = folder_.path() / "a";
    const auto b = folder_.path() / "b";
    EXPECT_NE(with({a}), load_national()->hash);
    EXPECT_NE(with({a, b}), with({b, a}));
    EXPECT_EQ(with({a}), with({a}));
}

TEST_F(StandardsHash, ChangesWithAReadingAndBack) {
    const auto set = *load_national();
    const auto other = with_reading(set, "private_schools", "not_counted");
    EXPECT_NE(other.hash, set.hash);
    EXPECT_EQ(
        other.hash,
        load_national({.on = kToday, .readings = {{"private_schools", "not_counted"}}})->hash
    );
    EXPECT_EQ(with_reading(other, "private_schools", "counted").hash, set.hash);
    EXPECT_EQ(choice(other, "private_schools"), "not_counted");
}

TEST(Readings, PutTheirInputsIntoTheRules) {
    const auto set = *load_national();
    EXPECT_EQ(set.quality[0].inputs.at("formula"), "a");
    const auto b = with_reading(set, "retention", "formula_b");
    EXPECT_EQ(b.quality[0].inputs.at("formula"), "b");
    EXPECT_EQ(b.quality[0].inputs.at("graduates"), "retention.graduates");
    EXPECT_EQ(with_reading(b, "retention", "formula_a").quality[0].inputs.at("formula"), "a");
    const auto entry = with_reading(set, "catchment", "new_pupils");
    EXPECT_EQ(set.guarantee[12].inputs.at("junior.denominator"), "pupils");
    EXPECT_EQ(entry.guarantee[12].inputs.at("junior.denominator"), "new_pupils");
    const auto base = with_reading(set, "level_three_base", "pupils_85");
    EXPECT_EQ(base.quality[8].inputs.at("level_limit"), "share");
}

}  // namespace
}  // namespace junheng
