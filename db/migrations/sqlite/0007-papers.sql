-- SPDX-License-Identifier: Apache-2.0
-- The papers behind the indicators that are judged by papers. Contents are kept once, under their SHA-256; a file of a
-- slot is a version: opened by the change set that brought it, closed by the one that replaced it or took it back.

CREATE TABLE paper_content (
    sha256 TEXT NOT NULL PRIMARY KEY,
    content BLOB NOT NULL
) STRICT;
CREATE TRIGGER paper_content_stays BEFORE UPDATE ON paper_content BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER paper_content_kept BEFORE DELETE ON paper_content BEGIN SELECT RAISE (ABORT, 'append only'); END;

CREATE TABLE paper_file (
    id INTEGER PRIMARY KEY,
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    item TEXT NOT NULL,
    slot TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL REFERENCES paper_content (sha256),
    from_set INTEGER NOT NULL REFERENCES change_set (id),
    to_set INTEGER REFERENCES change_set (id)
) STRICT;
CREATE UNIQUE INDEX paper_file_current ON paper_file (county, school_year, item, slot) WHERE to_set IS NULL;
CREATE INDEX paper_file_from ON paper_file (from_set);
CREATE INDEX paper_file_to ON paper_file (to_set) WHERE to_set IS NOT NULL;
CREATE TRIGGER paper_file_stays
BEFORE UPDATE OF id, county, school_year, item, slot, name, media_type, size, sha256, from_set ON paper_file
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER paper_file_closed BEFORE UPDATE OF to_set ON paper_file WHEN OLD.to_set IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER paper_file_kept BEFORE DELETE ON paper_file BEGIN SELECT RAISE (ABORT, 'append only'); END;
