// SPDX-License-Identifier: Apache-2.0
/// The rows of a sheet of ours, one by one into what the import gathers.
#pragma once

#include <string>
#include <vector>

#include "io/exchange/import_reader.h"

namespace junheng {

/// A binding and what reading its rows needs.
struct NativeSheet {
    const OpenFile& file;
    std::string name;
    SheetBinding binding;
    std::vector<int> sheets;  // of the result, by bound table
    SchoolYear year;
    bool whole = false;
    int name_column = 0;  // of the school's name, beside its code; 0 = none
    int width = 0;        // see csv_width
};

Where place(const NativeSheet& sheet, int row, int column);

/// A row below the head: counted, read, gathered or reported.
void take_sheet_row(ImportRun& run, const NativeSheet& sheet, const SheetRow& row);

}  // namespace junheng
