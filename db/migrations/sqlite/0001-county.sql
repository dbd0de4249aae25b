-- SPDX-License-Identifier: Apache-2.0
-- The record tables, current state only: columns as in docs/tables.md. A missing cell is NULL; "absent" names those
-- whose reason is another than "not reported" (field=reason, separated by spaces). A missing key field is '' or a
-- number below zero. What was before stands in "change".

CREATE TABLE county_register (
    code TEXT NOT NULL PRIMARY KEY CHECK (code GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'),
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE county (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "value" TEXT,
    "unit" TEXT,
    absent TEXT,
    PRIMARY KEY (county, school_year, "key", "period")
) STRICT, WITHOUT ROWID;

CREATE TABLE townships (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT,
    "kind" TEXT,
    "lon" REAL,
    "lat" REAL,
    "crs" TEXT,
    "polygon" TEXT,
    absent TEXT,
    PRIMARY KEY (county, school_year, "code")
) STRICT, WITHOUT ROWID;

CREATE TABLE villages (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT,
    "township" TEXT,
    "lon" REAL,
    "lat" REAL,
    "crs" TEXT,
    "polygon" TEXT,
    "population" INTEGER,
    absent TEXT,
    PRIMARY KEY (county, school_year, "code")
) STRICT, WITHOUT ROWID;

CREATE TABLE features (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT,
    "name" TEXT,
    "crs" TEXT,
    "geometry" TEXT,
    absent TEXT,
    PRIMARY KEY (county, school_year, "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE schools (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT,
    "kind" INTEGER,
    "area_class" INTEGER,
    "ownership" TEXT,
    "township" TEXT,
    "village" TEXT,
    "lon" REAL,
    "lat" REAL,
    "crs" TEXT,
    "built_year" INTEGER,
    "central_school" TEXT,
    "campus_of" TEXT,
    "merged_into" TEXT,
    "flags" TEXT,
    absent TEXT,
    PRIMARY KEY (county, school_year, "code")
) STRICT, WITHOUT ROWID;

CREATE TABLE stages (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "pupils" INTEGER,
    "above_degree_teachers" INTEGER,
    "backbone_teachers" INTEGER,
    "pe_art_teachers" INTEGER,
    "added_pe_art_teachers" INTEGER,
    absent TEXT,
    PRIMARY KEY (county, school_year, "code", "stage")
) STRICT, WITHOUT ROWID;

CREATE TABLE shared (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "teaching_area_m2" INTEGER,
    "indoor_sports_m2" INTEGER,
    "sports_ground_m2" INTEGER,
    "added_sports_m2" INTEGER,
    "equipment_yuan" INTEGER,
    "multimedia_rooms" INTEGER,
    absent TEXT,
    PRIMARY KEY (county, school_year, "code")
) STRICT, WITHOUT ROWID;

CREATE TABLE classes (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "grade" INTEGER NOT NULL,
    "class" TEXT NOT NULL,
    "pupils" INTEGER,
    absent TEXT,
    PRIMARY KEY (county, school_year, "code", "grade", "class")
) STRICT, WITHOUT ROWID;

CREATE TABLE grades (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "grade" INTEGER NOT NULL,
    "pupils" INTEGER,
    "classes" INTEGER,
    absent TEXT,
    PRIMARY KEY (county, school_year, "code", "grade")
) STRICT, WITHOUT ROWID;

CREATE TABLE rooms (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "area_m2" INTEGER NOT NULL,
    "count" INTEGER,
    absent TEXT,
    PRIMARY KEY (county, school_year, "code", "kind", "area_m2")
) STRICT, WITHOUT ROWID;

CREATE TABLE teachers (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "code" TEXT,
    "stage" TEXT,
    "subject" TEXT,
    "degree" TEXT,
    "title" TEXT,
    "honour" TEXT,
    "honour_until" TEXT,
    "certificate" TEXT,
    "birth_year" INTEGER,
    "in_post_since" INTEGER,
    "contract" TEXT,
    "works_at" TEXT,
    "works_since" INTEGER,
    absent TEXT,
    PRIMARY KEY (county, school_year, "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE figures (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "value" INTEGER,
    "unit" TEXT,
    absent TEXT,
    PRIMARY KEY (county, school_year, "code", "key", "stage", "period")
) STRICT, WITHOUT ROWID;

CREATE TABLE counts (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "figure" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "value" INTEGER,
    "as_of" TEXT,
    absent TEXT,
    PRIMARY KEY (county, school_year, "code", "figure", "origin", "stage")
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "item" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "state" TEXT,
    "title" TEXT,
    "judged" TEXT,
    absent TEXT,
    PRIMARY KEY (county, school_year, "item", "slot")
) STRICT, WITHOUT ROWID;
