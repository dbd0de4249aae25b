// SPDX-License-Identifier: Apache-2.0
#include "core/domain/identity_number.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace junheng {
namespace {

constexpr Date kToday = std::chrono::year{2025} / 9 / 1;

IdentityFault fault_of(std::string_view text) {
    return check_identity_number(text, kToday).fault;
}

TEST(IdentityNumber, AcceptsTheExampleOfTheStandard) {
    const auto number = check_identity_number("11010519491231002X", kToday);
    EXPECT_EQ(number.fault, IdentityFault::none);
    EXPECT_EQ(number.normal, "11010519491231002X");
    EXPECT_EQ(number.born, (Date{std::chrono::year{1949} / 12 / 31}));
    EXPECT_EQ(identity_check_character("11010519491231002"), 'X');
}

TEST(IdentityNumber, MakesALowerCaseXACapital) {
    EXPECT_EQ(check_identity_number("11010519491231002x", kToday).normal, "11010519491231002X");
}

TEST(IdentityNumber, TakesFifteenDigitRelics) {
    const auto relic = check_identity_number("110105491231002", kToday);
    EXPECT_EQ(relic.fault, IdentityFault::none);
    EXPECT_TRUE(relic.relic);
    EXPECT_EQ(relic.born, (Date{std::chrono::year{1949} / 12 / 31}));
    EXPECT_EQ(fault_of("110105493231002"), IdentityFault::birth_date);
    EXPECT_EQ(fault_of("11010549123100X"), IdentityFault::characters);
}

TEST(IdentityNumber, NamesTheFault) {
    EXPECT_EQ(fault_of("110105194912310021"), IdentityFault::check_digit);
    EXPECT_EQ(fault_of("11010519490230002X"), IdentityFault::birth_date);
    EXPECT_EQ(fault_of("11010520991231002X"), IdentityFault::birth_date);
    EXPECT_EQ(fault_of("1101051949123100"), IdentityFault::length);
    EXPECT_EQ(fault_of(""), IdentityFault::length);
    EXPECT_EQ(fault_of("11010519491231A02X"), IdentityFault::characters);
    EXPECT_EQ(fault_of("11010519491231002Y"), IdentityFault::characters);
}

RC_GTEST_PROP(IdentityNumber, AnyWrongDigitIsFound, ()) {
    const std::string right = "11010519491231002X";
    std::string wrong = right;
    const auto at = *rc::gen::inRange<std::size_t>(0, 17);
    wrong[at] = static_cast<char>('0' + *rc::gen::inRange(0, 10));
    RC_PRE(wrong != right);
    RC_ASSERT(fault_of(wrong) != IdentityFault::none);
}

TEST(PupilNumber, ContainsAnIdentityNumberAfterG) {
    const auto number = check_pupil_number("g11010519491231002x", kToday);
    EXPECT_EQ(number.fault, IdentityFault::none);
    EXPECT_EQ(number.normal, "G11010519491231002X");
    EXPECT_EQ(number.identity_number, "11010519491231002X");
    EXPECT_EQ(check_pupil_number("G110105194912310021", kToday).fault, IdentityFault::check_digit);
}

TEST(PupilNumber, HasACheckDigitAfterJButNotAfterL) {
    const std::string first = "11010520150912123";
    const std::string given = "J" + first + identity_check_character(first);
    EXPECT_EQ(check_pupil_number(given, kToday).fault, IdentityFault::none);
    EXPECT_TRUE(check_pupil_number(given, kToday).identity_number.empty());
    const auto temporary = check_pupil_number("L110105201509121234", kToday);
    EXPECT_EQ(temporary.fault, IdentityFault::none);
    EXPECT_EQ(temporary.kind, PupilNumberKind::temporary);
    EXPECT_EQ(temporary.born, (Date{std::chrono::year{2015} / 9 / 12}));
    EXPECT_EQ(check_pupil_number("L11010520151312123X", kToday).fault, IdentityFault::characters);
    EXPECT_EQ(check_pupil_number("L110105201513121234", kToday).fault, IdentityFault::birth_date);
}

TEST(PupilNumber, NeedsItsLetterAndLength) {
    EXPECT_EQ(check_pupil_number("X11010519491231002X", kToday).fault, IdentityFault::form);
    EXPECT_EQ(check_pupil_number("11010519491231002X", kToday).fault, IdentityFault::length);
}

TEST(PupilNumber, IsMaskedForTheEye) {
    EXPECT_EQ(masked_identity_number("11010519491231002X"), "110105********002X");
    EXPECT_EQ(masked_identity_number("G11010519491231002X"), "G110105********002X");
    EXPECT_EQ(masked_identity_number("110105491231002"), "***************");
}

}  // namespace
}  // namespace junheng
