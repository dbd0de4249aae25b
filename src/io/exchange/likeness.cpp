// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/likeness.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

namespace junheng {
namespace {

/// UTF-8 by characters; small letters for Latin ones.
std::vector<std::string> characters(std::string_view text) {
    constexpr unsigned kContinues = 0x80U;
    constexpr unsigned kContinuesMask = 0xC0U;
    std::vector<std::string> result;
    for (const char byte : text) {
        const auto code = static_cast<unsigned char>(byte);
        if (result.empty() || (code & kContinuesMask) != kContinues)
            result.emplace_back();
        result.back() += static_cast<char>(code < kContinues ? std::tolower(code) : code);
    }
    return result;
}

}  // namespace

double likeness(std::string_view a, std::string_view b) {
    const auto left = characters(a);
    const auto right = characters(b);
    if (left.empty() || right.empty())
        return 0;
    std::vector<std::size_t> common(right.size() + 1);
    for (const std::string& letter : left) {
        std::size_t diagonal = 0;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t above = common[j];
            common[j] = right[j - 1] == letter ? diagonal + 1 : std::max(above, common[j - 1]);
            diagonal = above;
        }
    }
    return 2 * static_cast<double>(common.back()) / static_cast<double>(left.size() + right.size());
}

}  // namespace junheng
