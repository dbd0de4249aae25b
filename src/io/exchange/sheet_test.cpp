// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/sheet.h"

#include <chrono>

#include <gtest/gtest.h>

#include "io/exchange/sheet_number.h"
#include "io/exchange/sheet_test_files.h"

namespace junheng {
namespace {

TEST(OpenWorkbook, TellsAbsentFromEmpty) {
    EXPECT_EQ(fault_of_file("/nowhere/a.csv").code, "file.not_found");
    EXPECT_EQ(fault_of_file("/nowhere/a.csv").kind, ErrorKind::unavailable);
    EXPECT_EQ(fault_of_file(std::filesystem::temp_directory_path()).code, "file.unreadable");
    EXPECT_EQ(fault_of("").code, "sheet.empty_file");
    EXPECT_EQ(fault_of("\xEF\xBB\xBF\r\n").code, "sheet.empty_file");
    EXPECT_EQ(fault_of("", ".xlsx").kind, ErrorKind::data);
}

TEST(OpenWorkbook, RefusesGarbageByItsFirstBytes) {
    const ScratchFile file("", ".xlsx");
    std::filesystem::resize_file(file.path(), std::uintmax_t{2} << 30U);
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(fault_of_file(file.path()).code, "sheet.unknown_form");
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(200));
    EXPECT_EQ(fault_of("%PDF-1.4\x01\x02").code, "sheet.unknown_form");
    EXPECT_EQ(fault_of(std::string("\x89PNG\r\n\x1A\n\0\0", 10)).code, "sheet.unknown_form");
}

TEST(OpenWorkbook, GoesByContentNotByName) {
    EXPECT_EQ(rows_of("a,b\n", ".xlsx"), (std::vector<std::vector<std::string>>{{"a", "b"}}));
    EXPECT_EQ(rows_of("a,b\n", ".et"), (std::vector<std::vector<std::string>>{{"a", "b"}}));
}

TEST(SheetNumber, KnowsTheDaysOfBothSystems) {
    const auto day = [](double serial, bool since_1904 = false) {
        const auto date = date_of_serial(serial, since_1904);
        return date ? to_text(*date) : "";
    };
    EXPECT_EQ(day(1), "1900-01-01");
    EXPECT_EQ(day(59), "1900-02-28");
    EXPECT_EQ(day(60), "");
    EXPECT_EQ(day(61), "1900-03-01");
    EXPECT_EQ(day(2958465.99), "9999-12-31");
    EXPECT_EQ(day(2958466), "");
    EXPECT_EQ(day(0, true), "1904-01-01");
    EXPECT_EQ(day(0.5), "");
    EXPECT_EQ(serial_of_date(std::chrono::year{2025} / 9 / 1), 45901);
    EXPECT_EQ(serial_of_date(std::chrono::year{1900} / 1 / 1), 1);
    EXPECT_EQ(serial_of_date(std::chrono::year{1900} / 3 / 1), 61);
}

TEST(SheetNumber, ReadsFormatCodes) {
    for (const char* date :
         {"yyyy-mm-dd", "yyyy\\-mm", "m/d/yy h:mm", "[$-804]yyyy\"年\"m\"月\";@", "d", "mmm"})
        EXPECT_EQ(form_of_format_code(date), NumberForm::date) << date;
    for (const char* plain :
         {"General",
          "0.00",
          "#,##0\"m\"",
          "h:mm:ss",
          "[h]:mm",
          "[Red]0",
          "0.00E+00",
          "@",
          "_(* #,##0_)",
          "\"",
          "\\",
          "["})
        EXPECT_EQ(form_of_format_code(plain), NumberForm::plain) << plain;
    EXPECT_EQ(form_of_format_code("0.0%"), NumberForm::percent);
    EXPECT_EQ(form_of_format_id(31), NumberForm::date);
    EXPECT_EQ(form_of_format_id(33), NumberForm::plain);
}

}  // namespace
}  // namespace junheng
