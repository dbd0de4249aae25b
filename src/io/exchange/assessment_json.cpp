// SPDX-License-Identifier: Apache-2.0
#include "io/exchange/assessment_json.h"

#include <filesystem>

#include "core/base/json.h"
#include "core/domain/words.h"

namespace junheng {
namespace {

const std::string& in(const BilingualName& name, Language language) {
    return language == Language::zh ? name.zh : name.en;
}

/// A figure, and the reason of its absence beside it.
void figure(JsonWriter& json, std::string_view name, const Maybe<double>& value) {
    json.field(name, value);
}

void reason_of(JsonWriter& json, const Maybe<double>& value) {
    if (!value)
        json.field("reason", name(value.reason()));
}

void amount(JsonWriter& json, const CountedAmount& amount) {
    if (amount.hundredths)
        json.field("amount", amount.value());
    else
        json.field("amount", amount.count);
}

void shortfall(
    JsonWriter& json,
    const std::optional<CountedAmount>& missing,
    const std::string& unit
) {
    json.key("shortfall");
    if (!missing) {
        json.null();
        return;
    }
    json.begin_object();
    amount(json, *missing);
    json.field("unit", unit).end_object();
}

void level_up(JsonWriter& json, const std::optional<LevelUp>& plan, const std::string& unit) {
    json.key("level_up");
    if (!plan) {
        json.null();
        return;
    }
    json.begin_object()
        .field("amount", plan->amount)
        .field("bound", plan->bound)
        .field("unit", unit);
    json.key("schools").begin_array();
    for (const auto& [code, added] : plan->schools)
        json.begin_object().field("code", code).field("amount", added).end_object();
    json.end_array().end_object();
}

void resource_row(
    JsonWriter& json,
    const ResourceRow& row,
    const ResourceIndicator& rule,
    Language language
) {
    json.begin_object().field("indicator", rule.id).field("name", in(rule.name, language));
    json.field("stage", name(row.stage)).field("schools", row.schools).field("pupils", row.pupils);
    json.field("missing", row.missing);
    figure(json, "mean", row.mean);
    figure(json, "standard_deviation", row.deviation);
    figure(json, "cv", row.cv);
    reason_of(json, row.cv);
    figure(json, "cv_limit", row.cv_limit);
    json.field("cv_compliance", name(row.cv_compliance)).field("near", row.near).key("theil");
    if (row.theil)
        json.begin_object()
            .field("value", row.theil->value)
            .field("between", row.theil->between)
            .field("within", row.theil->within)
            .end_object();
    else
        json.null();
    figure(json, "gini", row.gini);
    json.field("short_schools", row.short_schools);
    shortfall(json, row.shortfall, rule.unit);
    level_up(json, row.level_up, rule.unit);
    json.end_object();
}

void exceptions(JsonWriter& json, const std::vector<ExceptionApplied>& applied) {
    json.key("exceptions").begin_array();
    for (const ExceptionApplied& one : applied)
        json.begin_object()
            .field("id", one.id)
            .field("clause", one.clause)
            .field("effect", one.effect)
            .end_object();
    json.end_array();
}

void indicator_value(JsonWriter& json, const IndicatorValue& value, const ResourceIndicator& rule) {
    json.begin_object().field("indicator", rule.id);
    figure(json, "value", value.value);
    reason_of(json, value.value);
    figure(json, "threshold", value.threshold);
    figure(json, "floor", value.floor);
    json.field("compliance", name(value.compliance)).field("near", value.near).key("above_floor");
    value.above_floor ? json.value(*value.above_floor) : json.null();
    shortfall(json, value.shortfall, rule.unit);
    exceptions(json, value.exceptions);
    json.end_object();
}

void school_stage(JsonWriter& json, const SchoolStage& row, const StandardSet& standards) {
    json.begin_object()
        .field("code", row.code)
        .field("name", row.name)
        .field("stage", name(row.stage));
    json.key("pupils");
    row.pupils ? json.value(row.pupils->count) : json.null();
    if (!row.pupils)
        json.field("reason", name(row.pupils.reason()));
    json.field("counted", row.counted).key("excluded_reason");
    row.counted ? json.null() : json.value(row.excluded_reason);
    json.key("verdict");
    row.verdict ? json.value(name(*row.verdict)) : json.null();
    json.field("met", row.met).key("values").begin_array();
    for (std::size_t i = 0; i < row.values.size(); ++i)
        indicator_value(json, row.values[i], standards.resource[i]);
    json.end_array().end_object();
}

void part(JsonWriter& json, const JudgedPart& one) {
    json.begin_object().field("id", one.id);
    figure(json, "value", one.value);
    reason_of(json, one.value);
    figure(json, "limit", one.limit);
    json.field("compliance", name(one.compliance)).end_object();
}

void judged(
    JsonWriter& json,
    const JudgedResult& result,
    const JudgedIndicator& rule,
    Language language
) {
    json.begin_object().field("id", result.id).field("name", in(rule.name, language));
    json.field("compliance", name(result.compliance)).field("near", result.near);
    figure(json, "value", result.value);
    figure(json, "limit", result.limit);
    json.field("unit", result.unit).key("schools_short").begin_array();
    for (const std::string& code : result.schools_short) json.value(code);
    json.end_array().field("period", result.period).field("confidence", result.confidence);
    json.key("evidence").begin_object().field("needed", result.evidence.needed);
    json.field("present", result.evidence.present)
        .field("state", result.evidence.state)
        .end_object();
    json.key("reason");
    result.value ? json.null() : json.value(name(result.value.reason()));
    json.key("undecided_by");
    result.reason.empty() ? json.null() : json.value(result.reason);
    json.key("parts").begin_array();
    for (const JudgedPart& one : result.parts) part(json, one);
    json.end_array().end_object();
}

void judged_list(
    JsonWriter& json,
    std::string_view name,
    const std::vector<JudgedResult>& results,
    const std::vector<JudgedIndicator>& rules,
    Language language
) {
    json.key(name).begin_array();
    for (std::size_t i = 0; i < results.size(); ++i) judged(json, results[i], rules[i], language);
    json.end_array();
}

void standard_set(JsonWriter& json, const StandardSet& standards) {
    json.key("standard_set")
        .begin_object()
        .field("id", standards.id)
        .field("version", standards.version);
    json.field("hash", standards.hash).key("overlays").begin_array();
    for (const std::string& overlay : standards.overlays) json.value(overlay);
    json.end_array().key("readings").begin_object();
    for (const Reading& reading : standards.readings) json.field(reading.id, reading.chosen);
    json.end_object().end_object();
}

void reading_effects(JsonWriter& json, const std::vector<ReadingEffect>& effects) {
    json.key("readings").begin_array();
    for (const ReadingEffect& effect : effects) {
        json.begin_object().field("reading", effect.reading).field("choice", effect.choice);
        json.key("changes").begin_array();
        for (const ReadingChange& change : effect.changes)
            json.begin_object()
                .field("what", change.what)
                .field("from", change.from)
                .field("to", change.to)
                .end_object();
        json.end_array().end_object();
    }
    json.end_array();
}

void place(JsonWriter& json, const Where& where) {
    json.begin_object().field("file", where.file).field("sheet", where.sheet);
    json.field("row", where.row).field("column", where.column).end_object();
}

void source(JsonWriter& json, const std::optional<InputSource>& origin) {
    json.key("source");
    origin && !origin->where.file.empty() ? place(json, origin->where) : (void)json.null();
    json.key("edit");
    if (origin && origin->where.file.empty())
        json.begin_object()
            .field("by", origin->by)
            .field("at", origin->at)
            .field("why", origin->why)
            .end_object();
    else
        json.null();
}

void input(
    JsonWriter& json,
    const ExplainedInput& one,
    const std::string& label,
    const SourceOf& source_of
) {
    json.begin_object()
        .field("name", one.name)
        .field("label", label)
        .field("school", one.school)
        .field("stage", one.stage);
    figure(json, "value", one.value);
    if (one.text.empty())
        reason_of(json, one.value);
    else
        json.field("text", one.text);
    json.field("unit", one.unit).field("at", one.at);
    source(json, one.cell ? source_of(*one.cell) : std::nullopt);
    json.end_object();
}

void papers(JsonWriter& json, const std::vector<ExplainedPaper>& all) {
    json.key("papers").begin_array();
    for (const ExplainedPaper& paper : all)
        json.begin_object()
            .field("slot", paper.slot)
            .field("state", paper.state)
            .field("judged", paper.judged)
            .end_object();
    json.end_array();
}

void open_schools(JsonWriter& json, const std::vector<ExplainedSchool>& schools) {
    const auto amount = [&](std::string_view key, const std::optional<double>& value) {
        json.key(key);
        value ? json.value(*value) : json.null();
    };
    json.key("schools").begin_array();
    for (const ExplainedSchool& school : schools) {
        json.begin_object().field("code", school.code).field("name", school.name);
        json.field("compliance", name(school.compliance));
        amount("value", school.value);
        amount("limit", school.limit);
        json.end_object();
    }
    json.end_array();
}

void rule_card(JsonWriter& json, const ExplainedRule& rule, Language language) {
    json.key("rule").begin_object().field("id", rule.id).field("title", in(rule.title, language));
    json.field("document", rule.source.document).field("clause", rule.source.clause);
    json.field("confidence", rule.source.confidence)
        .field("from", to_text(rule.source.from))
        .end_object();
}

}  // namespace

void write_resource(
    JsonWriter& json,
    const Assessment& assessment,
    const StandardSet& standards,
    Language language
) {
    json.begin_array();
    for (const ResourceRow& row : assessment.resource)
        resource_row(json, row, standards.resource[row.indicator], language);
    json.end_array();
}

void write_school_stage(JsonWriter& json, const SchoolStage& row, const StandardSet& standards) {
    school_stage(json, row, standards);
}

std::string assessment_json(
    const Assessment& assessment,
    const StandardSet& standards,
    const std::vector<ReadingEffect>& readings,
    Language language
) {
    JsonWriter json;
    json.begin_object().field("school_year", assessment.year.start);
    standard_set(json, standards);
    json.field("resource_verdict", name(assessment.resource_verdict));
    json.field("verdict", name(assessment.verdict)).key("resource");
    write_resource(json, assessment, standards, language);
    json.key("schools").begin_array();
    for (const SchoolStage& row : assessment.schools) school_stage(json, row, standards);
    json.end_array();
    judged_list(json, "guarantee", assessment.guarantee, standards.guarantee, language);
    judged_list(json, "quality", assessment.quality, standards.quality, language);
    json.key("recognition");
    judged(json, assessment.recognition, standards.recognition, language);
    judged_list(json, "vetoes", assessment.vetoes, standards.vetoes, language);
    reading_effects(json, readings);
    json.end_object();
    return json.take();
}

std::string explanation_json(
    const Explanation& explanation,
    const std::string& formula,
    const SourceOf& source_of,
    const Glossary& glossary,
    Language language
) {
    JsonWriter json;
    json.begin_object();
    figure(json, "value", explanation.value);
    reason_of(json, explanation.value);
    json.field("unit", explanation.unit).field("formula", formula);
    json.field("compliance", name(explanation.compliance));
    figure(json, "limit", explanation.limit);
    json.key("inputs").begin_array();
    for (const ExplainedInput& one : explanation.inputs)
        input(json, one, figure_term(glossary, one.name, language), source_of);
    json.end_array();
    rule_card(json, explanation.rule, language);
    json.field("counted", explanation.counted).key("shortfall");
    if (explanation.shortfall)
        json.begin_object()
            .field("amount", explanation.shortfall->value())
            .field("unit", explanation.shortfall_unit)
            .end_object();
    else
        json.null();
    papers(json, explanation.papers);
    open_schools(json, explanation.schools);
    exceptions(json, explanation.exceptions);
    json.key("contributions").begin_array();
    for (const Contribution& part : explanation.contributions)
        json.begin_object()
            .field("code", part.code)
            .field("name", part.name)
            .field("value", part.value)
            .field("pupils", part.pupils)
            .field("share", part.share)
            .field("more_raises_cv", part.more_raises_cv)
            .end_object();
    json.end_array().end_object();
    return json.take();
}

std::string without_folder(const std::string& text) {
    return text.starts_with('/') ? std::filesystem::path(text).filename().string() : text;
}

void write_error(
    JsonWriter& json,
    const Error& error,
    const Messages& messages,
    Language language
) {
    Args args = error.args;
    for (auto& [name, value] : args) value = without_folder(value);
    Where where = error.where;
    where.file = without_folder(where.file);
    json.field("code", error.code).key("args").begin_object();
    for (const auto& [name, value] : args) json.field(name, value);
    json.end_object().key("where");
    if (where == Where{})
        json.null();
    else
        place(json, where);
    json.field("message", messages.text(error.code, args, language));
}

std::string error_json(const Error& error, const Messages& messages, Language language) {
    JsonWriter json;
    json.begin_object();
    write_error(json, error, messages, language);
    json.end_object();
    return json.take();
}

}  // namespace junheng
