// SPDX-License-Identifier: Apache-2.0
#include "io/report/docx_writer.h"

#include <array>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/base/messages.h"
#include "io/report/docx_parts.h"
#include "io/report/xml_text.h"
#include "io/report/zip_writer.h"

namespace junheng {
namespace {

/// Units: twips, 1/20 point. Source: GB/T 9704, top 37 mm, left 28 mm, text 156 x 225 mm on A4.
constexpr int kShortSide = 11906;
constexpr int kLongSide = 16838;
constexpr int kTop = 2098;
constexpr int kBottom = 1984;
constexpr int kLeft = 1588;
constexpr int kRight = 1474;
/// Tables that lie across the page need the room.
constexpr int kWideMargin = 1134;

constexpr std::array<std::string_view, 6>
    kStyleIds{"Title", "Heading1", "Heading2", "BodyText", "Note", "SignLine"};

std::string run(std::string_view text) {
    std::string runs;
    std::size_t begin = 0;
    while (true) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        runs += fmt::format(
            R"(<w:r><w:t xml:space="preserve">{}</w:t></w:r>)",
            xml_escaped(text.substr(begin, end - begin))
        );
        if (end == text.size())
            return runs;
        runs += "<w:r><w:br/></w:r>";
        begin = end + 1;
    }
}

std::string styled(std::string_view style, std::string_view more, std::string_view runs) {
    return fmt::format(
        R"(<w:p><w:pPr><w:pStyle w:val="{}"/>{}</w:pPr>{}</w:p>)", style, more, runs
    );
}

std::string_view fill(Mark mark) {
    switch (mark) {
        case Mark::none:
            return {};
        case Mark::fault:
        case Mark::short_of:
            return "FCE4D6";
        case Mark::warning:
            return "FFF2CC";
        case Mark::met:
            return "E2F0D9";
    }
    return {};
}

std::string cell_frame(int width, std::string_view merge, std::string_view shade) {
    return fmt::format(
        R"(<w:tcPr><w:tcW w:w="{}" w:type="dxa"/>{}{}<w:vAlign w:val="center"/></w:tcPr>)",
        width,
        merge,
        shade.empty() ? std::string()
                      : fmt::format(R"(<w:shd w:val="clear" w:color="auto" w:fill="{}"/>)", shade)
    );
}

std::string head_row(const DocxTable& table, const std::vector<int>& widths) {
    std::string row = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
    for (std::size_t i = 0; i < widths.size(); ++i)
        row += fmt::format(
            "<w:tc>{}{}</w:tc>",
            cell_frame(widths[i], {}, "DDEBF7"),
            styled("TableHead", {}, run(table.heads[i]))
        );
    return row + "</w:tr>";
}

/// Whether the cell below goes on with this one.
bool goes_on(const DocxTable& table, std::size_t row, std::size_t column) {
    return row + 1 < table.rows.size() && table.rows[row + 1][column].continues;
}

std::string cell(const DocxTable& table, std::size_t row, std::size_t column, int width) {
    const DocxCell& content = table.rows[row][column];
    const std::string_view merge = content.continues             ? "<w:vMerge/>"
                                   : goes_on(table, row, column) ? R"(<w:vMerge w:val="restart"/>)"
                                                                 : "";
    const std::string_view side = content.right     ? R"(<w:jc w:val="right"/>)"
                                  : content.centred ? R"(<w:jc w:val="center"/>)"
                                                    : "";
    return fmt::format(
        "<w:tc>{}{}</w:tc>",
        cell_frame(width, merge, fill(content.mark)),
        styled("TableText", side, content.continues ? std::string() : run(content.text))
    );
}

std::vector<int> widths_of(const DocxTable& table, int room) {
    const double sum = std::accumulate(table.widths.begin(), table.widths.end(), 0.0);
    std::vector<int> widths;
    for (const double share : table.widths)
        widths.push_back(static_cast<int>(std::lround(share / sum * room)));
    return widths;
}

constexpr std::string_view kTableFrame =
    R"(<w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>)"
    R"(<w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:left w:val="single" w:sz="8" w:space="0" w:color="000000"/>)"
    R"(<w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:right w:val="single" w:sz="8" w:space="0" w:color="000000"/>)"
    R"(<w:insideH w:val="single" w:sz="4" w:space="0" w:color="000000"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tblBorders>)"
    R"(<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>)";

int room_of(const DocxPage& page) {
    return page.landscape ? kLongSide - 2 * kWideMargin : kShortSide - kLeft - kRight;
}

std::string field(std::string_view code) {
    return fmt::format(
        R"(<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>)"
        R"(<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>)",
        code
    );
}

/// The text with the page numbers where its slots stand.
std::string footer_runs(std::string_view pattern) {
    std::string runs;
    while (!pattern.empty()) {
        const std::size_t slot = std::min(pattern.find('{'), pattern.size());
        if (slot > 0)
            runs += run(pattern.substr(0, slot));
        pattern.remove_prefix(slot);
        if (pattern.empty())
            break;
        const std::size_t end = std::min(pattern.find('}'), pattern.size() - 1);
        runs += field(pattern.substr(0, end + 1) == "{pages}" ? "NUMPAGES" : "PAGE");
        pattern.remove_prefix(end + 1);
    }
    return runs;
}

std::string framed(std::string_view element, std::string_view content) {
    return fmt::format("{0}<w:{1} {2}>{3}</w:{1}>", kXmlHead, element, kWordSpaces, content);
}

}  // namespace

