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
#include "core/standards/glossary.h"
#include "core/standards/standard_set.h"

namespace junheng {

struct KindRule {
    std::vector<std::string> category;  // first digits of the code; none = any
    std::vector<Stage> stages;
};

/// The sum of some figures is never more than that of others.
struct PartRule {
    std::vector<std::string> part;   // keys
    std::vector<std::string> whole;  // keys, or stages.COLUMN
    Severity severity = Severity::warning;
};

using TextMap = std::map<std::string, std::string, std::less<>>;

/// Numbers and code lists of the checks, as data.
struct CheckRules {
    std::map<std::string, double, std::less<>> limits;
    std::map<std::int64_t, KindRule> kinds;
    std::set<std::int64_t> area_classes;
    std::set<std::string, std::less<>> whole_units;
    /// Of the county's and the schools' figures.
    std::map<TableId, std::vector<PartRule>> parts;
    std::map<TableId, std::map<std::string, double, std::less<>>> jumps;  // by unit
    /// From the glossary: the unit of each key, and the names of the words of open lists.
    std::map<TableId, TextMap> units = {};
    std::map<std::string, TextMap, std::less<>> words = {};  // "rooms.kind": name or word to word
    /// From the standards: the slots of each indicator that is judged by papers.
    std::map<std::string, std::vector<std::string>, std::less<>> papers = {};

    /// The limit of this name; without one nothing is beyond it.
    double limit(std::string_view name) const;
};

/// data/checks.toml. Errors: check.rules_unreadable (data).
Result<CheckRules> load_check_rules(const std::filesystem::path& file);
/// Units of figures and known words of open lists (kinds of rooms, subjects) are the glossary's.
void learn_from_glossary(CheckRules& rules, const Glossary& glossary);
/// Which papers count is the standards'.
void learn_from_standards(CheckRules& rules, const StandardSet& standards);

struct CheckOptions {
    CheckRules rules;
    const Snapshot* previous = nullptr;  // of the year before
    /// Regular expression of school codes; empty: the national form of ten digits. Nothing: forms
    /// are not judged.
    std::optional<std::string> school_code = std::string();
    std::set<std::string> known_schools = {};  // codes of the county's other years
    TextMap told_names = {};                   // of schools, as the files give them beside codes
};

/// An issue and the cell that it is about. Shape: `field` may be a key field; issue.where is empty.
struct Finding {
    Issue issue;
    TableId table = TableId::schools;
    Row key;
    std::size_t field = 0;
};
using Findings = std::vector<Finding>;

/// Shape: by subject, then in the order of the tables' rows.
Findings check_snapshot(const Snapshot& snapshot, const CheckOptions& options);

/// The known code that differs least from this one (insertions, deletions, changes and swaps of
/// neighbours count one each); empty when none is within three. Cost: 120 codes 20 µs.
std::string nearest_code(std::string_view code, const std::set<std::string>& known);

}  // namespace junheng
