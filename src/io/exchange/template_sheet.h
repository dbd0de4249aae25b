// SPDX-License-Identifier: Apache-2.0
/// One table of a template.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/messages.h"
#include "core/domain/table.h"
#include "core/standards/glossary.h"
#include "io/exchange/sheet_writer.h"

namespace junheng {

struct TemplateTable {
    TableId table = TableId::schools;
    std::vector<Row> rows;
    std::string title;
    std::string note;
    int spare_rows = 0;  // below the filled ones, with lists to choose from
};

/// "教学及辅助用房面积(平方米)".
std::string head_label(
    const Glossary& glossary,
    const TableSpec& spec,
    std::size_t field,
    Language language
);

/// What may be chosen in a column, in words; nothing where anything may stand.
std::vector<std::string> column_choices(
    const Glossary& glossary,
    const TableSpec& spec,
    std::size_t field,
    Language language
);

/// Wide enough for a head, within bounds.
double column_width(std::string_view head);

void write_template_table(
    SheetWriter& out,
    const TemplateTable& table,
    const Glossary& glossary,
    Language language
);

}  // namespace junheng
