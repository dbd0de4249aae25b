// SPDX-License-Identifier: Apache-2.0
/// What somebody outside wants changed, in the words of the tables, and the changes that it means.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/domain/change.h"
#include "core/domain/snapshot.h"
#include "core/standards/standard_set.h"

namespace junheng {

/// Cells are texts as the csv prints them; none = absent.
struct WishedChange {
    std::string act = "set";  // set, move_teacher, add_teachers, merge_school
    std::string table;
    std::vector<std::string> key;
    std::string field;
    std::optional<std::string> after;
    std::string teacher;
    std::string school;
    std::string to;
    std::string stage;
    std::string subject;
    std::string degree;
    std::string honour;
    std::int64_t count = 0;
};

/// A cell that a wish names.
struct WishedCell {
    TableId table = TableId::county;
    Row key;
    std::size_t field = 0;
};

/// Errors (kind usage): change.unknown_table, change.unknown_field, field.* for a part of the key.
Result<WishedCell> wished_cell(
    const std::string& table,
    std::span<const std::string> key,
    const std::string& field
);
/// Errors (kind usage): field.* with the value.
Result<Value> wished_value(const WishedCell& cell, const std::optional<std::string>& text);

/// One after another, each on what the ones before it made. Errors (kind usage): as wished_cell,
/// set_figure, move_teacher, merge_school; field.* for a teacher to be added; change.unknown_act;
/// change.follows_from_teachers for a total that is counted from teachers who are given one by one.
Result<Changes> wished_changes(
    const Snapshot& snapshot,
    const StandardSet& standards,
    std::span<const WishedChange> wishes
);

}  // namespace junheng
