// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/registry_check.h"

namespace junheng {

std::string nearest_code(std::string_view code, const std::set<std::string>& known) {
    (void)code;
    return known.empty() ? std::string() : *known.begin();
}

}  // namespace junheng
