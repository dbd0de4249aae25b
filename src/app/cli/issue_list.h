// SPDX-License-Identifier: Apache-2.0
/// What was found in the user's data, as JSON and as lines to read.
#pragma once

#include <string>

#include "app/cli/console.h"
#include "app/service/context.h"
#include "core/base/json.h"
#include "core/base/result.h"

namespace junheng {

/// The key `issues` with its array, into an open object.
void write_issues(JsonWriter& json, const Issues& all, const Context& context);
/// The first twenty, two lines each, with value, expectation and advice.
std::string issue_lines(const Console& console, const Issues& all, const Context& context);
void print_issues(const Console& console, const Issues& all, const Context& context);

}  // namespace junheng
