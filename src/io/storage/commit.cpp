// SPDX-License-Identifier: Apache-2.0
#include "io/storage/commit.h"

#include <algorithm>
#include <array>

namespace junheng {
namespace {

constexpr std::array<std::string_view, 7>
    kKindWords{"import", "edit", "undo", "roll_over", "demo", "plan", "freeze"};

}  // namespace

std::string_view name(ChangeKind kind) {
    return kKindWords[static_cast<std::size_t>(kind)];
}

std::optional<ChangeKind> change_kind_by_name(std::string_view word) {
    const auto found = std::ranges::find(kKindWords, word);
    if (found == kKindWords.end())
        return std::nullopt;
    return static_cast<ChangeKind>(found - kKindWords.begin());
}

}  // namespace junheng
