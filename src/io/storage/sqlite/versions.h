// SPDX-License-Identifier: Apache-2.0
/// Tables whose rows are versions: opened by one change set, closed by another, never rewritten.
#pragma once

#include <string_view>

#include "io/storage/commit.h"
#include "io/storage/sqlite/connection.h"

namespace junheng::sqlite {

/// Texts are SQL column lists; `content` decides whether two versions say the same.
struct VersionedTable {
    std::string_view name;
    std::string_view key;
    std::string_view content;
    std::string_view columns;  // of key, content and what goes with them
};

inline constexpr VersionedTable kEnrolments{
    "enrolment",
    "county, school_year, person",
    "fingerprint",
    "county, school_year, person, school, grade, class, fingerprint, sealed"};
inline constexpr VersionedTable kTeacherIdentities{
    "teacher_identity",
    "county, teacher",
    "blind_index",
    "county, teacher, blind_index, sealed"};
inline constexpr VersionedTable kOverlayFiles{
    "overlay_file",
    "county, name, path",
    "content",
    "county, name, path, content"};
inline constexpr VersionedTable kPaperFiles{
    "paper_file",
    "county, school_year, item, slot",
    "sha256",
    "county, school_year, item, slot, name, media_type, size, sha256"};

/// Puts back what `undone` opened and closed, as versions of `by`. Throws store.undo_conflict when
/// a later set touched the same rows.
Tally undo_versions(
    Connection& connection,
    const VersionedTable& table,
    std::int64_t undone,
    std::int64_t by
);

}  // namespace junheng::sqlite
