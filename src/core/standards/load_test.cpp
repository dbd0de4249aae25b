// SPDX-License-Identifier: Apache-2.0
#include "core/standards/load.h"

#include <fstream>

#include <gtest/gtest.h>

#include "core/standards/standards_fixture.h"

namespace junheng {
namespace {

TEST(LoadStandards, ReadsTheNationalSet) {
    const auto set = load_national();
    ASSERT_TRUE(set) << describe(set.error());
    EXPECT_EQ(set->id, "balance-2017");
    EXPECT_EQ(set->hash.size(), 64U);
    EXPECT_EQ(set->resource.size(), 7U);
    EXPECT_EQ(set->readings.size(), 11U);
    EXPECT_TRUE(set->overlays.empty());
}

}  // namespace
}  // namespace junheng
