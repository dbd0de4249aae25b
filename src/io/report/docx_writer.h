// SPDX-License-Identifier: Apache-2.0
/// Documents for offices: docx that Word, WPS and LibreOffice open alike. Faces are named for
/// Chinese text one by one, tables carry their grid, heads repeat on each page.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "io/exchange/sheet_writer.h"

namespace junheng {

enum class DocxStyle : std::uint8_t { title, heading, subheading, body, note, sign };

struct DocxPage {
    bool landscape = false;
    std::string header;    // on top of each page: county, watermark; may be empty
    std::string page_of;   // 第 {page} 页 共 {pages} 页
    std::string language;  // zh-CN or en-US
};

struct DocxCell {
    std::string text;
    Mark mark = Mark::none;
    bool centred = false;
    bool right = false;
    bool continues = false;  // the cell above goes on here
};

struct DocxTable {
    std::vector<std::string> heads;
    std::vector<double> widths;  // in proportion; as many as heads
    std::vector<std::vector<DocxCell>> rows;
};

class DocxWriter {
public:
    explicit DocxWriter(DocxPage page) : page_(std::move(page)) {}

    /// A line break in the text stays one.
    void paragraph(std::string_view text, DocxStyle style);
    void table(const DocxTable& table);
    void page_break();

    /// Errors: file.unwritable.
    Result<void> save(const std::filesystem::path& file) const;

private:
    std::string section() const;

    DocxPage page_;
    std::string body_;
};

}  // namespace junheng
