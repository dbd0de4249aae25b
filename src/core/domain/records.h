// SPDX-License-Identifier: Apache-2.0
/// What a county is made of: one plain record a row of the tables in docs/tables.md. School codes
/// are texts, since foreign registries use their own forms. Single children are not here: they stay
/// in the store behind their rights.
#pragma once

#include <cstdint>
#include <string>

#include "core/base/maybe.h"
#include "core/base/quantity.h"

namespace junheng {

enum class Stage : std::uint8_t { primary, junior, senior };

/// A point with its reference system. Coordinates of unlike systems never meet without conversion.
struct Position {
    Maybe<double> lon;  // degrees east
    Maybe<double> lat;  // degrees north
    std::string crs;    // wgs84, cgcs2000, gcj02, bd09; empty when there is no position
};

/// A figure of the county itself: pay, senior places, migrant children, vetoes. `value` is a
/// decimal number, or yes/no; `period` is a calendar year (money), a school year or a day.
struct CountyFigure {
    std::string key;
    std::string period;
    Maybe<std::string> value;
    std::string unit;
};

struct Township {
    std::string code;
    std::string name;
    std::string kind;  // street, town, township
    Position position;
    std::string polygon;  // WKT in the same reference system as the position
};

struct Village {
    std::string code;
    std::string name;
    std::string township;
    Position position;
    std::string polygon;
    Maybe<std::int64_t> population;
};

/// Roads, rivers and whatever else the map shows or a planner treats as a barrier.
struct MapFeature {
    std::string id;
    std::string kind;  // road, highway, river, lake
    std::string name;
    std::string crs;
    std::string geometry;  // WKT
};

/// The least piece of land that an admission district is made of: an estate, a stretch of a road
/// with its door numbers, a village or a part of one.
struct DistrictUnit {
    std::string id;
    std::string kind;  // estate, road, village, group
    std::string name;
    std::string township;
    std::string village;
    std::string road;          // of a stretch of a road
    std::string side;          // odd, even, both
    Maybe<std::int64_t> from;  // first door number
    Maybe<std::int64_t> to;    // last door number
    std::string together;      // units with the same word here stay with one school
    Position position;
    std::string polygon;
};

/// Children of compulsory school age who live in a unit.
struct UnitPupils {
    std::string unit;
    std::int64_t grade = 0;  // the grade that their age belongs to; 0 = the year before grade 1
    Maybe<std::int64_t> pupils;
};

/// Which school a unit's children enter at a grade. Several schools of one unit and grade draw
/// lots.
struct AdmissionDistrict {
    std::string unit;
    std::int64_t entry_grade = 0;
    std::string code;
};

/// What a school may take in at an entry grade, and how far it leads.
struct AdmissionPlan {
    std::string code;
    std::int64_t entry_grade = 0;
    Maybe<std::int64_t> last_grade;
    Maybe<std::int64_t> classes;  // approved classes of the entry grade
};

/// Bits of School::flags.
enum SchoolFlag : std::uint32_t {
    kDenseCentre = 1U << 0U,      // in an over-dense city centre
    kMajorityMigrant = 1U << 1U,  // more than half of the pupils are migrant children
    kBoarding = 1U << 2U,         // a boarding school
};

struct School {
    std::string code;
    std::string name;
    Maybe<std::int64_t> kind;        // 办学类型码: 211, 218, 311, 312, 341, 345, ...
    Maybe<std::int64_t> area_class;  // 城乡分类代码: 111, 112, 121, 122, 123, 210, 220
    std::string ownership;           // education, other_department, local_enterprise, private
    std::string township;
    std::string village;
    Position position;
    Maybe<std::int64_t> built_year;
    std::string central_school;  // code of the central school that files for it
    std::string campus_of;       // code of the school whose campus this is
    std::string merged_into;     // code of the school that took it over
    std::uint32_t flags = 0;
};

/// Totals of a school's stage. Teacher totals equal the count of the teachers wherever these are
/// given one by one.
struct StageFigures {
    std::string code;
    Stage stage = Stage::primary;
    Maybe<Pupils> pupils;
    Maybe<Teachers> above_degree_teachers;
    Maybe<Teachers> backbone_teachers;
    Maybe<Teachers> pe_art_teachers;
    Maybe<Teachers> added_pe_art_teachers;
};

/// What the stages of a school share.
struct SharedFigures {
    std::string code;
    Maybe<Area> teaching_area;  // the form's total, gym included
    Maybe<Area> indoor_sports;
    Maybe<Area> sports_ground;
    Maybe<Area> added_sports;
    Maybe<Money> equipment;  // book value
    Maybe<Rooms> multimedia_rooms;
};

struct ClassGroup {
    std::string code;
    std::int64_t grade = 0;
    std::string name;
    Maybe<Pupils> pupils;
};

/// Pupils of one grade where classes are not given one by one.
struct GradeFigures {
    std::string code;
    std::int64_t grade = 0;  // 1..12; 0 = preschool
    Maybe<Pupils> pupils;
    Maybe<std::int64_t> classes;
};

struct RoomGroup {
    std::string code;
    std::string kind;  // music, art, laboratory, ..., or the kind of a foreign registry
    Maybe<Area> area;  // of one room of the group
    Maybe<Rooms> count;
};

struct Teacher {
    std::string id;
    std::string code;
    Stage stage = Stage::primary;
    std::string subject;  // 中小学课程码: 13, 14, 22 (PE), 23..25 (art), ...
    std::string degree;   // GB/T 4658: 11, 14, 21, 31, 41, ...
    std::string title;    // senior_full, senior, first, second, third, none
    std::string honour;   // highest: special_grade, subject_leader, backbone, rising; empty = none
    std::string honour_until;  // ISO day; empty = without term
    std::string certificate;   // stage of the teacher certificate: primary, junior, senior, none
    Maybe<std::int64_t> birth_year;
    Maybe<std::int64_t> in_post_since;  // year
    std::string contract;               // in_quota, contract, part_time, substitute
    std::string works_at;  // code of the school of work while on exchange; empty = at `code`
    Maybe<std::int64_t> works_since;  // starting year of the exchange
};

/// Any further figure of a school or one of its stages: funds, quota, places, and what overlays ask
/// for.
struct SchoolFigure {
    std::string code;
    std::string stage;  // primary, junior, senior, or empty for the whole school
    std::string key;
    std::string period;
    Maybe<Amount> value;
    std::string unit;
};

/// The same figure as another source gives it: the three counts 三数.
struct SourceCount {
    std::string code;
    std::string stage;   // primary, junior, senior, or empty
    std::string figure;  // a column of stages or shared, as "pupils"
    std::string origin;  // statistics, register, ledger
    Maybe<Amount> value;
    std::string as_of;  // ISO day
};

/// A paper behind an indicator that is judged by papers.
struct Evidence {
    std::string item;   // G1, Q3, ...
    std::string slot;   // which of the papers it needs
    std::string state;  // present (under review), accepted, returned, missing
    std::string title;
    std::string judged;  // met, short or empty: what the reviewer found; counts once reviewed
};

}  // namespace junheng
