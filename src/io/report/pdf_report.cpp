// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <numeric>

#include "io/report/pdf_page.h"
#include "io/report/write_report.h"

namespace junheng {
namespace {

constexpr Colour kInk{0.13, 0.13, 0.13};
constexpr Colour kGrey{0.38, 0.38, 0.38};
constexpr Colour kFaint{0.85, 0.85, 0.85};
constexpr Colour kTeal{0.04, 0.43, 0.43};
constexpr Colour kMet{0.04, 0.48, 0.35};
constexpr Colour kShort{0.75, 0.22, 0.17};
constexpr Colour kHead{0.87, 0.92, 0.97};

constexpr double kMargin = 34;
constexpr double kGap = 16;
constexpr double kFooter = 54;  // notes, signatures, page number
constexpr double kTitleSize = 18;
constexpr double kHeadingSize = 13;
constexpr double kTextSize = 9.5;
constexpr double kSmallSize = 8;
constexpr double kPad = 3;
constexpr double kNameShare = 0.36;  // of the picture's width
constexpr double kBarSpan = 1.4;     // a bar's box ends at 1.4 times its limit
constexpr double kBarHeight = 9;

std::string_view sign_of(Compliance compliance) {
    switch (compliance) {
        case Compliance::met:
            return "✓";
        case Compliance::short_of:
            return "✕";
        case Compliance::unknown:
            return "?";
        case Compliance::not_applicable:
            break;
    }
    return "–";
}

Colour colour_of(Mark mark) {
    return mark == Mark::met ? kMet : mark == Mark::short_of ? kShort : kInk;
}

class Sheet {
public:
    Sheet(PdfPages& pages, const ReportInput& input, const FilledReport& filled)
        : pages_(pages), input_(input), words_(input), filled_(filled) {}

    void draw() {
        head();
        const bool picture = std::ranges::any_of(filled_.lines, is_picture);
        const double top = y_;
        const double half = (room() - kGap) / 2;
        if (picture)
            bars(kMargin, half);
        for (const ReportLine& line : filled_.lines)
            if (line.kind == BlockKind::table && !is_picture(line)) {
                y_ = page_ == 1 ? top : y_ + kGap;
                table(line, picture ? kMargin + half + kGap : kMargin, picture ? half : room());
            }
        foot();
    }

private:
    static bool is_picture(const ReportLine& line) { return line.table_name == "cv_bars"; }
    double room() const { return pages_.width() - 2 * kMargin; }
    double bottom() const { return pages_.height() - kFooter; }

    void head() {
        y_ = kMargin - kPad;
        y_ += pages_.text(
            kMargin, y_, room(), filled_.title, {.size = kTitleSize, .bold = true, .colour = kTeal}
        );
        if (!input_.scenario.empty())
            y_ += pages_.text(
                kMargin,
                y_,
                room(),
                words_.say("report.scenario", {{"name", input_.scenario}}),
                {.size = kTextSize, .bold = true, .colour = kShort}
            );
        for (const ReportLine& line : filled_.lines) {
            if (line.kind != BlockKind::heading && line.kind != BlockKind::subheading &&
                line.kind != BlockKind::text)
                continue;
            const bool large = line.kind != BlockKind::text;
            y_ +=
                kPad + pages_.text(
                           kMargin,
                           y_ + kPad,
                           room(),
                           line.text,
                           {.size = large ? kHeadingSize : kTextSize, .bold = large, .colour = kInk}
                       );
        }
        y_ += kGap / 2;
        pages_.line(kMargin, y_, kMargin + room(), y_, kTeal, 1);
        y_ += kGap / 2;
    }

    std::string caption(std::string_view table) const {
        for (const ReportLine& line : filled_.lines)
            if (line.table_name == table)
                return line.text;
        return {};
    }

    void bars(double x, double width) {
        double y = y_;
        y += pages_.text(
            x, y, width, caption("cv_bars"), {.size = kTextSize, .bold = true, .colour = kInk}
        );
        const double name = width * kNameShare;
        const double bar = (width - name) / 2;
        for (const Stage stage : {Stage::primary, Stage::junior})
            pages_.text(
                x + name + bar * static_cast<double>(stage) + kPad,
                y,
                bar,
                words_.stage(stage),
                {.size = kSmallSize, .bold = true, .colour = kGrey}
            );
        y += kGap;
        const auto& rules = input_.standards.resource;
        const auto national = std::ranges::count(rules, false, &ResourceIndicator::overlay);
        const double step =
            (bottom() - y) / static_cast<double>(std::max<std::ptrdiff_t>(national, 1));
        for (std::size_t i = 0; i < rules.size(); ++i) {
            if (rules[i].overlay)
                continue;
            pages_.text(
                x,
                y,
                name - kPad,
                rules[i].id + " " + words_.name(rules[i].name),
                {.size = kSmallSize, .colour = kInk, .lines = 2}
            );
            for (const ResourceRow& row : input_.assessment.resource)
                if (row.indicator == i)
                    cv_bar(
                        row,
                        x + name + bar * static_cast<double>(row.stage) + kPad,
                        y,
                        bar - 2 * kPad
                    );
            y += step;
        }
    }

