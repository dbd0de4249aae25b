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

class XlsByOffice : public testing::Test {
protected:
    void SetUp() override {
        if (!office_is_here())
            GTEST_SKIP() << "LibreOffice (soffice) is absent";
    }

    std::filesystem::path made(std::string_view csv) const {
        const auto source = folder_.path() / "a.csv";
        std::ofstream(source, std::ios::binary) << csv;
        const auto xlsx = convert_by_office(source, "xlsx", folder_.path());
        return convert_by_office(xlsx, "xls", folder_.path());
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

}  // namespace
}  // namespace junheng
