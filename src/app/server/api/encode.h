// SPDX-License-Identifier: Apache-2.0
/// Answers as the contract writes them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/service/accounts.h"
#include "app/service/import_drafts.h"
#include "app/service/jobs.h"
#include "app/service/judgement_cache.h"
#include "app/service/reach.h"
#include "io/storage/store.h"

namespace junheng {

class JsonWriter;

std::string county_json(
    const CountyRecord& county,
    const std::vector<SchoolYear>& years,
    const std::vector<std::string>& scenarios,
    std::int64_t revision
);
std::string overview_json(
    const Judgement& judgement,
    const CountyRecord& county,
    const std::string& scenario,
    const std::optional<ChangeSet>& last,
    Language language
);
std::string trend_json(const std::vector<JudgementPtr>& years);
std::string indicators_json(const Judgement& judgement, Language language);

std::string schools_json(const Judgement& judgement, const Reach& reach);
/// The school is in the snapshot.
std::string school_json(const Judgement& judgement, const School& school);
/// `school`: of one school only; empty: all within reach.
std::string table_json(
    const Snapshot& snapshot,
    TableId table,
    const Reach& reach,
    const std::string& school
);

std::string scenario_json(const Scenario& scenario);
std::string job_json(const JobStatus& job, const Messages& messages);
void write_import(JsonWriter& json, const ImportDraft& draft);
void write_account(JsonWriter& json, const AccountShown& shown);
std::string committed_json(const Committed& committed);

/// A text, or null when it is empty.
void text_or_null(JsonWriter& json, std::string_view name, std::string_view text);

}  // namespace junheng
