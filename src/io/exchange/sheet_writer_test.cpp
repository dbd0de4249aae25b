// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/sheet_writer.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zip.h>

#include "io/exchange/sheet_names.h"
#include "io/exchange/sheet_test_files.h"

namespace junheng {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string read_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string part_of(const std::filesystem::path& file, const std::string& name) {
    zip_t* archive = zip_open(file.c_str(), ZIP_RDONLY, nullptr);
    zip_stat_t stat;
    std::string content;
    if (archive != nullptr && zip_stat(archive, name.c_str(), 0, &stat) == 0) {
        content.resize(stat.size);
        zip_file_t* part = zip_fopen(archive, name.c_str(), 0);
        zip_fread(part, content.data(), content.size());
        zip_fclose(part);
    }
    if (archive != nullptr)
        zip_discard(archive);
    return content;
}

class Writer : public testing::Test {
protected:
    std::filesystem::path write_sample() const {
        const auto file = folder_.path() / "sample.xlsx";
        SheetWriter writer(file);
        writer.begin_sheet(
            "学校",
            {.widths = {14, 20, 0, 10},
             .frozen_rows = 2,
             .repeat_first_row = 1,
             .repeat_last_row = 2}
        );
        writer.merged_row(text_cell("缺口清单", Look::title), 4, 30);
        writer.row(
            {text_cell("代码", Look::head),
             text_cell("名称", Look::head),
             text_cell("面积", Look::head),
             text_cell("日期", Look::head)}
        );
        OutCell faulty = number_cell(Decimal{-125, 1});
        faulty.mark = Mark::fault;
        faulty.comment = "面积不能是负数";
        writer.row(
            {text_cell("0012", Look::text),
             text_cell("=1+1 小学"),
             faulty,
             date_cell(std::chrono::year{2025} / 9 / 1)}
        );
        writer.row(
            {text_cell("+8", Look::text),
             text_cell("@甲"),
             number_cell(1240.5),
             number_cell(0.515257, Look::ratio)}
        );
        const std::vector<std::string> kinds = {"小学", "初中"};
        writer.dropdown(2, 3, 10, kinds);
        const auto done = writer.close();
        EXPECT_TRUE(done) << done.error().code;
        return file;
    }
    ScratchFolder folder_;
};

TEST_F(Writer, WritesWhatTheReaderReads) {
    EXPECT_THAT(
        cells_of(write_sample()),
        ElementsAre(
            PlacedCell{1, 1, CellKind::text, "缺口清单"},
            PlacedCell{2, 1, CellKind::text, "代码"},
            PlacedCell{2, 2, CellKind::text, "名称"},
            PlacedCell{2, 3, CellKind::text, "面积"},
            PlacedCell{2, 4, CellKind::text, "日期"},
            PlacedCell{3, 1, CellKind::text, "0012"},
            PlacedCell{3, 2, CellKind::text, "=1+1 小学"},
            PlacedCell{3, 3, CellKind::number, "-12.5"},
            PlacedCell{3, 4, CellKind::date, "2025-09-01"},
            PlacedCell{4, 1, CellKind::text, "+8"},
            PlacedCell{4, 2, CellKind::text, "@甲"},
            PlacedCell{4, 3, CellKind::number, "1240.5"},
            PlacedCell{4, 4, CellKind::number, "0.515257"}
        )
    );
}

TEST_F(Writer, SetsUpThePageAndTheCells) {
    const auto file = write_sample();
    const auto sheet = part_of(file, "xl/worksheets/sheet1.xml");
    EXPECT_THAT(sheet, HasSubstr("orientation=\"landscape\""));
    EXPECT_THAT(sheet, HasSubstr("paperSize=\"9\""));
    EXPECT_THAT(sheet, HasSubstr("<mergeCell ref=\"A1:D1\"/>"));
    EXPECT_THAT(sheet, HasSubstr("ySplit=\"2\""));
    EXPECT_THAT(sheet, HasSubstr("sqref=\"B3:B10\""));
    EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
    EXPECT_THAT(part_of(file, "xl/workbook.xml"), HasSubstr("Print_Titles"));
    EXPECT_THAT(part_of(file, "xl/comments1.xml"), HasSubstr("面积不能是负数"));
    EXPECT_THAT(part_of(file, "xl/styles.xml"), HasSubstr("宋体"));
}

TEST_F(Writer, LeavesNothingBehindUnlessClosed) {
    {
        SheetWriter writer(folder_.path() / "x.xlsx");
        writer.begin_sheet("a");
        writer.row({text_cell("b")});
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(Writer, SaysWhenTheFileCannotBeWritten) {
    SheetWriter writer("/proc/nowhere/x.xlsx");
    writer.begin_sheet("a");
    const auto done = writer.close();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, "file.unwritable");
}

TEST_F(Writer, RefusesRowsOutOfOrder) {
    SheetWriter writer(folder_.path() / "x.xlsx");
    writer.begin_sheet("a");
    const std::vector<OutCell> row = {text_cell("b")};
    writer.row_at(5, row);
    writer.row_at(5, row);
    EXPECT_EQ(writer.close().error().code, "sheet.row_order");
}

TEST_F(Writer, PutsLongListsOnAHiddenSheet) {
    const auto file = folder_.path() / "x.xlsx";
    SheetWriter writer(file);
    writer.begin_sheet("a");
    std::vector<std::string> codes;
    for (int i = 0; i < 200; ++i) codes.push_back(std::to_string(2142000000 + i));
    writer.dropdown(1, 2, 9, codes);
    ASSERT_TRUE(writer.close());
    const auto book = open_workbook(file);
    ASSERT_TRUE(book);
    EXPECT_THAT((*book)->sheets(), ElementsAre("a", "_lists"));
    EXPECT_TRUE((*book)->hidden(1));
    EXPECT_EQ(cells_of(file, 1).size(), 200U);
    EXPECT_THAT(part_of(file, "xl/worksheets/sheet1.xml"), HasSubstr("_lists!$A$1:$A$200"));
}

TEST_F(Writer, WritesBackWhatItRead) {
    const std::vector<Cell> cells = {
        {CellKind::text, "=a"},
        {CellKind::number, "4.2"},
        {CellKind::percent, "0.953"},
        {CellKind::date, "2025-09-01"},
        {CellKind::text, "110105194912310021"}};
    std::vector<OutCell> out;
    for (const Cell& cell : cells) out.push_back(same_cell(cell));
    const auto file = folder_.path() / "x.xlsx";
    SheetWriter writer(file);
    writer.begin_sheet("a");
    writer.row(out);
    ASSERT_TRUE(writer.close());
    const auto back = cells_of(file);
    ASSERT_EQ(back.size(), cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        EXPECT_EQ(back[i].kind, cells[i].kind) << i;
        EXPECT_EQ(back[i].text, cells[i].text) << i;
    }
}

TEST_F(Writer, OpensInLibreOffice) {
    if (!office_is_here())
        GTEST_SKIP() << "LibreOffice (soffice) is absent";
    const auto csv = convert_by_office(
        write_sample(), "csv:Text - txt - csv (StarCalc):44,34,76", folder_.path()
    );
    EXPECT_EQ(
        read_file(csv),
        "缺口清单,,,\n代码,名称,面积,日期\n0012,=1+1 "
        "小学,-12.50,2025-09-01\n+8,@甲,\"1,240.50\",0.515257\n"
    );
}

TEST(SheetNames, AreWhatSpreadsheetsAccept) {
    std::set<std::string> taken;
    EXPECT_EQ(sheet_name("a/b:c[d]", taken), "a_b_c_d_");
    EXPECT_EQ(sheet_name("A", taken), "A");
    EXPECT_EQ(sheet_name("a", taken), "a(2)");
    EXPECT_EQ(sheet_name("", taken), "Sheet");
    std::string thirty_one;
    for (int i = 0; i < 31; ++i) thirty_one += "县";
    EXPECT_EQ(sheet_name(thirty_one + "县", taken), thirty_one);
}

TEST(CutText, CountsUnitsAndKeepsCharactersWhole) {
    EXPECT_EQ(cut_text("县域均衡", 4), "县域均衡");
    EXPECT_EQ(cut_text("县域均衡", 3), "县域…");
    EXPECT_EQ(cut_text("𠮷𠮷", 3), "𠮷…");
}

}  // namespace
}  // namespace junheng
