// SPDX-License-Identifier: Apache-2.0
/// The way of a figure as data/hand_in.toml has it: states, and the acts that lead from one to
/// another.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/messages.h"
#include "core/base/result.h"
#include "core/standards/standard_set.h"

namespace junheng {

struct HandInState {
    std::string id;
    BilingualName name;
};

struct HandInAct {
    std::string id;
    BilingualName name;
    std::vector<std::string> from;
    std::string to;
    std::string right;
    bool needs_reason = false;
};

struct HandInRules {
    std::vector<std::string> tables;
    std::vector<std::string> open;  // states in which whoever fills may change the figures
    std::vector<HandInState> states;
    std::vector<HandInAct> acts;

    const HandInAct* act(std::string_view id) const;
    bool is_open(std::string_view state) const;
    bool has_table(std::string_view table) const;
};

inline constexpr std::string_view kUnfilled = "unfilled";

/// Errors (kind internal): access.unreadable with file and reason; also for an act that leads from
/// or to a state that is none.
Result<HandInRules> load_hand_in_rules(const std::filesystem::path& file);

}  // namespace junheng
