// SPDX-License-Identifier: Apache-2.0
/// Who has filled, signed, checked and reviewed what: the completeness matrix and the acts on it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/service/access_rules.h"
#include "app/service/context.h"
#include "app/service/county.h"
#include "app/service/hand_in_rules.h"
#include "app/service/reach.h"
#include "core/base/result.h"

namespace junheng {

/// By school: the tables of the rules that hold at least one figure.
std::map<std::string, std::set<std::string>> filled_tables(
    const Snapshot& snapshot,
    const HandInRules& rules
);

/// One table of one school.
struct HandInCell {
    std::string table;
    bool filled = false;  // holds at least one figure
    HandInEvent last;     // state unfilled and nothing else when nobody acted yet
};

struct HandInRow {
    std::string code;
    std::string name;
    std::vector<HandInCell> tables;  // in the order of the rules
};

/// The schools within reach that are not merged, by code.
Result<std::vector<HandInRow>> hand_in_matrix(
    County& county,
    const HandInRules& rules,
    std::optional<int> year,
    const Reach& reach
);

struct HandInRequest {
    std::optional<int> year;
    std::string school;
    std::vector<std::string> tables;  // none: every one from which the act leads on
    std::string act;
    std::string reason;
};

/// Answers the events written. Errors: school.unknown outside the reach; hand_in.unknown_act,
/// hand_in.unknown_table, hand_in.reason_needed (usage); auth.no_right (forbidden);
/// hand_in.wrong_state (data) with table, state and act; store.hand_in_conflict (data).
Result<std::vector<HandInEvent>> hand_in(
    const Context& context,
    County& county,
    const HandInRules& rules,
    const HandInRequest& request,
    const Role& role,
    const Reach& reach
);

Result<std::vector<HandInEvent>> hand_in_history(
    County& county,
    std::optional<int> year,
    const std::string& school
);

/// Which tables of which schools whoever fills can no longer change.
class ClosedTables {
public:
    /// Nothing is closed to a role that reviews.
    static Result<ClosedTables> of(
        County& county,
        const HandInRules& rules,
        SchoolYear year,
        const Role& role
    );
    /// Empty, or the state that closes it.
    std::string closed_by(const std::string& school, std::string_view table) const;

private:
    std::map<std::pair<std::string, std::string>, std::string, std::less<>> states_;
};

}  // namespace junheng
