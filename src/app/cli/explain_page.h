// SPDX-License-Identifier: Apache-2.0
/// Explanations, comparisons and scenarios as text.
#pragma once

#include <string>
#include <vector>

#include "app/cli/console.h"
#include "app/service/judging.h"
#include "io/exchange/compare_json.h"

namespace junheng {

std::string explain_page(const Console& console, const Explained& explained);
std::string compare_page(
    const Console& console,
    const std::string& a,
    const std::string& b,
    const AssessmentPair& pair
);
/// The names of the county's scenarios, one a line, or one JSON object.
std::string scenario_page(const Console& console, const std::vector<std::string>& names);

}  // namespace junheng
