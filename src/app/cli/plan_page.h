// SPDX-License-Identifier: Apache-2.0
/// The answer of a planner as one JSON object or as a page.
#pragma once

#include <string>

#include "app/cli/console.h"
#include "app/service/planning.h"

namespace junheng {

std::string plan_json(const InstanceAnswer& answer, const Context& context);
std::string plan_page(const Console& console, const InstanceAnswer& answer);

}  // namespace junheng
