-- SPDX-License-Identifier: ISC
-- 0008: approved files of payout points and reorganisations can be undone as a
-- whole: how the rows stood that they touched.

-- Payout points that an approved file made or changed.
CREATE TABLE point_was (
    change_id INTEGER NOT NULL REFERENCES change (id), -- the request of the file
    point_id INTEGER NOT NULL,     -- one that the file made goes with the undo: no reference
    made     INTEGER NOT NULL CHECK (made IN (0, 1)), -- 1: the file made it
    name TEXT NOT NULL, name_key BLOB NOT NULL, fold TEXT NOT NULL, -- as it stood before; made: as the file has it
    unit_id INTEGER NOT NULL, area_id INTEGER NOT NULL, place TEXT NOT NULL, active INTEGER NOT NULL, -- likewise
    crew     TEXT NOT NULL,        -- logins of who paid there before, a blank behind each
    crew_now TEXT NOT NULL,        -- of who pays there by the file
    PRIMARY KEY (change_id, point_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER point_was_no_update BEFORE UPDATE ON point_was
BEGIN SELECT RAISE(ABORT, 'what stood before is kept'); END;
CREATE TRIGGER point_was_no_delete BEFORE DELETE ON point_was
BEGIN SELECT RAISE(ABORT, 'what stood before is kept'); END;

-- Units of the post that an approved file of points made.
CREATE TABLE unit_made (
    change_id INTEGER NOT NULL REFERENCES change (id), -- the request of the file
    unit_id  INTEGER NOT NULL,     -- goes with the undo: no reference
    PRIMARY KEY (change_id, unit_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER unit_made_no_update BEFORE UPDATE ON unit_made
BEGIN SELECT RAISE(ABORT, 'what stood before is kept'); END;
CREATE TRIGGER unit_made_no_delete BEFORE DELETE ON unit_made
BEGIN SELECT RAISE(ABORT, 'what stood before is kept'); END;

-- What an approved reorganisation took from one area to another.
CREATE TABLE move_was (
    change_id INTEGER NOT NULL REFERENCES change (id), -- the request
    what TEXT NOT NULL CHECK (what IN ('person', 'point', 'staff', 'request', 'transfer', 'province')),
    id        INTEGER NOT NULL,    -- of the row
    from_area INTEGER,             -- where it was, NULL: none
    to_area   INTEGER,             -- where it went, NULL: none
    was  TEXT NOT NULL DEFAULT '', -- the rest as it stood, lines name=value
    became TEXT NOT NULL DEFAULT '', -- as the reorganisation left that
    PRIMARY KEY (change_id, what, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER move_was_no_update BEFORE UPDATE ON move_was
BEGIN SELECT RAISE(ABORT, 'what stood before is kept'); END;
CREATE TRIGGER move_was_no_delete BEFORE DELETE ON move_was
BEGIN SELECT RAISE(ABORT, 'what stood before is kept'); END;
