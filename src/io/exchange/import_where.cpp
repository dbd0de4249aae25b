// SPDX-License-Identifier: Apache-2.0
/// Which schools of our own tables the user asked for.
#include <algorithm>

#include "io/exchange/import_reader.h"

namespace junheng {
namespace {

/// A column of codes and the one that is asked about, with the words that its cells may hold.
struct WhereColumns {
    int code = 0;
    int asked = 0;
    std::optional<TableId> table;
    std::string field;
};

int column_named(const SheetBinding& binding, const std::string& name) {
    const std::string wanted = normal_head(name);
    for (const ColumnHead& head : binding.head.columns)
        if (normal_head(head.path.back()) == wanted || read_head(head.path.back()).plain == wanted)
            return head.column;
    return 0;
}

std::optional<WhereColumns> where_columns(const SheetBinding& binding, const std::string& name) {
    WhereColumns columns{0, column_named(binding, name), std::nullopt, {}};
    for (const BoundTable& bound : binding.tables) {
        if (!bound.table)
            continue;
        const TableSpec& spec = table_spec(*bound.table);
        for (const BoundColumn& column : bound.columns) {
            const std::string_view field = spec.fields[column.field].name;
            if (field == "code")
                columns.code = column.column;
            if (column.column == columns.asked || (columns.asked == 0 && field == name))
                columns = {columns.code, column.column, bound.table, std::string(field)};
        }
    }
    return columns.code != 0 && columns.asked != 0 ? std::optional(columns) : std::nullopt;
}

bool asked_for(const ImportRun& run, const WhereColumns& columns, std::string_view text) {
    const std::string& wanted = run.options.where_value;
    const std::string_view table = table_name(columns.table);
    return text == wanted ||
           run.book.word(table, columns.field, text) == run.book.word(table, columns.field, wanted);
}

}  // namespace

Result<bool> learn_wanted(ImportRun& run, OpenFile& file) {
    bool any = false;
    if (!run.wanted)
        run.wanted.emplace();
    for (std::size_t i = 0; i < file.book->sheets().size(); ++i) {
        const auto binding = bind_native_sheet(run.book, file, i);
        if (!binding)
            return tl::unexpected(binding.error());
        const auto columns =
            *binding ? where_columns(**binding, run.options.where_field) : std::nullopt;
        if (!columns)
            continue;
        any = true;
        const int last_head = (*binding)->head.last_row;
        const auto done = file.book->read(i, [&](const SheetRow& row) {
            if (row.number > last_head && asked_for(run, *columns, cell_text(row, columns->asked)))
                run.wanted->emplace(cell_text(row, columns->code));
            return true;
        });
        if (!done)
            return tl::unexpected(done.error());
    }
    return any;
}

}  // namespace junheng
