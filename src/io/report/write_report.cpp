// SPDX-License-Identifier: Apache-2.0
#include "io/report/write_report.h"

#include <algorithm>

#include "core/base/text.h"
#include "io/report/docx_writer.h"

namespace junheng {
namespace {

bool is_number(const ReportCell& cell) {
    return cell.number.has_value();
}

DocxTable docx_table(const ReportTable& table) {
    DocxTable result;
    for (const ReportColumn& column : table.columns) {
        result.heads.push_back(column.head);
        result.widths.push_back(column.width);
    }
    for (const auto& row : table.rows) {
        std::vector<DocxCell> cells;
        for (const ReportCell& cell : row)
            cells.push_back(
                {.text = cell.shown,
                 .mark = cell.mark,
                 .centred = !is_number(cell) && cell.mark != Mark::none,
                 .right = is_number(cell),
                 .continues = cell.continues}
            );
        result.rows.push_back(std::move(cells));
    }
    return result;
}

DocxStyle style_of(BlockKind kind) {
    switch (kind) {
        case BlockKind::heading:
            return DocxStyle::heading;
        case BlockKind::subheading:
            return DocxStyle::subheading;
        case BlockKind::note:
            return DocxStyle::note;
        case BlockKind::sign:
            return DocxStyle::sign;
        case BlockKind::text:
        case BlockKind::table:
            return DocxStyle::body;
    }
    return DocxStyle::body;
}

OutCell out_cell(const ReportCell& cell) {
    OutCell out = cell.number          ? number_cell(*cell.number, cell.look)
                  : cell.shown.empty() ? OutCell{}
                                       : text_cell(cell.shown, cell.look);
    out.mark = cell.mark;
    if (out.look == Look::plain)
        out.look = Look::wrapped;  // with a frame, whether something stands in it or not
    return out;
}

constexpr double kLineHeight = 15;  // points
constexpr double kTitleHeight = 26;
constexpr double kSignHeight = 34;
constexpr double kTitleScale = 1.5;  // its letters against those of the table

/// How many lines a text takes in a column of so many half-width characters.
std::size_t lines_of(std::string_view text, double width) {
    const auto room = static_cast<std::size_t>(std::max(width - 2, 1.0));
    std::size_t lines = 0;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::size_t taken = display_width(text.substr(begin, end - begin));
        lines += std::max<std::size_t>((taken + room - 1) / room, 1);
        begin = end + 1;
    }
    return lines;
}

std::size_t lines_of(const std::vector<ReportCell>& row, const ReportTable& table) {
    std::size_t lines = 1;
    for (std::size_t i = 0; i < row.size(); ++i)
        if (!row[i].number)
            lines = std::max(lines, lines_of(row[i].shown, table.columns[i].width));
    return lines;
}

class BookWriter {
public:
    BookWriter(const ReportInput& input, const FilledReport& filled, SheetWriter& out)
        : words_(input), input_(input), filled_(filled), out_(out) {}

    void write() {
        std::size_t tables = 0;
        for (const ReportLine& line : filled_.lines)
            tables += line.kind == BlockKind::table ? 1 : 0;
        std::vector<std::string> above;
        for (const ReportLine& line : filled_.lines) {
            if (line.kind == BlockKind::sign)
                continue;
            if (line.kind == BlockKind::table)
                sheet(line, above, tables > 1);
            else
                above.push_back(line.text);
            if (line.kind == BlockKind::table)
                above.clear();
        }
    }

private:
    std::string title(const ReportLine& line, bool named) const {
        std::string title = filled_.title;
        if (named && !line.text.empty())
            title += " " + line.text;
        if (!input_.scenario.empty())
            title += " " + words_.say("report.scenario", {{"name", input_.scenario}});
        return input_.mark.empty() ? title : title + "  " + input_.mark;
    }

    void sheet(const ReportLine& line, const std::vector<std::string>& above, bool named) {
        const auto columns = static_cast<int>(line.table.columns.size());
        SheetLayout layout;
        for (const ReportColumn& column : line.table.columns) layout.widths.push_back(column.width);
        const int head = static_cast<int>(above.size()) + 2;
        layout.frozen_rows = head;
        layout.repeat_first_row = head;
        layout.repeat_last_row = head;
        out_.begin_sheet(line.text.empty() ? filled_.title : line.text, layout);
        double room = 0;
        for (const double width : layout.widths) room += width;
        const std::string heading = title(line, named);
        out_.merged_row(
            text_cell(heading, Look::title),
            columns,
            kTitleHeight * static_cast<double>(lines_of(heading, room / kTitleScale))
        );
        for (const std::string& text : above)
            out_.merged_row(
                text_cell(text, Look::note),
                columns,
                kLineHeight * static_cast<double>(lines_of(text, room))
            );
        std::vector<OutCell> heads;
        for (const ReportColumn& column : line.table.columns)
            heads.push_back(text_cell(column.head, Look::head));
        out_.row(heads);
        for (const auto& row : line.table.rows) {
            std::vector<OutCell> cells;
            for (const ReportCell& cell : row) cells.push_back(out_cell(cell));
            out_.row(cells, kLineHeight * static_cast<double>(lines_of(row, line.table)));
        }
        for (const ReportLine& sign : filled_.lines)
            if (sign.kind == BlockKind::sign)
                out_.merged_row(text_cell(sign.text, Look::sign), columns, kSignHeight);
    }

    ReportWords words_;
    const ReportInput& input_;
    const FilledReport& filled_;
    SheetWriter& out_;
};

}  // namespace

std::string report_file_name(const ReportTemplate& report, Language language) {
    constexpr std::string_view kEndings[] = {".docx", ".xlsx", ".pdf"};
    return (language == Language::zh ? report.file.zh : report.file.en) +
           std::string(kEndings[static_cast<std::size_t>(report.form)]);
}

Result<void> write_docx_report(
    const ReportTemplate& report,
    const ReportInput& input,
    const FilledReport& filled,
    const std::filesystem::path& file
) {
    const ReportWords words(input);
    std::string header = input.county + " " + words.year();
    if (!input.mark.empty())
        header += "  " + input.mark;
    DocxWriter out(
        {.landscape = report.landscape,
         .header = std::move(header),
         .page_of = words.say("report.page_of"),
         .language = words.chinese() ? "zh-CN" : "en-US"}
    );
    out.paragraph(filled.title, DocxStyle::title);
    if (!input.scenario.empty())
        out.paragraph(words.say("report.scenario", {{"name", input.scenario}}), DocxStyle::note);
    for (const ReportLine& line : filled.lines) {
        if (line.new_page) {
            out.page_break();
            out.paragraph(filled.title, DocxStyle::title);
        }
        if (line.kind != BlockKind::table)
            out.paragraph(line.text, style_of(line.kind));
        else
            out.table(docx_table(line.table));
    }
    return out.save(file);
}

Result<void> write_xlsx_report(
    const ReportInput& input,
    const FilledReport& filled,
    const std::filesystem::path& file
) {
    SheetWriter out(file);
    BookWriter(input, filled, out).write();
    return out.close();
}

Result<void> write_report(
    const ReportTemplate& report,
    const ReportData& data,
    const ReportFacts& facts,
    const std::filesystem::path& file
) {
    const FilledReport filled = fill_report(report, data, facts);
    switch (report.form) {
        case ReportForm::docx:
            return write_docx_report(report, data.input, filled, file);
        case ReportForm::xlsx:
            return write_xlsx_report(data.input, filled, file);
        case ReportForm::pdf:
            return write_pdf_report(data.input, filled, file);
    }
    return {};
}

}  // namespace junheng
