// SPDX-License-Identifier: Apache-2.0
/// Sheets that hold our own tables, by name or by head.
#include <algorithm>

#include "io/exchange/import_native_rows.h"
#include "io/exchange/import_reader.h"

namespace junheng {
namespace {

using NamedTable = std::optional<std::optional<TableId>>;

/// A csv is named by its file ("schools", "schools_2024"), a sheet by its tab.
NamedTable named_table(const HeadBook& book, const OpenFile& file, const std::string& sheet) {
    if (!file.csv)
        return book.table_named(sheet);
    const std::string stem = file.path.stem().string();
    if (const auto whole = book.table_named(stem))
        return whole;
    return book.table_named(stem.substr(0, stem.find_first_of("_-. ")));
}

void report_heads(ImportRun& run, const NativeSheet& sheet) {
    const int row = sheet.binding.head.last_row;
    for (const ColumnHead& head : sheet.binding.unknown)
        add_issue(
            run,
            {"import.unknown_column",
             Severity::warning,
             place(sheet, row, head.column),
             head.text()}
        );
    for (const ColumnHead& head : sheet.binding.twice)
        add_issue(
            run,
            {"import.column_twice", Severity::error, place(sheet, row, head.column), head.text()}
        );
}

void register_tables(ImportRun& run, NativeSheet& sheet) {
    for (const BoundTable& bound : sheet.binding.tables) {
        if (!bound.table) {
            sheet.sheets.push_back(-1);
            continue;
        }
        SourceSheet source{
            sheet.file.name,
            sheet.name,
            *bound.table,
            std::vector<int>(table_spec(*bound.table).fields.size())};
        for (const BoundColumn& column : bound.columns)
            source.columns[column.field] = column.column;
        sheet.sheets.push_back(add_sheet(run, std::move(source)));
        if (sheet.binding.year_column == 0)
            run.staging.mention(sheet.year, *bound.table, sheet.whole, sheet.sheets.back());
    }
}

/// A value that spans rows stands in the first of them; the others would pass as not reported.
Result<void> report_merged(ImportRun& run, const NativeSheet& sheet, std::size_t index) {
    const auto merged = sheet.file.book->merged(index);
    if (!merged)
        return tl::unexpected(merged.error());
    for (const CellRange& range : *merged)
        if (range.first_row > sheet.binding.head.last_row && range.last_row > range.first_row)
            add_issue(
                run,
                {"import.merged_cells",
                 Severity::warning,
                 place(sheet, range.first_row, range.first_column)}
            );
    return {};
}

bool is_pupil_list(const SheetBinding& binding) {
    return std::ranges::any_of(binding.tables, [](const BoundTable& t) { return !t.table; });
}

/// Children are read later, one by one, when the store is open for them.
void note_pupils(ImportRun& run, const NativeSheet& sheet, std::size_t index) {
    const auto& tables = sheet.binding.tables;
    const auto bound = std::ranges::find_if(tables, [](const BoundTable& t) { return !t.table; });
    PupilList list{
        sheet.file.path,
        index,
        place(sheet, sheet.binding.head.last_row, 0),
        std::vector<int>(pupil_fields().size()),
        sheet.year,
        sheet.whole,
        sheet.width};
    for (const BoundColumn& column : bound->columns) list.columns[column.field] = column.column;
    list.place.column = list.columns.front();
    run.result.pupil_lists.push_back(std::move(list));
}

/// The column with the names of schools, where the sheet says more of them than their names.
int name_column(const HeadBook& book, const SheetBinding& binding) {
    const auto name = field_by_name(table_spec(TableId::schools), "name");
    for (const ColumnHead& head : binding.head.columns) {
        const auto* fields = book.find(normal_head(head.path.back()));
        if (fields != nullptr && name &&
            std::ranges::find(*fields, FieldRef{TableId::schools, *name}) != fields->end())
            return head.column;
    }
    return 0;
}

Result<void> read_sheet(
    ImportRun& run,
    const OpenFile& file,
    std::size_t index,
    SheetBinding binding,
    bool whole
) {
    NativeSheet sheet{
        file, file.book->sheets()[index], std::move(binding), {}, year_of_file(run, file), whole};
    sheet.name_column = name_column(run.book, sheet.binding);
    sheet.width = csv_width(sheet.binding.head, file.csv);
    register_tables(run, sheet);
    report_heads(run, sheet);
    if (auto told = report_merged(run, sheet, index); !told)
        return told;
    if (is_pupil_list(sheet.binding)) {
        note_pupils(run, sheet, index);
        return {};
    }
    const int last_head = sheet.binding.head.last_row;
    return file.book->read(index, [&](const SheetRow& row) {
        if (row.number > last_head)
            take_sheet_row(run, sheet, row);
        return true;
    });
}

}  // namespace

Result<std::optional<SheetBinding>> bind_native_sheet(
    const HeadBook& book,
    const OpenFile& file,
    std::size_t index
) {
    const auto top = top_rows(*file.book, index);
    if (!top)
        return tl::unexpected(top.error());
    const auto merged = file.book->merged(index);
    if (!merged)
        return tl::unexpected(merged.error());
    if (const auto named = named_table(book, file, file.book->sheets()[index]))
        if (auto binding = bind_sheet(book, *top, *merged, named))
            return binding;
    return bind_sheet(book, *top, *merged, std::nullopt);
}

Result<bool> is_native_file(const ImportRun& run, OpenFile& file) {
    for (std::size_t i = 0; i < file.book->sheets().size(); ++i) {
        if (file.book->hidden(i))
            continue;
        const auto binding = bind_native_sheet(run.book, file, i);
        if (!binding)
            return tl::unexpected(binding.error());
        if (*binding)
            return true;
    }
    return false;
}

/// A template says on its page of notes for which school year it is.
Result<std::optional<SchoolYear>> year_inside(const OpenFile& file) {
    std::optional<SchoolYear> year;
    for (std::size_t i = 0; i < file.book->sheets().size() && !year && !file.csv; ++i) {
        const auto top = top_rows(*file.book, i);
        if (!top)
            return tl::unexpected(top.error());
        for (const SheetRow& row : *top)
            if (!year && is_year_head(cell_text(row, 1)))
                year = year_in_name(cell_text(row, 2));
    }
    return year;
}

RecognisedSheet taken_for(const std::string& name, const SheetBinding& binding) {
    RecognisedSheet sheet{.name = name};
    for (const BoundTable& bound : binding.tables) sheet.tables.push_back(bound.table);
    sheet.unknown = columns_of(binding.unknown);
    sheet.left_out = columns_of(binding.twice);
    return sheet;
}

Result<bool> read_native_file(ImportRun& run, OpenFile& file, bool whole) {
    bool any = false;
    const auto inside = year_inside(file);
    if (!inside)
        return tl::unexpected(inside.error());
    file.year = *inside;
    RecognisedFile told{file.name, *inside ? FileLayout::form : FileLayout::tables};
    const ImportCounts& counts = run.result.counts;
    for (std::size_t i = 0; i < file.book->sheets().size(); ++i) {
        auto binding = bind_native_sheet(run.book, file, i);
        if (!binding)
            return tl::unexpected(binding.error());
        const std::string& name = file.book->sheets()[i];
        if (!*binding) {
            told.sheets.push_back({.name = name, .hidden = file.book->hidden(i)});
            continue;
        }
        if (file.book->hidden(i)) {
            told.sheets.push_back({.name = name, .hidden = true});
            add_issue(run, {"import.hidden_sheet", Severity::warning, {file.name, name}});
            continue;
        }
        any = true;
        RecognisedSheet sheet = taken_for(name, **binding);
        const ImportCounts before = counts;
        if (const auto done = read_sheet(run, file, i, std::move(**binding), whole); !done)
            return tl::unexpected(done.error());
        sheet.rows = counts.rows - before.rows;
        sheet.skipped = counts.skipped - before.skipped;
        told.sheets.push_back(std::move(sheet));
    }
    if (any)
        run.result.recognised.push_back(std::move(told));
    return any;
}

}  // namespace junheng
