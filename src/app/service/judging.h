// SPDX-License-Identifier: Apache-2.0
/// Assess, compare, explain: the county as it stands, under a scenario, under other rules.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/service/context.h"
#include "app/service/county.h"
#include "core/indicators/assessment.h"
#include "core/indicators/explain.h"
#include "core/standards/glossary.h"
#include "core/standards/standard_set.h"
#include "io/exchange/assessment_json.h"

namespace junheng {

struct JudgeOptions {
    std::optional<int> year;
    std::string scenario;
    std::vector<std::filesystem::path> overlays;
    std::map<std::string, std::string> readings;
    bool all_readings = false;
};

struct Judgement {
    Snapshot snapshot;
    StandardSet standards;
    Assessment assessment;
    bool all_readings = false;  // were tried
    std::vector<ReadingEffect> readings;
};

/// The rules for a county's year: the national set, the overlays that the county's profile brought,
/// then those given.
Result<StandardSet> standards_for(
    const Context& context,
    County& county,
    SchoolYear year,
    const JudgeOptions& options
);

/// Errors: as held_year, store, standards; store.scenario_unknown; change.* when a scenario no
/// longer fits.
Result<Judgement> judge_county(const Context& context, County& county, const JudgeOptions& options);

/// A or B of a comparison: a year, or the name of a scenario.
JudgeOptions named_judgement(const std::string& name);
Result<Judgement> judge_named(const Context& context, County& county, const std::string& name);

struct ExplainOptions {
    JudgeOptions judge;
    std::string indicator;  // L5, G3, Q1, ...
    std::string cv;         // or the indicator whose CV is asked for
    std::string school;
    std::optional<Stage> stage;
};

struct Explained {
    Explanation explanation;
    std::string formula;  // in the context's language
    SourceOf source_of;   // valid while the county is open
    Glossary glossary;
};

/// Errors: as judge_county; indicator.unknown, school.unknown, school.no_such_stage,
/// explain.stage_needed (usage); glossary.*.
Result<Explained> explain_county(
    const Context& context,
    County& county,
    const ExplainOptions& options
);

/// The same on a judgement that is there already; its own options are not read.
Result<Explained> explain_judgement(
    const Context& context,
    County& county,
    const Judgement& judgement,
    const ExplainOptions& options
);

}  // namespace junheng
