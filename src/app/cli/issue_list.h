// SPDX-License-Identifier: Apache-2.0
/// What was found in the user's data, as lines to read.
#pragma once

#include <string>

#include "app/cli/console.h"
#include "app/service/context.h"
#include "core/base/result.h"

namespace junheng {

/// The first twenty, two lines each, with value, expectation and advice.
std::string issue_lines(const Console& console, const Issues& all, const Context& context);
void print_issues(const Console& console, const Issues& all, const Context& context);

}  // namespace junheng
