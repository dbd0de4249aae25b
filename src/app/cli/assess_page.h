// SPDX-License-Identifier: Apache-2.0
/// The assessment as one page that a director can read on a terminal.
#pragma once

#include <string>

#include "app/cli/console.h"
#include "app/service/judging.h"

namespace junheng {

/// `all`: every failing school, not the first few.
std::string assess_page(
    const Console& console,
    const std::string& county,
    const Judgement& judgement,
    bool all
);

/// A figure of an indicator with its unit: "3 名", "1,240 m²", "312.4 万元".
std::string shown_amount(const Console& console, double amount, const std::string& unit);

}  // namespace junheng
