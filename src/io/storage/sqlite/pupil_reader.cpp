// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/pupil_reader.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include <fmt/format.h>

#include "io/storage/pupil_text.h"
#include "io/storage/sqlite/known_pupils.h"

namespace junheng::sqlite {
namespace {

// Counted here: the database would sort a million rows to put them into a few thousand groups.
constexpr std::string_view kGroups =
    "SELECT school, grade, class FROM enrolment WHERE county = ? AND school_year = ? AND to_set IS "
    "NULL";
constexpr std::string_view kColumns =
    "school, grade, class, fingerprint, sealed, sheet_row, person";
constexpr std::string_view kCount = "count(*)";
constexpr std::string_view kChildren =
    "SELECT {} FROM enrolment"
    " WHERE county = ?1 AND school_year = ?2 AND to_set IS NULL AND (?3 = '' OR school = ?3)"
    " AND (?6 = 0 OR person = ?6){}";
constexpr std::string_view kInOrder = " ORDER BY school, grade, class, id";
constexpr std::string_view kOneChild =
    " AND person IN (SELECT person FROM person_key WHERE county = ?1 AND blind_index IN (?4, ?5))";
constexpr std::string_view kNoteAccess =
    "INSERT INTO child_access (county, who, at, purpose, scope, children) VALUES (?, ?, ?, ?, ?, "
    "?)";
constexpr std::string_view kAccesses =
    "SELECT who, at, purpose, scope, children FROM child_access WHERE county = ? ORDER BY id";

PupilRow pupil_at(const Statement& query, const Sealer& sealer) {
    const BlindIndex fingerprint = blind_index_at(query, 3);
    const auto plain = sealer.open(query.blob(4), fingerprint);
    if (!plain)
        give_up(ErrorKind::unavailable, "store.damaged", {{"reason", "seal"}});
    PupilRow pupil = take(parse_sealed_text(*plain));
    pupil.school = query.text(0);
    pupil.grade = static_cast<std::int32_t>(query.integer(1));
    pupil.class_name = query.text(2);
    pupil.file_row = static_cast<std::int32_t>(query.integer(5));
    pupil.person = query.integer(6);
    // The plain columns are bound to the sealed part.
    if (sealer.fingerprint(fingerprint_text(pupil, *plain)) != fingerprint)
        give_up(ErrorKind::unavailable, "store.damaged", {{"reason", "fingerprint"}});
    return pupil;
}

/// What the query of these children yields: their columns, or their count.
class Children {
public:
    Children(
        Connection& connection,
        const Sealer& sealer,
        const ChildQuery& wanted,
        std::string_view columns
    )
        : main_(sealer.index(number_keys(wanted.number).main)),
          other_(sealer.index(number_keys(wanted.number).other)),
          query_(connection.query(
              fmt::format(kChildren, columns, wanted.number.empty() ? kInOrder : kOneChild)
          )) {
        query_.with(wanted.county, wanted.year.start, wanted.school);
        query_.bind(6, wanted.person);
        if (!wanted.number.empty()) {
            query_.bind(4, Bytes(main_));
            query_.bind(5, Bytes(other_));
        }
    }
    Children(const Children&) = delete;
    Children& operator=(const Children&) = delete;

    Statement& query() { return query_; }

private:
    BlindIndex main_;
    BlindIndex other_;
    Statement& query_;
};

std::int64_t count(Connection& connection, const Sealer& sealer, const ChildQuery& wanted) {
    return Children(connection, sealer, wanted, kCount).query().first_integer().value_or(0);
}

}  // namespace

std::vector<PupilCount> pupil_counts(
    Connection& connection,
    std::string_view county,
    SchoolYear year
) {
    std::unordered_map<std::string, PupilCount> groups;
    std::string key;
    Statement& query = connection.query(kGroups).with(county, year.start);
    query.each([&] {
        const auto grade = static_cast<std::int32_t>(query.integer(1));
        key.assign(query.text(0))
            .append(1, '\0')
            .append(1, static_cast<char>(grade))
            .append(query.text(2));
        auto group = groups.find(key);
        if (group == groups.end())
            group =
                groups
                    .emplace(
                        key,
                        PupilCount{std::string(query.text(0)), grade, std::string(query.text(2))}
                    )
                    .first;
        ++group->second.pupils;
    });
    std::vector<PupilCount> counts;
    for (auto& [ignored, count] : groups) counts.push_back(std::move(count));
    std::ranges::sort(counts, {}, [](const PupilCount& c) {
        return std::tie(c.school, c.grade, c.class_name);
    });
    return counts;
}

std::int64_t note_access(
    Connection& connection,
    const Sealer& sealer,
    const ChildQuery& wanted,
    const Access& access
) {
    const std::int64_t children = count(connection, sealer, wanted);
    const std::string scope = fmt::format(
        "{}/{}{}",
        wanted.year.start,
        wanted.school.empty() ? "*" : wanted.school,
        wanted.number.empty() && wanted.person == 0 ? "" : "/1"
    );
    connection.query(kNoteAccess)
        .with(wanted.county, access.who, access.at, access.purpose, scope, children)
        .run();
    return children;
}

bool hand_out(
    Connection& connection,
    const Sealer& sealer,
    const ChildQuery& wanted,
    std::int64_t noted,
    const std::function<void(const PupilRow&)>& sink
) {
    if (count(connection, sealer, wanted) != noted)
        return false;
    Children children(connection, sealer, wanted, kColumns);
    children.query().each([&] { sink(pupil_at(children.query(), sealer)); });
    return true;
}

std::vector<Access> accesses(Connection& connection, std::string_view county) {
    std::vector<Access> result;
    Statement& query = connection.query(kAccesses).with(county);
    query.each([&] {
        result.push_back(
            {std::string(query.text(0)),
             std::string(query.text(1)),
             std::string(query.text(2)),
             std::string(query.text(3)),
             query.integer(4)}
        );
    });
    return result;
}

}  // namespace junheng::sqlite
