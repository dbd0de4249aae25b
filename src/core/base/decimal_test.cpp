// SPDX-License-Identifier: Apache-2.0
#include "core/base/decimal.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace junheng {
namespace {

TEST(Decimal, ReadsPlainNotation) {
    EXPECT_EQ(parse_decimal("4.2"), (Decimal{42, 1}));
    EXPECT_EQ(parse_decimal("-12.500"), (Decimal{-125, 1}));
    EXPECT_EQ(parse_decimal(".5"), (Decimal{5, 1}));
    EXPECT_FALSE(parse_decimal("1,014"));
    EXPECT_FALSE(parse_decimal("4.2E+17"));
    EXPECT_FALSE(parse_decimal(""));
    EXPECT_FALSE(parse_decimal("-"));
    EXPECT_FALSE(parse_decimal("99999999999999999999"));
}

TEST(Decimal, TakesTheShortestDecimalOfADouble) {
    EXPECT_EQ(decimal_from_double(4.2), (Decimal{42, 1}));
    EXPECT_EQ(decimal_from_double(2000.0), (Decimal{2000, 0}));
    EXPECT_EQ(decimal_from_double(0.765), (Decimal{765, 3}));
}

TEST(Decimal, RefusesToLoseDigitsUnlessAsked) {
    EXPECT_FALSE(in_units({12345, 3}, 2));
    EXPECT_EQ(rounded_units({12345, 3}, 2), 1235);
    EXPECT_EQ(rounded_units({-12345, 3}, 2), -1235);
    EXPECT_EQ(in_units({125, 1}, 2), 1250);
}

RC_GTEST_PROP(Decimal, PrintsWhatItReads, (std::int64_t mantissa)) {
    const Decimal d{mantissa / 1000, *rc::gen::inRange(0, kMaxDecimalScale + 1)};
    const auto back = parse_decimal(to_text(d));
    RC_ASSERT(back.has_value());
    RC_ASSERT(
        Int128{back->mantissa} * power_of_ten(d.scale) ==
        Int128{d.mantissa} * power_of_ten(back->scale)
    );
}

}  // namespace
}  // namespace junheng
