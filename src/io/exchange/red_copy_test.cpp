// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/red_copy.h"

#include <gtest/gtest.h>

#include "io/exchange/import_test_county.h"
#include "io/exchange/sheet.h"

namespace junheng {
namespace {

TEST(RedCopy, KeepsTheCellsAndListsEveryIssue) {
    const test::Folder folder;
    const auto file = folder.write(
        "stages.csv", "code,stage,pupils\n2145000001,primary,-3\n2145000002,本科,'12\n"
    );
    const auto read = test::import_into({}, {file});
    ASSERT_TRUE(read.has_value());
    ASSERT_EQ(read->issues.size(), 2U) << test::listed(read->issues);
    const auto messages = Messages::load("data/messages");
    ASSERT_TRUE(messages.has_value());
    const auto out = folder.path() / "red.xlsx";
    ASSERT_TRUE(write_red_copy(read->files.front(), read->issues, *messages, Language::zh, out));
    auto book = open_workbook(out);
    ASSERT_TRUE(book.has_value());
    ASSERT_EQ((*book)->sheets().size(), 2U);
    std::vector<std::string> typed;
    std::size_t listed = 0;
    ASSERT_TRUE((*book)->read(0, [&](const SheetRow&) { return ++listed, true; }));
    ASSERT_TRUE((*book)->read(1, [&](const SheetRow& row) {
        for (const Cell& cell : row.cells) typed.push_back(cell.text);
        return true;
    }));
    EXPECT_EQ(listed, 3U);  // the head and two issues
    EXPECT_EQ(
        typed,
        (std::vector<std::string>{
            "code", "stage", "pupils", "2145000001", "primary", "-3", "2145000002", "本科", "'12"})
    );
}

}  // namespace
}  // namespace junheng
