// SPDX-License-Identifier: Apache-2.0
#include "core/standards/standard_set.h"

#include <algorithm>

namespace junheng {

std::string_view choice(const StandardSet& set, std::string_view reading) {
    const auto found = std::ranges::find(set.readings, reading, &Reading::id);
    return found == set.readings.end() ? std::string_view{} : std::string_view(found->chosen);
}

const Limit* limit_for(const std::vector<Limit>& limits, Stage stage) {
    const Limit* general = nullptr;
    for (const Limit& limit : limits) {
        if (limit.stage == stage)
            return &limit;
        if (!limit.stage && !general)
            general = &limit;
    }
    return general;
}

const ResourceIndicator* find_indicator(const StandardSet& set, std::string_view id) {
    const auto found = std::ranges::find(set.resource, id, &ResourceIndicator::id);
    return found == set.resource.end() ? nullptr : &*found;
}

}  // namespace junheng
