// SPDX-License-Identifier: Apache-2.0
/// Identity numbers of teachers, sealed, by teacher id.
#pragma once

#include "io/storage/sealer.h"
#include "io/storage/sqlite/pupil_writer.h"

namespace junheng::sqlite {

/// Adds the issue import.teacher.same_identity for a number that two teachers share.
Tally put_identities(
    Connection& connection,
    const Sealer& sealer,
    const SetInProgress& set,
    const std::vector<TeacherIdentity>& identities,
    Issues& issues
);

}  // namespace junheng::sqlite
