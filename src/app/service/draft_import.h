// SPDX-License-Identifier: Apache-2.0
/// A draft looked at or stored, as a job.
#pragma once

#include <string>

#include "app/service/context.h"
#include "app/service/import_drafts.h"
#include "app/service/jobs.h"
#include "app/service/write_reach.h"
#include "core/base/result.h"

namespace junheng {

struct DraftRun {
    std::string id;
    Writer writer;
    bool dry_run = true;
};

/// Answers the job. Its result is the report of the import and, when it was only looked at, the
/// effect on the assessment. Errors (usage): import.unknown, import.no_files, import.busy,
/// import.already_stored.
Result<std::string> run_draft(
    const Context& context,
    ImportDrafts& drafts,
    Jobs& jobs,
    const DraftRun& run
);

}  // namespace junheng
