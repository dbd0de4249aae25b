// SPDX-License-Identifier: Apache-2.0
/// What somebody may write in one year, by hand or by a file: within his reach, and in tables that
/// are still open to him.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/service/accounts.h"
#include "app/service/county.h"
#include "app/service/hand_ins.h"
#include "app/service/reach.h"
#include "core/base/result.h"
#include "core/domain/change.h"

namespace junheng {

/// A row that a change writes to, or that it ties to a school; empty: the county's own.
struct TouchedRow {
    std::string table;
    std::string school;
};

/// Whoever asks, and the rules that bind him.
struct Writer {
    AccessScope scope;
    const Role* role = nullptr;
    const HandInRules* rules = nullptr;
};

class WriteReach {
public:
    /// A year that is not held yet has the schools of the last one that is.
    static Result<WriteReach> of(County& county, const Writer& writer, SchoolYear year);

    /// Errors: edit.county_only (forbidden) for the county's own rows; school.unknown (usage)
    /// outside the reach; edit.closed (forbidden) with the state of the table.
    Result<void> allow(const TouchedRow& row) const;
    /// Every row that the change touches. Errors: as above; edit.reviewed_only (forbidden) for what
    /// only the review of a paper may write, whoever asks. The snapshot may be the one before the
    /// change or the one after it.
    Result<void> allow(const Change& change, const Snapshot& snapshot) const;

private:
    WriteReach(Reach reach, ClosedTables closed)
        : reach_(std::move(reach)), closed_(std::move(closed)) {}

    Reach reach_;
    ClosedTables closed_;
};

}  // namespace junheng
