// SPDX-License-Identifier: Apache-2.0
/// Children on their way out: counts without a key, single ones by right and noted.
#pragma once

#include <functional>

#include "io/storage/sealer.h"
#include "io/storage/sqlite/connection.h"
#include "io/storage/store.h"

namespace junheng::sqlite {

std::vector<PupilCount> pupil_counts(
    Connection& connection,
    std::string_view county,
    SchoolYear year
);
/// How many children the query finds, as noted with the access. To be committed before hand_out.
std::int64_t note_access(
    Connection& connection,
    const Sealer& sealer,
    const ChildQuery& query,
    const Access& access
);
/// False, and nobody handed out, when the query no longer finds as many as noted.
bool hand_out(
    Connection& connection,
    const Sealer& sealer,
    const ChildQuery& query,
    std::int64_t noted,
    const std::function<void(const PupilRow&)>& sink
);
std::vector<Access> accesses(Connection& connection, std::string_view county);

}  // namespace junheng::sqlite
