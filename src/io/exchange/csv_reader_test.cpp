// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/csv_reader.h"

#include <cerrno>
#include <filesystem>
#include <system_error>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "io/exchange/csv_parser.h"
#include "io/exchange/csv_text.h"
#include "io/exchange/csv_writer.h"
#include "io/exchange/import_test_county.h"
#include "io/exchange/sheet_test_files.h"

namespace junheng {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Rows = std::vector<std::vector<std::string>>;

TEST(Csv, ReadsQuotedFieldsAsRfc4180Has) {
    EXPECT_THAT(
        rows_of("aaa,\"b\r\nbb\",ccc\r\nzzz,\"y\"\"y\",xxx"),
        ElementsAre(ElementsAre("aaa", "b\r\nbb", "ccc"), ElementsAre("zzz", "y\"y", "xxx"))
    );
}

TEST(Csv, EndsRowsWithAnyLineEnd) {
    const Rows expected = {{"a", "b"}, {"c", "d"}};
    EXPECT_EQ(rows_of("a,b\nc,d\n"), expected);
    EXPECT_EQ(rows_of("a,b\r\nc,d"), expected);
    EXPECT_EQ(rows_of("a,b\rc,d\r"), expected);
}

TEST(Csv, KeepsEmptyFieldsAndSkipsBlankLines) {
    EXPECT_EQ(rows_of("a,,c\n\n,\"\",\n"), (Rows{{"a", "", "c"}, {"", "", ""}}));
}

TEST(Csv, CountsRowsAsTheUserSeesThem) {
    const ScratchFile file("a,b\n\n\"x\ny\",1\nz,2\n", ".csv");
    const auto book = open_workbook(file.path());
    ASSERT_TRUE(book);
    std::vector<int> numbers;
    ASSERT_TRUE((*book)->read(0, [&](const SheetRow& row) {
        numbers.push_back(row.number);
        return true;
    }));
    EXPECT_THAT(numbers, ElementsAre(1, 3, 4));
}

TEST(Csv, KeepsTextAfterAClosingQuoteAndQuotesInsideAField) {
    EXPECT_EQ(rows_of("\"a\"b,5\"x\n"), (Rows{{"ab", "5\"x"}}));
}

TEST(Csv, StopsWhenTheSinkHasEnough) {
    const ScratchFile file("a\nb\nc\n", ".csv");
    const auto book = open_workbook(file.path());
    ASSERT_TRUE(book);
    int rows = 0;
    ASSERT_TRUE((*book)->read(0, [&](const SheetRow&) { return ++rows < 2; }));
    EXPECT_EQ(rows, 2);
}

TEST(Csv, FindsTheSeparator) {
    EXPECT_EQ(rows_of("a;b\n1,5;2\n"), (Rows{{"a", "b"}, {"1,5", "2"}}));
    EXPECT_EQ(rows_of("a\tb\n1,5\t2\n"), (Rows{{"a", "b"}, {"1,5", "2"}}));
    EXPECT_EQ(
        rows_of("县域均衡数据;\n学校;人数\n甲;1\n乙;2\n")[1],
        (std::vector<std::string>{"学校", "人数"})
    );
    EXPECT_EQ(rows_of("sep=;\na;b,c,d\n"), (Rows{{"a", "b,c,d"}}));
    EXPECT_EQ(sniff_separator("only one column\nof text\n"), ',');
}

TEST(Csv, ReadsEveryEncodingOfOffices) {
    const Rows expected = {{"学校", "人数"}, {"实验小学", "1014"}};
    const std::string gb =
        "\xD1\xA7\xD0\xA3,\xC8\xCB\xCA\xFD\n\xCA\xB5\xD1\xE9\xD0\xA1\xD1\xA7,1014\n";
    EXPECT_EQ(rows_of("学校,人数\n实验小学,1014\n"), expected);
    EXPECT_EQ(rows_of("\xEF\xBB\xBF学校,人数\n实验小学,1014\n"), expected);
    EXPECT_EQ(rows_of(gb), expected);
    EXPECT_EQ(rows_of("\xEF\xBB\xBF" + gb), expected);
}

TEST(Csv, ReadsUtf16WithItsMark) {
    const std::string little(
        "\xFF\xFE"
        "f\x5B,\0"
        "1\0\n\0",
        10
    );
    const std::string big(
        "\xFE\xFF"
        "\x5B"
        "f\0,\0"
        "1\0\n",
        10
    );
    EXPECT_EQ(rows_of(little), (Rows{{"学", "1"}}));
    EXPECT_EQ(rows_of(big), (Rows{{"学", "1"}}));
}

TEST(Csv, ReadsRareCharactersOfGb18030) {
    // 𠮷 U+20BB7 in four bytes, as Python's codec gives it.
    EXPECT_EQ(rows_of("\xD0\xD5,\x95\x34\xB2\x35\n"), (Rows{{"姓", "𠮷"}}));
}

TEST(Csv, RefusesDamagedUtf8InsteadOfGuessing) {
    std::string text = "学校,人数\n";
    for (int i = 0; i < 20; ++i) text += "实验小学,1\n";
    EXPECT_EQ(fault_of(text + "坏\xE5\xAD,2\n").code, "sheet.encoding");
    EXPECT_EQ(fault_of(text + "坏\xE5\xAD,2\n").where.row, 22);
}

TEST(Csv, RefusesBytesThatNoEncodingKnows) {
    EXPECT_EQ(fault_of("a,\xFF\xFF\xFF\n").code, "sheet.encoding");
    EXPECT_EQ(
        fault_of("\xFF\xFE"
                 "a")
            .code,
        "sheet.encoding"
    );
}

TEST(Csv, NamesWhereAnOpenQuoteStands) {
    const auto fault = fault_of("a,b\n1,\"2\n3,4\n");
    EXPECT_EQ(fault.code, "sheet.quote_open");
    EXPECT_EQ(fault.where.row, 2);
    EXPECT_EQ(fault.where.column, 2);
}

TEST(Csv, EndsAnEndlessQuoteAtTheCellLimit) {
    EXPECT_EQ(fault_of("a,\"" + std::string(3U << 20U, 'x')).code, "sheet.quote_open");
    EXPECT_EQ(fault_of("a," + std::string(3U << 20U, 'x')).code, "sheet.cell_too_long");
}

TEST(Csv, RefusesNulAndTooManyColumns) {
    EXPECT_EQ(fault_of(std::string(100'000, 'a') + std::string(1, '\0')).code, "sheet.nul");
    EXPECT_EQ(fault_of(std::string(20'000, ',')).code, "sheet.too_many_columns");
}

TEST(Csv, GivesTheSameRowsHoweverThePiecesFall) {
    const std::string text = "a,\"b\"\"\r\nc\",d\r\n\r\n学,,\"\"\r1,2";
    for (std::size_t size = 1; size < text.size(); ++size) {
        Rows rows;
        const RowSink collect = [&](const SheetRow& row) {
            rows.push_back(texts_of(row));
            return true;
        };
        const SheetLimits limits;
        CsvParser parser(',', limits, collect);
        for (std::size_t at = 0; at < text.size(); at += size)
            ASSERT_TRUE(parser.feed(std::string_view(text).substr(at, size)));
        ASSERT_TRUE(parser.finish());
        EXPECT_EQ(rows, (Rows{{"a", "b\"\r\nc", "d"}, {"学", "", ""}, {"1", "2"}})) << size;
    }
}

RC_GTEST_PROP(
    Csv,
    ReadsBackWhatTheWriterWrote,
    (std::vector<std::vector<std::string>> table, bool crlf)
) {
    constexpr std::string_view kAlphabet[] = {"a", ",", "\"", "\n", "\r", ";", "学", " ", "1", ""};
    std::ostringstream out;
    CsvWriter writer(out, {.carriage_returns = crlf});
    writer.row({"head", "x"});
    Rows expected = {{"head", "x"}};
    for (const auto& wanted : table) {
        std::vector<std::string> row;
        for (const auto& field : wanted) {
            row.emplace_back();
            for (const char c : field)
                row.back() += kAlphabet[static_cast<unsigned char>(c) % std::size(kAlphabet)];
        }
        row.resize(std::max<std::size_t>(row.size(), 2));
        writer.row(row);
        expected.push_back(row);
    }
    Rows rows;
    const RowSink collect = [&](const SheetRow& row) {
        rows.push_back(texts_of(row));
        return true;
    };
    const SheetLimits limits;
    CsvParser parser(',', limits, collect);
    RC_ASSERT(parser.feed(out.str()).has_value());
    RC_ASSERT(parser.finish().has_value());
    RC_ASSERT(rows == expected);
}

TEST(CsvWriter, QuotesOnlyWhereNeeded) {
    std::ostringstream out;
    CsvWriter writer(out, {.mark = true, .carriage_returns = true});
    writer.row({"a", "b,c", "d\"e", "f\ng", "=1", " h"});
    writer.row({""});
    EXPECT_EQ(
        out.str(),
        "\xEF\xBB\xBF"
        "a,\"b,c\",\"d\"\"e\",\"f\ng\",=1,\" h\"\r\n\"\"\r\n"
    );
}

std::string reason(int number) {
    return std::generic_category().message(number);
}

TEST(CsvWriter, LeavesNothingBehindWhenItCannotWrite) {
    const auto result =
        write_csv("/proc/nowhere/x.csv", [](CsvWriter& writer) { writer.row({"a"}); });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, "file.unwritable");
    EXPECT_EQ(result.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(result.error().args, (Args{{"reason", reason(ENOENT)}}));
}

TEST(CsvWriter, SaysThatTheDiskIsFull) {
    const test::Folder folder;
    std::filesystem::create_symlink("/dev/full", folder.path() / "x.csv.part");
    const auto result =
        write_csv(folder.path() / "x.csv", [](CsvWriter& writer) { writer.row({"a"}); });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().args, (Args{{"reason", reason(ENOSPC)}}));
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace junheng
