// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/red_copy.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "io/exchange/import_files.h"
#include "io/exchange/import_reader.h"
#include "io/exchange/layout.h"
#include "io/exchange/sheet_writer.h"
#include "io/exchange/template_sheet.h"

namespace junheng {
namespace {

using Place = std::tuple<std::string, int, int>;  // sheet, row, column

struct Words {
    std::string_view sheet, school, tab, row, column, severity, value, expected, advice, what,
        error, warning, of_file;
};
constexpr Words kChinese{
    "问题清单",
    "学校",
    "工作表",
    "行",
    "列",
    "程度",
    "值",
    "应为",
    "建议",
    "问题",
    "错误",
    "提醒",
    "(整个文件)"};
constexpr Words kEnglish{
    "Issues",
    "School",
    "Sheet",
    "Row",
    "Column",
    "Severity",
    "Value",
    "Expected",
    "Advice",
    "What",
    "error",
    "warning",
    "(file)"};

const Words& words(Language language) {
    return language == Language::zh ? kChinese : kEnglish;
}

std::string column_letters(int column) {
    constexpr int kLetters = 26;
    std::string letters;
    for (; column > 0; column = (column - 1) / kLetters)
        letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % kLetters));
    return letters;
}

class RedCopy {
public:
    RedCopy(
        const OpenFile& file,
        const Issues& issues,
        const Messages& messages,
        Language language,
        const RedCopyLook* look
    )
        : file_(file), book_(*file.book), messages_(messages), language_(language), look_(look) {
        for (const Issue& issue : issues)
            if (issue.where.file == file.name || issue.where.file.empty())
                issues_.push_back(&issue);
        for (const Issue* issue : issues_)
            if (issue->where.row > 0)
                by_cell_[{issue->where.sheet, issue->where.row, std::max(issue->where.column, 1)}]
                    .push_back(issue);
    }

    Result<void> write(SheetWriter& out) {
        write_list(out);
        for (std::size_t i = 0; i < book_.sheets().size(); ++i)
            if (auto done = write_sheet(out, i); !done)
                return done;
        return out.close();
    }

private:
    Result<void> write_sheet(SheetWriter& out, std::size_t index) {
        const std::string& name = book_.sheets()[index];
        const auto binding = bound(index);
        if (!binding)
            return tl::unexpected(binding.error());
        SheetLayout layout;
        layout.hidden = book_.hidden(index);
        if (*binding)
            for (const ColumnHead& head : (*binding)->head.columns) {
                const auto column = static_cast<std::size_t>(head.column);
                layout.widths.resize(std::max(layout.widths.size(), column));
                layout.widths[column - 1] = column_width(head.path.back());
            }
        out.begin_sheet(title(name, *binding), layout);
        int last = 0;
        auto done = book_.read(index, [&](const SheetRow& row) {
            out.row_at(row.number, cells_of(name, row));
            last = row.number;
            return true;
        });
        if (done && *binding)
            add_lists(out, **binding, last);
        return done;
    }

    /// How a sheet of our own tables is read; empty for any other.
    Result<std::optional<SheetBinding>> bound(std::size_t index) const {
        if (look_ == nullptr || book_.hidden(index))
            return std::optional<SheetBinding>();
        return bind_native_sheet(look_->book, file_, index);
    }

    /// A csv has no sheet name: its table's, else the file's.
    std::string title(const std::string& name, const std::optional<SheetBinding>& binding) const {
        if (!name.empty())
            return name;
        if (binding && !binding->tables.empty())
            return look_->glossary.term(
                "tables", table_name(binding->tables.front().table), language_
            );
        return file_.path.stem().string();
    }

    void add_lists(SheetWriter& out, const SheetBinding& binding, int last) const {
        for (const BoundTable& table : binding.tables)
            for (const BoundColumn& column : table.columns) {
                if (!table.table || last <= binding.head.last_row)
                    continue;
                const auto choices = column_choices(
                    look_->glossary, table_spec(*table.table), column.field, language_
                );
                if (!choices.empty())
                    out.dropdown(column.column, binding.head.last_row + 1, last, choices, false);
            }
    }

