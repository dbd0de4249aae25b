// SPDX-License-Identifier: Apache-2.0
/// A change and the place in a file that it came from: what an import hands to the store.
#pragma once

#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/domain/change.h"
#include "core/domain/table.h"

namespace junheng {

/// Which sheet of which file fed a table, and in which column each field stood (0 = not from a
/// column).
struct SourceSheet {
    std::string file;
    std::string sheet;
    TableId table = TableId::county;
    std::vector<int> columns;  // by field of the table
};

/// A change and where it came from: an index into the sheets of the change set (-1 = none) and a
/// row in it.
struct SourcedChange {
    SchoolYear year;
    Change change;
    int sheet = -1;
    int row = 0;
};

}  // namespace junheng
