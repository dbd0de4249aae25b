// SPDX-License-Identifier: Apache-2.0
/// The current rows of one record table, read and written through its TableSpec.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.h"
#include "core/domain/change.h"
#include "io/storage/sqlite/connection.h"

namespace junheng::sqlite {

/// The rows that a use case works on.
struct Scope {
    std::string_view county;
    SchoolYear year;
};

class RecordTable {
public:
    RecordTable(Connection& connection, TableId table);

    std::vector<Row> rows(const Scope& scope);
    /// Throw change.row_exists, change.row_absent, change.conflict, as apply() does.
    void add(const Scope& scope, const Row& row);
    void remove(const Scope& scope, const Row& row);
    void set(const Scope& scope, const CellSet& change);

private:
    int bind_key(Statement& statement, const Scope& scope, const Row& key, int first) const;
    Row row_of(const Statement& statement) const;
    Row present_row(const Scope& scope, const Row& key);

    Connection& connection_;
    const TableSpec& spec_;
    std::string select_all_;
    std::string select_row_;
    std::string insert_;
    std::string remove_;
    std::vector<std::string> update_;  // by field
};

}  // namespace junheng::sqlite
