// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/xlsx_reader.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/exchange/sheet_test_files.h"
#include "io/exchange/xlsx_rows.h"

namespace junheng {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Xlsx : public testing::Test {
protected:
    std::filesystem::path write(const ZipParts& parts) const {
        const auto file = folder_.path() / "a.xlsx";
        write_zip(file, parts);
        return file;
    }
    std::vector<PlacedCell> cells(std::string_view body, const ZipParts& changed = {}) const {
        return cells_of(write(xlsx_parts(body, changed)));
    }
    Error fault(std::string_view body, const ZipParts& changed = {}) const {
        return fault_of_file(write(xlsx_parts(body, changed)));
    }

private:
    ScratchFolder folder_;
};

const std::pair<std::string, std::string> kTexts = {
    "xl/sharedStrings.xml",
    "<sst><si><t>学校</t></si>"
    "<si><r><rPr><b/></rPr><t>实验</t></r><r><t xml:space=\"preserve\"> 小学</t></r></si>"
    "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si>"
    "<si><t>a_x000D_b &amp; &#x4e2d;</t></si><si/></sst>"};

const std::pair<std::string, std::string> kStyles = {
    "xl/styles.xml",
    "<styleSheet><numFmts><numFmt numFmtId=\"170\" "
    "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
    "<numFmt numFmtId=\"171\" formatCode=\"0.000%\"/><numFmt numFmtId=\"172\" "
    "formatCode=\"[Red]0.00&quot;day&quot;\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf "
    "numFmtId=\"10\"/><xf numFmtId=\"171\"/>"
    "<xf numFmtId=\"172\"/><xf numFmtId=\"21\"/><xf numFmtId=\"31\"/></cellXfs></styleSheet>"};

TEST_F(Xlsx, JoinsRunsAndLeavesReadingAidsOut) {
    EXPECT_THAT(
        cells(
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c "
            "t=\"s\"><v>2</v></c>"
            "<c t=\"s\"><v>3</v></c><c t=\"s\"><v>4</v></c></row>",
            {kTexts}
        ),
        ElementsAre(
            PlacedCell{1, 1, CellKind::text, "学校"},
            PlacedCell{1, 2, CellKind::text, "实验 小学"},
            PlacedCell{1, 3, CellKind::text, "東京"},
            PlacedCell{1, 4, CellKind::text, "a\rb & 中"}
        )
    );
}

TEST_F(Xlsx, ReadsInlineTextsAndCachedTexts) {
    EXPECT_THAT(
        cells(
            "<row><c "
            "t=\"inlineStr\"><is><r><t>甲</t></r><r><t>乙</t></r><rPh><t>x</t></rPh></is></c>"
            "<c t=\"str\"><f>A1&amp;\"b\"</f><v>ab</v></c><c t=\"str\"><f>\"\"</f><v></v></c></row>"
        ),
        ElementsAre(
            PlacedCell{1, 1, CellKind::text, "甲乙"}, PlacedCell{1, 2, CellKind::text, "ab"}
        )
    );
}

TEST_F(Xlsx, TellsDatesAndPercentsByTheirFormats) {
    EXPECT_THAT(
        cells(
            "<row r=\"1\"><c s=\"0\"><v>45901</v></c><c s=\"1\"><v>45901</v></c><c "
            "s=\"2\"><v>45901.75</v></c>"
            "<c s=\"3\"><v>0.95299999999999996</v></c><c s=\"4\"><v>1</v></c><c "
            "s=\"5\"><v>3</v></c>"
            "<c s=\"6\"><v>0.5</v></c><c s=\"7\"><v>59</v></c><c s=\"1\"><v>-3</v></c><c "
            "s=\"99\"><v>7</v></c></row>",
            {kStyles}
        ),
        ElementsAre(
            PlacedCell{1, 1, CellKind::number, "45901"},
            PlacedCell{1, 2, CellKind::date, "2025-09-01"},
            PlacedCell{1, 3, CellKind::date, "2025-09-01"},
            PlacedCell{1, 4, CellKind::percent, "0.953"},
            PlacedCell{1, 5, CellKind::percent, "1"},
            PlacedCell{1, 6, CellKind::number, "3"},
            PlacedCell{1, 7, CellKind::number, "0.5"},
            PlacedCell{1, 8, CellKind::date, "1900-02-28"},
            PlacedCell{1, 9, CellKind::number, "-3"},
            PlacedCell{1, 10, CellKind::number, "7"}
        )
    );
}

TEST_F(Xlsx, CountsDaysFrom1904WhereTheBookSaysSo) {
    const std::string book =
        "<workbook xmlns:r=\"http://r\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"a\" "
        "r:id=\"rId1\"/></sheets></workbook>";
    EXPECT_THAT(
        cells("<row><c s=\"1\"><v>44439</v></c></row>", {kStyles, {"xl/workbook.xml", book}}),
        ElementsAre(PlacedCell{1, 1, CellKind::date, "2025-09-01"})
    );
}

TEST_F(Xlsx, ReadsTruthValuesErrorsAndFormulasWithoutValue) {
    EXPECT_THAT(
        cells("<row r=\"4\"><c r=\"B4\" t=\"b\"><v>1</v></c><c r=\"C4\" t=\"e\"><v>#DIV/0!</v></c>"
              "<c r=\"D4\"><f>1+1</f></c><c r=\"E4\"><f>1+1</f><v>2</v></c><c "
              "r=\"F4\"><f>1</f><v/></c>"
              "<c r=\"G4\" t=\"d\"><v>2025-09-01T00:00:00</v></c></row>"),
        ElementsAre(
            PlacedCell{4, 2, CellKind::boolean, "1"},
            PlacedCell{4, 3, CellKind::fault, "#DIV/0!"},
            PlacedCell{4, 4, CellKind::formula_no_value, ""},
            PlacedCell{4, 5, CellKind::number, "2"},
            PlacedCell{4, 6, CellKind::formula_no_value, ""},
            PlacedCell{4, 7, CellKind::date, "2025-09-01"}
        )
    );
}

TEST_F(Xlsx, KeepsFifteenDigitsAsSpreadsheetsDo) {
    EXPECT_THAT(
        cells("<row><c><v>4.2000000000000002</v></c><c><v>0.30000000000000004</v></"
              "c><c><v>1.1010519491231E+17</v></c>"
              "<c><v>110105194912310016</v></c><c><v>2142001234</v></c></row>"),
        ElementsAre(
            PlacedCell{1, 1, CellKind::number, "4.2"},
            PlacedCell{1, 2, CellKind::number, "0.3"},
            PlacedCell{1, 3, CellKind::number, "1.1010519491231E+17"},
            PlacedCell{1, 4, CellKind::number, "1.1010519491231e+17"},
            PlacedCell{1, 5, CellKind::number, "2142001234"}
        )
    );
}

TEST_F(Xlsx, PlacesCellsByTheirReferences) {
    EXPECT_THAT(
        cells("<row r=\"2\"><c r=\"AA2\"><v>1</v></c><c "
              "r=\"C2\"><v>2</v></c></row><row><c><v>3</v></c></row><row r=\"9\"/>"),
        ElementsAre(
            PlacedCell{2, 3, CellKind::number, "2"},
            PlacedCell{2, 27, CellKind::number, "1"},
            PlacedCell{3, 1, CellKind::number, "3"}
        )
    );
}

TEST_F(Xlsx, ReadsPrefixedNames) {
    const std::string sheet =
        "<x:worksheet xmlns:x=\"http://s\"><x:sheetData><x:row r=\"1\"><x:c "
        "r=\"A1\"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>";
    EXPECT_THAT(
        cells("", {{"xl/worksheets/sheet1.xml", sheet}}),
        ElementsAre(PlacedCell{1, 1, CellKind::number, "5"})
    );
}

TEST_F(Xlsx, ListsSheetsInTabOrderWithHiddenOnes) {
    const std::string book =
        "<workbook xmlns:r=\"http://r\"><sheets><sheet name=\"乙\" sheetId=\"2\" "
        "r:id=\"b\"/><sheet name=\"图\" r:id=\"c\"/>"
        "<sheet name=\"甲\" sheetId=\"1\" state=\"veryHidden\" r:id=\"a\"/></sheets></workbook>";
    const std::string relations =
        "<Relationships><Relationship Id=\"a\" Type=\"t/worksheet\" "
        "Target=\"worksheets/sheet1.xml\"/>"
        "<Relationship Id=\"b\" Type=\"t/worksheet\" Target=\"../xl/worksheets/sheet2.xml\"/>"
        "<Relationship Id=\"c\" Type=\"t/chartsheet\" "
        "Target=\"chartsheets/sheet1.xml\"/></Relationships>";
    const auto file = write(xlsx_parts(
        "",
        {{"xl/workbook.xml", book},
         {"xl/_rels/workbook.xml.rels", relations},
         {"xl/worksheets/sheet2.xml",
          "<worksheet><sheetData><row><c><v>8</v></c></row></sheetData></worksheet>"}}
    ));
    const auto opened = open_workbook(file);
    ASSERT_TRUE(opened);
    EXPECT_THAT((*opened)->sheets(), ElementsAre("乙", "甲"));
    EXPECT_FALSE((*opened)->hidden(0));
    EXPECT_TRUE((*opened)->hidden(1));
    EXPECT_THAT(cells_of(file, 0), ElementsAre(PlacedCell{1, 1, CellKind::number, "8"}));
}

TEST_F(Xlsx, GivesMergedCells) {
    const std::string sheet =
        "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>小学</t></is></c></row></sheetData>"
        "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"D1:D2\"/></mergeCells></worksheet>";
    const auto book = open_workbook(write(xlsx_parts("", {{"xl/worksheets/sheet1.xml", sheet}})));
    ASSERT_TRUE(book);
    EXPECT_THAT(*(*book)->merged(0), ElementsAre(CellRange{1, 1, 1, 3}, CellRange{1, 4, 2, 4}));
}

TEST_F(Xlsx, NamesThePlaceOfAFault) {
    const auto error = fault("<row r=\"3\"><c r=\"B3\" t=\"s\"><v>12</v></c></row>", {kTexts});
    EXPECT_EQ(error.code, "sheet.broken");
    EXPECT_EQ(error.where.sheet, "表一");
    EXPECT_EQ(error.where.row, 3);
    EXPECT_EQ(error.where.column, 2);
}

TEST_F(Xlsx, RefusesWhatContradictsItself) {
    EXPECT_EQ(fault("<row r=\"3\"/><row r=\"3\"/>").code, "sheet.broken");
    EXPECT_EQ(fault("<row r=\"0\"/>").code, "sheet.broken");
    EXPECT_EQ(fault("<row r=\"2147483647\"/>").code, "sheet.broken");
    EXPECT_EQ(fault("<row r=\"1\"><c r=\"A2\"/></row>").code, "sheet.broken");
    EXPECT_EQ(fault("<row r=\"1\"><c r=\"1A\"/></row>").code, "sheet.broken");
    EXPECT_EQ(fault("<row r=\"1\"><c r=\"XFE1\"/></row>").code, "sheet.too_many_columns");
    EXPECT_EQ(fault("<row></c>").code, "sheet.broken");
    EXPECT_EQ(fault("", {{"xl/worksheets/sheet1.xml", ""}}).code, "sheet.broken");
}

TEST_F(Xlsx, RefusesDocumentTypesAndEntities) {
    const std::string bomb =
        "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
        "\"&a;&a;&a;\">]><worksheet><sheetData><row><c><v>&b;</v></c></row>"
        "</sheetData></worksheet>";
    const auto error = fault("", {{"xl/worksheets/sheet1.xml", bomb}});
    EXPECT_EQ(error.code, "sheet.broken");
    EXPECT_THAT(error.args.at(0).second, testing::HasSubstr("DOCTYPE"));
}

TEST_F(Xlsx, RefusesDeepAndEndlessXml) {
    std::string deep;
    for (int i = 0; i < 1000; ++i) deep += "<a>";
    EXPECT_EQ(fault(deep).code, "sheet.broken");
    const auto endless = write(xlsx_parts("<!--" + std::string(20U << 20U, 'x') + "-->"));
    EXPECT_EQ(fault_of_file(endless, {.pack_ratio = 10'000}).code, "sheet.broken");
    EXPECT_EQ(
        fault("<row><c t=\"str\"><v>" + std::string(2U << 20U, 'x') + "</v></c></row>").code,
        "sheet.cell_too_long"
    );
}

TEST_F(Xlsx, RefusesAZipBomb) {
    const auto error = fault(std::string(40U << 20U, ' '));
    EXPECT_EQ(error.code, "sheet.zip_bomb");
    EXPECT_EQ(error.kind, ErrorKind::data);
}

TEST_F(Xlsx, RefusesTooManyEntriesAndTooLargeParts) {
    const auto file = write(xlsx_parts("<row><c><v>1</v></c></row>"));
    EXPECT_EQ(fault_of_file(file, {.zip_entries = 3}).code, "sheet.zip_bomb");
    EXPECT_EQ(fault_of_file(file, {.unpacked_bytes = 50}).code, "sheet.too_large");
    EXPECT_EQ(fault_of_file(file, {.file_bytes = 50}).code, "sheet.too_large");
}

TEST_F(Xlsx, RefusesACutZipAtEveryLength) {
    const auto file = write(xlsx_parts("<row><c><v>1</v></c></row>", {kTexts, kStyles}));
    std::ifstream in(file, std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(in), {}};
    for (std::size_t length = 4; length < whole.size(); length += 97)
        EXPECT_EQ(fault_of(whole.substr(0, length), ".xlsx").code, "sheet.broken") << length;
}

TEST_F(Xlsx, RefusesOtherZips) {
    const auto file = write(
        {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", "<a/>"}}
    );
    EXPECT_EQ(fault_of_file(file).code, "sheet.unknown_form");
}

TEST(CellPlaces, AreLettersAndANumber) {
    EXPECT_EQ(parse_cell_place("XFD1048576")->column, 16384);
    EXPECT_EQ(parse_cell_place("B2")->row, 2);
    for (const char* wrong : {"", "B", "2", "b2", "B2x", "B-2", "B0", "ABCDE1", "B99999999999"})
        EXPECT_FALSE(parse_cell_place(wrong)) << wrong;
}

}  // namespace
}  // namespace junheng
