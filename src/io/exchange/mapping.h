// SPDX-License-Identifier: Apache-2.0
/// Which field of which table a column is, told by its head: identifiers, Chinese heads, pinyin
/// initials, aliases.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/domain/table.h"
#include "core/standards/glossary.h"
#include "io/exchange/layout.h"

namespace junheng {

/// A field of a table, or (table empty) a field of the child's row by its number in
/// `pupil_fields()`.
struct FieldRef {
    std::optional<TableId> table;
    std::size_t field = 0;

    friend auto operator<=>(const FieldRef&, const FieldRef&) = default;
};

/// The columns of a list of children; the same words as PupilRow.
std::span<const FieldSpec> pupil_fields();

/// Of a table, or of the list of children.
std::span<const FieldSpec> fields_of(std::optional<TableId> table);
/// Every table, the list of children last.
std::vector<std::optional<TableId>> every_table();

/// What the program knows of heads and words. Every table's own identifiers are in it from the
/// start.
class HeadBook {
public:
    HeadBook();

    void add_field(std::string_view head, FieldRef field);
    void add_table(std::string_view name, std::optional<TableId> table);
    /// `column` is "schools.kind", or "kind" for every table, or empty for words that hold
    /// anywhere.
    void add_word(std::string_view column, std::string_view alias, std::string_view word);

    /// The unit of a figure that stands by key, in the table "county" or "figures".
    void add_unit(std::string_view table, std::string_view key, std::string_view unit);

    /// Shape: may hold fields of several tables.
    const std::vector<FieldRef>* find(std::string_view normal) const;
    /// Whose sheet or file this name is; outer empty: nobody's, inner empty: the list of children.
    std::optional<std::optional<TableId>> table_named(std::string_view name) const;
    /// The program's word for what stands in a cell; the text itself where none is known.
    std::string word(std::string_view table, std::string_view column, std::string_view text) const;
    const std::string* find_word(
        std::string_view table,
        std::string_view column,
        std::string_view text
    ) const;
    /// Whether words are known for what stands in this column.
    bool has_words(std::string_view table, std::string_view column) const;
    /// Empty when the key is not known.
    std::string_view unit_of(std::string_view table, std::string_view key) const;

private:
    std::map<std::string, std::vector<FieldRef>, std::less<>> heads_;
    std::map<std::string, std::optional<TableId>, std::less<>> tables_;
    std::map<std::string, std::map<std::string, std::string, std::less<>>, std::less<>> words_;
    std::map<std::string, std::string, std::less<>> units_;  // by "table.key"
};

/// Identifiers, Chinese and English terms and aliases of the glossary, its word lists, and the keys
/// of the county's and the schools' further figures.
HeadBook head_book(const Glossary& glossary);

/// The column under which the book knows the words for the unit of one key: 人 is teacher of one,
/// pupil of another.
std::string unit_column(std::string_view key);

/// "pupils" for the list of children.
std::string_view table_name(std::optional<TableId> table);

struct BoundColumn {
    std::size_t field = 0;
    int column = 0;
    UnitFactor factor = {};
};

/// Shape: table empty for a list of children; at most one column a field.
struct BoundTable {
    std::optional<TableId> table;
    std::vector<BoundColumn> columns;
};

struct SheetBinding {
    SheetHead head;
    std::vector<BoundTable> tables;
    std::vector<ColumnHead> unknown;  // heads that nobody knows
    std::vector<ColumnHead> twice;    // a second column of a field that is bound already
    int year_column = 0;              // 0 = none
};

/// Binds a sheet whose name tells its table (`named`), or whose heads do. Empty when no table has
/// all its keys there. Key fields that may stay empty (stage of a figure, period, area of a room)
/// may also be absent as columns.
std::optional<SheetBinding> bind_sheet(
    const HeadBook& book,
    const std::vector<SheetRow>& top,
    const std::vector<CellRange>& merged,
    std::optional<std::optional<TableId>> named
);

/// "学年", "school_year" and their kin.
bool is_year_head(std::string_view text);

/// True for a key field that a row may leave empty.
bool key_may_be_empty(TableId table, std::size_t field);

}  // namespace junheng