void DocxWriter::paragraph(std::string_view text, DocxStyle style) {
    body_ += styled(kStyleIds.at(static_cast<std::size_t>(style)), {}, run(text));
}

void DocxWriter::table(const DocxTable& table) {
    const int room = room_of(page_);
    const std::vector<int> widths = widths_of(table, room);
    body_ += "<w:tbl><w:tblPr>" + fmt::format(kTableFrame, room) + "</w:tblPr><w:tblGrid>";
    for (const int width : widths) body_ += fmt::format(R"(<w:gridCol w:w="{}"/>)", width);
    body_ += "</w:tblGrid>" + head_row(table, widths);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        body_ += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
        for (std::size_t column = 0; column < widths.size(); ++column)
            body_ += cell(table, row, column, widths[column]);
        body_ += "</w:tr>";
    }
    body_ += "</w:tbl>";
}

void DocxWriter::page_break() {
    body_ += R"(<w:p><w:r><w:br w:type="page"/></w:r></w:p>)";
}

std::string DocxWriter::section() const {
    const std::string size =
        page_.landscape
            ? fmt::format(
                  R"(<w:pgSz w:w="{}" w:h="{}" w:orient="landscape"/>)", kLongSide, kShortSide
              )
            : fmt::format(R"(<w:pgSz w:w="{}" w:h="{}"/>)", kShortSide, kLongSide);
    const std::array<int, 4> margins =
        page_.landscape ? std::array{kWideMargin, kWideMargin, kWideMargin, kWideMargin}
                        : std::array{kTop, kRight, kBottom, kLeft};
    return fmt::format(
        R"(<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/>)"
        R"({}<w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>)",
        size,
        margins[0],
        margins[1],
        margins[2],
        margins[3]
    );
}

Result<void> DocxWriter::save(const std::filesystem::path& file) const {
    ZipParts parts = docx_frame(page_.language);
    parts.emplace_back(
        "word/document.xml", framed("document", "<w:body>" + body_ + section() + "</w:body>")
    );
    parts.emplace_back("word/header1.xml", framed("hdr", styled("Note", {}, run(page_.header))));
    parts.emplace_back(
        "word/footer1.xml",
        framed("ftr", styled("Note", R"(<w:jc w:val="center"/>)", footer_runs(page_.page_of)))
    );
    return write_zip(parts, file);
}

}  // namespace junheng
