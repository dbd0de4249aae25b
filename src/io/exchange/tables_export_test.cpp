// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/tables_export.h"

#include <fstream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "io/exchange/import.h"
#include "io/exchange/import_test_county.h"

namespace junheng {
namespace {

namespace fs = std::filesystem;

Snapshot taken_back(const Snapshot& exported, const Snapshot& into, const fs::path& folder) {
    EXPECT_TRUE(export_tables(exported, folder));
    const auto read = test::import_into(into, {folder});
    EXPECT_TRUE(read.has_value());
    // Random rows know nothing of one another, so only faults of single cells count here.
    for (const Issue& issue : read->issues)
        EXPECT_TRUE(issue.code.starts_with("check.")) << test::listed({issue});
    return test::after(into, *read);
}

TEST(ExportTables, ContractOrderOfTheCountyTable) {
    const test::Folder folder;
    ASSERT_TRUE(export_tables({}, folder.path()));
    std::ifstream in(folder.path() / "county.csv");
    std::string head;
    std::getline(in, head);
    EXPECT_EQ(head, "key,value,unit,period");
}

RC_GTEST_PROP(ExportTables, ImportTakesThemBackUnchanged, ()) {
    const test::Folder folder;
    const Snapshot county = *test::any_snapshot();
    Snapshot other = *test::any_snapshot();
    other.year = county.year;
    const Snapshot back = taken_back(county, other, folder.path());
    RC_LOG(test::listed(county, back));
    RC_ASSERT(same_figures(back, county));
    const auto again = test::import_into(county, {folder.path()});
    RC_ASSERT(again->changes.empty());
    RC_ASSERT(again->counts.unchanged == again->counts.rows);
}

}  // namespace
}  // namespace junheng
