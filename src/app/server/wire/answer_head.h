// SPDX-License-Identifier: Apache-2.0
/// The first bytes of an answer.
#pragma once

#include <string>

#include "app/server/wire/message.h"

namespace junheng::wire {

/// The head with the empty line that ends it. A HEAD request gets the same.
std::string answer_head(const Response& response, bool keep_alive, bool secure);

}  // namespace junheng::wire