    void cv_bar(const ResourceRow& row, double x, double y, double width) {
        const double limit = row.cv_limit.value_or(0);
        const double span = limit > 0 ? limit * kBarSpan : 1;
        const Colour colour = row.cv_compliance == Compliance::met        ? kMet
                              : row.cv_compliance == Compliance::short_of ? kShort
                                                                          : kGrey;
        const double share = std::min(row.cv.value_or(0) / span, 1.0);
        pages_.fill({x, y, width * share, kBarHeight}, colour);
        pages_.frame({x, y, width, kBarHeight}, kFaint, 1);
        if (limit > 0)
            pages_.line(
                x + width / kBarSpan, y - 2, x + width / kBarSpan, y + kBarHeight + 2, kInk, 1
            );
        std::string text = words_.coefficient(row.cv, row.cv_limit) + " " +
                           std::string(sign_of(row.cv_compliance)) + " " +
                           words_.compliance(row.cv_compliance);
        if (row.short_schools > 0)
            text += words_.say("report.semicolon") +
                    words_.say("report.schools_short", {{"n", std::to_string(row.short_schools)}});
        pages_.text(
            x, y + kBarHeight + 2, width, text, {.size = kSmallSize, .colour = colour, .lines = 2}
        );
    }

    struct Columns {
        std::vector<double> x;
        std::vector<double> width;
    };

    static Columns columns_of(const ReportTable& table, double x, double width) {
        const double all = std::accumulate(
            table.columns.begin(),
            table.columns.end(),
            0.0,
            [](double sum, const ReportColumn& column) { return sum + column.width; }
        );
        Columns columns;
        for (const ReportColumn& column : table.columns) {
            columns.x.push_back(x);
            columns.width.push_back(width * column.width / all);
            x += columns.width.back();
        }
        return columns;
    }

    void table_head(const ReportTable& table, const Columns& columns) {
        const double height = kSmallSize * 2;
        for (std::size_t i = 0; i < columns.x.size(); ++i) {
            pages_.fill({columns.x[i], y_, columns.width[i], height}, kHead);
            pages_.text(
                columns.x[i] + kPad,
                y_ + kPad / 2,
                columns.width[i] - 2 * kPad,
                table.columns[i].head,
                {.size = kSmallSize, .bold = true, .colour = kInk, .lines = 1}
            );
        }
        y_ += height;
    }

    double row_height(const std::vector<ReportCell>& row, const Columns& columns) {
        double height = 0;
        for (std::size_t i = 0; i < row.size(); ++i)
            height = std::max(
                height,
                pages_.text_height(columns.width[i] - 2 * kPad, row[i].shown, {.size = kSmallSize})
            );
        return height + kPad;
    }

    void table(const ReportLine& line, double x, double width) {
        y_ +=
            pages_.text(x, y_, width, line.text, {.size = kTextSize, .bold = true, .colour = kInk});
        Columns columns = columns_of(line.table, x, width);
        table_head(line.table, columns);
        for (const auto& row : line.table.rows) {
            double height = row_height(row, columns);
            if (y_ + height > bottom()) {
                // The rest goes on over the whole width of the next page.
                foot();
                pages_.next_page();
                ++page_;
                y_ = kMargin;
                columns = columns_of(line.table, kMargin, room());
                table_head(line.table, columns);
                height = row_height(row, columns);
            }
            table_row(row, columns, height);
        }
    }

    void table_row(const std::vector<ReportCell>& row, const Columns& columns, double height) {
        for (std::size_t i = 0; i < row.size(); ++i)
            pages_.text(
                columns.x[i] + kPad,
                y_ + kPad / 2,
                columns.width[i] - 2 * kPad,
                row[i].shown,
                {.size = kSmallSize, .colour = colour_of(row[i].mark)}
            );
        y_ += height;
        pages_.line(
            columns.x.front(), y_, columns.x.back() + columns.width.back(), y_, kFaint, 0.5
        );
    }

    void foot() {
        double y = bottom() + kPad;
        for (const ReportLine& line : filled_.lines)
            if (line.kind == BlockKind::note || line.kind == BlockKind::sign)
                y += pages_.text(
                    kMargin,
                    y,
                    room(),
                    line.text,
                    {.size = kSmallSize,
                     .colour = line.kind == BlockKind::sign ? kInk : kGrey,
                     .lines = 1}
                );
        pages_.text(
            kMargin,
            pages_.height() - kGap,
            room(),
            input_.mark + "   " + std::to_string(page_),
            {.size = kSmallSize, .colour = kGrey, .right = true, .lines = 1}
        );
    }

    PdfPages& pages_;
    const ReportInput& input_;
    ReportWords words_;
    const FilledReport& filled_;
    double y_ = 0;
    int page_ = 1;
};

}  // namespace

Result<void> write_pdf_report(
    const ReportInput& input,
    const FilledReport& filled,
    const std::filesystem::path& file
) {
    auto pages = PdfPages::open(file, filled.title);
    if (!pages)
        return tl::unexpected(pages.error());
    Sheet(*pages, input, filled).draw();
    return pages->close();
}

}  // namespace junheng
