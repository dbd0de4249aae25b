// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/formula_guard.h"

#include <gtest/gtest.h>

#include "io/exchange/value_repair.h"

namespace junheng {
namespace {

TEST(FormulaGuard, GuardsWhatBeginsAFormula) {
    EXPECT_EQ(guarded_text("=1+1"), "'=1+1");
    EXPECT_EQ(guarded_text("@SUM(A1)"), "'@SUM(A1)");
    EXPECT_EQ(guarded_text("-实验小学"), "'-实验小学");
    EXPECT_EQ(guarded_text("一小=二小"), "一小=二小");
    EXPECT_EQ(guarded_text(""), "");
}

TEST(FormulaGuard, AnImportTakesItAway) {
    for (const std::string text : {"=1+1", "+1", "-", "@x", "'99级", "'=1", "一小"}) {
        Cell cell;
        cell.kind = CellKind::text;
        cell.text = guarded_text(text);
        EXPECT_EQ(clean_text(cell).text, text);
    }
}

}  // namespace
}  // namespace junheng
