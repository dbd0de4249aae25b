// SPDX-License-Identifier: Apache-2.0
#include "app/service/hand_ins.h"

#include <algorithm>

namespace junheng {
namespace {

constexpr std::string_view kReview = "figures_review";

using Events = std::map<std::pair<std::string, std::string>, HandInEvent>;

Result<Events> events_of(County& county, SchoolYear year) {
    auto events = county.store->hand_ins(county.code(), year);
    if (!events)
        return tl::unexpected(events.error());
    Events by_table;
    for (HandInEvent& event : *events)
        by_table.emplace(std::pair(event.school, event.table), std::move(event));
    return by_table;
}

std::string state_of(const Events& events, const std::string& school, const std::string& table) {
    const auto found = events.find({school, table});
    return found == events.end() ? std::string(kUnfilled) : found->second.state;
}

HandInEvent untouched(SchoolYear year, const std::string& school, const std::string& table) {
    return {.year = year, .school = school, .table = table, .state = std::string(kUnfilled)};
}

Result<std::vector<HandInStep>> steps_of(
    const Context& context,
    const HandInRules& rules,
    const HandInRequest& request,
    const HandInAct& act,
    SchoolYear year,
    const Events& events
) {
    std::vector<HandInStep> steps;
    for (const std::string& table : request.tables.empty() ? rules.tables : request.tables) {
        if (!rules.has_table(table))
            return failure(ErrorKind::usage, "hand_in.unknown_table", {{"table", table}});
        const std::string state = state_of(events, request.school, table);
        if (std::ranges::find(act.from, state) == act.from.end()) {
            if (request.tables.empty())
                continue;
            return failure(
                ErrorKind::data,
                "hand_in.wrong_state",
                {{"table", table}, {"state", state}, {"act", act.id}}
            );
        }
        const bool first = !events.contains({request.school, table});
        steps.push_back(
            {{.year = year,
              .school = request.school,
              .table = table,
              .act = act.id,
              .state = act.to,
              .who = context.user,
              .at = context.now(),
              .reason = request.reason},
             first ? std::string() : state}
        );
    }
    return steps;
}

}  // namespace

// One walk a table, since teachers are thousands.
std::map<std::string, std::set<std::string>> filled_tables(
    const Snapshot& snapshot,
    const HandInRules& rules
) {
    std::map<std::string, std::set<std::string>> filled;
    for (const std::string& name : rules.tables) {
        const auto table = table_by_name(name);
        if (!table)
            continue;
        const TableSpec& spec = table_spec(*table);
        for (std::size_t row = 0; row < row_count(snapshot, *table); ++row) {
            const Row cells = row_at(snapshot, *table, row);
            const bool any = std::any_of(
                cells.begin() + static_cast<std::ptrdiff_t>(spec.key_fields),
                cells.end(),
                [](const Value& cell) { return !std::holds_alternative<Missing>(cell); }
            );
            if (any)
                filled[school_of_key(*table, cells, snapshot)].insert(name);
        }
    }
    return filled;
}

Result<std::vector<HandInRow>> hand_in_matrix(
    County& county,
    const HandInRules& rules,
    std::optional<int> year,
    const Reach& reach
) {
    const auto held = held_year(county, year);
    if (!held)
        return tl::unexpected(held.error());
    const auto snapshot = county.store->load(county.code(), *held);
    const auto events = events_of(county, *held);
    if (!snapshot || !events)
        return tl::unexpected(snapshot ? events.error() : snapshot.error());
    const auto filled = filled_tables(*snapshot, rules);
    std::vector<HandInRow> matrix;
    for (const School& school : snapshot->schools) {
        if (!school.merged_into.empty() || !reach.covers(school.code))
            continue;
        HandInRow row{school.code, school.name, {}};
        const auto found = filled.find(school.code);
        for (const std::string& table : rules.tables) {
            const auto event = events->find({school.code, table});
            row.tables.push_back(
                {table,
                 found != filled.end() && found->second.contains(table),
                 event == events->end() ? untouched(*held, school.code, table) : event->second}
            );
        }
        matrix.push_back(std::move(row));
    }
    return matrix;
}

Result<std::vector<HandInEvent>> hand_in(
    const Context& context,
    County& county,
    const HandInRules& rules,
    const HandInRequest& request,
    const Role& role,
    const Reach& reach
) {
    if (const auto covered = require_school(reach, request.school); !covered)
        return tl::unexpected(covered.error());
    const HandInAct* act = rules.act(request.act);
    if (act == nullptr)
        return failure(ErrorKind::usage, "hand_in.unknown_act", {{"act", request.act}});
    if (!role.may(act->right))
        return failure(ErrorKind::forbidden, "auth.no_right", {{"right", act->right}});
    if (act->needs_reason && request.reason.empty())
        return failure(ErrorKind::usage, "hand_in.reason_needed", {{"act", act->id}});
    const auto year = held_year(county, request.year);
    if (!year)
        return tl::unexpected(year.error());
    const auto events = events_of(county, *year);
    if (!events)
        return tl::unexpected(events.error());
    const auto steps = steps_of(context, rules, request, *act, *year, *events);
    if (!steps)
        return tl::unexpected(steps.error());
    if (auto written = county.store->append_hand_ins(county.code(), *steps); !written)
        return tl::unexpected(written.error());
    std::vector<HandInEvent> done;
    for (const HandInStep& step : *steps) done.push_back(step.event);
    return done;
}

Result<std::vector<HandInEvent>> hand_in_history(
    County& county,
    std::optional<int> year,
    const std::string& school
) {
    const auto held = held_year(county, year);
    if (!held)
        return tl::unexpected(held.error());
    return county.store->hand_in_history(county.code(), *held, school);
}

Result<ClosedTables> ClosedTables::of(
    County& county,
    const HandInRules& rules,
    SchoolYear year,
    const Role& role
) {
    ClosedTables closed;
    if (role.may(kReview))
        return closed;
    const auto events = events_of(county, year);
    if (!events)
        return tl::unexpected(events.error());
    for (const auto& [table, event] : *events)
        if (!rules.is_open(event.state))
            closed.states_.emplace(table, event.state);
    return closed;
}

std::string ClosedTables::closed_by(const std::string& school, std::string_view table) const {
    const auto found = states_.find({school, std::string(table)});
    return found == states_.end() ? std::string() : found->second;
}

}  // namespace junheng
