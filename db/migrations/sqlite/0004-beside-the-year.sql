-- SPDX-License-Identifier: Apache-2.0
-- What stands beside the current state of a year: overlays of the county, scenarios, states as they were handed in.

CREATE TABLE overlay_file (
    id INTEGER PRIMARY KEY,
    county TEXT NOT NULL REFERENCES county_register (code),
    name TEXT NOT NULL,
    path TEXT NOT NULL,
    content TEXT NOT NULL,
    from_set INTEGER NOT NULL REFERENCES change_set (id),
    to_set INTEGER REFERENCES change_set (id)
) STRICT;
CREATE UNIQUE INDEX overlay_file_current ON overlay_file (county, name, path) WHERE to_set IS NULL;
CREATE INDEX overlay_file_from ON overlay_file (from_set);
CREATE INDEX overlay_file_to ON overlay_file (to_set) WHERE to_set IS NOT NULL;
CREATE TRIGGER overlay_file_stays BEFORE UPDATE OF id, county, name, path, content, from_set ON overlay_file
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER overlay_file_closed BEFORE UPDATE OF to_set ON overlay_file WHEN OLD.to_set IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER overlay_file_kept BEFORE DELETE ON overlay_file BEGIN SELECT RAISE (ABORT, 'append only'); END;

CREATE TABLE scenario (
    county TEXT NOT NULL REFERENCES county_register (code),
    name TEXT NOT NULL,
    school_year INTEGER NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    why TEXT NOT NULL,
    changes TEXT NOT NULL,
    PRIMARY KEY (county, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE reported (
    change_set INTEGER NOT NULL PRIMARY KEY REFERENCES change_set (id),
    school_year INTEGER NOT NULL,
    digest TEXT NOT NULL
) STRICT;
CREATE TABLE reported_table (
    change_set INTEGER NOT NULL REFERENCES reported (change_set),
    table_name TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (change_set, table_name)
) STRICT;
CREATE TRIGGER reported_stays BEFORE UPDATE ON reported BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER reported_kept BEFORE DELETE ON reported BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER reported_table_stays BEFORE UPDATE ON reported_table BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER reported_table_kept BEFORE DELETE ON reported_table BEGIN SELECT RAISE (ABORT, 'append only'); END;
