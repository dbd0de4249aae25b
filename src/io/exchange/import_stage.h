// SPDX-License-Identifier: Apache-2.0
/// The rows that files bring, gathered by year, table and key before they meet the county.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/domain/table.h"

namespace junheng {

/// Where some of the fields of a row came from. Shape: bit i of `given` stands for field i of the
/// table.
struct RowPart {
    int sheet = -1;
    int row = 0;
    std::uint32_t given = 0;
};

/// Shape: values holds every field, not_reported where not given; parts in the order in which they
/// came.
struct StagedRow {
    Row values;
    std::uint32_t given = 0;
    std::vector<RowPart> parts;
    std::string school_name = {};  // that stands beside the school's code
};

/// The rows of one table and year. `whole`: rows that are not mentioned are gone.
struct StagedTable {
    bool whole = false;
    int sheet = -1;
    std::vector<StagedRow> rows;
    std::unordered_map<std::string, std::size_t> by_key;

    const StagedRow* find(const std::string& key) const;
};

using StagedYear = std::map<TableId, StagedTable>;

/// refuse: a row with the same figures twice. join: only twins of one sheet are refused, sources
/// complete each other.
enum class Twin { refuse, join };

/// What two sources say of one field of one row, made one; nothing where the first stands.
using Join = std::function<
    std::optional<Value>(std::size_t field, const Value& there, const Value& newcomer)>;

class Staging {
public:
    /// A table that a file speaks of, even without rows.
    void mention(SchoolYear year, TableId table, bool whole, int sheet);
    /// Merged rows keep what came first; answers the row that is already there when a twin is
    /// refused, else nothing.
    const StagedRow* add(
        SchoolYear year,
        TableId table,
        StagedRow row,
        Twin twin,
        const Join& join = {}
    );

    const std::map<SchoolYear, StagedYear>& years() const { return years_; }
    std::map<SchoolYear, StagedYear>& years() { return years_; }

private:
    std::map<SchoolYear, StagedYear> years_;
};

/// The part of a row that gave a field; the first part when none did.
const RowPart& part_of(const StagedRow& row, std::size_t field);

}  // namespace junheng
