// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/compare_json.h"

#include <algorithm>
#include <map>

#include "core/base/json.h"
#include "core/domain/words.h"

namespace junheng {
namespace {

using SchoolKey = std::pair<std::string, Stage>;

std::string verdict_word(const SchoolStage* row) {
    if (row == nullptr)
        return "absent";
    return row->verdict ? std::string(name(*row->verdict)) : "not_counted";
}

void side(JsonWriter& json, std::string_view which, const ResourceRow& row) {
    json.key(which).begin_object().field("mean", row.mean).field("cv", row.cv);
    json.field("cv_compliance", name(row.cv_compliance))
        .field("short_schools", row.short_schools)
        .end_object();
}

void verdicts(JsonWriter& json, std::string_view which, const Assessment& assessment) {
    json.key(which).begin_object().field("school_year", assessment.year.start);
    json.field("resource_verdict", name(assessment.resource_verdict));
    json.field("verdict", name(assessment.verdict)).end_object();
}

}  // namespace

std::vector<std::pair<const ResourceRow*, const ResourceRow*>> matching_rows(
    const AssessmentPair& pair
) {
    std::vector<std::pair<const ResourceRow*, const ResourceRow*>> rows;
    for (const ResourceRow& after : pair.after.resource)
        for (const ResourceRow& before : pair.before.resource)
            if (before.indicator == after.indicator && before.stage == after.stage)
                rows.emplace_back(&before, &after);
    return rows;
}

std::vector<SchoolTurn> turned_schools(const AssessmentPair& pair) {
    std::map<SchoolKey, std::pair<const SchoolStage*, const SchoolStage*>> schools;
    for (const SchoolStage& row : pair.before.schools) schools[{row.code, row.stage}].first = &row;
    for (const SchoolStage& row : pair.after.schools) schools[{row.code, row.stage}].second = &row;
    std::vector<SchoolTurn> turns;
    for (const auto& [key, rows] : schools) {
        const SchoolStage* known = rows.second != nullptr ? rows.second : rows.first;
        SchoolTurn turn{
            key.first,
            known->name,
            key.second,
            verdict_word(rows.first),
            verdict_word(rows.second)};
        if (turn.before != turn.after)
            turns.push_back(std::move(turn));
    }
    return turns;
}

void write_comparison(JsonWriter& json, const AssessmentPair& pair) {
    json.begin_object();
    verdicts(json, "before", pair.before);
    verdicts(json, "after", pair.after);
    json.key("resource").begin_array();
    for (const auto& [before, after] : matching_rows(pair)) {
        json.begin_object().field("indicator", pair.standards.resource[after->indicator].id);
        json.field("stage", name(after->stage));
        side(json, "before", *before);
        side(json, "after", *after);
        json.end_object();
    }
    json.end_array().key("schools").begin_array();
    for (const SchoolTurn& turn : turned_schools(pair))
        json.begin_object()
            .field("code", turn.code)
            .field("name", turn.name)
            .field("stage", name(turn.stage))
            .field("before", turn.before)
            .field("after", turn.after)
            .end_object();
    json.end_array().end_object();
}

std::string comparison_json(const AssessmentPair& pair) {
    JsonWriter json;
    write_comparison(json, pair);
    return json.take();
}

}  // namespace junheng
