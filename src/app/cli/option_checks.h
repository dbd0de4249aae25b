// SPDX-License-Identifier: Apache-2.0
/// What options of the command line may hold.
#pragma once

#include <CLI/CLI.hpp>

namespace junheng {

/// A code of a county.
CLI::Validator six_digits();
/// A kind of map feature, as the table has them.
CLI::Validator feature_kind();

}  // namespace junheng
