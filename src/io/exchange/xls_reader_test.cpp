// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/xls_reader.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/exchange/sheet_test_files.h"
#include "io/exchange/sheet_writer.h"

namespace junheng {
namespace {

using testing::ElementsAre;

const std::string kOleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

std::string ole_with_stream(std::string_view name) {
    std::string entry;
    for (const char c : name) entry += {c, '\0'};
    entry.resize(128);
    std::string file = kOleMagic;
    file.resize(512);
    return file + entry;
}

TEST(Xls, AdvisesToSaveWpsTablesAsXlsx) {
    EXPECT_EQ(fault_of(ole_with_stream("Workbook"), ".et").code, "sheet.wps_et");
    EXPECT_EQ(fault_of(ole_with_stream("Workbook"), ".ET").code, "sheet.wps_et");
}

TEST(Xls, KnowsLockedAndForeignFiles) {
    EXPECT_EQ(fault_of(ole_with_stream("EncryptedPackage"), ".xlsx").code, "sheet.encrypted");
    EXPECT_EQ(fault_of(ole_with_stream("WordDocument"), ".doc").code, "sheet.unknown_form");
    EXPECT_EQ(fault_of(ole_with_stream("Workbook"), ".xls").code, "sheet.broken");
    EXPECT_EQ(fault_of(kOleMagic, ".xls").code, "sheet.unknown_form");
}

// A flat OpenDocument sheet, for LibreOffice to compute and save as xls.
constexpr const char* kFlatSheet =
    R"x(<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" )x"
    R"x(xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" )x"
    R"x(xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" )x"
    R"x(office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>)x"
    R"x(<table:table table:name="a"><table:table-row><table:table-cell table:number-columns-spanned="3" table:number-rows-spanned="1" )x"
    R"x(office:value-type="string"><text:p>合计</text:p></table:table-cell></table:table-row><table:table-row>)x"
    R"x(<table:table-cell office:value-type="float" office:value="7"/><table:table-cell table:formula="of:=[.A2]*3"/>)x"
    R"x(<table:table-cell table:formula="of:=TRUE()"/><table:table-cell table:formula="of:=1/0"/>)x"
    R"x(<table:table-cell table:formula="of:=[.A1]&amp;&quot;小学&quot;"/><table:table-cell table:formula="of:=[.A2]&gt;3"/>)x"
    R"x(</table:table-row></table:table></office:spreadsheet></office:body></office:document>)x";

class XlsByOffice : public testing::Test {
protected:
    void SetUp() override {
        if (!office_is_here())
            GTEST_SKIP() << "LibreOffice (soffice) is absent";
    }

    ScratchFolder folder_;
};

TEST_F(XlsByOffice, ReadsTextsNumbersAndDates) {
    const auto file = folder_.path() / "b.xlsx";
    SheetWriter writer(file);
    writer.begin_sheet("学校");
    writer.row(
        {text_cell("实验小学"), number_cell(1240.5), date_cell(std::chrono::year{2025} / 9 / 1)}
    );
    writer.row({});
    writer.row(
        {text_cell("0012", Look::text),
         number_cell(3, Look::integer),
         number_cell(0.953, Look::percent)}
    );
    ASSERT_TRUE(writer.close());
    const auto xls = convert_by_office(file, "xls", folder_.path());
    const auto book = open_workbook(xls);
    ASSERT_TRUE(book) << book.error().code;
    EXPECT_THAT((*book)->sheets(), ElementsAre("学校"));
    EXPECT_THAT(
        cells_of(xls),
        ElementsAre(
            PlacedCell{1, 1, CellKind::text, "实验小学"},
            PlacedCell{1, 2, CellKind::number, "1240.5"},
            PlacedCell{1, 3, CellKind::date, "2025-09-01"},
            PlacedCell{3, 1, CellKind::text, "0012"},
            PlacedCell{3, 2, CellKind::number, "3"},
            PlacedCell{3, 3, CellKind::percent, "0.953"}
        )
    );
}

TEST_F(XlsByOffice, ReadsFormulasTruthValuesErrorsAndMergedCells) {
    const auto file = folder_.path() / "c.fods";
    std::ofstream(file) << kFlatSheet;
    const auto xls = convert_by_office(file, "xls", folder_.path());
    ASSERT_FALSE(xls.empty());
    EXPECT_THAT(
        cells_of(xls),
        ElementsAre(
            PlacedCell{1, 1, CellKind::text, "合计"},
            PlacedCell{2, 1, CellKind::number, "7"},
            PlacedCell{2, 2, CellKind::number, "21"},
            PlacedCell{2, 3, CellKind::boolean, "1"},
            PlacedCell{2, 4, CellKind::fault, "#DIV/0!"},
            PlacedCell{2, 5, CellKind::text, "合计小学"},
            PlacedCell{2, 6, CellKind::boolean, "1"}
        )
    );
    const auto book = open_workbook(xls);
    ASSERT_TRUE(book);
    EXPECT_THAT(*(*book)->merged(0), ElementsAre(CellRange{1, 1, 1, 3}));
}

}  // namespace
}  // namespace junheng
