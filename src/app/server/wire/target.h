// SPDX-License-Identifier: Apache-2.0
/// The request target as a path and pairs; what could mean two things is refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/server/wire/message.h"

namespace junheng::wire {

struct Target {
    std::string path;
    Query query;
};

/// Nothing for: another form than "/…", a broken escape, NUL and other control characters, a
/// backslash, "." and ".." parts (escaped ones too), text that is not UTF-8, a name given twice in
/// the query.
std::optional<Target> parse_target(std::string_view text);

}  // namespace junheng::wire
