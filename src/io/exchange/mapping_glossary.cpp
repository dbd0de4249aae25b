// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/mapping.h"

namespace junheng {
namespace {

constexpr std::string_view kColumns = "columns.";
constexpr std::string_view kWords = "words.";

std::vector<std::string> names_of(const GlossaryRow& row) {
    std::vector<std::string> names{row.zh, row.en};
    names.insert(names.end(), row.aliases.begin(), row.aliases.end());
    return names;
}

/// Outer empty: no table of this name; inner empty: the list of children.
std::optional<std::optional<TableId>> table_of(std::string_view name) {
    if (name == table_name(std::nullopt))
        return std::optional<TableId>();
    if (const auto table = table_by_name(name))
        return std::optional<std::optional<TableId>>(table);
    return std::nullopt;
}

std::optional<FieldRef> field_of(std::optional<TableId> table, std::string_view name) {
    const auto fields = table ? table_spec(*table).fields : pupil_fields();
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].name == name)
            return FieldRef{table, i};
    return std::nullopt;
}

void add_column(HeadBook& book, const GlossaryRow& row) {
    const auto table = table_of(std::string_view(row.group).substr(kColumns.size()));
    const auto field = table ? field_of(*table, row.id) : std::nullopt;
    if (!field)
        return;
    for (const std::string& name : names_of(row)) book.add_field(name, *field);
}

void add_words(HeadBook& book, std::string_view column, const GlossaryRow& row) {
    for (const std::string& name : names_of(row)) book.add_word(column, name, row.id);
}

/// "evidence_slot" is of evidence.slot alone, as Glossary::word_group has it; others keep their
/// name.
std::string column_of_words(std::string_view words) {
    for (const TableId table : all_tables())
        for (const FieldSpec& field : table_spec(table).fields) {
            const std::string name(table_spec(table).name);
            if (words == name + "_" + std::string(field.name))
                return name + "." + std::string(field.name);
        }
    return std::string(words);
}

void add_row(HeadBook& book, const GlossaryRow& row) {
    if (row.group == "tables") {
        if (const auto table = table_of(row.id))
            for (const std::string& name : names_of(row)) book.add_table(name, *table);
    } else if (row.group.starts_with(kColumns)) {
        add_column(book, row);
    } else if (row.group == "words.missing") {
        add_words(book, {}, row);
    } else if (row.group.starts_with(kWords)) {
        add_words(book, column_of_words(std::string_view(row.group).substr(kWords.size())), row);
    } else if (row.group == "county" || row.group == "figures") {
        add_words(book, row.group + ".key", row);
    }
}

}  // namespace

std::string unit_column(std::string_view key) {
    return "unit/" + std::string(key);
}

HeadBook head_book(const Glossary& glossary) {
    HeadBook book;
    for (const GlossaryRow& row : glossary.rows()) {
        add_row(book, row);
        if (row.group == "county" || row.group == "figures")
            book.add_unit(row.group, row.id, row.unit);
        if (const GlossaryRow* unit = glossary.find("words.unit", row.unit))
            add_words(book, row.group + "." + unit_column(row.id), *unit);
    }
    return book;
}

}  // namespace junheng
