// SPDX-License-Identifier: Apache-2.0
/// Rule files that belong to a county, and the scenarios on top of its years.
#pragma once

#include "io/storage/sqlite/connection.h"
#include "io/storage/store.h"

namespace junheng::sqlite {

/// How many files came, changed or went.
std::int64_t put_overlay(
    Connection& connection,
    std::string_view county,
    const Overlay& overlay,
    std::int64_t set
);
std::vector<Overlay> overlays(Connection& connection, std::string_view county);

void save_scenario(Connection& connection, std::string_view county, const Scenario& scenario);
/// Throw store.scenario_unknown.
Scenario load_scenario(Connection& connection, std::string_view county, std::string_view name);
void remove_scenario(Connection& connection, std::string_view county, std::string_view name);
std::vector<std::string> scenarios(Connection& connection, std::string_view county);

}  // namespace junheng::sqlite
