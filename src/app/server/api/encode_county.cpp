// SPDX-License-Identifier: Apache-2.0
#include "app/server/api/encode.h"
#include "app/service/overview.h"
#include "core/base/json.h"
#include "core/domain/words.h"
#include "io/exchange/assessment_json.h"

namespace junheng {
namespace {

const std::string& in(const BilingualName& name, Language language) {
    return language == Language::zh ? name.zh : name.en;
}

void begin_tally(JsonWriter& json, std::string_view key, const VerdictTally& tally) {
    json.key(key).begin_object().field("counted", tally.counted);
    json.field("pass", tally.passing()).field("fail", tally.failing);
    json.field("unknown", tally.unknown);
}

void write_tallies(JsonWriter& json, const Summary& summary) {
    begin_tally(json, "schools", summary.stages);
    json.field("outside", summary.outside_stages).end_object();
    begin_tally(json, "schools_distinct", summary.schools);
    json.end_object();
}

void write_gaps(
    JsonWriter& json,
    std::string_view key,
    const std::vector<CountyGap>& gaps,
    const StandardSet& standards,
    Language language
) {
    json.key(key).begin_array();
    for (const CountyGap& gap : gaps) {
        const ResourceIndicator& rule = standards.resource[gap.indicator];
        json.begin_object()
            .field("indicator", rule.id)
            .field("name", in(rule.name, language))
            .field("unit", rule.unit)
            .field("amount", gap.amount.value())
            .field("short_schools", gap.schools)
            .end_object();
    }
    json.end_array();
}

void write_stage(JsonWriter& json, const std::optional<Stage>& stage) {
    json.key("stage");
    stage ? json.value(name(*stage)) : json.null();
}

void write_blocking(JsonWriter& json, const std::vector<Blocking>& all, Language language) {
    json.key("blocking").begin_array();
    for (const Blocking& one : all) {
        json.begin_object().field("kind", one.kind).field("id", one.id);
        json.field("name", in(one.name, language));
        write_stage(json, one.stage);
        json.field("compliance", name(one.compliance)).field("value", one.value);
        json.field("limit", one.limit).field("schools", one.schools).end_object();
    }
    json.end_array();
}

void write_last(JsonWriter& json, const std::optional<ChangeSet>& last) {
    json.key("last_change");
    if (!last) {
        json.null();
        return;
    }
    json.begin_object().field("changes_id", last->id).field("kind", name(last->kind));
    json.field("who", last->author.who).field("at", last->author.at).end_object();
}

void write_trend_row(JsonWriter& json, const ResourceRow& row, const ResourceIndicator& rule) {
    json.begin_object().field("indicator", rule.id).field("stage", name(row.stage));
    json.field("mean", row.mean).field("cv", row.cv).field("cv_limit", row.cv_limit);
    json.field("cv_compliance", name(row.cv_compliance));
    json.field("short_schools", row.short_schools).end_object();
}

void write_source(JsonWriter& json, const RuleSource& source) {
    json.key("source").begin_object().field("document", source.document);
    json.field("title", source.title).field("clause", source.clause);
    json.field("confidence", source.confidence).field("from", to_text(source.from));
    json.field("href", source.href).end_object();
}

void write_limits(JsonWriter& json, std::string_view key, const std::vector<Limit>& limits) {
    json.key(key).begin_array();
    for (const Limit& limit : limits) {
        json.begin_object();
        write_stage(json, limit.stage);
        json.field("value", to_text(limit.value)).end_object();
    }
    json.end_array();
}

void write_rule(JsonWriter& json, const ResourceIndicator& rule, Language language) {
    json.begin_object().field("id", rule.id).field("identifier", rule.identifier);
    json.field("name", in(rule.name, language));
    json.field("form", rule.form == ResourceForm::per_hundred ? "per_hundred" : "per_pupil");
    json.field("unit", rule.unit).field("split", rule.split).field("overlay", rule.overlay);
    json.field("decimals", rule.decimals);
    write_limits(json, "thresholds", rule.thresholds);
    write_limits(json, "cv_limits", rule.cv_limits);
    json.key("exceptions").begin_array();
    for (const ExceptionRule& exception : rule.exceptions)
        json.begin_object()
            .field("id", exception.id)
            .field("text", in(exception.text, language))
            .field("clause", exception.source.clause)
            .end_object();
    json.end_array();
    write_source(json, rule.source);
    json.end_object();
}

void write_rule(
    JsonWriter& json,
    std::string_view part,
    const JudgedIndicator& rule,
    Language language
) {
    json.begin_object().field("id", rule.id).field("identifier", rule.identifier);
    json.field("part", part).field("name", in(rule.name, language)).field("form", rule.form);
    json.field("unit", rule.unit).field("decimals", rule.decimals);
    json.key("evidence").begin_array();
    for (const std::string& slot : rule.evidence) json.value(slot);
    json.end_array();
    write_source(json, rule.source);
    json.end_object();
}

void write_reading(JsonWriter& json, const Reading& reading, Language language) {
    json.begin_object().field("id", reading.id).field("name", in(reading.name, language));
    json.field("chosen", reading.chosen).field("ask", in(reading.ask, language));
    json.key("choices").begin_array();
    for (const std::string& choice : reading.choices) {
        const auto named = reading.choice_names.find(choice);
        json.begin_object().field("id", choice);
        json.field(
            "name", named == reading.choice_names.end() ? choice : in(named->second, language)
        );
        json.end_object();
    }
    json.end_array();
    write_source(json, reading.source);
    json.end_object();
}

}  // namespace

void text_or_null(JsonWriter& json, std::string_view name, std::string_view text) {
    json.key(name);
    text.empty() ? json.null() : json.value(text);
}

std::string county_json(
    const CountyRecord& county,
    const std::vector<SchoolYear>& years,
    const std::vector<std::string>& scenarios,
    std::int64_t revision
) {
    JsonWriter json;
    json.begin_object().field("code", county.code).field("name", county.name).key("school_year");
    years.empty() ? json.null() : json.value(years.back().start);
    json.key("years").begin_array();
    for (const SchoolYear year : years) json.value(year.start);
    json.end_array().key("scenarios").begin_array();
    for (const std::string& scenario : scenarios) json.value(scenario);
    json.end_array().field("revision", revision).end_object();
    return json.take();
}

std::string overview_json(
    const Judgement& judgement,
    const CountyRecord& county,
    const std::string& scenario,
    const std::optional<ChangeSet>& last,
    Language language
) {
    const Assessment& assessment = judgement.assessment;
    const Overview overview = overview_of(judgement);
    JsonWriter json;
    json.begin_object().key("county").begin_object().field("code", county.code);
    json.field("name", county.name).end_object().field("school_year", assessment.year.start);
    text_or_null(json, "scenario", scenario);
    json.field("verdict", name(assessment.verdict));
    json.field("resource_verdict", name(assessment.resource_verdict));
    write_tallies(json, overview.summary);
    json.key("resource");
    write_resource(json, assessment, judgement.standards, language);
    const Summary& summary = overview.summary;
    write_gaps(json, "gaps", summary.gaps, judgement.standards, language);
    write_gaps(json, "tolerated_gaps", summary.tolerated_gaps, judgement.standards, language);
    write_blocking(json, overview.blocking, language);
    write_last(json, last);
    json.end_object();
    return json.take();
}

std::string trend_json(const std::vector<JudgementPtr>& years) {
    JsonWriter json;
    json.begin_object().key("years").begin_array();
    for (const JudgementPtr& year : years) {
        const Assessment& assessment = year->assessment;
        json.begin_object().field("school_year", assessment.year.start);
        json.field("verdict", name(assessment.verdict));
        json.field("resource_verdict", name(assessment.resource_verdict));
        const VerdictTally schools = summarize(assessment, year->standards).schools;
        json.field("schools_failing", schools.failing).key("resource").begin_array();
        for (const ResourceRow& row : assessment.resource)
            write_trend_row(json, row, year->standards.resource[row.indicator]);
        json.end_array().end_object();
    }
    json.end_array().end_object();
    return json.take();
}

std::string indicators_json(const Judgement& judgement, Language language) {
    const StandardSet& standards = judgement.standards;
    JsonWriter json;
    json.begin_object().field("school_year", judgement.assessment.year.start);
    json.key("standard_set").begin_object().field("id", standards.id);
    json.field("version", standards.version).field("hash", standards.hash).end_object();
    json.key("resource").begin_array();
    for (const ResourceIndicator& rule : standards.resource) write_rule(json, rule, language);
    json.end_array().key("judged").begin_array();
    for (const auto& rule : standards.guarantee) write_rule(json, "guarantee", rule, language);
    for (const auto& rule : standards.quality) write_rule(json, "quality", rule, language);
    write_rule(json, "recognition", standards.recognition, language);
    for (const auto& rule : standards.vetoes) write_rule(json, "veto", rule, language);
    json.end_array().key("readings").begin_array();
    for (const Reading& reading : standards.readings) write_reading(json, reading, language);
    json.end_array().end_object();
    return json.take();
}

}  // namespace junheng
