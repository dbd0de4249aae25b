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

std::string little(std::uint32_t value, int bytes) {
    std::string result;
    for (int i = 0; i < bytes; ++i)
        result += static_cast<char>(value >> (8U * static_cast<unsigned>(i)));
    return result;
}

/// The smallest OLE file: directory in sector 0, table of sectors in sector 1, the stream from
/// sector 2 on.
std::string ole_with_stream(std::string_view name, std::string content = {}) {
    constexpr std::uint32_t kEnd = 0xFFFFFFFE;
    content.resize(std::max<std::size_t>(4096, (content.size() + 511) / 512 * 512));
    std::string header = kOleMagic;
    header.resize(512);
    header.replace(30, 2, little(9, 2));
    header.replace(48, 4, little(0, 4));
    header.replace(60, 4, little(kEnd, 4));
    header.replace(68, 4, little(kEnd, 4));
    header.replace(76, 4, little(1, 4));
    header.replace(80, 432, std::string(432, '\xFF'));
    std::string entry;
    for (const char c : name) entry += {c, '\0'};
    entry.resize(116);
    entry += little(2, 4) + little(static_cast<std::uint32_t>(content.size()), 4);
    entry.resize(512);
    std::string table = little(kEnd, 4) + little(0xFFFFFFFD, 4);
    for (std::uint32_t i = 3; i < content.size() / 512 + 2; ++i) table += little(i, 4);
    table += little(kEnd, 4);
    table.resize(512, '\xFF');
    return header + entry + table + content;
}

std::string record(std::uint32_t id, std::string_view data) {
    return little(id, 2) + little(static_cast<std::uint32_t>(data.size()), 2) + std::string(data);
}

/// A BIFF8 book of one sheet "a"; the first part of the globals and the records of the sheet are
/// given.
std::string biff8(std::string_view globals, std::string_view cells) {
    const std::string begin = record(0x0809, little(0x0600, 2) + little(5, 2));
    const std::string end = record(0x000A, "");
    const auto offset = begin.size() + globals.size() + 4 + 9 + end.size();
    const auto sheet = record(
        0x0085,
        little(static_cast<std::uint32_t>(offset), 4) + little(0, 2) + "\x01" +
            std::string(1, '\0') + "a"
    );
    return begin + std::string(globals) + sheet + end + begin + std::string(cells) + end;
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

TEST(Xls, JoinsSharedTextsAcrossRecords) {
    // Two texts; the first goes on in the next record, there with two bytes a character, and has a
    // run to skip.
    const std::string texts =
        record(0x00FC, little(2, 4) + little(2, 4) + little(3, 2) + "\x08" + little(1, 2) + "ab") +
        record(
            0x003C,
            "\x01" + little(0x5B66, 2) + little(0, 4) + little(1, 2) + std::string(1, '\0') + "z"
        );
    const std::string cells =
        record(0x00FD, little(0, 2) + little(1, 2) + little(0, 2) + little(0, 4)) +
        record(0x00FD, little(4, 2) + little(0, 2) + little(0, 2) + little(1, 4));
    const ScratchFile file(ole_with_stream("Workbook", biff8(texts, cells)), ".xls");
    EXPECT_THAT(
        cells_of(file.path()),
        ElementsAre(PlacedCell{1, 2, CellKind::text, "ab学"}, PlacedCell{5, 1, CellKind::text, "z"})
    );
}

TEST(Xls, UnpacksEveryFormOfNumber) {
    const std::string cells =
        record(0x027E, little(0, 2) + little(0, 2) + little(0, 2) + little((1014U << 2U) | 2U, 4)) +
        record(0x027E, little(0, 2) + little(1, 2) + little(0, 2) + little((9530U << 2U) | 3U, 4)) +
        record(
            0x00BD,
            little(0, 2) + little(2, 2) + little(0, 2) + little((7U << 2U) | 2U, 4) + little(0, 2) +
                little(0x3FF80000, 4) + little(3, 2)
        ) +
        record(
            0x0203,
            little(1, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(0x40934A00, 4)
        );
    const ScratchFile file(ole_with_stream("Workbook", biff8("", cells)), ".xls");
    EXPECT_THAT(
        cells_of(file.path()),
        ElementsAre(
            PlacedCell{1, 1, CellKind::number, "1014"},
            PlacedCell{1, 2, CellKind::number, "95.3"},
            PlacedCell{1, 3, CellKind::number, "7"},
            PlacedCell{1, 4, CellKind::number, "1.5"},
            PlacedCell{2, 1, CellKind::number, "1234.5"}
        )
    );
}

TEST(Xls, RefusesLostTextsAndSheetsCutShort) {
    const std::string label =
        record(0x00FD, little(0, 2) + little(1, 2) + little(0, 2) + little(9, 4));
    EXPECT_EQ(fault_of(ole_with_stream("Workbook", biff8("", label)), ".xls").code, "sheet.broken");
    std::string cut = biff8("", "");
    cut.resize(cut.size() - 4);
    EXPECT_EQ(
        fault_of(ole_with_stream("Workbook", cut + record(0x00FD, std::string(8000, 'x'))), ".xls")
            .code,
        "sheet.broken"
    );
}

TEST(Xls, SaysWhenItIsLocked) {
    const auto locked = biff8(record(0x002F, little(1, 2)), "");
    EXPECT_EQ(fault_of(ole_with_stream("Workbook", locked), ".xls").code, "sheet.encrypted");
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