    std::vector<OutCell> cells_of(const std::string& sheet, const SheetRow& row) const {
        std::vector<OutCell> cells;
        for (const Cell& cell : row.cells) cells.push_back(same_cell(cell));
        const auto first = by_cell_.lower_bound({sheet, row.number, 0});
        for (auto at = first; at != by_cell_.end() && std::get<0>(at->first) == sheet &&
                              std::get<1>(at->first) == row.number;
             ++at) {
            const auto column = static_cast<std::size_t>(std::get<2>(at->first));
            if (cells.size() < column)
                cells.resize(column);
            mark(cells[column - 1], at->second);
        }
        return cells;
    }

    void mark(OutCell& cell, const std::vector<const Issue*>& issues) const {
        cell.mark = Mark::warning;
        for (const Issue* issue : issues) {
            if (issue->severity == Severity::error)
                cell.mark = Mark::fault;
            cell.comment += (cell.comment.empty() ? "" : "\n\n") + comment(*issue);
        }
    }

    std::string comment(const Issue& issue) const {
        const Words& w = words(language_);
        return messages_.text(issue.code, issue.args, language_) + "\n" + std::string(w.value) +
               ": " + issue.value + "\n" + std::string(w.expected) + ": " +
               messages_.expected(issue.code, issue.args, language_) + "\n" +
               std::string(w.advice) + ": " + messages_.advice(issue.code, issue.args, language_);
    }

    void write_list(SheetWriter& out) {
        const Words& w = words(language_);
        SheetLayout layout;
        layout.widths = {14, 14, 6, 6, 8, 20, 40, 40, 60};
        layout.frozen_rows = 1;
        out.begin_sheet(w.sheet, layout);
        std::vector<OutCell> head;
        for (const std::string_view one :
             {w.school, w.tab, w.row, w.column, w.severity, w.value, w.what, w.expected, w.advice})
            head.push_back(text_cell(one, Look::head));
        out.row(head);
        std::ranges::stable_sort(issues_, {}, [](const Issue* issue) {
            return std::tie(
                issue->school, issue->where.sheet, issue->where.row, issue->where.column
            );
        });
        for (const Issue* issue : issues_) write_line(out, *issue);
    }

    void write_line(SheetWriter& out, const Issue& issue) const {
        const Words& w = words(language_);
        const Where& at = issue.where;
        const bool error = issue.severity == Severity::error;
        out.row({
            text_cell(issue.school, Look::text),
            text_cell(at.sheet, Look::text),
            at.row > 0 ? number_cell(static_cast<double>(at.row), Look::integer)
                       : text_cell(w.of_file),
            text_cell(column_letters(at.column), Look::text),
            text_cell(error ? w.error : w.warning),
            text_cell(issue.value, Look::text),
            text_cell(messages_.text(issue.code, issue.args, language_)),
            text_cell(messages_.expected(issue.code, issue.args, language_)),
            text_cell(messages_.advice(issue.code, issue.args, language_)),
        });
    }

    const OpenFile& file_;
    Workbook& book_;
    const Messages& messages_;
    Language language_;
    const RedCopyLook* look_;
    std::vector<const Issue*> issues_;
    std::map<Place, std::vector<const Issue*>> by_cell_;
};

}  // namespace

Result<void> write_red_copy(
    const ImportFile& source,
    const Issues& issues,
    const Messages& messages,
    Language language,
    const std::filesystem::path& out,
    const RedCopyLook* look
) {
    auto file = open_import_file(source.path);
    if (!file)
        return tl::unexpected(file.error());
    file->name = source.name;
    SheetWriter writer(out);
    return RedCopy(*file, issues, messages, language, look).write(writer);
}

}  // namespace junheng
