-- SPDX-License-Identifier: Apache-2.0
-- Children. A person is a number and the blind indexes it is found by; everything that tells who it is lies sealed in
-- the enrolments. A row of these is one version: opened by from_set, closed by to_set, so that they are their own log.

CREATE TABLE installation (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    county TEXT NOT NULL REFERENCES county_register (code)
) STRICT;

-- Of the identity number, and of the student number where this says more. Written in order of the index; without a
-- reference to person, whose random look-up would cost as much as the rest.
CREATE TABLE person_key (
    county TEXT NOT NULL,
    blind_index BLOB NOT NULL,
    person INTEGER NOT NULL,
    PRIMARY KEY (county, blind_index)
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolment (
    id INTEGER PRIMARY KEY,
    county TEXT NOT NULL,
    school_year INTEGER NOT NULL,
    person INTEGER NOT NULL REFERENCES person (id),
    school TEXT NOT NULL,
    grade INTEGER NOT NULL,
    class TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    sealed BLOB NOT NULL,
    sheet INTEGER,
    sheet_row INTEGER,
    from_set INTEGER NOT NULL REFERENCES change_set (id),
    to_set INTEGER REFERENCES change_set (id)
) STRICT;
CREATE UNIQUE INDEX enrolment_current ON enrolment (county, school_year, person) WHERE to_set IS NULL;
CREATE INDEX enrolment_from ON enrolment (from_set);
CREATE INDEX enrolment_to ON enrolment (to_set) WHERE to_set IS NOT NULL;

CREATE TABLE teacher_identity (
    id INTEGER PRIMARY KEY,
    county TEXT NOT NULL REFERENCES county_register (code),
    teacher TEXT NOT NULL,
    blind_index BLOB NOT NULL,
    sealed BLOB NOT NULL,
    from_set INTEGER NOT NULL REFERENCES change_set (id),
    to_set INTEGER REFERENCES change_set (id)
) STRICT;
CREATE UNIQUE INDEX teacher_identity_current ON teacher_identity (county, teacher) WHERE to_set IS NULL;
CREATE INDEX teacher_identity_number ON teacher_identity (county, blind_index) WHERE to_set IS NULL;
CREATE INDEX teacher_identity_from ON teacher_identity (from_set);
CREATE INDEX teacher_identity_to ON teacher_identity (to_set) WHERE to_set IS NOT NULL;

CREATE TABLE child_access (
    id INTEGER PRIMARY KEY,
    county TEXT NOT NULL REFERENCES county_register (code),
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    purpose TEXT NOT NULL,
    scope TEXT NOT NULL,
    children INTEGER NOT NULL
) STRICT;

CREATE VIEW enrolment_log AS
SELECT from_set AS change_set, county, school_year, person, 'opened' AS event, school, grade, class FROM enrolment
UNION ALL
SELECT to_set, county, school_year, person, 'closed', school, grade, class FROM enrolment WHERE to_set IS NOT NULL;

-- A version is closed once and never rewritten. Deleting stays possible: the right to erasure asks for it.
CREATE TRIGGER enrolment_stays BEFORE UPDATE OF
    id, county, school_year, person, school, grade, class, fingerprint, sealed, sheet, sheet_row, from_set ON enrolment
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER enrolment_closed BEFORE UPDATE OF to_set ON enrolment WHEN OLD.to_set IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER teacher_identity_stays BEFORE UPDATE OF
    id, county, teacher, blind_index, sealed, from_set ON teacher_identity
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER teacher_identity_closed BEFORE UPDATE OF to_set ON teacher_identity WHEN OLD.to_set IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER child_access_stays BEFORE UPDATE ON child_access BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER child_access_kept BEFORE DELETE ON child_access BEGIN SELECT RAISE (ABORT, 'append only'); END;
