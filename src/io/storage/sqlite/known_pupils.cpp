// SPDX-License-Identifier: Apache-2.0
#include "io/storage/sqlite/known_pupils.h"

#include <algorithm>

namespace junheng::sqlite {
namespace {

constexpr std::string_view kKeys = "SELECT blind_index, person FROM person_key WHERE county = ?";
constexpr std::string_view kEnrolled =
    "SELECT person, id, fingerprint, school FROM enrolment"
    " WHERE county = ? AND school_year = ? AND to_set IS NULL";

std::uint32_t slot_of(const KnownPupils& known, std::int64_t person) {
    const auto found = std::ranges::lower_bound(known.pupils, person, {}, &KnownPupil::person);
    return static_cast<std::uint32_t>(found - known.pupils.begin());
}

void add_persons(const std::vector<PersonKey>& keys, KnownPupils& known) {
    known.pupils.reserve(keys.size());
    known.by_index.reserve(keys.size());
    for (const PersonKey& key : keys) {
        if (known.pupils.empty() || known.pupils.back().person != key.person)
            known.pupils.push_back({.person = key.person});
        known.by_index.insert(key.index, static_cast<std::uint32_t>(known.pupils.size() - 1));
    }
}

}  // namespace

std::uint32_t SchoolNumbers::number(const std::string& code) {
    const auto [entry, added] =
        numbers_.try_emplace(code, static_cast<std::uint32_t>(codes_.size()));
    if (added)
        codes_.push_back(code);
    return entry->second;
}

BlindIndex blind_index_at(const Statement& query, int column) {
    BlindIndex index{};
    const Bytes bytes = query.blob(column);
    std::copy_n(bytes.begin(), std::min(bytes.size(), index.size()), index.begin());
    return index;
}

std::vector<PersonKey> person_keys(Connection& connection, std::string_view county) {
    std::vector<PersonKey> keys;
    Statement& query = connection.query(kKeys).with(county);
    query.each([&] { keys.push_back({blind_index_at(query, 0), query.integer(1)}); });
    return keys;
}

KnownPupils load_known(Connection& connection, const Scope& scope, SchoolNumbers& schools) {
    KnownPupils known;
    auto keys = person_keys(connection, scope.county);
    std::ranges::sort(keys, {}, &PersonKey::person);
    add_persons(keys, known);
    Statement& query = connection.query(kEnrolled).with(scope.county, scope.year.start);
    query.each([&] {
        KnownPupil& pupil = known.pupils[slot_of(known, query.integer(0))];
        pupil.enrolment = query.integer(1);
        pupil.fingerprint = blind_index_at(query, 2);
        pupil.school = schools.number(std::string(query.text(3)));
    });
    return known;
}

}  // namespace junheng::sqlite
