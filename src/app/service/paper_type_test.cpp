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

TEST(PaperType, RefusesMacrosInTheOldFormatsToo) {
    const std::string compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1...";
    const std::string stream = "_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0"s;
    for (const std::string_view name : {"a.doc", "a.wps", "a.xls", "a.et", "a.ppt"})
        EXPECT_EQ(found(name, compound + stream), "paper.wrong_type") << name;
    const std::string head = "\x1F\0\xFF\x03\x14\0\0\0\x02\0\0\x04\x0C\0\0\0"s;
    const std::string reference(4, '\x07');
    EXPECT_EQ(found("a.ppt", compound + head + reference + "\x01\0\0\0"s), "paper.wrong_type");
    EXPECT_EQ(
        found("a.ppt", compound + head + reference + std::string(4, '\0')),
        "application/vnd.ms-powerpoint"
    ) << "the record says that there are none";
}

TEST(PaperType, RefusesNamesThatArePaths) {
    for (const std::string_view name : {"../plan.pdf", "a\\b.pdf", ".pdf", "plan", "a\nb.pdf"})
        EXPECT_EQ(found(name, "%PDF-1.7"), "paper.bad_name") << name;
}

}  // namespace
}  // namespace junheng
