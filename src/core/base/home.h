// SPDX-License-Identifier: Apache-2.0
/// Where the program finds its rules, messages, profiles and migrations.
#pragma once

#include <filesystem>

#include "core/base/result.h"

namespace junheng {

/// The folder that holds `data/` and `db/`: $JUNHENG_HOME, else the first folder above the program
/// that has `data/standards`, else <program>/../share/junheng. Errors: home.not_found.
Result<std::filesystem::path> find_home();

}  // namespace junheng
