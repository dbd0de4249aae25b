// SPDX-License-Identifier: Apache-2.0
/// Lists of children: found with the other tables of an import, read one by one when the store is
/// ready to take them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/domain/pupil.h"
#include "io/exchange/mapping.h"

namespace junheng {

/// A sheet that lists children.
struct PupilList {
    std::filesystem::path path;
    std::size_t sheet_index = 0;
    Where place;               // file, sheet, row of the head, column of the pupil's number
    std::vector<int> columns;  // by pupil field, 0 = none
    SchoolYear year;
    bool whole =
        false;  // the county's whole register (a csv), not the list of some schools (a workbook)
    int width = 0;  // see csv_width
};

struct PupilCounts {
    std::int64_t rows = 0;
    std::int64_t skipped = 0;  // wholly empty
    std::int64_t faulty = 0;
};

/// What a child's row is held against.
struct PupilRules {
    Date today;
    std::set<std::string> schools = {};  // empty: no registry is loaded
    std::string school_code;             // regular expression of the codes; empty = any
};

/// Hands on every sound row and reports the others, without any number or name in the issues. A
/// child that stands twice is for the store to find. Errors: as Workbook::read. Cost: 1,000,000
/// rows of csv in about 3 s; memory does not grow with the rows, beyond the issues.
Result<PupilCounts> read_pupils(
    const PupilList& list,
    const HeadBook& book,
    const PupilRules& rules,
    const std::function<void(PupilRow)>& sink,
    Issues& issues
);

}  // namespace junheng
