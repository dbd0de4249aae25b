// SPDX-License-Identifier: Apache-2.0
/// Questions about the file as a whole.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.h"
#include "io/storage/sqlite/connection.h"

namespace junheng::sqlite {

std::vector<SchoolYear> years_held(Connection& connection, std::string_view county);
/// Throws store.damaged.
void verify(Connection& connection);
/// Shape: hexadecimal; over what is current in every table, in key order. Row numbers and the log
/// do not count.
std::string state_hash(Connection& connection);

}  // namespace junheng::sqlite
