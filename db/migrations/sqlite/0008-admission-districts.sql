-- SPDX-License-Identifier: Apache-2.0
-- Admission districts: the units, the children who live in them, which school takes them, and how many it may take.

CREATE TABLE units (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT,
    "name" TEXT,
    "township" TEXT,
    "village" TEXT,
    "road" TEXT,
    "side" TEXT,
    "from" INTEGER,
    "to" INTEGER,
    "together" TEXT,
    "lon" REAL,
    "lat" REAL,
    "crs" TEXT,
    "polygon" TEXT,
    absent TEXT,
    PRIMARY KEY (county, school_year, "id")
) STRICT, WITHOUT ROWID;

CREATE TABLE unit_pupils (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "grade" INTEGER NOT NULL,
    "pupils" INTEGER,
    absent TEXT,
    PRIMARY KEY (county, school_year, "unit", "grade")
) STRICT, WITHOUT ROWID;

CREATE TABLE districts (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "entry_grade" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    absent TEXT,
    PRIMARY KEY (county, school_year, "unit", "entry_grade", "code")
) STRICT, WITHOUT ROWID;

CREATE TABLE admission (
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "entry_grade" INTEGER NOT NULL,
    "last_grade" INTEGER,
    "classes" INTEGER,
    absent TEXT,
    PRIMARY KEY (county, school_year, "code", "entry_grade")
) STRICT, WITHOUT ROWID;
