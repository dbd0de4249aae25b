// SPDX-License-Identifier: Apache-2.0
/// The HTTP status of a failure.
#pragma once

#include "core/base/result.h"

namespace junheng {

int status_of(const Error& error);

}  // namespace junheng
