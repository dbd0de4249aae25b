// SPDX-License-Identifier: Apache-2.0
#include "app/service/paper_type.h"

#include <gtest/gtest.h>

namespace junheng {
namespace {

using namespace std::string_literals;

std::string found(std::string_view name, const std::string& content) {
    const auto type = paper_type(name, content);
    return type ? *type : type.error().code;
}

TEST(PaperType, KnowsFilesByTheirFirstBytes) {
    EXPECT_EQ(found("规划.pdf", "%PDF-1.7 ..."), "application/pdf");
    EXPECT_EQ(found("扫描.JPG", "\xFF\xD8\xFF\xE0 ..."), "image/jpeg");
    EXPECT_EQ(found("scan.png", "\x89PNG\r\n\x1A\n..."), "image/png");
    EXPECT_EQ(found("scan.tiff", "II*\0..."s), "image/tiff");
    EXPECT_EQ(found("名册.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..."), "application/vnd.ms-excel");
    EXPECT_EQ(found("公文.ofd", "PK\x03\x04...OFD.xml..."), "application/ofd");
    EXPECT_EQ(
        found("名册.xlsx", "PK\x03\x04...xl/workbook.xml..."),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    );
}

TEST(PaperType, RefusesWhatIsNotWhatItSays) {
    EXPECT_EQ(found("plan.pdf", "MZ\x90 a program"), "paper.wrong_type");
    EXPECT_EQ(found("plan.pdf", ""), "paper.wrong_type");
    EXPECT_EQ(found("page.html", "<script>"), "paper.wrong_type");
    EXPECT_EQ(found("plan.docx", "PK\x03\x04...xl/workbook.xml..."), "paper.wrong_type");
    EXPECT_EQ(
        found("macro.xlsx", "PK\x03\x04...xl/workbook.xml...xl/vbaProject.bin"), "paper.wrong_type"
    );
    EXPECT_EQ(found("any.zip", "PK\x03\x04..."), "paper.wrong_type");
}

TEST(PaperType, RefusesNamesThatArePaths) {
    for (const std::string_view name : {"../plan.pdf", "a\\b.pdf", ".pdf", "plan", "a\nb.pdf"})
        EXPECT_EQ(found(name, "%PDF-1.7"), "paper.bad_name") << name;
}

}  // namespace
}  // namespace junheng
