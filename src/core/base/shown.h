// SPDX-License-Identifier: Apache-2.0
/// Figures as people read them: the digits and units that pages, reports and the command line
/// share.
#pragma once

#include <string>

#include "core/base/messages.h"

namespace junheng {

/// Three digits, four where three would hide which side of the limit it is on.
std::string shown_cv(double cv, double limit);

/// With its unit; money over 10,000 yuan in 万元, over 1e8 in 亿元. Shape: the unit is one of the
/// contract.
std::string shown_amount(
    const Messages& messages,
    Language language,
    double amount,
    const std::string& unit
);

}  // namespace junheng
