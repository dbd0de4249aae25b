// SPDX-License-Identifier: Apache-2.0
/// Where counties live. Speaks in domain types; SQL stays in sqlite/ (and, later, postgres/). One transaction a use
/// case; every change in an append-only log with who, when, why, before and after.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/date.h"
#include "core/base/result.h"
#include "core/domain/change.h"
#include "core/domain/pupil.h"
#include "core/domain/snapshot.h"
#include "core/domain/sourced_change.h"

namespace junheng {

struct CountyRecord {
    std::string code;
    std::string name;
    std::vector<std::string> overlays;  // folders' contents that a profile brought, by name
};

/// Who does it, when and why. `at` is ISO 8601 with seconds and zone, given by the caller.
struct Author {
    std::string who;
    std::string at;
    std::string why;
};

enum class ChangeKind : std::uint8_t { import, edit, undo, roll_over, demo, plan, freeze };

struct ChangeSet {
    std::int64_t id = 0;
    ChangeKind kind = ChangeKind::edit;
    Author author;
    std::vector<std::string> files;
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t gone = 0;
    std::optional<std::int64_t> undoes;
    std::optional<std::int64_t> undone_by;
};

/// What a use case wants written, all or nothing.
struct Commit {
    ChangeKind kind = ChangeKind::edit;
    Author author;
    std::vector<SourceSheet> sheets;
    std::vector<SourcedChange> changes;
    std::optional<std::int64_t> undoes;
};

/// Where the present value of a cell came from: a file's cell, or an edit.
struct CellOrigin {
    ChangeKind kind = ChangeKind::edit;
    Where where;  // file, sheet, row, column
    Author author;
};

/// Takes the pupils of an import one by one, inside the store's transaction.
/// (Design of the batch interface is the store's: see PupilBatch below.)
struct PupilTally {
    std::int64_t added = 0;
    std::int64_t changed = 0;
    std::int64_t gone = 0;
    std::int64_t unchanged = 0;
};

}  // namespace junheng
