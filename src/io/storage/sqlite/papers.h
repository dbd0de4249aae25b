// SPDX-License-Identifier: Apache-2.0
/// Keeps the files of papers in the database of a county, by their digest.
#pragma once

#include <string_view>
#include <vector>

#include "io/storage/papers.h"
#include "io/storage/sqlite/connection.h"

namespace junheng::sqlite {

/// How many files it touched: none when the slot holds this very file.
std::int64_t put_paper(
    Connection& connection,
    std::string_view county,
    const NewPaper& paper,
    std::int64_t set
);
std::vector<PaperFile> papers(Connection& connection, std::string_view county, SchoolYear year);
Paper read_paper(Connection& connection, std::string_view county, std::int64_t id);

}  // namespace junheng::sqlite
