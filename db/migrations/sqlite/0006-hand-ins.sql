-- SPDX-License-Identifier: Apache-2.0
-- The way of a figure: who filled, signed, checked, reviewed or returned a school's table of a year. The last event of
-- a table says where it stands; without one it is unfilled.

CREATE TABLE hand_in_event (
    id INTEGER PRIMARY KEY,
    county TEXT NOT NULL REFERENCES county_register (code),
    school_year INTEGER NOT NULL,
    school TEXT NOT NULL,
    table_name TEXT NOT NULL,
    act TEXT NOT NULL,
    state TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX hand_in_of_school ON hand_in_event (county, school_year, school, table_name, id);
CREATE TRIGGER hand_in_event_stays BEFORE UPDATE ON hand_in_event BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER hand_in_event_kept BEFORE DELETE ON hand_in_event BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER revision_by_hand_in AFTER INSERT ON hand_in_event BEGIN
    UPDATE revision SET number = number + 1 WHERE county = NEW.county AND what = 'data';
END;
