// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/import_native_rows.h"

#include <algorithm>

#include "io/exchange/import_cell.h"

namespace junheng {
namespace {

std::string school_of(TableId table, const Row& values) {
    const auto code = field_by_name(table_spec(table), "code");
    const auto* text = code ? std::get_if<std::string>(&values[*code]) : nullptr;
    return text != nullptr ? *text : std::string();
}

/// What stands as the school's code, right or wrong, to group issues by.
std::string_view code_text(const BoundTable& bound, const SheetRow& row) {
    const auto code = field_by_name(table_spec(*bound.table), "code");
    const auto column = std::ranges::find(
        bound.columns, code.value_or(table_spec(*bound.table).fields.size()), &BoundColumn::field
    );
    return column == bound.columns.end() ? std::string_view() : cell_text(row, column->column);
}

void report_cell(
    ImportRun& run,
    const CellValue& value,
    const Cell& cell,
    Args args,
    Where where,
    std::string school
) {
    if (!value.ok())
        add_issue(
            run,
            {value.fault,
             Severity::error,
             std::move(where),
             cell.text,
             std::move(args),
             std::move(school)}
        );
    else if (value.rounded)
        add_issue(
            run,
            {"import.rounded",
             Severity::warning,
             std::move(where),
             cell.text,
             std::move(args),
             std::move(school)}
        );
}

const Cell& cell_in(const SheetRow& row, int column) {
    static const Cell kEmpty;
    const auto index = static_cast<std::size_t>(column - 1);
    return column > 0 && index < row.cells.size() ? row.cells[index] : kEmpty;
}

/// A percentage is a ratio; the key of a figure tells whether it may be one.
bool refuse_percent(
    ImportRun& run,
    const NativeSheet& sheet,
    const BoundTable& bound,
    const SheetRow& row,
    StagedRow& staged
) {
    const TableSpec& spec = table_spec(*bound.table);
    const auto key = field_by_name(spec, "key");
    const auto field = field_by_name(spec, "value");
    const auto column =
        std::ranges::find(bound.columns, field.value_or(spec.fields.size()), &BoundColumn::field);
    if (!key || column == bound.columns.end())
        return true;
    const Cell& cell = cell_in(row, column->column);
    const auto* name = std::get_if<std::string>(&staged.values[*key]);
    const std::string_view unit =
        name == nullptr ? std::string_view() : run.book.unit_of(spec.name, *name);
    if (!is_percent(cell) || unit.empty() || unit == "ratio")
        return true;
    CellValue value;
    value.fault = "import.value.percent";
    report_cell(
        run,
        value,
        cell,
        cell_args(bound.table, spec.fields[*field], cell.text),
        place(sheet, row.number, column->column),
        std::string(code_text(bound, row))
    );
    staged.values[*field] = Missing::not_reported;
    return false;
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
             cell_args(bound.table, spec.fields[column.field], {}),
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
    const TableSpec& spec = table_spec(*bound.table);
    bool sound = true;
    const std::string school(code_text(bound, row));
    for (const BoundColumn& column : bound.columns) {
        const Cell& cell = cell_in(row, column.column);
        const FieldSpec& field = spec.fields[column.field];
        CellValue value = read_cell(cell, bound.table, field, column.factor, run.book);
        if (!value.ok() || value.rounded)
            report_cell(
                run,
                value,
                cell,
                cell_args(bound.table, field, cell.text),
                place(sheet, row.number, column.column),
                school
            );
        sound = sound && value.ok();
        staged.values[column.field] = std::move(value.value);
        staged.given |= static_cast<std::uint32_t>(value.ok()) << column.field;
    }
    settle_unit(run.book, bound, row, staged.values);
    return refuse_percent(run, sheet, bound, row, staged) && sound;
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
    staged.school_name = cell_text(row, sheet.name_column);
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

}  // namespace

Where place(const NativeSheet& sheet, int row, int column) {
    return {sheet.file.name, sheet.name, row, column};
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
    if (auto fault = width_fault(row, sheet.width, place(sheet, row.number, 0))) {
        add_issue(run, *std::move(fault));
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

}  // namespace junheng
