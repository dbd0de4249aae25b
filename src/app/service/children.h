// SPDX-License-Identifier: Apache-2.0
/// Single children, by right, for a purpose, noted before the first one is handed out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/service/access_rules.h"
#include "app/service/context.h"
#include "app/service/county.h"
#include "app/service/reach.h"
#include "core/base/result.h"
#include "core/domain/pupil.h"

namespace junheng {

struct ChildSearch {
    std::optional<int> year;
    std::string school;
    std::optional<int> grade;
    std::string class_name;
    std::string number;  // student or identity number
    std::string purpose;
};

struct FoundChildren {
    SchoolYear year;
    std::vector<PupilRow> children;  // numbers masked unless the role sees them
};

/// Nobody gets the whole county at once: a school or a number is needed; who reaches only some
/// schools searches these. Errors: children.too_wide (usage); school.unknown outside the reach.
Result<FoundChildren> search_children(
    const Context& context,
    County& county,
    const ChildSearch& search,
    const Role& role,
    const Reach& reach
);

}  // namespace junheng
