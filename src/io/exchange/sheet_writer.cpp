// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/sheet_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <fstream>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "io/exchange/sheet_looks.h"
#include "io/exchange/sheet_names.h"
#include "io/exchange/sheet_number.h"

namespace junheng {
namespace {

constexpr int kLastRow = 1'048'576;
constexpr std::size_t kLongestText = 32'767;
constexpr std::size_t kLongestList = 255;
constexpr std::time_t kFirstDay = 315'576'000;  // noon of 1980-01-01, as zip dates its entries
constexpr std::string_view kListSheet = "_lists";

lxw_row_t row_index(int row) {
    return static_cast<lxw_row_t>(row - 1);
}

lxw_col_t column_index(int column) {
    return static_cast<lxw_col_t>(column - 1);
}

std::filesystem::path part_name(const std::filesystem::path& file) {
    return file.string() + ".part";
}

void set_up_page(lxw_worksheet* sheet, const SheetLayout& layout) {
    constexpr std::uint8_t kA4 = 9;
    worksheet_set_paper(sheet, kA4);
    if (layout.landscape)
        worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_footer(sheet, "&C&P / &N");
    if (layout.repeat_first_row > 0)
        worksheet_repeat_rows(
            sheet, row_index(layout.repeat_first_row), row_index(layout.repeat_last_row)
        );
    if (layout.frozen_rows > 0 || layout.frozen_columns > 0)
        worksheet_freeze_panes(
            sheet,
            static_cast<lxw_row_t>(layout.frozen_rows),
            static_cast<lxw_col_t>(layout.frozen_columns)
        );
    for (std::size_t i = 0; i < layout.widths.size(); ++i)
        if (layout.widths[i] > 0)
            worksheet_set_column(
                sheet,
                static_cast<lxw_col_t>(i),
                static_cast<lxw_col_t>(i),
                layout.widths[i],
                nullptr
            );
    if (layout.hidden)
        worksheet_hide(sheet);
}

void write_comment(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& text) {
    constexpr std::uint16_t kWidth = 320;
    constexpr std::uint16_t kHeight = 120;
    lxw_comment_options options{};
    options.width = kWidth;
    options.height = kHeight;
    worksheet_write_comment_opt(sheet, row, column, cut_text(text, kLongestText).c_str(), &options);
}

/// An inline list is one text with commas between the choices.
bool fits_inline(std::span<const std::string> choices) {
    std::size_t length = choices.size();
    for (const std::string& choice : choices) length += choice.size();
    return length <= kLongestList && std::ranges::none_of(choices, [](const std::string& choice) {
               return choice.find(',') != std::string::npos;
           });
}

}  // namespace

struct SheetWriter::Book {
    explicit Book(std::filesystem::path name) : file(std::move(name)) {
        const std::string part = part_name(file).string();
        // Found out here, as the library would first work through everything and then print to
        // stderr.
        if (!std::ofstream(part, std::ios::binary | std::ios::trunc))
            fail(ErrorKind::unavailable, "file.unwritable", {{"reason", "open"}});
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        workbook = workbook_new_opt(part.c_str(), &options);
        looks.emplace(workbook);
        // Without a date of its own the library writes the clock's.
        lxw_doc_properties properties{};
        properties.created = kFirstDay;
        workbook_set_properties(workbook, &properties);
    }
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;
    ~Book() {
        if (workbook != nullptr)
            lxw_workbook_free(workbook);
        std::error_code ignored;
        std::filesystem::remove(part_name(file), ignored);
    }

    void fail(ErrorKind kind, std::string code, Args args = {}) {
        if (!failed)
            failed = Error{kind, std::move(code), std::move(args), {.file = file.string()}};
    }
    void write(int row, int column, const OutCell& cell);
    void write_lists();
    std::string list_formula(std::span<const std::string> choices);

