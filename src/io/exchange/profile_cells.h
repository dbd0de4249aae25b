// SPDX-License-Identifier: Apache-2.0
/// One value of a profile out of a row of a table or the cells of a form.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/exchange/import_cell.h"
#include "io/exchange/profile_sheets.h"

namespace junheng {

/// A cell and where it stands.
struct FoundCell {
    Cell cell;
    int row = 0;
    int column = 0;
};

/// A row of a table, or all the rows of a form.
struct ProfileRecord {
    const ProfileSheet& sheet;
    const SheetRow* row = nullptr;  // of a table
    const std::vector<SheetRow>* form = nullptr;
};

/// A value with its place; `given` is false where the layout has no such column.
struct ProfileFigure {
    CellValue value;
    FoundCell found;
    bool given = true;
};

/// The text of a column of the row; empty where there is none.
std::string_view head_text(const ProfileRecord& record, const HeadRef& head);

/// Which value of which record is asked for.
struct ProfileQuestion {
    const ProfileRecord& record;
    const Profile& profile;
    const ProfileValue& value;
    TableId table;
    const FieldSpec& field;
    const HeadBook& book;
};

ProfileFigure profile_figure(const ProfileQuestion& question);

/// "D17" as row 17, column 4; nothing for anything else.
std::optional<std::pair<int, int>> cell_address(std::string_view text);

}  // namespace junheng
