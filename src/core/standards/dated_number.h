// SPDX-License-Identifier: Apache-2.0
/// Numbers that change with documents: every value with its first day, and which one counts on a
/// given day.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/standards/rule_reader.h"
#include "core/standards/standard_set.h"

namespace junheng {

struct DatedNumber {
    std::string name;            // empty where the rule has one number only
    std::optional<Stage> stage;  // empty = every stage
    Decimal value;
    RuleSource source;
    std::size_t layer = 0;
};

/// Reads what stands under a key: one number, a table by stage, a record {from, stage, at_least |
/// at_most | value}, or a list of those. A number without a name of its own must be what it is
/// `called`. Errors: standards.bad_value, standards.no_source, standards.duplicate_id (two values
/// for the same stage and day).
void read_numbers(
    RuleReader& reader,
    std::string_view key,
    std::string_view called,
    std::vector<DatedNumber>& numbers
);

/// The value that counts for a stage on a day: of the topmost layer that has one in force, the
/// latest. Days before the first national value are judged by that first value, in retrospect; an
/// overlay never reaches back.
std::optional<Limit> in_force(
    std::span<const DatedNumber> numbers,
    std::string_view name,
    std::optional<Stage> stage,
    Date on
);

/// Every named number in force, under its name, or `name.stage` where it hangs on the stage.
std::map<std::string, Limit> all_in_force(std::span<const DatedNumber> numbers, Date on);

}  // namespace junheng
