// SPDX-License-Identifier: Apache-2.0
#include "core/domain/words.h"

#include <algorithm>

namespace junheng {
namespace {

constexpr std::int64_t kTeachingPoint = 218;
constexpr std::int64_t kNineYear = 312;
constexpr std::int64_t kTwelveYear = 345;

bool in_hundreds(const Maybe<std::int64_t>& code, std::int64_t hundreds) {
    return code && *code / 100 == hundreds;
}

}  // namespace

std::optional<Stage> stage_by_name(std::string_view word) {
    const auto found = std::ranges::find(kStageWords, word);
    if (found == kStageWords.end())
        return std::nullopt;
    return static_cast<Stage>(found - kStageWords.begin());
}

bool is_teaching_point(const School& school) {
    return school.kind == Maybe(kTeachingPoint);
}
bool has_nine_years(const School& school) {
    return school.kind == Maybe(kNineYear) || school.kind == Maybe(kTwelveYear);
}
bool is_country(const School& school) {
    return in_hundreds(school.area_class, 2);
}
bool is_town(const School& school) {
    return in_hundreds(school.area_class, 1);
}

}  // namespace junheng
