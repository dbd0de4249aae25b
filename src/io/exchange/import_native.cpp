// SPDX-License-Identifier: Apache-2.0
/// Sheets that hold our own tables, by name or by head.
#include <algorithm>

#include "io/exchange/import_cell.h"
#include "io/exchange/import_reader.h"

namespace junheng {
namespace {

using NamedTable = std::optional<std::optional<TableId>>;

/// A binding and what reading its rows needs.
struct NativeSheet {
    const OpenFile& file;
    std::string name;
    SheetBinding binding;
    std::vector<int> sheets;  // of the result, by bound table
    SchoolYear year;
    bool whole = false;
};

/// A csv is named by its file ("schools", "schools_2024"), a sheet by its tab.
NamedTable named_table(const HeadBook& book, const OpenFile& file, const std::string& sheet) {
    if (!file.csv)
        return book.table_named(sheet);
    const std::string stem = file.path.stem().string();
    if (const auto whole = book.table_named(stem))
        return whole;
    return book.table_named(stem.substr(0, stem.find_first_of("_-. ")));
}

Where place(const NativeSheet& sheet, int row, int column) {
    return {sheet.file.name, sheet.name, row, column};
}

std::string school_of(TableId table, const Row& values) {
    const auto code = field_by_name(table_spec(table), "code");
    const auto* text = code ? std::get_if<std::string>(&values[*code]) : nullptr;
    return text != nullptr ? *text : std::string();
}

void report_cell(
    ImportRun& run,
    const CellValue& value,
    const Cell& cell,
    const FieldSpec& field,
    Where where
) {
    if (!value.ok())
        add_issue(
            run, {value.fault, Severity::error, std::move(where), cell.text, cell_args(field)}
        );
    else if (value.rounded)
        add_issue(
            run,
            {"import.rounded", Severity::warning, std::move(where), cell.text, cell_args(field)}
        );
}

bool keys_complete(
    ImportRun& run,
    const NativeSheet& sheet,
    const BoundTable& bound,
    const SheetRow& row,
    const StagedRow& staged
) {
    const TableSpec& spec = table_spec(*bound.table);
    const Row& values = staged.values;
    bool complete = true;
    for (const BoundColumn& column : bound.columns) {
        if (column.field >= spec.key_fields || key_may_be_empty(*bound.table, column.field) ||
            (staged.given >> column.field & 1U) == 0 ||
            !std::holds_alternative<Missing>(values[column.field]))
            continue;
        complete = false;
        add_issue(
            run,
            {"field.empty_key",
             Severity::error,
             place(sheet, row.number, column.column),
             {},
             {{"field", std::string(spec.fields[column.field].name)}},
             school_of(*bound.table, values)}
        );
    }
    return complete;
}

bool keys_sound(const BoundTable& bound, const StagedRow& staged) {
    const std::size_t keys = table_spec(*bound.table).key_fields;
    return std::ranges::all_of(bound.columns, [&](const BoundColumn& c) {
        return c.field >= keys || (staged.given >> c.field & 1U) != 0;
    });
}

bool all_empty(const BoundTable& bound, const SheetRow& row) {
    return std::ranges::all_of(bound.columns, [&](const BoundColumn& c) {
        return cell_text(row, c.column).empty();
    });
}

/// A wide row (school, stages, areas side by side) says nothing about a table whose figures are all
/// empty.
bool nothing_to_say(const NativeSheet& sheet, const BoundTable& bound, const SheetRow& row) {
    const std::size_t keys = table_spec(*bound.table).key_fields;
    return sheet.binding.tables.size() > 1 && &bound != &sheet.binding.tables.front() &&
           std::ranges::all_of(bound.columns, [&](const BoundColumn& c) {
               return c.field < keys || cell_text(row, c.column).empty();
           });
}

/// 人 is the word for several units; the key of the figure tells which is meant.
void settle_unit(const HeadBook& book, const BoundTable& bound, const SheetRow& row, Row& values) {
    const TableSpec& spec = table_spec(*bound.table);
    const auto unit = field_by_name(spec, "unit");
    const auto key = field_by_name(spec, "key");
    const auto column =
        std::ranges::find(bound.columns, unit.value_or(spec.fields.size()), &BoundColumn::field);
    if (!unit || !key || column == bound.columns.end() ||
        !std::holds_alternative<std::string>(values[*key]))
        return;
    const std::string of_key = unit_column(std::get<std::string>(values[*key]));
    if (const std::string* word = book.find_word(spec.name, of_key, cell_text(row, column->column)))
        values[*unit] = *word;
}

/// Answers whether every cell could be read.
bool read_cells(
    ImportRun& run,
    const NativeSheet& sheet,
    const BoundTable& bound,
    const SheetRow& row,
    StagedRow& staged
) {
    static const Cell kEmpty;
    const TableSpec& spec = table_spec(*bound.table);
    bool sound = true;
    for (const BoundColumn& column : bound.columns) {
        const auto index = static_cast<std::size_t>(column.column - 1);
        const Cell& cell = index < row.cells.size() ? row.cells[index] : kEmpty;
        const FieldSpec& field = spec.fields[column.field];
        CellValue value = read_cell(cell, bound.table, field, column.factor, run.book);
        report_cell(run, value, cell, field, place(sheet, row.number, column.column));
        sound = sound && value.ok();
        staged.values[column.field] = std::move(value.value);
        staged.given |= static_cast<std::uint32_t>(value.ok()) << column.field;
    }
    settle_unit(run.book, bound, row, staged.values);
    return sound;
}

void report_twin(
    ImportRun& run,
    const NativeSheet& sheet,
    TableId table,
    const SheetRow& row,
    const Row& values,
    const StagedRow& first
) {
    const RowPart& there = first.parts.front();
    const SourceSheet& source = run.result.sheets[static_cast<std::size_t>(there.sheet)];
    add_issue(
        run,
        {"import.duplicate_row",
         Severity::error,
         place(sheet, row.number, 1),
         key_text(table_spec(table), values),
         {{"table", std::string(table_spec(table).name)},
          {"first_file", source.file},
          {"first_sheet", source.sheet},
          {"first_row", std::to_string(there.row)}},
         school_of(table, values)}
    );
}

/// With --where, a row counts when its school is among those asked for; rows of no school stay out.
bool outside(const ImportRun& run, const BoundTable& bound, const SheetRow& row) {
    if (!run.wanted)
        return false;
    const auto code = field_by_name(table_spec(*bound.table), "code");
    const auto column =
        std::ranges::find(bound.columns, code.value_or(bound.columns.size()), &BoundColumn::field);
    return !code || column == bound.columns.end() ||
           !run.wanted->contains(std::string(cell_text(row, column->column)));
}

void take_row(
    ImportRun& run,
    const NativeSheet& sheet,
    const BoundTable& bound,
    int source,
    SchoolYear year,
    const SheetRow& row
) {
    if (nothing_to_say(sheet, bound, row) || all_empty(bound, row))
        return;
    const TableSpec& spec = table_spec(*bound.table);
    StagedRow staged{Row(spec.fields.size(), Value(Missing::not_reported)), 0, {}};
    // A row with a fault elsewhere still tells that its school is there; nothing is written in the
    // end.
    const bool sound = read_cells(run, sheet, bound, row, staged);
    const bool complete = keys_complete(run, sheet, bound, row, staged);
    if (!complete || (!sound && !keys_sound(bound, staged)))
        return;
    staged.parts.push_back({source, row.number, staged.given});
    run.staging.mention(year, *bound.table, sheet.whole, source);
    const Row values = staged.values;
    if (const StagedRow* first =
            run.staging.add(year, *bound.table, std::move(staged), Twin::refuse))
        report_twin(run, sheet, *bound.table, row, values, *first);
}

std::optional<SchoolYear> row_year(const NativeSheet& sheet, const SheetRow& row) {
    if (sheet.binding.year_column == 0)
        return sheet.year;
    return year_in_name(cell_text(row, sheet.binding.year_column));
}

void take_sheet_row(ImportRun& run, const NativeSheet& sheet, const SheetRow& row) {
    ++run.result.counts.rows;
    const auto year = row_year(sheet, row);
    const bool other_year =
        year && run.options.year && *year != *run.options.year && sheet.binding.year_column != 0;
    if (is_blank(row) || other_year) {
        ++run.result.counts.skipped;
        return;
    }
    if (!year) {
        add_issue(
            run,
            {"import.bad_year",
             Severity::error,
             place(sheet, row.number, sheet.binding.year_column),
             std::string(cell_text(row, sheet.binding.year_column))}
        );
        return;
    }
    const auto stays_out = [&](const BoundTable& bound) {
        return !bound.table || outside(run, bound, row);
    };
    if (std::ranges::all_of(sheet.binding.tables, stays_out)) {
        ++run.result.counts.skipped;
        return;
    }
    for (std::size_t i = 0; i < sheet.binding.tables.size(); ++i) {
        const BoundTable& bound = sheet.binding.tables[i];
        if (!stays_out(bound))
            take_row(run, sheet, bound, sheet.sheets[i], *year, row);
    }
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
        sheet.whole};
    for (const BoundColumn& column : bound->columns) list.columns[column.field] = column.column;
    list.place.column = list.columns.front();
    run.result.pupil_lists.push_back(std::move(list));
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
    register_tables(run, sheet);
    report_heads(run, sheet);
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

Result<bool> read_native_file(ImportRun& run, OpenFile& file, bool whole) {
    bool any = false;
    const auto inside = year_inside(file);
    if (!inside)
        return tl::unexpected(inside.error());
    file.year = *inside;
    for (std::size_t i = 0; i < file.book->sheets().size(); ++i) {
        if (file.book->hidden(i))
            continue;
        auto binding = bind_native_sheet(run.book, file, i);
        if (!binding)
            return tl::unexpected(binding.error());
        if (!*binding)
            continue;
        any = true;
        if (const auto done = read_sheet(run, file, i, std::move(**binding), whole); !done)
            return tl::unexpected(done.error());
    }
    return any;
}

}  // namespace junheng
