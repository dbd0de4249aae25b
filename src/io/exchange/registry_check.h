// SPDX-License-Identifier: Apache-2.0
/// What must hold within a county's tables, beyond what one cell can tell: sums, ranges, codes,
/// jumps from year to year. Finds everything, refuses nothing; only findings of severity error
/// refuse an import.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/domain/snapshot.h"
#include "core/domain/table.h"

namespace junheng {

/// Numbers of the checks, by name.
using CheckLimits = std::map<std::string, double, std::less<>>;
/// Errors: check.limits_unreadable (data).
Result<CheckLimits> load_check_limits(const std::filesystem::path& file);

struct CheckOptions {
    CheckLimits limits;
    const Snapshot* previous = nullptr;  // of the year before
    /// Regular expression of school codes; empty: the national form of ten digits. Nothing: forms
    /// are not judged.
    std::optional<std::string> school_code = std::string();
    std::set<std::string> known_schools;  // codes of the county's other years
};

/// An issue and the cell that it is about. Shape: `field` may be a key field; issue.where is empty.
struct Finding {
    Issue issue;
    TableId table = TableId::schools;
    Row key;
    std::size_t field = 0;
};

/// Shape: in the order of the tables, their rows, then the fields.
std::vector<Finding> check_snapshot(const Snapshot& snapshot, const CheckOptions& options);

/// The known code that differs least from this one; empty when there is none.
std::string nearest_code(std::string_view code, const std::set<std::string>& known);

}  // namespace junheng
