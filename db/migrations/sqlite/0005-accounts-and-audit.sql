-- SPDX-License-Identifier: Apache-2.0
-- Who may come in, what they did, and a number that moves whenever an answer may have become another one.

CREATE TABLE account (
    county TEXT NOT NULL REFERENCES county_register (code),
    name TEXT NOT NULL,
    full_name TEXT NOT NULL,
    role TEXT NOT NULL,
    scope_kind TEXT NOT NULL,
    scope_code TEXT NOT NULL,
    password TEXT NOT NULL,
    password_change_due INTEGER NOT NULL,
    active INTEGER NOT NULL,
    PRIMARY KEY (county, name)
) STRICT, WITHOUT ROWID;

-- Apart from the accounts: every wrong password writes here, and no answer hangs on it.
CREATE TABLE login_failure (
    county TEXT NOT NULL,
    name TEXT NOT NULL,
    failures INTEGER NOT NULL,
    locked_until TEXT NOT NULL,
    PRIMARY KEY (county, name)
) STRICT, WITHOUT ROWID;

-- Numbered without a gap; each hash covers the one before it.
CREATE TABLE audit (
    county TEXT NOT NULL REFERENCES county_register (code),
    id INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    purpose TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (county, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE (ABORT, 'append only'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit BEGIN SELECT RAISE (ABORT, 'append only'); END;

CREATE TABLE revision (
    county TEXT NOT NULL,
    what TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (county, what)
) STRICT, WITHOUT ROWID;
INSERT INTO revision (county, what, number) SELECT code, 'data', 0 FROM county_register;
INSERT INTO revision (county, what, number) SELECT code, 'accounts', 0 FROM county_register;
CREATE TRIGGER revision_of_county AFTER INSERT ON county_register BEGIN
    INSERT INTO revision (county, what, number) VALUES (NEW.code, 'data', 0), (NEW.code, 'accounts', 0);
END;

CREATE TRIGGER revision_by_name AFTER UPDATE ON county_register BEGIN
    UPDATE revision SET number = number + 1 WHERE county = NEW.code AND what = 'data';
END;
CREATE TRIGGER revision_by_change AFTER INSERT ON change_set BEGIN
    UPDATE revision SET number = number + 1 WHERE county = NEW.county AND what = 'data';
END;
CREATE TRIGGER revision_by_scenario AFTER INSERT ON scenario BEGIN
    UPDATE revision SET number = number + 1 WHERE county = NEW.county AND what = 'data';
END;
CREATE TRIGGER revision_by_lost_scenario AFTER DELETE ON scenario BEGIN
    UPDATE revision SET number = number + 1 WHERE county = OLD.county AND what = 'data';
END;
CREATE TRIGGER revision_by_account AFTER INSERT ON account BEGIN
    UPDATE revision SET number = number + 1 WHERE county = NEW.county AND what = 'accounts';
END;
CREATE TRIGGER revision_by_changed_account AFTER UPDATE ON account BEGIN
    UPDATE revision SET number = number + 1 WHERE county = NEW.county AND what = 'accounts';
END;
