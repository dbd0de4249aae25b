// SPDX-License-Identifier: Apache-2.0
/// The acts of the office, as changes: set a figure, move a teacher, merge a school.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/result.h"
#include "core/domain/change.h"
#include "core/domain/snapshot.h"

namespace junheng {

/// Shape: key holds the key fields. Errors (kind usage): figure.unknown when the table has no such
/// row.
Result<Changes> set_figure(
    const Snapshot& snapshot,
    TableId table,
    const Row& key,
    std::size_t field,
    const Value& after
);

/// The personnel file goes over to another school. Errors (kind usage): teacher.unknown,
/// school.unknown.
Result<Changes> move_teacher(
    const Snapshot& snapshot,
    std::string_view teacher,
    std::string_view to_school
);

/// Pupils, teachers and equipment of `from` go over to `to`, stage by stage; buildings stay where
/// they are and `from` stays in the registry as merged. Schools and teachers that named `from`
/// (campuses, points, schools merged into it before, exchanges) name `to`. A figure that either
/// side has not reported becomes not reported. Errors (kind usage): school.unknown;
/// school.already_merged of either; school.merge_with_itself.
Result<Changes> merge_school(const Snapshot& snapshot, std::string_view from, std::string_view to);

}  // namespace junheng
