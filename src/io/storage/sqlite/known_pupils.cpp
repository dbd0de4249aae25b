// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/known_pupils.h"

#include <algorithm>

namespace junheng::sqlite {
namespace {

// Both are answered from their indexes alone.
constexpr std::string_view kMain = "SELECT id, main_index FROM person WHERE county = ?";
constexpr std::string_view kOther =
    "SELECT id, other_index FROM person WHERE county = ? AND other_index IS NOT NULL";
constexpr std::string_view kEnrolled =
    "SELECT person, id, fingerprint, school FROM enrolment"
    " WHERE county = ? AND school_year = ? AND to_set IS NULL ORDER BY person";

struct Indexed {
    std::int64_t person;
    BlindIndex index;
};

BlindIndex index_at(const Statement& query, int column) {
    BlindIndex index{};
    const Bytes bytes = query.blob(column);
    std::copy_n(bytes.begin(), std::min(bytes.size(), index.size()), index.begin());
    return index;
}

std::vector<Indexed> indexes(Connection& connection, std::string_view sql, std::string_view county) {
    std::vector<Indexed> result;
    Statement& query = connection.query(sql).with(county);
    query.each([&] { result.push_back({query.integer(0), index_at(query, 1)}); });
    return result;
}

std::uint32_t slot_of(const KnownPupils& known, std::int64_t person) {
    const auto found = std::ranges::lower_bound(known.pupils, person, {}, &KnownPupil::person);
    return static_cast<std::uint32_t>(found - known.pupils.begin());
}

void add_persons(Connection& connection, std::string_view county, KnownPupils& known) {
    auto persons = indexes(connection, kMain, county);
    std::ranges::sort(persons, {}, &Indexed::person);
    known.pupils.reserve(persons.size());
    known.by_index.reserve(persons.size());
    for (const Indexed& one : persons) {
        known.by_index.insert(one.index, static_cast<std::uint32_t>(known.pupils.size()));
        known.pupils.push_back({.person = one.person});
    }
}

}  // namespace

std::uint32_t SchoolNumbers::number(const std::string& code) {
    const auto [entry, added] = numbers_.try_emplace(code, static_cast<std::uint32_t>(codes_.size()));
    if (added)
        codes_.push_back(code);
    return entry->second;
}

KnownPupils load_known(Connection& connection, const Scope& scope, SchoolNumbers& schools) {
    KnownPupils known;
    add_persons(connection, scope.county, known);
    for (const Indexed& one : indexes(connection, kOther, scope.county))
        known.by_index.insert(one.index, slot_of(known, one.person));
    Statement& query = connection.query(kEnrolled).with(scope.county, scope.year.start);
    query.each([&] {
        KnownPupil& pupil = known.pupils[slot_of(known, query.integer(0))];
        pupil.enrolment = query.integer(1);
        pupil.fingerprint = index_at(query, 2);
        pupil.school = schools.number(std::string(query.text(3)));
    });
    return known;
}

}  // namespace junheng::sqlite
