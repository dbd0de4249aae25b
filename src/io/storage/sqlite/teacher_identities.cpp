// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/teacher_identities.h"

#include <algorithm>

#include "io/storage/pupil_text.h"

namespace junheng::sqlite {
namespace {

constexpr std::string_view kOfTeacher =
    "SELECT id, blind_index FROM teacher_identity WHERE county = ? AND teacher = ? AND to_set IS "
    "NULL";
constexpr std::string_view kOtherTeacher =
    "SELECT teacher FROM teacher_identity WHERE county = ? AND blind_index = ? AND teacher <> ? "
    "AND to_set IS NULL";
constexpr std::string_view kClose = "UPDATE teacher_identity SET to_set = ? WHERE id = ?";
constexpr std::string_view kOpen =
    "INSERT INTO teacher_identity (county, teacher, blind_index, sealed, from_set) VALUES (?, ?, "
    "?, ?, ?)";

void report_shared(
    Connection& connection,
    const SetInProgress& set,
    const TeacherIdentity& identity,
    const BlindIndex& index,
    Issues& issues
) {
    Statement& query =
        connection.query(kOtherTeacher).with(set.county, Bytes(index), identity.teacher);
    query.first([&] {
        issues.push_back(
            {.code = "import.teacher.same_identity",
             .where = identity.where,
             .args = {{"teacher", identity.teacher}, {"other_teacher", std::string(query.text(0))}}}
        );
    });
}

void put_one(
    Connection& connection,
    const Sealer& sealer,
    const SetInProgress& set,
    const TeacherIdentity& identity,
    const BlindIndex& index,
    Tally& tally
) {
    std::optional<std::int64_t> held;
    bool same = false;
    Statement& query = connection.query(kOfTeacher).with(set.county, identity.teacher);
    query.first([&] {
        held = query.integer(0);
        same = std::ranges::equal(query.blob(1), index);
    });
    if (same) {
        ++tally.unchanged;
        return;
    }
    ++(held ? tally.changed : tally.added);
    if (held)
        connection.query(kClose).with(set.id, *held).run();
    const auto sealed = sealer.seal(identity.identity_no, index);
    connection.query(kOpen)
        .with(set.county, identity.teacher, Bytes(index), Bytes(sealed), set.id)
        .run();
}

}  // namespace

Tally put_identities(
    Connection& connection,
    const Sealer& sealer,
    const SetInProgress& set,
    const std::vector<TeacherIdentity>& identities,
    Issues& issues
) {
    Tally tally;
    for (const TeacherIdentity& identity : identities) {
        const BlindIndex index = sealer.index(number_keys(identity.identity_no).main);
        put_one(connection, sealer, set, identity, index, tally);
    }
    // After all are in: two teachers of the file may have swapped their numbers.
    for (const TeacherIdentity& identity : identities)
        report_shared(
            connection, set, identity, sealer.index(number_keys(identity.identity_no).main), issues
        );
    return tally;
}

}  // namespace junheng::sqlite
