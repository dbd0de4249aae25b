// SPDX-License-Identifier: Apache-2.0
/// States as they were handed in: rows frozen as text, with a digest.
#pragma once

#include <utility>

#include "io/storage/sqlite/connection.h"
#include "io/storage/store.h"

namespace junheng::sqlite {

struct FrozenTable {
    TableId table;
    std::vector<Row> rows;
};

/// Throws store.year_absent when there is nothing to freeze.
Reported freeze(
    Connection& connection,
    std::string_view county,
    Reported reported,
    const std::vector<FrozenTable>& tables
);
std::vector<Reported> reported(Connection& connection, std::string_view county);
/// Throws store.reported_unknown, store.damaged.
std::pair<SchoolYear, std::vector<FrozenTable>> frozen_tables(
    Connection& connection,
    std::string_view county,
    std::int64_t id
);

}  // namespace junheng::sqlite