    std::filesystem::path file;
    lxw_workbook* workbook = nullptr;
    lxw_worksheet* sheet = nullptr;
    std::optional<SheetLooks> looks;
    std::set<std::string> names{std::string(kListSheet)};
    std::vector<std::vector<std::string>> lists;
    int next_row = 1;
    std::optional<Error> failed;
};

void SheetWriter::Book::write(int row, int column, const OutCell& cell) {
    lxw_format* format = looks->format(cell.look, cell.mark);
    const auto r = row_index(row);
    const auto c = column_index(column);
    if (const auto* text = std::get_if<std::string>(&cell.value))
        worksheet_write_string(sheet, r, c, cut_text(*text, kLongestText).c_str(), format);
    else if (const auto* number = std::get_if<double>(&cell.value))
        worksheet_write_number(sheet, r, c, *number, format);
    else if (cell.look != Look::plain || cell.mark != Mark::none)
        worksheet_write_blank(sheet, r, c, format);
    if (!cell.comment.empty())
        write_comment(sheet, r, c, cell.comment);
}

std::string SheetWriter::Book::list_formula(std::span<const std::string> choices) {
    const std::vector<std::string> list(choices.begin(), choices.end());
    auto known = std::ranges::find(lists, list);
    if (known == lists.end())
        known = lists.insert(lists.end(), list);
    std::array<char, 8> column{};
    lxw_col_to_name(column.data(), static_cast<lxw_col_t>(known - lists.begin()), LXW_TRUE);
    return fmt::format("={}!{}$1:{}${}", kListSheet, column.data(), column.data(), choices.size());
}

void SheetWriter::Book::write_lists() {
    if (lists.empty())
        return;
    lxw_worksheet* hidden = workbook_add_worksheet(workbook, std::string(kListSheet).c_str());
    std::size_t longest = 0;
    for (const auto& list : lists) longest = std::max(longest, list.size());
    for (std::size_t r = 0; r < longest; ++r)
        for (std::size_t c = 0; c < lists.size(); ++c)
            if (r < lists[c].size())
                worksheet_write_string(
                    hidden,
                    static_cast<lxw_row_t>(r),
                    static_cast<lxw_col_t>(c),
                    lists[c][r].c_str(),
                    nullptr
                );
    worksheet_hide(hidden);
}

SheetWriter::SheetWriter(std::filesystem::path file)
    : book_(std::make_unique<Book>(std::move(file))) {}
SheetWriter::SheetWriter(SheetWriter&&) noexcept = default;
SheetWriter& SheetWriter::operator=(SheetWriter&&) noexcept = default;
SheetWriter::~SheetWriter() = default;

void SheetWriter::begin_sheet(std::string_view name, const SheetLayout& layout) {
    book_->sheet = workbook_add_worksheet(book_->workbook, sheet_name(name, book_->names).c_str());
    book_->next_row = 1;
    set_up_page(book_->sheet, layout);
}

int SheetWriter::next_row() const {
    return book_->next_row;
}

void SheetWriter::row(std::span<const OutCell> cells, double height_points) {
    const int row = book_->next_row;
    row_at(row, cells);
    if (height_points > 0 && book_->sheet != nullptr)
        worksheet_set_row(book_->sheet, row_index(row), height_points, nullptr);
}

void SheetWriter::row_at(int number, std::span<const OutCell> cells) {
    if (number > kLastRow)
        return book_->fail(ErrorKind::data, "sheet.too_many_rows");
    if (book_->sheet == nullptr || number < book_->next_row)
        return book_->fail(
            ErrorKind::internal, "sheet.row_order", {{"row", std::to_string(number)}}
        );
    for (std::size_t i = 0; i < cells.size(); ++i)
        book_->write(number, static_cast<int>(i) + 1, cells[i]);
    book_->next_row = number + 1;
}

void SheetWriter::merged_row(const OutCell& cell, int columns, double height_points) {
    const int row = book_->next_row;
    const std::pair<OutCell, int> only{cell, columns};
    spanned_row(std::span(&only, 1));
    if (height_points > 0 && book_->sheet != nullptr)
        worksheet_set_row(book_->sheet, row_index(row), height_points, nullptr);
}

void SheetWriter::spanned_row(std::span<const std::pair<OutCell, int>> cells) {
    std::vector<OutCell> row;
    for (const auto& [cell, columns] : cells) {
        const auto first = static_cast<int>(row.size()) + 1;
        row.push_back(cell);
        row.resize(
            row.size() + static_cast<std::size_t>(std::max(columns, 1)) - 1,
            OutCell{{}, cell.look, cell.mark, {}}
        );
        if (columns > 1 && book_->sheet != nullptr)
            worksheet_merge_range(
                book_->sheet,
                row_index(book_->next_row),
                column_index(first),
                row_index(book_->next_row),
                column_index(first + columns - 1),
                "",
                book_->looks->format(cell.look, cell.mark)
            );
    }
    // Written after the ranges, which blank their cells.
    row_at(book_->next_row, row);
}

void SheetWriter::dropdown(
    int column,
    int first_row,
    int last_row,
    std::span<const std::string> choices,
    bool strict
) {
    if (book_->sheet == nullptr || choices.empty())
        return;
    lxw_data_validation validation{};
    std::string formula;
    std::vector<std::string> copies(choices.begin(), choices.end());
    std::vector<char*> list;
    for (std::string& copy : copies) list.push_back(copy.data());
    list.push_back(nullptr);
    if (fits_inline(choices)) {
        validation.validate = LXW_VALIDATION_TYPE_LIST;
        validation.value_list = list.data();
    } else {
        formula = book_->list_formula(choices);
        validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        validation.value_formula = formula.data();
    }
    validation.error_type =
        strict ? LXW_VALIDATION_ERROR_TYPE_STOP : LXW_VALIDATION_ERROR_TYPE_WARNING;
    worksheet_data_validation_range(
        book_->sheet,
        row_index(first_row),
        column_index(column),
        row_index(last_row),
        column_index(column),
        &validation
    );
}

Result<void> SheetWriter::close() {
    if (book_->failed)
        return tl::unexpected(*book_->failed);
    book_->write_lists();
    const lxw_error fault = workbook_close(book_->workbook);
    book_->workbook = nullptr;  // freed by the call above, whatever it answers
    if (fault != LXW_NO_ERROR) {
        book_->fail(ErrorKind::unavailable, "file.unwritable", {{"reason", lxw_strerror(fault)}});
        return tl::unexpected(*book_->failed);
    }
    std::error_code moved;
    std::filesystem::rename(part_name(book_->file), book_->file, moved);
    if (moved)
        return failure(
            ErrorKind::unavailable,
            "file.unwritable",
            {{"reason", moved.message()}},
            {.file = book_->file.string()}
        );
    return {};
}

OutCell text_cell(std::string_view text, Look look) {
    return {std::string(text), look, Mark::none, {}};
}

OutCell number_cell(double value, Look look) {
    return {value, look, Mark::none, {}};
}

OutCell number_cell(const Decimal& value, Look look) {
    return number_cell(value.value(), look);
}

OutCell date_cell(Date date) {
    return number_cell(serial_of_date(date), Look::date);
}

OutCell same_cell(const Cell& cell) {
    if (cell.kind == CellKind::date)
        if (const auto date = parse_date(cell.text))
            return date_cell(*date);
    if (cell.kind == CellKind::number || cell.kind == CellKind::percent) {
        double value = 0;
        const auto [end, fault] =
            std::from_chars(cell.text.data(), cell.text.data() + cell.text.size(), value);
        if (fault == std::errc{} && end == cell.text.data() + cell.text.size())
            return number_cell(value, cell.kind == CellKind::percent ? Look::percent : Look::plain);
    }
    return cell.text.empty() ? OutCell{} : text_cell(cell.text, Look::text);
}

}  // namespace junheng
