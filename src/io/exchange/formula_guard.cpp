// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/formula_guard.h"

#include <string_view>

namespace junheng {

std::string guarded_text(std::string text) {
    constexpr std::string_view kGuarded = "=+-@\t\r'";
    if (!text.empty() && kGuarded.find(text.front()) != std::string_view::npos)
        text.insert(text.begin(), '\'');
    return text;
}

}  // namespace junheng
