// SPDX-License-Identifier: Apache-2.0
/// Moments as the log writes them: ISO 8601 in UTC, so that their texts sort as they do.
#pragma once

#include <cstdint>
#include <string>

namespace junheng {

/// Shape: "2025-09-01T08:00:00Z", as `moment` is. An unreadable moment comes back as it is.
std::string later(const std::string& moment, std::int64_t seconds);

}  // namespace junheng
