// SPDX-License-Identifier: Apache-2.0
// Named *_test.cpp so that it is linked into the tests only.
#include "io/exchange/sheet_test_files.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <zip.h>

namespace junheng {
namespace {

std::filesystem::path scratch_name() {
    static int count = 0;
    return std::filesystem::temp_directory_path() /
           fmt::format("junheng-sheet-{}-{}", ::getpid(), ++count);
}

constexpr std::string_view kTypes =
    R"(<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>)";
constexpr std::string_view kRootRelations =
    R"(<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
constexpr std::string_view kBook =
    R"(<workbook xmlns:r="http://r"><sheets><sheet name="表一" sheetId="1" r:id="rId1"/></sheets></workbook>)";
constexpr std::string_view kBookRelations =
    R"(<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>)"
    R"(<Relationship Id="rId2" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/>)"
    R"(<Relationship Id="rId3" Type="http://x/styles" Target="styles.xml"/></Relationships>)";

}  // namespace

ScratchFile::ScratchFile(std::string_view bytes, std::string_view extension)
    : path_(scratch_name().string() + std::string(extension)) {
    std::ofstream(path_, std::ios::binary) << bytes;
}

ScratchFile::~ScratchFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

ScratchFolder::ScratchFolder() : path_(scratch_name()) {
    std::filesystem::create_directories(path_);
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

ZipParts xlsx_parts(std::string_view sheet_body, const ZipParts& changed) {
    ZipParts parts = {
        {"[Content_Types].xml", std::string(kTypes)},
        {"_rels/.rels", std::string(kRootRelations)},
        {"xl/workbook.xml", std::string(kBook)},
        {"xl/_rels/workbook.xml.rels", std::string(kBookRelations)},
        {"xl/worksheets/sheet1.xml",
         fmt::format("<worksheet><sheetData>{}</sheetData></worksheet>", sheet_body)},
    };
    for (const auto& [name, content] : changed) {
        std::erase_if(parts, [&](const auto& part) { return part.first == name; });
        parts.emplace_back(name, content);
    }
    return parts;
}

void write_zip(const std::filesystem::path& file, const ZipParts& parts) {
    zip_t* archive = zip_open(file.c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
    ASSERT_NE(archive, nullptr);
    for (const auto& [name, content] : parts) {
        zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
        ASSERT_GE(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8), 0);
    }
    ASSERT_EQ(zip_close(archive), 0);
}

std::vector<std::string> texts_of(const SheetRow& row) {
    std::vector<std::string> texts;
    for (const Cell& cell : row.cells) texts.push_back(cell.text);
    return texts;
}

std::vector<std::vector<std::string>> rows_of(std::string_view bytes, std::string_view extension) {
    const ScratchFile file(bytes, extension);
    std::vector<std::vector<std::string>> rows;
    const auto book = open_workbook(file.path());
    EXPECT_TRUE(book) << book.error().code;
    if (!book)
        return rows;
    const auto done = (*book)->read(0, [&](const SheetRow& row) {
        rows.push_back(texts_of(row));
        return true;
    });
    EXPECT_TRUE(done) << done.error().code;
    return rows;
}

Error fault_of_file(const std::filesystem::path& file, const SheetLimits& limits) {
    const auto book = open_workbook(file, limits);
    if (!book)
        return book.error();
    for (std::size_t i = 0; i < (*book)->sheets().size(); ++i)
        if (const auto done = (*book)->read(i, [](const SheetRow&) { return true; }); !done)
            return done.error();
    return {};
}

Error fault_of(std::string_view bytes, std::string_view extension) {
    const ScratchFile file(bytes, extension);
    return fault_of_file(file.path());
}

void PrintTo(const PlacedCell& cell, std::ostream* out) {
    *out << cell.row << ',' << cell.column << " kind " << static_cast<int>(cell.kind) << " \""
         << cell.text << '"';
}

std::vector<PlacedCell> cells_of(const std::filesystem::path& file, std::size_t sheet) {
    std::vector<PlacedCell> cells;
    const auto book = open_workbook(file);
    EXPECT_TRUE(book) << book.error().code;
    if (!book)
        return cells;
    const auto done = (*book)->read(sheet, [&](const SheetRow& row) {
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            if (row.cells[i].kind != CellKind::empty)
                cells.push_back(
                    {row.number, static_cast<int>(i) + 1, row.cells[i].kind, row.cells[i].text}
                );
        return true;
    });
    EXPECT_TRUE(done) << done.error().code;
    return cells;
}

bool office_is_here() {
    static const bool here =
        std::system("command -v soffice >/dev/null 2>&1") == 0;  // NOLINT(concurrency-mt-unsafe)
    const char* required = std::getenv("JUNHENG_REQUIRE_DATA");  // NOLINT(concurrency-mt-unsafe)
    if (!here && required != nullptr && std::string_view(required) == "1")
        ADD_FAILURE() << "LibreOffice (soffice) is required and absent";
    return here;
}

std::filesystem::path convert_by_office(
    const std::filesystem::path& file,
    const std::string& form,
    const std::filesystem::path& folder
) {
    const auto command = fmt::format(
        "soffice --headless '-env:UserInstallation=file://{}/profile' --convert-to '{}' --outdir "
        "'{}' '{}' >/dev/null 2>&1",
        folder.string(),
        form,
        folder.string(),
        file.string()
    );
    if (std::system(command.c_str()) != 0)  // NOLINT(concurrency-mt-unsafe)
        return {};
    auto result = folder / file.filename();
    return result.replace_extension(form.substr(0, form.find(':')));
}

}  // namespace junheng
