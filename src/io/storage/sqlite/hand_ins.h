// SPDX-License-Identifier: Apache-2.0
/// The events of hand-ins.
#pragma once

#include <span>
#include <vector>

#include "io/storage/hand_ins.h"
#include "io/storage/sqlite/connection.h"

namespace junheng::sqlite {

/// Throws store.hand_in_conflict (data) when a table no longer stands where it was seen.
void append_hand_ins(
    Connection& connection,
    std::string_view county,
    std::span<const HandInStep> steps
);
/// The last event of each table. Shape: by school, then table.
std::vector<HandInEvent> hand_ins(Connection& connection, std::string_view county, SchoolYear year);
/// Shape: the oldest first.
std::vector<HandInEvent> hand_in_history(
    Connection& connection,
    std::string_view county,
    SchoolYear year,
    std::string_view school
);

}  // namespace junheng::sqlite
