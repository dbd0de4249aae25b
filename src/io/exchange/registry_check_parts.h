// SPDX-License-Identifier: Apache-2.0
/// The groups of checks behind check_snapshot.
#pragma once

#include "io/exchange/registry_check.h"

namespace junheng {

/// One group of checks: the county, what it is held against, and where findings go.
struct CheckRun {
    const Snapshot& snapshot;
    const CheckOptions& options;
    Findings& findings;

    /// Adds a finding about a field of a row of `table`; `school` is the first field of most keys.
    void report(
        TableId table,
        std::size_t row,
        std::string_view field,
        std::string code,
        Severity severity,
        Args args = {}
    ) const;
};

void check_codes(const CheckRun& run);
void check_sums(const CheckRun& run);
/// The county's and the schools' figures by key: units, parts and wholes, periods.
void check_figures(const CheckRun& run);
void check_figure_jumps(const CheckRun& run);
/// Words of lists that anyone may extend: an unknown one is more often a slip of the pen.
void check_words(const CheckRun& run);
/// Units of admission districts: door numbers, names, schools.
void check_districts(const CheckRun& run);
void check_ranges(const CheckRun& run);
void check_jumps(const CheckRun& run);

}  // namespace junheng
