// SPDX-License-Identifier: Apache-2.0
/// Imports of the real data beside the project; skipped where it is absent.
#include <cstdlib>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "io/exchange/import_test_county.h"

namespace junheng {
namespace {

namespace fs = std::filesystem;

class ImportRealData : public testing::Test {
protected:
    fs::path folder(const std::string& name) {
        const char* given = std::getenv("JUNHENG_SHARED_DATA");
        fs::path path = fs::path(given != nullptr ? given : "../shared/data") / name;
        return fs::exists(path) ? path : fs::path();
    }

    static bool required() {
        const char* given = std::getenv("JUNHENG_REQUIRE_DATA");
        return given != nullptr && std::string_view(given) == "1";
    }

    Result<ImportResult> read(
        const fs::path& folder,
        const std::string& profile,
        const std::string& where = {}
    ) {
        ImportOptions options{.profile = profile};
        options.profiles = "data/profiles";
        if (!where.empty()) {
            options.where_field = "province";
            options.where_value = where;
        }
        return test::import_into({}, {folder}, options);
    }
};

std::map<int, std::int64_t> stage_totals(const ImportResult& read, std::string_view stage) {
    std::map<int, std::int64_t> totals;
    for (const SourcedChange& change : read.changes) {
        const auto* added = std::get_if<RowAdded>(&change.change);
        if (added != nullptr && added->table == TableId::stages &&
            std::get<std::string>(added->row[1]) == stage)
            totals[change.year.start] += std::get<std::int64_t>(added->row[2]);
    }
    return totals;
}

std::int64_t rows_in(const ImportResult& read, TableId table) {
    return std::ranges::count_if(read.changes, [&](const SourcedChange& change) {
        return std::holds_alternative<RowAdded>(change.change) && table_of(change.change) == table;
    });
}

#define NEED_DATA(path)                                       \
    if ((path).empty()) {                                     \
        if (required())                                       \
            FAIL() << "the real data is required and absent"; \
        GTEST_SKIP() << "no real data beside the project";    \
    }

TEST_F(ImportRealData, FiveFrenchGradesOfFourYears) {
    const fs::path data = folder("france35");
    NEED_DATA(data);
    const auto read = this->read(data, "france35");
    ASSERT_TRUE(read.has_value()) << read.error().code;
    EXPECT_FALSE(has_errors(read->issues)) << test::listed(read->issues);
    const std::map<int, std::int64_t> published{
        {2019, 69'837}, {2020, 69'550}, {2021, 68'618}, {2022, 67'766}};
    EXPECT_EQ(stage_totals(*read, "primary"), published);
}

TEST_F(ImportRealData, Siquijor) {
    const fs::path data = folder("philippines");
    NEED_DATA(data);
    const auto read = this->read(data, "philippines", "Siquijor");
    ASSERT_TRUE(read.has_value()) << read.error().code;
    EXPECT_FALSE(has_errors(read->issues)) << test::listed(read->issues);
    EXPECT_EQ(stage_totals(*read, "primary"), (std::map<int, std::int64_t>{{2015, 11'393}}));
    EXPECT_EQ(stage_totals(*read, "junior"), (std::map<int, std::int64_t>{{2015, 1'982}}));
    EXPECT_EQ(rows_in(*read, TableId::schools), 69);
}

/// The names of the third column.
std::set<std::string> provinces_of(const fs::path& data) {
    std::ifstream in(data / "provinces.csv");
    std::set<std::string> names;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        line.erase(line.find_last_not_of("\r\n\"") + 1);
        names.insert(line.substr(line.find_last_of(",\"") + 1));
    }
    return names;
}

TEST_F(ImportRealData, EveryPhilippineProvince) {
    const fs::path data = folder("philippines");
    NEED_DATA(data);
    const auto provinces = provinces_of(data);
    EXPECT_EQ(provinces.size(), 78U);
    std::int64_t primary = 0;
    std::int64_t junior = 0;
    for (const std::string& province : provinces) {
        const auto read = this->read(data, "philippines", province);
        ASSERT_TRUE(read.has_value()) << province << " " << read.error().code;
        EXPECT_FALSE(has_errors(read->issues)) << province << "\n" << test::listed(read->issues);
        primary += stage_totals(*read, "primary")[2015];
        junior += stage_totals(*read, "junior")[2015];
    }
    EXPECT_EQ(primary, 10'345'445);
    EXPECT_EQ(junior, 1'368'289);
}

TEST_F(ImportRealData, TheLayoutShowsByItself) {
    const fs::path data = folder("philippines");
    NEED_DATA(data);
    const auto read = this->read(data, {}, "Siquijor");
    ASSERT_TRUE(read.has_value()) << read.error().code;
    EXPECT_EQ(read->profile, "philippines");
    EXPECT_EQ(read->overlay, fs::path("data/profiles/philippines/overlay"));
}

}  // namespace
}  // namespace junheng
