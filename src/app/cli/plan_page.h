// SPDX-License-Identifier: Apache-2.0
/// The answer of a planner as one JSON object or as a page.
#pragma once

#include <string>

#include "app/cli/console.h"
#include "app/service/county_districts.h"
#include "app/service/planning.h"

namespace junheng {

std::string plan_json(const InstanceAnswer& answer, const Context& context);
std::string plan_page(const Console& console, const InstanceAnswer& answer);
/// The same with today's districts beside it and what the plan does to the county.
std::string county_plan_json(const CountyDistricts& districts, const Context& context);
std::string county_plan_page(const Console& console, const CountyDistricts& districts);

}  // namespace junheng
