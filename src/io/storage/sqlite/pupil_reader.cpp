// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/pupil_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "io/storage/pupil_text.h"

namespace junheng::sqlite {
namespace {

constexpr std::string_view kCounts =
    "SELECT school, grade, class, count(*) FROM enrolment WHERE county = ? AND school_year = ? AND to_set IS NULL"
    " GROUP BY school, grade, class ORDER BY school, grade, class";
constexpr std::string_view kChildren =
    "SELECT school, grade, class, fingerprint, sealed, sheet_row FROM enrolment"
    " WHERE county = ?1 AND school_year = ?2 AND to_set IS NULL AND (?3 = '' OR school = ?3)"
    " ORDER BY school, grade, class, id";
constexpr std::string_view kChild =
    "SELECT school, grade, class, fingerprint, sealed, sheet_row FROM enrolment"
    " WHERE county = ?1 AND school_year = ?2 AND to_set IS NULL AND (?3 = '' OR school = ?3) AND person IN"
    " (SELECT id FROM person WHERE county = ?1 AND (main_index IN (?4, ?5) OR other_index IN (?4, ?5)))";
constexpr std::string_view kNoteAccess =
    "INSERT INTO child_access (county, who, at, purpose, scope, children) VALUES (?, ?, ?, ?, ?, ?)";
constexpr std::string_view kAccesses =
    "SELECT who, at, purpose, scope, children FROM child_access WHERE county = ? ORDER BY id";

BlindIndex fingerprint_at(const Statement& query, int column) {
    BlindIndex index{};
    const Bytes bytes = query.blob(column);
    std::copy_n(bytes.begin(), std::min(bytes.size(), index.size()), index.begin());
    return index;
}

PupilRow pupil_at(const Statement& query, const Sealer& sealer) {
    const BlindIndex fingerprint = fingerprint_at(query, 3);
    const auto plain = sealer.open(query.blob(4), fingerprint);
    if (!plain)
        give_up(ErrorKind::unavailable, "store.damaged", {{"reason", "seal"}});
    PupilRow pupil = take(parse_sealed_text(*plain));
    pupil.school = query.text(0);
    pupil.grade = static_cast<std::int32_t>(query.integer(1));
    pupil.class_name = query.text(2);
    pupil.file_row = static_cast<std::int32_t>(query.integer(5));
    // The plain columns are bound to the sealed part.
    if (sealer.fingerprint(fingerprint_text(pupil, *plain)) != fingerprint)
        give_up(ErrorKind::unavailable, "store.damaged", {{"reason", "fingerprint"}});
    return pupil;
}

}  // namespace

std::vector<PupilCount> pupil_counts(Connection& connection, std::string_view county, SchoolYear year) {
    std::vector<PupilCount> counts;
    Statement& query = connection.query(kCounts).with(county, year.start);
    query.each([&] {
        const auto grade = static_cast<std::int32_t>(query.integer(1));
        counts.push_back({std::string(query.text(0)), grade, std::string(query.text(2)), query.integer(3)});
    });
    return counts;
}

void read_pupils(
    Connection& connection,
    const Sealer& sealer,
    const ChildQuery& wanted,
    const Access& access,
    const std::function<void(const PupilRow&)>& sink
) {
    const bool one = !wanted.number.empty();
    const PupilKeys keys = number_keys(wanted.number);
    const BlindIndex main = sealer.index(keys.main);
    const BlindIndex other = sealer.index(keys.other);
    Statement& query = connection.query(one ? kChild : kChildren);
    query.with(wanted.county, wanted.year.start, wanted.school);
    if (one) {
        query.bind(4, Bytes(main));
        query.bind(5, Bytes(other));
    }
    std::int64_t children = 0;
    query.each([&] {
        sink(pupil_at(query, sealer));
        ++children;
    });
    const std::string scope =
        fmt::format("{}/{}{}", wanted.year.start, wanted.school.empty() ? "*" : wanted.school, one ? "/1" : "");
    connection.query(kNoteAccess)
        .with(wanted.county, access.who, access.at, access.purpose, scope, children)
        .run();
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
