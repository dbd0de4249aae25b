// SPDX-License-Identifier: Apache-2.0
/// What a use case wants written, and what the log says about it afterwards.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/domain/sourced_change.h"
#include "io/storage/papers.h"

namespace junheng {

/// Who does it, when and why. `at` is ISO 8601 with seconds and zone, given by the caller.
struct Author {
    std::string who;
    std::string at;
    std::string why;

    friend bool operator==(const Author&, const Author&) = default;
};

/// A folder of rule files that belongs to the county, kept with it.
struct OverlayFile {
    std::string path;  // relative to the overlay's folder
    std::string text;

    friend bool operator==(const OverlayFile&, const OverlayFile&) = default;
};

struct Overlay {
    std::string name;
    std::vector<OverlayFile> files;  // by path

    friend bool operator==(const Overlay&, const Overlay&) = default;
};

/// A teacher's identity number, never part of a Snapshot. Where it stood goes into issues, the
/// number never.
struct TeacherIdentity {
    std::string teacher;  // Teacher::id
    std::string identity_no;
    Where where = {};
};

enum class ChangeKind : std::uint8_t { import, edit, undo, roll_over, demo, plan, freeze };
std::string_view name(ChangeKind kind);
std::optional<ChangeKind> change_kind_by_name(std::string_view word);

struct Commit {
    ChangeKind kind = ChangeKind::edit;
    Author author;
    std::vector<SourceSheet> sheets = {};
    std::vector<SourcedChange> changes = {};
    std::vector<Overlay> overlays = {};  // replace those of the same name
    std::vector<TeacherIdentity> identities = {};
    std::vector<NewPaper> papers = {};
    bool dry_run = false;  // does all the work, finds all the issues, keeps nothing
};

struct Tally {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t gone = 0;
    std::int64_t unchanged = 0;

    std::int64_t touched() const { return added + changed + gone; }
    friend bool operator==(const Tally&, const Tally&) = default;
};

struct PupilTally {
    std::string school;
    Tally pupils;
};

/// Shape: rows.unchanged is 0, since a list of changes does not know what stayed. A child that
/// comes from another school counts as changed, at the school that it comes to.
struct Committed {
    std::optional<std::int64_t> id;
    Tally rows = {};
    Tally pupils = {};
    std::vector<PupilTally> pupils_by_school = {};  // those that the import touches
    Tally identities = {};
    Issues issues = {};
};

struct ChangeSet {
    std::int64_t id = 0;
    ChangeKind kind = ChangeKind::edit;
    Author author;
    std::vector<std::string> files = {};
    Tally rows = {};
    Tally pupils = {};
    Tally identities = {};
    std::optional<std::int64_t> undoes = {};
    std::optional<std::int64_t> undone_by = {};
};

struct CellAddress {
    SchoolYear year;
    TableId table = TableId::county;
    Row key;
    std::size_t field = 0;
};

/// Where the present value of a cell came from: a file's cell, or an edit.
struct CellOrigin {
    std::int64_t change_set = 0;
    ChangeKind kind = ChangeKind::edit;
    Where where = {};  // file, sheet, row, column
    Author author = {};
};

}  // namespace junheng
