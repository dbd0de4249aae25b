// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/profile_cells.h"

#include <algorithm>
#include <regex>

#include "core/base/decimal.h"
#include "io/exchange/value_repair.h"

namespace junheng {
namespace {

constexpr std::size_t kRowsSearched = 12;
constexpr int kLetters = 26;

const Cell* cell_at(const SheetRow& row, int column) {
    const auto index = static_cast<std::size_t>(column - 1);
    return column >= 1 && index < row.cells.size() ? &row.cells[index] : nullptr;
}

FoundCell text_found(std::string text) {
    return {{CellKind::text, std::move(text)}, 0, 0};
}

FoundCell at_column(const ProfileRecord& record, int column) {
    const Cell* cell = cell_at(*record.row, column);
    return {cell == nullptr ? Cell{} : *cell, record.row->number, column};
}

FoundCell at_address(const ProfileRecord& record, const std::string& address) {
    const auto place = cell_address(address);
    if (!place || record.form == nullptr)
        return {};
    const auto row = std::ranges::find(*record.form, place->first, &SheetRow::number);
    const Cell* cell = row == record.form->end() ? nullptr : cell_at(*row, place->second);
    return {cell == nullptr ? Cell{} : *cell, place->first, place->second};
}

std::optional<std::string> first_match(const std::string& text, const std::regex& wanted) {
    std::smatch match;
    return std::regex_search(text, match, wanted) ? std::optional(match.str()) : std::nullopt;
}

FoundCell searched(const ProfileRecord& record, const std::string& pattern) {
    const std::regex wanted(pattern);
    if (record.form != nullptr)
        for (std::size_t i = 0; i < std::min(kRowsSearched, record.form->size()); ++i) {
            const SheetRow& row = (*record.form)[i];
            for (std::size_t c = 0; c < row.cells.size(); ++c)
                if (auto match = first_match(row.cells[c].text, wanted))
                    return {{CellKind::text, *match}, row.number, static_cast<int>(c) + 1};
        }
    return text_found(first_match(record.sheet.file->name, wanted).value_or(std::string()));
}

/// The unit of a column's head ("(万元)"), against that of the field.
UnitFactor factor_of_column(const ProfileRecord& record, int column, const FieldSpec& field) {
    const auto& heads = record.sheet.head.columns;
    const auto head = std::ranges::find(heads, column, &ColumnHead::column);
    if (head != heads.end())
        for (const std::string& part : head->path)
            if (const std::string unit = read_head(part).unit; !unit.empty())
                return factor_of(unit, field.unit);
    return {};
}

std::string word_of(const Profile& profile, const std::string& list, const std::string& text) {
    if (const auto words = profile.words.find(list); words != profile.words.end())
        for (const auto& [pattern, word] : words->second)
            if (fits_pattern(pattern, text))
                return word;
    return text;
}

CellValue read(const ProfileQuestion& asked, const Cell& cell, UnitFactor factor) {
    return read_cell(cell, asked.table, asked.field, factor, asked.book);
}

/// Adds the cells of several columns; empty when one of them is, unless such a one counts as
/// nothing.
ProfileFigure summed(const ProfileQuestion& asked) {
    ProfileFigure sum{{std::int64_t{0}, {}, false}, {}, false};
    bool any = false;
    bool empty = false;
    for (const HeadRef& head : asked.value.columns) {
        const int column = asked.record.sheet.column(head);
        if (column == 0)
            continue;
        sum.given = true;
        const FoundCell found = at_column(asked.record, column);
        CellValue one =
            read(asked, found.cell, factor_of_column(asked.record, column, asked.field));
        if (!one.ok())
            return {std::move(one), found, true};
        sum.found = sum.found.column == 0 ? found : sum.found;
        if (const auto* number = std::get_if<std::int64_t>(&one.value)) {
            std::get<std::int64_t>(sum.value.value) += *number;
            any = true;
        } else {
            empty = true;
        }
    }
    if (!any || (empty && !asked.value.optional))
        sum.value.value = Missing::not_reported;
    return sum;
}

ProfileFigure of_column(const ProfileQuestion& asked) {
    const int column = asked.record.sheet.column(asked.value.columns.front());
    if (column == 0)
        return {{}, {}, false};
    FoundCell found = at_column(asked.record, column);
    const UnitFactor factor = asked.value.times != 1
                                  ? UnitFactor{asked.value.times, 1}
                                  : factor_of_column(asked.record, column, asked.field);
    Cell cell = found.cell;
    if (!asked.value.words.empty() && !cell.text.empty())
        cell = {CellKind::text, word_of(asked.profile, asked.value.words, cell.text)};
    return {read(asked, cell, factor), std::move(found), true};
}

FoundCell beside_columns(const ProfileQuestion& asked) {
    if (!asked.value.constant.empty())
        return text_found(asked.value.constant);
    return asked.value.cell.empty() ? searched(asked.record, asked.value.search)
                                    : at_address(asked.record, asked.value.cell);
}

/// Texts of several columns are joined: a name out of its parts.
ProfileFigure joined(const ProfileQuestion& asked) {
    std::string text;
    for (const HeadRef& head : asked.value.columns)
        if (const auto part = head_text(asked.record, head); !part.empty())
            text += (text.empty() ? "" : " ") + std::string(part);
    const int row = asked.record.row == nullptr ? 0 : asked.record.row->number;
    FoundCell found{
        {CellKind::text, std::move(text)},
        row,
        asked.record.sheet.column(asked.value.columns.front())};
    return {read(asked, found.cell, {}), found, true};
}

}  // namespace

std::string_view head_text(const ProfileRecord& record, const HeadRef& head) {
    const int column = record.sheet.column(head);
    return record.row == nullptr || column == 0 ? std::string_view()
                                                : cell_text(*record.row, column);
}

ProfileFigure profile_figure(const ProfileQuestion& question) {
    const std::size_t columns = question.value.columns.size();
    const FieldType type = question.field.type;
    if (columns > 1)
        return type == FieldType::count || type == FieldType::hundredths ? summed(question)
                                                                         : joined(question);
    if (columns == 1)
        return of_column(question);
    FoundCell found = beside_columns(question);
    CellValue value = read(question, found.cell, {question.value.times, 1});
    return {std::move(value), std::move(found), true};
}

std::optional<std::pair<int, int>> cell_address(std::string_view text) {
    int column = 0;
    std::size_t at = 0;
    for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; ++at)
        column = column * kLetters + (text[at] - 'A' + 1);
    const auto row = parse_decimal(text.substr(at));
    if (column == 0 || !row || row->scale != 0 || row->mantissa < 1)
        return std::nullopt;
    return std::pair{static_cast<int>(row->mantissa), column};
}

}  // namespace junheng
