// SPDX-License-Identifier: Apache-2.0
/// Named what-ifs: lists of changes on top of a year.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/service/context.h"
#include "app/service/county.h"
#include "app/service/judging.h"
#include "app/service/wished_change.h"
#include "core/base/result.h"

namespace junheng {

struct ScenarioRequest {
    std::string name;  // empty: only list
    std::optional<int> year;
    std::vector<std::string> sets;  // table:key:column=value, key parts separated by /
    bool remove = false;
};

/// Adds the figures to the scenario (a new one when there is none of that name), or removes it;
/// answers the names of all scenarios. Errors: scenario.bad_set (usage); as wished_changes;
/// store.*.
Result<std::vector<std::string>> change_scenario(
    const Context& context,
    County& county,
    const ScenarioRequest& request
);

/// Replaces the scenario of that name, if there is one. Without a year: the last one held.
/// Errors: as wished_changes.
Result<Scenario> save_scenario(
    const Context& context,
    County& county,
    const std::string& name,
    std::optional<int> year,
    const std::string& why,
    std::span<const WishedChange> changes
);
Result<Scenario> load_scenario(County& county, const std::string& name);
/// Shape: by name.
Result<std::vector<Scenario>> all_scenarios(County& county);
Result<void> remove_scenario(County& county, const std::string& name);

/// The county after changes that are not saved, judged by the same rules. Errors: as
/// wished_changes. Cost: one assessment.
Result<Judgement> what_if(const Judgement& base, std::span<const WishedChange> changes);

}  // namespace junheng
