// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <span>

#include "app/server/api/encode.h"
#include "core/base/json.h"
#include "core/domain/words.h"
#include "io/exchange/assessment_json.h"

namespace junheng {
namespace {

constexpr std::array<std::string_view, 12> kTypeWords{
    "text",
    "code",
    "decimal",
    "integer",
    "count",
    "hundredths",
    "coordinate",
    "year",
    "date",
    "word",
    "flags",
    "geometry"};
constexpr std::array kSchoolTables{
    TableId::schools,
    TableId::stages,
    TableId::shared,
    TableId::classes,
    TableId::grades,
    TableId::rooms,
    TableId::teachers,
    TableId::figures,
    TableId::counts};

void number_or_null(JsonWriter& json, std::string_view name, const Maybe<std::int64_t>& number) {
    json.key(name);
    number ? json.value(*number) : json.null();
}

void write_states(
    JsonWriter& json,
    const std::vector<IndicatorValue>& values,
    const StandardSet& standards
) {
    json.key("states").begin_array();
    for (std::size_t i = 0; i < values.size(); ++i) {
        json.begin_object().field("indicator", standards.resource[i].id);
        json.field("compliance", name(values[i].compliance)).key("above_floor");
        values[i].above_floor ? json.value(*values[i].above_floor) : json.null();
        json.field("near", values[i].near).end_object();
    }
    json.end_array();
}

void write_stage(JsonWriter& json, const SchoolStage& row, const StandardSet& standards) {
    json.begin_object().field("stage", name(row.stage)).key("pupils");
    row.pupils ? json.value(row.pupils->count) : json.null();
    json.field("counted", row.counted);
    text_or_null(json, "excluded_reason", row.excluded_reason);
    json.key("verdict");
    row.verdict ? json.value(name(*row.verdict)) : json.null();
    json.field("met", row.met);
    write_states(json, row.values, standards);
    json.end_object();
}

/// The rows of one school, which stand together.
std::span<const SchoolStage> rows_of_school(const Assessment& assessment, const std::string& code) {
    const auto first = std::ranges::lower_bound(assessment.schools, code, {}, &SchoolStage::code);
    const auto last = std::ranges::upper_bound(assessment.schools, code, {}, &SchoolStage::code);
    return {first, last};
}

void write_flags(JsonWriter& json, std::uint32_t flags) {
    json.key("flags").begin_array();
    for (std::size_t bit = 0; bit < kFlagWords.size(); ++bit)
        if ((flags >> bit & 1U) != 0)
            json.value(kFlagWords[bit]);
    json.end_array();
}

void write_listed(JsonWriter& json, const School& school, const Judgement& judgement) {
    json.begin_object().field("code", school.code).field("name", school.name);
    number_or_null(json, "kind", school.kind);
    number_or_null(json, "area_class", school.area_class);
    json.field("ownership", school.ownership).field("township", school.township);
    json.field("village", school.village).field("central_school", school.central_school);
    json.field("campus_of", school.campus_of).field("merged_into", school.merged_into);
    number_or_null(json, "built_year", school.built_year);
    write_flags(json, school.flags);
    json.field("lon", school.position.lon).field("lat", school.position.lat);
    json.field("crs", school.position.crs).key("stages").begin_array();
    for (const SchoolStage& row : rows_of_school(judgement.assessment, school.code))
        write_stage(json, row, judgement.standards);
    json.end_array().end_object();
}

void write_columns(JsonWriter& json, const TableSpec& spec) {
    json.key("columns").begin_array();
    for (std::size_t i = 0; i < spec.fields.size(); ++i) {
        const FieldSpec& field = spec.fields[i];
        json.begin_object().field("name", field.name);
        json.field("type", kTypeWords.at(static_cast<std::size_t>(field.type)));
        json.field("unit", field.unit).field("key", i < spec.key_fields).key("words");
        json.begin_array();
        for (const std::string_view word : field.words) json.value(word);
        json.end_array().end_object();
    }
    json.end_array();
}

void write_row(JsonWriter& json, const Snapshot& snapshot, TableId table, std::size_t row) {
    const TableSpec& spec = table_spec(table);
    json.begin_array();
    for (std::size_t i = 0; i < spec.fields.size(); ++i) {
        const Value cell = cell_at(snapshot, table, row, i);
        if (cell == Value(Missing::not_reported))
            json.null();
        else
            json.value(to_text(spec.fields[i], cell));
    }
    json.end_array();
}

/// Rows that belong to no school are everybody's.
bool shown(
    const Snapshot& snapshot,
    TableId table,
    std::size_t row,
    const Reach& reach,
    const std::string& wanted
) {
    const std::string school = school_of_key(table, row_at(snapshot, table, row), snapshot);
    if (!wanted.empty())
        return school == wanted;
    return school.empty() || reach.covers(school);
}

void write_table(
    JsonWriter& json,
    const Snapshot& snapshot,
    TableId table,
    const Reach& reach,
    const std::string& school
) {
    const TableSpec& spec = table_spec(table);
    json.begin_object().field("table", spec.name).field("school_year", snapshot.year.start);
    write_columns(json, spec);
    json.key("rows").begin_array();
    for (std::size_t row = 0; row < row_count(snapshot, table); ++row)
        if (shown(snapshot, table, row, reach, school))
            write_row(json, snapshot, table, row);
    json.end_array().end_object();
}

}  // namespace

std::string schools_json(const Judgement& judgement, const Reach& reach) {
    JsonWriter json;
    json.begin_object().field("school_year", judgement.snapshot.year.start);
    json.key("schools").begin_array();
    for (const School& school : judgement.snapshot.schools)
        if (reach.covers(school.code))
            write_listed(json, school, judgement);
    json.end_array().end_object();
    return json.take();
}

std::string school_json(const Judgement& judgement, const School& school) {
    JsonWriter json;
    json.begin_object().field("school_year", judgement.snapshot.year.start).key("school");
    write_listed(json, school, judgement);
    json.key("assessment").begin_array();
    for (const SchoolStage& row : rows_of_school(judgement.assessment, school.code))
        write_school_stage(json, row, judgement.standards);
    json.end_array().key("tables").begin_array();
    for (const TableId table : kSchoolTables)
        write_table(json, judgement.snapshot, table, {}, school.code);
    json.end_array().end_object();
    return json.take();
}

std::string table_json(
    const Snapshot& snapshot,
    TableId table,
    const Reach& reach,
    const std::string& school
) {
    JsonWriter json;
    write_table(json, snapshot, table, reach, school);
    return json.take();
}

}  // namespace junheng
