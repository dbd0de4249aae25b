// SPDX-License-Identifier: Apache-2.0
/// Two assessments side by side: before, after, and which schools turn.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/indicators/assessment.h"
#include "core/standards/standard_set.h"

namespace junheng {

class JsonWriter;

/// Both judged by sets of the same indicators.
struct AssessmentPair {
    const Assessment& before;
    const Assessment& after;
    const StandardSet& standards;
};

struct SchoolTurn {
    std::string code;
    std::string name;
    Stage stage = Stage::primary;
    std::string before;  // pass, fail, unknown, absent, not_counted
    std::string after;
};

/// Rows of the same indicator and stage.
std::vector<std::pair<const ResourceRow*, const ResourceRow*>> matching_rows(
    const AssessmentPair& pair
);
/// School-stages whose verdict differs, by code.
std::vector<SchoolTurn> turned_schools(const AssessmentPair& pair);
void write_comparison(JsonWriter& json, const AssessmentPair& pair);
std::string comparison_json(const AssessmentPair& pair);

}  // namespace junheng
