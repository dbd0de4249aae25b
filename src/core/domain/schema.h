// SPDX-License-Identifier: Apache-2.0
/// The meeting of records and fields. Only table.cpp, snapshot.cpp and change.cpp include this.
#pragma once

#include <array>
#include <string>

#include "core/domain/snapshot.h"
#include "core/domain/table.h"
#include "core/domain/words.h"

namespace junheng {

template <class Record>
struct Accessor {
    FieldSpec spec;
    Value (*get)(const Record&);
    void (*set)(Record&, const Value&);
};

namespace schema {

inline Value to_value(const std::string& text) {
    return text.empty() ? Value(Missing::not_reported) : Value(text);
}
inline Value to_value(std::int64_t number) {
    return number;
}
inline Value to_value(Stage stage) {
    return std::string(name(stage));
}
inline Value to_value(std::uint32_t flags) {
    std::string words;
    for (std::size_t bit = 0; bit < kFlagWords.size(); ++bit)
        if ((flags >> bit & 1U) != 0)
            words += (words.empty() ? "" : " ") + std::string(kFlagWords[bit]);
    return to_value(words);
}
template <class T>
Value to_value(const Maybe<T>& maybe) {
    return maybe ? Value(*maybe) : Value(maybe.reason());
}
template <class Tag>
Value to_value(const Maybe<Quantity<Tag>>& maybe) {
    return maybe ? Value(maybe->count) : Value(maybe.reason());
}

inline void from_value(std::string& text, const Value& value) {
    const auto* given = std::get_if<std::string>(&value);
    text = given != nullptr ? *given : std::string();
}
inline void from_value(std::int64_t& number, const Value& value) {
    const auto* given = std::get_if<std::int64_t>(&value);
    number = given != nullptr ? *given : 0;
}
inline void from_value(Stage& stage, const Value& value) {
    if (const auto* word = std::get_if<std::string>(&value))
        stage = stage_by_name(*word).value_or(Stage::primary);
}
inline void from_value(std::uint32_t& flags, const Value& value) {
    flags = 0;
    if (const auto* words = std::get_if<std::string>(&value))
        for (std::size_t bit = 0; bit < kFlagWords.size(); ++bit)
            if (words->find(kFlagWords[bit]) != std::string::npos)
                flags |= 1U << bit;
}
template <class T>
void from_value(Maybe<T>& maybe, const Value& value) {
    if (const auto* given = std::get_if<T>(&value))
        maybe = *given;
    else if (const auto* reason = std::get_if<Missing>(&value))
        maybe = *reason;
}
template <class Tag>
void from_value(Maybe<Quantity<Tag>>& maybe, const Value& value) {
    if (const auto* given = std::get_if<std::int64_t>(&value))
        maybe = Quantity<Tag>{*given};
    else if (const auto* reason = std::get_if<Missing>(&value))
        maybe = *reason;
}

template <class Owner, class Member>
Owner owner_of(Member Owner::*);

template <auto Member>
constexpr auto field(FieldSpec spec) {
    using Record = decltype(owner_of(Member));
    return Accessor<Record>{
        spec,
        [](const Record& record) { return to_value(record.*Member); },
        [](Record& record, const Value& value) { from_value(record.*Member, value); }};
}

/// A member of a member: nested<&School::position, &Position::lon>(spec).
template <auto Member, auto Inner>
constexpr auto nested(FieldSpec spec) {
    using Record = decltype(owner_of(Member));
    return Accessor<Record>{
        spec,
        [](const Record& record) { return to_value((record.*Member).*Inner); },
        [](Record& record, const Value& value) { from_value((record.*Member).*Inner, value); }};
}

}  // namespace schema

/// One a record type: id, name, how many leading fields are the key, the fields, and the rows in a
/// snapshot.
template <class Record>
struct Schema;

using enum FieldType;
using schema::field;
using schema::nested;

template <>
struct Schema<CountyFigure> {
    static constexpr TableId id = TableId::county;
    static constexpr std::string_view name = "county";
    static constexpr std::size_t key_fields = 2;
    static constexpr auto rows = &Snapshot::county;
    static constexpr std::array fields{
        field<&CountyFigure::key>({"key", code}),
        field<&CountyFigure::period>({"period", text}),
        field<&CountyFigure::value>({"value", decimal}),
        field<&CountyFigure::unit>({"unit", text}),
    };
};

template <>
struct Schema<Township> {
    static constexpr TableId id = TableId::townships;
    static constexpr std::string_view name = "townships";
    static constexpr std::size_t key_fields = 1;
    static constexpr auto rows = &Snapshot::townships;
    static constexpr std::array fields{
        field<&Township::code>({"code", code}),
        field<&Township::name>({"name", text}),
        field<&Township::kind>({"kind", word, {}, kTownshipWords}),
        nested<&Township::position, &Position::lon>({"lon", coordinate, "degree"}),
        nested<&Township::position, &Position::lat>({"lat", coordinate, "degree"}),
        nested<&Township::position, &Position::crs>({"crs", word, {}, kCrsWords}),
        field<&Township::polygon>({"polygon", geometry}),
    };
};

template <>
struct Schema<Village> {
    static constexpr TableId id = TableId::villages;
    static constexpr std::string_view name = "villages";
    static constexpr std::size_t key_fields = 1;
    static constexpr auto rows = &Snapshot::villages;
    static constexpr std::array fields{
        field<&Village::code>({"code", code}),
        field<&Village::name>({"name", text}),
        field<&Village::township>({"township", code}),
        nested<&Village::position, &Position::lon>({"lon", coordinate, "degree"}),
        nested<&Village::position, &Position::lat>({"lat", coordinate, "degree"}),
        nested<&Village::position, &Position::crs>({"crs", word, {}, kCrsWords}),
        field<&Village::polygon>({"polygon", geometry}),
        field<&Village::population>({"population", count, "person"}),
    };
};

template <>
struct Schema<MapFeature> {
    static constexpr TableId id = TableId::features;
    static constexpr std::string_view name = "features";
    static constexpr std::size_t key_fields = 1;
    static constexpr auto rows = &Snapshot::features;
    static constexpr std::array fields{
        field<&MapFeature::id>({"id", code}),
        field<&MapFeature::kind>({"kind", word, {}, kFeatureWords}),
        field<&MapFeature::name>({"name", text}),
        field<&MapFeature::crs>({"crs", word, {}, kCrsWords}),
        field<&MapFeature::geometry>({"geometry", geometry}),
    };
};

template <>
struct Schema<School> {
    static constexpr TableId id = TableId::schools;
    static constexpr std::string_view name = "schools";
    static constexpr std::size_t key_fields = 1;
    static constexpr auto rows = &Snapshot::schools;
    static constexpr std::array fields{
        field<&School::code>({"code", code}),
        field<&School::name>({"name", text}),
        field<&School::kind>({"kind", integer}),
        field<&School::area_class>({"area_class", integer}),
        field<&School::ownership>({"ownership", word, {}, kOwnershipWords}),
        field<&School::township>({"township", code}),
        field<&School::village>({"village", code}),
        nested<&School::position, &Position::lon>({"lon", coordinate, "degree"}),
        nested<&School::position, &Position::lat>({"lat", coordinate, "degree"}),
        nested<&School::position, &Position::crs>({"crs", word, {}, kCrsWords}),
        field<&School::built_year>({"built_year", year}),
        field<&School::central_school>({"central_school", code}),
        field<&School::campus_of>({"campus_of", code}),
        field<&School::merged_into>({"merged_into", code}),
        field<&School::flags>({"flags", FieldType::flags, {}, kFlagWords}),
    };
};

template <>
struct Schema<StageFigures> {
    static constexpr TableId id = TableId::stages;
    static constexpr std::string_view name = "stages";
    static constexpr std::size_t key_fields = 2;
    static constexpr auto rows = &Snapshot::stages;
    static constexpr std::array fields{
        field<&StageFigures::code>({"code", code}),
        field<&StageFigures::stage>({"stage", word, {}, kStageWords}),
        field<&StageFigures::pupils>({"pupils", count, "pupil"}),
        field<&StageFigures::above_degree_teachers>({"above_degree_teachers", count, "teacher"}),
        field<&StageFigures::backbone_teachers>({"backbone_teachers", count, "teacher"}),
        field<&StageFigures::pe_art_teachers>({"pe_art_teachers", count, "teacher"}),
        field<&StageFigures::added_pe_art_teachers>({"added_pe_art_teachers", count, "teacher"}),
    };
};

template <>
struct Schema<SharedFigures> {
    static constexpr TableId id = TableId::shared;
    static constexpr std::string_view name = "shared";
    static constexpr std::size_t key_fields = 1;
    static constexpr auto rows = &Snapshot::shared;
    static constexpr std::array fields{
        field<&SharedFigures::code>({"code", code}),
        field<&SharedFigures::teaching_area>({"teaching_area_m2", hundredths, "m2"}),
        field<&SharedFigures::indoor_sports>({"indoor_sports_m2", hundredths, "m2"}),
        field<&SharedFigures::sports_ground>({"sports_ground_m2", hundredths, "m2"}),
        field<&SharedFigures::added_sports>({"added_sports_m2", hundredths, "m2"}),
        field<&SharedFigures::equipment>({"equipment_yuan", hundredths, "yuan"}),
        field<&SharedFigures::multimedia_rooms>({"multimedia_rooms", count, "room"}),
    };
};

template <>
struct Schema<ClassGroup> {
    static constexpr TableId id = TableId::classes;
    static constexpr std::string_view name = "classes";
    static constexpr std::size_t key_fields = 3;
    static constexpr auto rows = &Snapshot::classes;
    static constexpr std::array fields{
        field<&ClassGroup::code>({"code", code}),
        field<&ClassGroup::grade>({"grade", count}),
        field<&ClassGroup::name>({"class", code}),
        field<&ClassGroup::pupils>({"pupils", count, "pupil"}),
    };
};

template <>
struct Schema<GradeFigures> {
    static constexpr TableId id = TableId::grades;
    static constexpr std::string_view name = "grades";
    static constexpr std::size_t key_fields = 2;
    static constexpr auto rows = &Snapshot::grades;
    static constexpr std::array fields{
        field<&GradeFigures::code>({"code", code}),
        field<&GradeFigures::grade>({"grade", count}),
        field<&GradeFigures::pupils>({"pupils", count, "pupil"}),
        field<&GradeFigures::classes>({"classes", count, "class"}),
    };
};

template <>
struct Schema<RoomGroup> {
    static constexpr TableId id = TableId::rooms;
    static constexpr std::string_view name = "rooms";
    static constexpr std::size_t key_fields = 3;
    static constexpr auto rows = &Snapshot::rooms;
    static constexpr std::array fields{
        field<&RoomGroup::code>({"code", code}),
        field<&RoomGroup::kind>({"kind", code}),
        field<&RoomGroup::area>({"area_m2", hundredths, "m2"}),
        field<&RoomGroup::count>({"count", count, "room"}),
    };
};

template <>
struct Schema<Teacher> {
    static constexpr TableId id = TableId::teachers;
    static constexpr std::string_view name = "teachers";
    static constexpr std::size_t key_fields = 1;
    static constexpr auto rows = &Snapshot::teachers;
    static constexpr std::array fields{
        field<&Teacher::id>({"id", code}),
        field<&Teacher::code>({"code", code}),
        field<&Teacher::stage>({"stage", word, {}, kStageWords}),
        field<&Teacher::subject>({"subject", code}),
        field<&Teacher::degree>({"degree", code}),
        field<&Teacher::title>({"title", word, {}, kTitleWords}),
        field<&Teacher::honour>({"honour", word, {}, kHonourWords}),
        field<&Teacher::honour_until>({"honour_until", date}),
        field<&Teacher::certificate>({"certificate", word, {}, kCertificateWords}),
        field<&Teacher::birth_year>({"birth_year", year}),
        field<&Teacher::in_post_since>({"in_post_since", year}),
        field<&Teacher::contract>({"contract", word, {}, kContractWords}),
        field<&Teacher::works_at>({"works_at", code}),
        field<&Teacher::works_since>({"works_since", year}),
    };
};

template <>
struct Schema<SchoolFigure> {
    static constexpr TableId id = TableId::figures;
    static constexpr std::string_view name = "figures";
    static constexpr std::size_t key_fields = 4;
    static constexpr auto rows = &Snapshot::figures;
    static constexpr std::array fields{
        field<&SchoolFigure::code>({"code", code}),
        field<&SchoolFigure::key>({"key", code}),
        field<&SchoolFigure::stage>({"stage", word, {}, kStageWords}),
        field<&SchoolFigure::period>({"period", text}),
        field<&SchoolFigure::value>({"value", hundredths}),
        field<&SchoolFigure::unit>({"unit", text}),
    };
};

template <>
struct Schema<SourceCount> {
    static constexpr TableId id = TableId::counts;
    static constexpr std::string_view name = "counts";
    static constexpr std::size_t key_fields = 4;
    static constexpr auto rows = &Snapshot::counts;
    static constexpr std::array fields{
        field<&SourceCount::code>({"code", code}),
        field<&SourceCount::figure>({"figure", code}),
        field<&SourceCount::origin>({"origin", word, {}, kOriginWords}),
        field<&SourceCount::stage>({"stage", word, {}, kStageWords}),
        field<&SourceCount::value>({"value", hundredths}),
        field<&SourceCount::as_of>({"as_of", date}),
    };
};

template <>
struct Schema<Evidence> {
    static constexpr TableId id = TableId::evidence;
    static constexpr std::string_view name = "evidence";
    static constexpr std::size_t key_fields = 2;
    static constexpr auto rows = &Snapshot::evidence;
    static constexpr std::array fields{
        field<&Evidence::item>({"item", code}),
        field<&Evidence::slot>({"slot", code}),
        field<&Evidence::state>({"state", word, {}, kEvidenceWords}),
        field<&Evidence::title>({"title", text}),
        field<&Evidence::judged>({"judged", word, {}, kJudgedWords}),
    };
};

template <>
struct Schema<DistrictUnit> {
    static constexpr TableId id = TableId::units;
    static constexpr std::string_view name = "units";
    static constexpr std::size_t key_fields = 1;
    static constexpr auto rows = &Snapshot::units;
    static constexpr std::array fields{
        field<&DistrictUnit::id>({"id", code}),
        field<&DistrictUnit::kind>({"kind", word, {}, kUnitWords}),
        field<&DistrictUnit::name>({"name", text}),
        field<&DistrictUnit::township>({"township", code}),
        field<&DistrictUnit::village>({"village", code}),
        field<&DistrictUnit::road>({"road", text}),
        field<&DistrictUnit::side>({"side", word, {}, kSideWords}),
        field<&DistrictUnit::from>({"from", count}),
        field<&DistrictUnit::to>({"to", count}),
        field<&DistrictUnit::together>({"together", code}),
        nested<&DistrictUnit::position, &Position::lon>({"lon", coordinate, "degree"}),
        nested<&DistrictUnit::position, &Position::lat>({"lat", coordinate, "degree"}),
        nested<&DistrictUnit::position, &Position::crs>({"crs", word, {}, kCrsWords}),
        field<&DistrictUnit::polygon>({"polygon", geometry}),
    };
};

template <>
struct Schema<UnitPupils> {
    static constexpr TableId id = TableId::unit_pupils;
    static constexpr std::string_view name = "unit_pupils";
    static constexpr std::size_t key_fields = 2;
    static constexpr auto rows = &Snapshot::unit_pupils;
    static constexpr std::array fields{
        field<&UnitPupils::unit>({"unit", code}),
        field<&UnitPupils::grade>({"grade", count}),
        field<&UnitPupils::pupils>({"pupils", count, "pupil"}),
    };
};

template <>
struct Schema<AdmissionDistrict> {
    static constexpr TableId id = TableId::districts;
    static constexpr std::string_view name = "districts";
    static constexpr std::size_t key_fields = 3;
    static constexpr auto rows = &Snapshot::districts;
    static constexpr std::array fields{
        field<&AdmissionDistrict::unit>({"unit", code}),
        field<&AdmissionDistrict::entry_grade>({"entry_grade", count}),
        field<&AdmissionDistrict::code>({"code", code}),
    };
};

template <>
struct Schema<AdmissionPlan> {
    static constexpr TableId id = TableId::admission;
    static constexpr std::string_view name = "admission";
    static constexpr std::size_t key_fields = 2;
    static constexpr auto rows = &Snapshot::admission;
    static constexpr std::array fields{
        field<&AdmissionPlan::code>({"code", code}),
        field<&AdmissionPlan::entry_grade>({"entry_grade", count}),
        field<&AdmissionPlan::last_grade>({"last_grade", count}),
        field<&AdmissionPlan::classes>({"classes", count, "class"}),
    };
};

/// Calls f.template operator()<Record>() with the record type of the table.
template <class F>
decltype(auto) with_record(TableId table, F&& f) {
    switch (table) {
        case TableId::county:
            return f.template operator()<CountyFigure>();
        case TableId::townships:
            return f.template operator()<Township>();
        case TableId::villages:
            return f.template operator()<Village>();
        case TableId::features:
            return f.template operator()<MapFeature>();
        case TableId::schools:
            return f.template operator()<School>();
        case TableId::stages:
            return f.template operator()<StageFigures>();
        case TableId::shared:
            return f.template operator()<SharedFigures>();
        case TableId::classes:
            return f.template operator()<ClassGroup>();
        case TableId::grades:
            return f.template operator()<GradeFigures>();
        case TableId::rooms:
            return f.template operator()<RoomGroup>();
        case TableId::teachers:
            return f.template operator()<Teacher>();
        case TableId::figures:
            return f.template operator()<SchoolFigure>();
        case TableId::counts:
            return f.template operator()<SourceCount>();
        case TableId::evidence:
            return f.template operator()<Evidence>();
        case TableId::units:
            return f.template operator()<DistrictUnit>();
        case TableId::unit_pupils:
            return f.template operator()<UnitPupils>();
        case TableId::districts:
            return f.template operator()<AdmissionDistrict>();
        case TableId::admission:
            break;
    }
    return f.template operator()<AdmissionPlan>();
}

template <class Record>
Row to_row(const Record& record) {
    Row row;
    row.reserve(Schema<Record>::fields.size());
    for (const auto& accessor : Schema<Record>::fields) row.push_back(accessor.get(record));
    return row;
}

template <class Record>
Record from_row(const Row& row) {
    Record record;
    for (std::size_t i = 0; i < Schema<Record>::fields.size(); ++i)
        Schema<Record>::fields[i].set(record, row[i]);
    return record;
}

}  // namespace junheng
