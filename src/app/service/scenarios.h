// SPDX-License-Identifier: Apache-2.0
/// Named what-ifs: lists of changes on top of a year.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/service/context.h"
#include "app/service/county.h"
#include "core/base/result.h"

namespace junheng {

struct ScenarioRequest {
    std::string name;  // empty: only list
    std::optional<int> year;
    std::vector<std::string> sets;  // table:key:column=value, key parts separated by /
    bool remove = false;
};

/// Adds the figures to the scenario (a new one when there is none of that name), or removes it;
/// answers the names of all scenarios. Errors: scenario.bad_set, figure.unknown, field.* (usage);
/// store.*.
Result<std::vector<std::string>> change_scenario(
    const Context& context,
    County& county,
    const ScenarioRequest& request
);

}  // namespace junheng
