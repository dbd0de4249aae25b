-- SPDX-License-Identifier: Apache-2.0
-- Who changed what, when, why, and where it stood. Only ever grows: the triggers refuse everything else.

CREATE TABLE change_set (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    county TEXT NOT NULL REFERENCES county_register (code),
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    why TEXT NOT NULL,
    undoes INTEGER REFERENCES change_set (id)
) STRICT;
CREATE INDEX change_set_of_county ON change_set (county, id);
CREATE INDEX change_set_undoes ON change_set (undoes) WHERE undoes IS NOT NULL;

-- How much a set touched: part is rows, pupils or identities.
CREATE TABLE change_tally (
    change_set INTEGER NOT NULL REFERENCES change_set (id),
    part TEXT NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    PRIMARY KEY (change_set, part)
) STRICT, WITHOUT ROWID;

-- Columns: by field of the table, as the user counts them, 0 = none, separated by commas.
CREATE TABLE source_sheet (
    change_set INTEGER NOT NULL REFERENCES change_set (id),
    position INTEGER NOT NULL,
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    table_name TEXT NOT NULL,
    columns TEXT NOT NULL,
    PRIMARY KEY (change_set, position)
) STRICT, WITHOUT ROWID;

-- row_key is a JSON list. With a field: one cell, before and after are JSON values. Without: a whole row as a JSON
-- list, after empty when it went, before empty when it came.
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    change_set INTEGER NOT NULL REFERENCES change_set (id),
    county TEXT NOT NULL,
    school_year INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    row_key TEXT NOT NULL,
    field TEXT,
    before TEXT,
    after TEXT,
    sheet INTEGER,
    sheet_row INTEGER
) STRICT;
CREATE INDEX change_of_set ON change (change_set);
CREATE INDEX change_of_row ON change (county, school_year, table_name, row_key);

CREATE TRIGGER change_set_stays BEFORE UPDATE ON change_set BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER change_set_kept BEFORE DELETE ON change_set BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER change_tally_stays BEFORE UPDATE ON change_tally BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER change_tally_kept BEFORE DELETE ON change_tally BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER source_sheet_stays BEFORE UPDATE ON source_sheet BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER source_sheet_kept BEFORE DELETE ON source_sheet BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER change_stays BEFORE UPDATE ON change BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER change_kept BEFORE DELETE ON change BEGIN SELECT RAISE (ABORT, 'append only'); END;
