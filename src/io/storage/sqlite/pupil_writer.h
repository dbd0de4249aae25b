// SPDX-License-Identifier: Apache-2.0
/// Writes the children of an import as versions of one change set.
#pragma once

#include "io/storage/sealer.h"
#include "io/storage/sqlite/connection.h"
#include "io/storage/store.h"

namespace junheng::sqlite {

struct SetInProgress {
    std::string_view county;
    std::int64_t id = 0;
    int first_sheet = 0;  // position of the first sheet of pupils
};

/// Pulls the source dry inside the open transaction; fills `done.pupils` and `done.issues`.
Feed put_pupils(
    Connection& connection,
    const Sealer& sealer,
    const SetInProgress& set,
    const PupilSource& source,
    Committed& done
);

}  // namespace junheng::sqlite
