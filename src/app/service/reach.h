// SPDX-License-Identifier: Apache-2.0
/// Which part of a county somebody may see and touch. What lies outside is answered as if it did
/// not exist.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "app/service/accounts.h"
#include "app/service/judging.h"
#include "core/base/result.h"
#include "core/domain/change.h"
#include "core/domain/snapshot.h"
#include "core/indicators/assessment.h"

namespace junheng {

/// One class of a school: the reach of a teacher or a carer over children.
struct ReachedClass {
    std::string school;
    std::int32_t grade = 0;
    std::string name;
};

struct Reach {
    bool whole = false;  // the whole county
    std::set<std::string> schools;
    std::optional<ReachedClass> one_class;
    std::int64_t one_child = 0;  // PupilRow::person; then there is no school in reach
    std::string key;             // equal keys, equal reach, in one state of the county

    bool covers(std::string_view school) const {
        return whole || schools.contains(std::string(school));
    }
};

Reach reach_of(const AccessScope& scope, const Snapshot& snapshot);

/// The assessment as far as it is within reach: figures of the county as a whole stay.
Assessment within(const Assessment& assessment, const Reach& reach);

Judgement within(const Judgement& judgement, const Reach& reach);
/// Leaves out what an explanation says of other schools.
void keep_within(Explanation& explanation, const Reach& reach);
void keep_within(std::vector<ReadingEffect>& effects, const Reach& reach);

/// The rows of the schools within reach; the county's own rows stay with the whole county only.
Snapshot within(const Snapshot& snapshot, const Reach& reach);

/// The school whose row a change touches; empty for the county's own rows. A teacher's is that of
/// the row as it stands.
std::string school_touched(const Change& change, const Snapshot& snapshot);
/// Of a row with its key alone.
std::string school_of_key(TableId table, const Row& key, const Snapshot& snapshot);

/// Errors (kind usage): school.unknown.
Result<void> require_school(const Reach& reach, std::string_view school);

}  // namespace junheng
