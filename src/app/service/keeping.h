// SPDX-License-Identifier: Apache-2.0
/// Beginning, keeping and handing in: new installations, the demo county, the next year, frozen
/// states, restore.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/service/context.h"
#include "app/service/county.h"
#include "core/base/result.h"

namespace junheng {

Author author_of(const Context& context, const std::string& why);

/// Errors: store.exists (usage) without force.
Result<void> init_county(const std::string& file, const CountyRecord& county, bool force);

struct DemoRequest {
    std::string file;
    std::uint64_t seed = 1;
    int schools = 120;
    int years = 6;
    bool force = false;
    std::function<void(std::int64_t)> progress;
};
struct DemoReport {
    std::int64_t counties = 0;
    std::int64_t schools = 0;
    std::int64_t pupils = 0;
};
/// Above 1,000 schools a province of counties with pupil counts only. Errors: store.exists (usage)
/// without force.
Result<DemoReport> make_demo_store(const Context& context, const DemoRequest& request);

/// The year after `from` (the last one held) with the registry carried over and the counts not yet
/// reported. Errors: roll_over.year_exists (usage).
Result<SchoolYear> roll_over_county(
    const Context& context,
    County& county,
    std::optional<int> from
);

Result<Reported> freeze_county(
    const Context& context,
    County& county,
    std::optional<int> year,
    const std::string& signer
);

/// Shape: the oldest first.
Result<std::vector<ChangeSet>> county_history(County& county);
Result<std::optional<ChangeSet>> last_change(County& county);
/// Errors: store.change_set_unknown.
Result<Commit> change_set(County& county, std::int64_t id);
/// Errors: as Store::undo.
Result<Committed> undo_changes(
    const Context& context,
    County& county,
    std::int64_t id,
    const std::string& why
);

/// The whole installation in one file. Errors: store.exists (usage) without force.
Result<void> backup_installation(
    const std::string& location,
    const std::filesystem::path& file,
    bool force
);

/// A change set and the frozen years that it touched after they had been frozen (children
/// excepted).
struct HistoryEntry {
    ChangeSet set;
    std::vector<SchoolYear> after_freeze;
};
/// Shape: by id, the oldest first. Cost: the changes of each set after the first freeze are read.
Result<std::vector<HistoryEntry>> history_of(County& county);

/// Errors: store.exists (usage) when there is a database at the location and force is not given.
Result<void> restore_county(
    const std::filesystem::path& backup,
    const std::string& location,
    bool force
);

}  // namespace junheng
