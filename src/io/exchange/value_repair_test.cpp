// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/value_repair.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/base/decimal.h"
#include "io/exchange/value_repair_text.h"

namespace junheng {
namespace {

using testing::ElementsAre;

Cell text(std::string value) {
    return {CellKind::text, std::move(value)};
}

Cell number(std::string value) {
    return {CellKind::number, std::move(value)};
}

TEST(CleanNumber, UndoesWhatTypingDoes) {
    EXPECT_EQ(clean_number(text("１２３．５")).text, "123.5");
    EXPECT_EQ(clean_number(text("  86\xC2\xA0")).text, "86");
    EXPECT_EQ(clean_number(text("'0042")).text, "42");
    EXPECT_EQ(clean_number(text("1,014")).text, "1014");
    EXPECT_EQ(clean_number(text("12，345，678.50")).text, "12345678.5");
    EXPECT_EQ(clean_number(text("-1,014.25")).text, "-1014.25");
    EXPECT_THAT(
        clean_number(text(" 1,014 ")).repairs, ElementsAre(Repair::blanks, Repair::thousands)
    );
}

TEST(CleanNumber, LeavesCleanValuesWithoutRepair) {
    EXPECT_TRUE(clean_number(text("12.5")).repairs.empty());
    EXPECT_TRUE(clean_number(number("12.5")).repairs.empty());
    EXPECT_TRUE(clean_number({}).empty());
    EXPECT_EQ(clean_number({CellKind::percent, "0.953"}).text, "0.953");
}

TEST(CleanNumber, TakesCommasOnlyInGroupsOfThree) {
    for (const char* wrong :
         {"1,14", "1,0145", "1014,", ",014", "1,014,5", "1.5,014", "4,2", "0.1,234"})
        EXPECT_EQ(clean_number(text(wrong)).fault, "import.value.not_number") << wrong;
}

TEST(CleanNumber, KeepsTheUnitBesideTheNumber) {
    const auto area = clean_number(text("1,240㎡"));
    EXPECT_EQ(area.text, "1240");
    EXPECT_EQ(area.unit, "㎡");
    EXPECT_TRUE(area.has(Repair::unit));
    EXPECT_EQ(clean_number(text("86 元")).text, "86");
    EXPECT_EQ(clean_number(text("3.5万元")).text, "35000");
    EXPECT_EQ(clean_number(text("3.5万元")).unit, "元");
    EXPECT_EQ(clean_number(text("2亩")).fault, "import.value.not_number");
}

TEST(CleanNumber, ReadsPercentAsRatio) {
    EXPECT_EQ(clean_number(text("95%")).text, "0.95");
    EXPECT_EQ(clean_number(text("95.30 ％")).text, "0.953");
    EXPECT_EQ(clean_number(text("5%")).text, "0.05");
    EXPECT_EQ(clean_number(text("%")).fault, "import.value.not_number");
    EXPECT_EQ(clean_number(text("x%")).fault, "import.value.not_number");
}

TEST(CleanNumber, MovesThePointOfAnExponent) {
    EXPECT_EQ(clean_number(number("2.1E9")).text, "2100000000");
    EXPECT_EQ(clean_number(number("1E-3")).text, "0.001");
    EXPECT_EQ(clean_number(number("-1.25e+02")).text, "-125");
    EXPECT_EQ(clean_number(number("1E400")).fault, "import.value.not_number");
}

TEST(CleanNumber, RoundsBeyondNineDecimals) {
    EXPECT_EQ(clean_number(number("66.6666666666667")).text, "66.666666667");
    EXPECT_EQ(clean_number(number("-0.33333333333")).text, "-0.333333333");
    EXPECT_EQ(clean_number(number("0.9999999999")).text, "1");
}

TEST(CleanNumber, KnowsTheWordsForNothing) {
    for (const char* word : {"-", "/", "无", "—", "－", "——", " - ", "N/A"}) {
        EXPECT_TRUE(clean_number(text(word)).empty()) << word;
        EXPECT_TRUE(clean_number(text(word)).has(Repair::empty_word)) << word;
    }
    EXPECT_EQ(clean_number(text("0")).text, "0");
}

TEST(CleanNumber, RefusesWhatIsNone) {
    EXPECT_EQ(clean_number(text("约300")).fault, "import.value.not_number");
    EXPECT_EQ(clean_number(text("3-4")).fault, "import.value.not_number");
    EXPECT_EQ(clean_number({CellKind::date, "2025-09-01"}).fault, "import.value.not_number");
    EXPECT_EQ(clean_number({CellKind::fault, "#DIV/0!"}).fault, "import.value.formula_error");
    EXPECT_EQ(
        clean_number({CellKind::formula_no_value, ""}).fault, "import.value.formula_uncomputed"
    );
    EXPECT_EQ(clean_number(text("约300")).text, "约300");
}

TEST(CleanWholeNumber, TakesDecimalsThatAreZero) {
    EXPECT_EQ(clean_whole_number(text("12.0")).text, "12");
    EXPECT_TRUE(clean_whole_number(text("12.0")).has(Repair::whole));
    EXPECT_EQ(clean_whole_number(number("12")).text, "12");
    EXPECT_EQ(clean_whole_number(text("12.5")).fault, "import.value.not_whole");
}

TEST(CleanCode, KeepsLeadingZerosAndDropsDamage) {
    EXPECT_EQ(clean_code(text("'0012")).text, "0012");
    EXPECT_EQ(
        clean_code(text("１１０１０５ １９４９１２３１ ００２ｘ")).text, "11010519491231002X"
    );
    EXPECT_EQ(clean_code(text("2142001234.0")).text, "2142001234");
    EXPECT_EQ(clean_code(number("2142001234")).text, "2142001234");
    EXPECT_EQ(clean_code(number("2.142001234E9")).text, "2142001234");
    EXPECT_EQ(clean_code(number("2.1E9")).text, "2100000000");
}

TEST(CleanCode, ReportsLostDigits) {
    EXPECT_EQ(clean_code(text("4.2E+17")).fault, "import.value.digits_lost");
    EXPECT_EQ(clean_code(text("4.2011E+17")).fault, "import.value.digits_lost");
    EXPECT_EQ(clean_code(number("4.2E+17")).fault, "import.value.digits_lost");
    EXPECT_EQ(clean_code(number("1.10105194912310E+17")).fault, "import.value.digits_lost");
    EXPECT_EQ(clean_code(number("110105194912310020")).fault, "import.value.digits_lost");
    EXPECT_EQ(clean_code(number("2.5")).fault, "import.value.not_code");
    EXPECT_EQ(clean_code({CellKind::date, "2025-09-01"}).fault, "import.value.not_code");
}

TEST(CleanText, KeepsChinesePunctuation) {
    EXPECT_EQ(clean_text(text("\xE3\x80\x80第１小学（东校区） ")).text, "第1小学（东校区）");
    EXPECT_EQ(clean_text(text("实验小学")).repairs.size(), 0U);
    EXPECT_TRUE(clean_text(text("无")).empty());
    EXPECT_EQ(clean_text(number("3")).text, "3");
    EXPECT_EQ(clean_text(text("=1+1")).text, "=1+1");
}

struct DateCase {
    Cell cell;
    std::string day;
};

TEST(CleanDate, ReadsEveryCommonForm) {
    const std::vector<DateCase> cases = {
        {{CellKind::date, "2025-09-01"}, "2025-09-01"},
        {number("45901"), "2025-09-01"},
        {text("45901"), "2025-09-01"},
        {text("2025/9/1"), "2025-09-01"},
        {text("2025.9.1"), "2025-09-01"},
        {text("2025年9月1日"), "2025-09-01"},
        {text("20250901"), "2025-09-01"},
        {number("20250901"), "2025-09-01"},
        {text("2025.9"), "2025-09-01"},
        {number("2025.9"), "2025-09-01"},
        {text("2025年9月"), "2025-09-01"},
        {text("2025-09"), "2025-09-01"},
        {text("2025.10"), "2025-10-01"},
        {text("2025-9-1 00:00:00"), "2025-09-01"},
        {text("２０２５．９．１"), "2025-09-01"},
        {number("18264"), "1950-01-01"},
        {text("2024/2/29"), "2024-02-29"},
    };
    for (const auto& [cell, day] : cases) {
        const auto clean = clean_date(cell);
        EXPECT_EQ(clean.text, day) << cell.text;
        EXPECT_TRUE(clean.ok()) << cell.text;
    }
}

TEST(CleanDate, TellsWhatItDid) {
    EXPECT_THAT(clean_date(number("45901")).repairs, ElementsAre(Repair::serial_day));
    EXPECT_THAT(clean_date(text("2025.9")).repairs, ElementsAre(Repair::first_of_month));
    EXPECT_TRUE(clean_date(text("2025-09-01")).repairs.empty());
}

TEST(CleanDate, RefusesDaysThatDoNotExist) {
    for (const char* wrong :
         {"2025-02-29",
          "2025/13/1",
          "明年",
          "2025",
          "2025-9-1-1",
          "25/9/1",
          "2025-0-1",
          "2025-00",
          "2025-9-257",
          "2025-257-1"})
        EXPECT_EQ(clean_date(text(wrong)).fault, "import.value.not_date") << wrong;
    EXPECT_EQ(clean_date(number("2025.1")).fault, "import.value.date_ambiguous");
}

TEST(CleanYear, TakesTheYearOutOfADate) {
    EXPECT_EQ(clean_year(text("2010年")).text, "2010");
    EXPECT_EQ(clean_year(number("2010")).text, "2010");
    EXPECT_EQ(clean_year(text("2010.0")).text, "2010");
    EXPECT_EQ(clean_year({CellKind::date, "1998-09-01"}).text, "1998");
    EXPECT_EQ(clean_year(text("1998年9月")).text, "1998");
    EXPECT_EQ(clean_year(text("98")).fault, "import.value.not_year");
}

RC_GTEST_PROP(CleanNumber, GivesTheSameAgain, (std::string value)) {
    const auto once = clean_number(text(value));
    if (once.ok() && !once.text.empty()) {
        RC_ASSERT(clean_number(text(once.text)).text == once.text);
        RC_ASSERT(parse_decimal(once.text).has_value());
    }
}

RC_GTEST_PROP(CleanNumber, UndoesGrouping, (std::int64_t value)) {
    std::string digits = std::to_string(value / 1000);
    std::string grouped = digits;
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3;
         at > static_cast<std::ptrdiff_t>(first);
         at -= 3)
        grouped.insert(static_cast<std::size_t>(at), ",");
    RC_ASSERT(clean_number(text(grouped)).text == digits);
}

TEST(ShiftedPoint, MovesBothWays) {
    EXPECT_EQ(shifted_point("95", -2), ".95");
    EXPECT_EQ(shifted_point("5", -2), ".05");
    EXPECT_EQ(shifted_point("-1.25", 4), "-12500");
    EXPECT_EQ(shifted_point("1.25", 1), "12.5");
}

}  // namespace
}  // namespace junheng
