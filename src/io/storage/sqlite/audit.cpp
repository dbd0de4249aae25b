// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/audit.h"

#include <fmt/format.h>

#include "io/storage/digest.h"

namespace junheng::sqlite {
namespace {

constexpr std::string_view kLast =
    "SELECT id, hash FROM audit WHERE county = ? ORDER BY id DESC LIMIT 1";
constexpr std::string_view kAppend =
    "INSERT INTO audit (county, id, at, who, action, target, purpose, outcome, detail, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kEntries =
    "SELECT id, at, who, action, target, purpose, outcome, detail, hash FROM audit WHERE county = "
    "? AND id > ? ORDER BY id LIMIT ?";
constexpr std::int64_t kAll = -1;

std::string hash_of(std::string_view county, std::string_view before, const AuditEntry& entry) {
    Digest digest;
    const std::string id = std::to_string(entry.id);
    for (const std::string_view part :
         {county,
          before,
          std::string_view(id),
          std::string_view(entry.at),
          std::string_view(entry.who),
          std::string_view(entry.action),
          std::string_view(entry.target),
          std::string_view(entry.purpose),
          std::string_view(entry.outcome),
          std::string_view(entry.detail)})
        // The length keeps neighbours apart.
        digest.add(fmt::format("{}:{}", part.size(), part));
    return digest.hex();
}

template <class F>
void each_entry(
    Connection& connection,
    std::string_view county,
    std::int64_t after,
    std::int64_t limit,
    F&& f
) {
    Statement& query = connection.query(kEntries).with(county, after, limit);
    query.each([&] {
        f(AuditEntry{
            .id = query.integer(0),
            .at = std::string(query.text(1)),
            .who = std::string(query.text(2)),
            .action = std::string(query.text(3)),
            .target = std::string(query.text(4)),
            .purpose = std::string(query.text(5)),
            .outcome = std::string(query.text(6)),
            .detail = std::string(query.text(7)),
            .hash = std::string(query.text(8))});
    });
}

}  // namespace

void append_audit(Connection& connection, std::string_view county, AuditEntry entry) {
    std::string before;
    entry.id = 1;
    Statement& last = connection.query(kLast).with(county);
    last.first([&] {
        entry.id = last.integer(0) + 1;
        before = last.text(1);
    });
    entry.hash = hash_of(county, before, entry);
    connection.query(kAppend)
        .with(
            county,
            entry.id,
            entry.at,
            entry.who,
            entry.action,
            entry.target,
            entry.purpose,
            entry.outcome,
            entry.detail,
            entry.hash
        )
        .run();
}

std::vector<AuditEntry> audit(
    Connection& connection,
    std::string_view county,
    std::int64_t after,
    std::int64_t limit
) {
    std::vector<AuditEntry> entries;
    each_entry(connection, county, after, limit, [&](AuditEntry entry) {
        entries.push_back(std::move(entry));
    });
    return entries;
}

AuditState check_audit(
    Connection& connection,
    std::string_view county,
    std::string_view known_head
) {
    AuditState state;
    state.knows = known_head.empty();
    each_entry(connection, county, 0, kAll, [&](const AuditEntry& entry) {
        const bool follows =
            entry.id == state.entries + 1 && entry.hash == hash_of(county, state.head, entry);
        if (!follows && !state.broken_at)
            state.broken_at = entry.id;
        ++state.entries;
        state.head = entry.hash;
        state.knows = state.knows || entry.hash == known_head;
    });
    return state;
}

}  // namespace junheng::sqlite
