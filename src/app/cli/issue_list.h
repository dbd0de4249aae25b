// SPDX-License-Identifier: Apache-2.0
/// What was found in the user's data, as lines to read.
#pragma once

#include <string>

#include "app/cli/console.h"
#include "app/service/context.h"
#include "core/base/result.h"

namespace junheng {

/// Two lines each, with value, expectation and advice: what concerns whole tables first, then
/// errors, then warnings, for a page may end before the last. The first twenty, or `every` one.
std::string issue_lines(
    const Console& console,
    const Issues& all,
    const Context& context,
    bool every = false
);
void print_issues(
    const Console& console,
    const Issues& all,
    const Context& context,
    bool every = false
);

}  // namespace junheng
