// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/hand_ins.h"

namespace junheng::sqlite {
namespace {

constexpr std::string_view kState =
    "SELECT state FROM hand_in_event WHERE county = ? AND school_year = ? AND school = ? AND "
    "table_name = ? ORDER BY id DESC LIMIT 1";
constexpr std::string_view kAppend =
    "INSERT INTO hand_in_event (county, school_year, school, table_name, act, state, who, at, "
    "reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kLast =
    "SELECT school, table_name, act, state, who, at, reason FROM hand_in_event WHERE id IN (SELECT "
    "max(id) FROM hand_in_event WHERE county = ? AND school_year = ? GROUP BY school, table_name) "
    "ORDER BY school, table_name";
constexpr std::string_view kOfSchool =
    "SELECT school, table_name, act, state, who, at, reason FROM hand_in_event WHERE county = ? "
    "AND school_year = ? AND school = ? ORDER BY id";

std::string state_of(Connection& connection, std::string_view county, const HandInEvent& event) {
    std::string state;
    Statement& query =
        connection.query(kState).with(county, event.year.start, event.school, event.table);
    query.first([&] { state = query.text(0); });
    return state;
}

std::vector<HandInEvent> events(Statement& query, SchoolYear year) {
    std::vector<HandInEvent> result;
    query.each([&] {
        result.push_back(
            {.year = year,
             .school = std::string(query.text(0)),
             .table = std::string(query.text(1)),
             .act = std::string(query.text(2)),
             .state = std::string(query.text(3)),
             .who = std::string(query.text(4)),
             .at = std::string(query.text(5)),
             .reason = std::string(query.text(6))}
        );
    });
    return result;
}

}  // namespace

void append_hand_ins(
    Connection& connection,
    std::string_view county,
    std::span<const HandInStep> steps
) {
    for (const auto& [event, seen] : steps) {
        if (const std::string found = state_of(connection, county, event); found != seen)
            give_up(
                ErrorKind::data,
                "store.hand_in_conflict",
                {{"school", event.school},
                 {"table", event.table},
                 {"expected", seen},
                 {"found", found}}
            );
        connection.query(kAppend)
            .with(
                county,
                event.year.start,
                event.school,
                event.table,
                event.act,
                event.state,
                event.who,
                event.at,
                event.reason
            )
            .run();
    }
}

std::vector<HandInEvent> hand_ins(
    Connection& connection,
    std::string_view county,
    SchoolYear year
) {
    return events(connection.query(kLast).with(county, year.start), year);
}

std::vector<HandInEvent> hand_in_history(
    Connection& connection,
    std::string_view county,
    SchoolYear year,
    std::string_view school
) {
    return events(connection.query(kOfSchool).with(county, year.start, school), year);
}

}  // namespace junheng::sqlite
