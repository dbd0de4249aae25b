// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/template_sheet.h"

#include <algorithm>

#include "core/base/text.h"
#include "io/exchange/tables_export.h"

namespace junheng {
namespace {

constexpr int kHeadRow = 3;
constexpr double kWidest = 36;
constexpr double kNarrowest = 10;
constexpr int kHundredths = 2;

/// What the cells of one column need.
struct ColumnWriter {
    const Glossary& glossary;
    const TableSpec& spec;
    std::size_t field;
    Language language;

    const FieldSpec& type() const { return spec.fields[field]; }
    std::string words() const { return glossary.word_group(spec.name, type().name); }

    std::string term(const std::string& group, const std::string& word) const {
        return glossary.find(group, word) == nullptr ? word : glossary.term(group, word, language);
    }

    std::string flags(const std::string& text) const {
        std::string shown;
        for (std::size_t from = 0; from < text.size();) {
            const auto end = std::min(text.find(' ', from), text.size());
            shown += (shown.empty() ? "" : "、") + term(words(), text.substr(from, end - from));
            from = end + 1;
        }
        return shown;
    }

    /// Keys of further figures are shown by their names, and read back by them.
    std::string key(const std::string& text) const { return term(std::string(spec.name), text); }

    OutCell text(const std::string& text) const {
        if (type().type == FieldType::flags)
            return text_cell(flags(text), Look::text);
        if (type().name == "key" && (spec.id == TableId::county || spec.id == TableId::figures))
            return text_cell(key(text), Look::text);
        return text_cell(term(words(), text), Look::text);
    }

    OutCell number(std::int64_t number) const {
        const std::string plain = to_text(type(), Value(number));
        if (const std::string word = term(words(), plain); word != plain)
            return text_cell(word, Look::text);
        if (type().type == FieldType::hundredths)
            return number_cell(Decimal{number, kHundredths}, Look::amount);
        const bool counted = type().type == FieldType::count;
        return number_cell(static_cast<double>(number), counted ? Look::integer : Look::plain);
    }

    OutCell cell(const Value& value) const {
        if (const auto* reason = std::get_if<Missing>(&value))
            return text_cell(
                *reason == Missing::not_reported
                    ? ""
                    : term("words.missing", std::string(name(*reason))),
                empty_look()
            );
        if (const auto* given = std::get_if<std::string>(&value))
            return decimal(*given).value_or(text(*given));
        if (const auto* degrees = std::get_if<double>(&value))
            return number_cell(*degrees, Look::plain);
        return number(std::get<std::int64_t>(value));
    }

    std::optional<OutCell> decimal(const std::string& text) const {
        const auto number = type().type == FieldType::decimal ? parse_decimal(text) : std::nullopt;
        return number ? std::optional(number_cell(*number, Look::plain)) : std::nullopt;
    }

    /// What is typed into an empty cell of a code must stay text.
    Look empty_look() const {
        const FieldType kind = type().type;
        return kind == FieldType::code || kind == FieldType::text || kind == FieldType::word
                   ? Look::text
                   : Look::plain;
    }

    std::vector<std::string> choices() const {
        return column_choices(glossary, spec, field, language);
    }
};

std::vector<ColumnWriter> columns_of(
    const TemplateTable& table,
    const Glossary& glossary,
    Language language
) {
    const TableSpec& spec = table_spec(table.table);
    std::vector<ColumnWriter> columns;
    for (const std::size_t field : export_order(table.table))
        if (spec.fields[field].type != FieldType::geometry)
            columns.push_back({glossary, spec, field, language});
    return columns;
}

SheetLayout layout_of(const std::vector<ColumnWriter>& columns) {
    SheetLayout layout;
    for (const ColumnWriter& column : columns)
        layout.widths.push_back(
            column_width(head_label(column.glossary, column.spec, column.field, column.language))
        );
    layout.frozen_rows = kHeadRow;
    layout.frozen_columns = 1;
    layout.repeat_first_row = kHeadRow;
    layout.repeat_last_row = kHeadRow;
    return layout;
}

void write_head(
    SheetWriter& out,
    const TemplateTable& table,
    const std::vector<ColumnWriter>& columns
) {
    const int width = static_cast<int>(columns.size());
    out.merged_row(text_cell(table.title, Look::title), width);
    out.merged_row(text_cell(table.note, Look::note), width);
    std::vector<OutCell> heads;
    for (const ColumnWriter& column : columns)
        heads.push_back(text_cell(
            head_label(column.glossary, column.spec, column.field, column.language), Look::head
        ));
    out.row(heads);
}

void write_rows(
    SheetWriter& out,
    const TemplateTable& table,
    const std::vector<ColumnWriter>& columns
) {
    std::vector<OutCell> cells;
    const auto fill = [&](const Row* row) {
        cells.clear();
        for (const ColumnWriter& column : columns)
            cells.push_back(
                column.cell(row == nullptr ? Value(Missing::not_reported) : (*row)[column.field])
            );
        out.row(cells);
    };
    for (const Row& row : table.rows) fill(&row);
    for (int i = 0; i < table.spare_rows; ++i) fill(nullptr);
}

}  // namespace

std::string head_label(
    const Glossary& glossary,
    const TableSpec& spec,
    std::size_t field,
    Language language
) {
    const FieldSpec& type = spec.fields[field];
    std::string label = glossary.term("columns." + std::string(spec.name), type.name, language);
    if (type.unit.empty())
        return label;
    return label + "(" + glossary.term("words.unit", type.unit, language) + ")";
}

std::vector<std::string> column_choices(
    const Glossary& glossary,
    const TableSpec& spec,
    std::size_t field,
    Language language
) {
    const FieldSpec& type = spec.fields[field];
    std::vector<std::string> terms;
    if (type.type == FieldType::flags)
        return terms;
    const std::string group =
        type.name == "key" ? std::string(spec.name) : glossary.word_group(spec.name, type.name);
    for (const GlossaryRow& row : glossary.rows())
        if (row.group == group)
            terms.push_back(language == Language::zh ? row.zh : row.en);
    return terms;
}

double column_width(std::string_view head) {
    return std::clamp(static_cast<double>(display_width(head)) + 2, kNarrowest, kWidest);
}

void write_template_table(
    SheetWriter& out,
    const TemplateTable& table,
    const Glossary& glossary,
    Language language
) {
    const auto columns = columns_of(table, glossary, language);
    out.begin_sheet(
        glossary.term("tables", table_spec(table.table).name, language), layout_of(columns)
    );
    write_head(out, table, columns);
    write_rows(out, table, columns);
    const int last = kHeadRow + static_cast<int>(table.rows.size()) + table.spare_rows;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (const auto choices = columns[i].choices(); !choices.empty() && last > kHeadRow)
            out.dropdown(static_cast<int>(i) + 1, kHeadRow + 1, last, choices, false);
}

}  // namespace junheng
