-- SPDX-License-Identifier: ISC
-- 0007: files of the roll wait for a second person: their rows, one part for
-- each list owner, and what was decided about them.
-- Foreign keys are off while this runs and are checked when it has run.

-- Unfinished jobs of the version before are begun again.
UPDATE job SET state = 'aborted' WHERE state = 'staging' AND kind IN ('roll', 'points');
DROP TABLE stage_roll;
DELETE FROM stage_point;
ALTER TABLE stage_point ADD COLUMN owner_id INTEGER NOT NULL DEFAULT 0; -- list owner who decides; 0: the whole office

-- Rows of a file of the roll, checked, as they will be stored.  They stay when
-- they were decided: what two people agreed on can be read later.
CREATE TABLE roll_row (
    job_id INTEGER NOT NULL REFERENCES job (id),
    owner_id INTEGER NOT NULL REFERENCES area (id), -- list owner of the person
    line   INTEGER NOT NULL,       -- of the file
    state  TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'stands', 'rejected', 'undone')),
    why    TEXT NOT NULL DEFAULT '', -- why it could not stand, or was rejected
    look   INTEGER NOT NULL,       -- what makes it an exception, office/roll_file.h; 0: none
    before INTEGER NOT NULL,       -- đồng a month by the books, when it came
    after  INTEGER NOT NULL,       -- đồng a month when it stands
    is_new INTEGER NOT NULL CHECK (is_new IN (0, 1)), -- 0: of a person on the roll, see roll_ask
    person_id INTEGER NOT NULL,    -- of the person with that code, or a new id
    code TEXT NOT NULL, name TEXT NOT NULL, other_name TEXT NOT NULL, given TEXT NOT NULL,
    name_key BLOB NOT NULL, fold TEXT NOT NULL, given_fold TEXT NOT NULL, initials TEXT NOT NULL,
    sex TEXT NOT NULL, birth_year INTEGER, birth_month INTEGER, birth_day INTEGER,
    ethnic TEXT NOT NULL, area_id INTEGER NOT NULL, village TEXT NOT NULL, village_key BLOB NOT NULL,
    point_id INTEGER NOT NULL, delivery TEXT NOT NULL, phone TEXT NOT NULL, note TEXT NOT NULL,
    id_kind TEXT NOT NULL, id_number TEXT NOT NULL, id_reversed TEXT NOT NULL, -- '' none
    entitlement_id INTEGER NOT NULL, -- new id; 0: none in this row
    category TEXT NOT NULL, hundredths INTEGER, manual INTEGER,
    from_month TEXT NOT NULL, to_month TEXT, decision TEXT NOT NULL, decided_on TEXT NOT NULL,
    collector_id INTEGER NOT NULL, -- new id; 0: none
    collector_kind TEXT NOT NULL, collector_name TEXT NOT NULL,
    collector_identity TEXT NOT NULL, relation TEXT NOT NULL,
    PRIMARY KEY (job_id, owner_id, line)
) STRICT, WITHOUT ROWID;
-- The job is left out on purpose: with it in front the planner reads a whole job.
CREATE INDEX roll_row_code ON roll_row (code);
CREATE INDEX roll_row_number ON roll_row (id_number) WHERE id_number <> '';
CREATE INDEX roll_row_namesake ON roll_row (fold, birth_year, area_id);
-- Exceptions first, page by page.
CREATE INDEX roll_row_page ON roll_row (job_id, owner_id, (look = 0), line);

-- What a row asks for about a person on the roll: fields of a request of that
-- kind, or ('record') of what decides nothing.
CREATE TABLE roll_ask (
    job_id INTEGER NOT NULL, owner_id INTEGER NOT NULL, line INTEGER NOT NULL, -- the row
    no     INTEGER NOT NULL,       -- order within the row
    kind   TEXT NOT NULL,          -- of change, or 'record'
    person_id INTEGER NOT NULL REFERENCES person (id),
    subject TEXT NOT NULL, month TEXT NOT NULL,
    fields TEXT NOT NULL,          -- what is asked, lines name=value
    was    TEXT NOT NULL,          -- as it stood when the file came
    effect TEXT NOT NULL,          -- consequences as of then, a sentence a line
    change_id INTEGER REFERENCES change (id), -- the request it became
    PRIMARY KEY (job_id, owner_id, line, no)
) STRICT, WITHOUT ROWID;
CREATE INDEX roll_ask_person ON roll_ask (person_id, kind, subject);
CREATE TRIGGER roll_ask_with_row AFTER DELETE ON roll_row
BEGIN
    DELETE FROM roll_ask WHERE job_id = OLD.job_id AND owner_id = OLD.owner_id
       AND line = OLD.line;
END;

-- The rows of a list owner in a file, counted as they come.
CREATE TABLE roll_part (
    job_id   INTEGER NOT NULL REFERENCES job (id),
    owner_id INTEGER NOT NULL REFERENCES area (id),
    change_id INTEGER UNIQUE REFERENCES change (id), -- the request; NULL: not yet
    rows     INTEGER NOT NULL DEFAULT 0, -- in the file, those that change nothing too
    added    INTEGER NOT NULL DEFAULT 0, -- of newcomers
    people   INTEGER NOT NULL DEFAULT 0, -- newcomers
    changed  INTEGER NOT NULL DEFAULT 0, -- of people on the roll, and something differs
    looks    INTEGER NOT NULL DEFAULT 0, -- exceptions
    before   INTEGER NOT NULL DEFAULT 0, -- đồng a month
    after    INTEGER NOT NULL DEFAULT 0, -- đồng a month
    stood    INTEGER NOT NULL DEFAULT 0, -- rows that stand
    rejected INTEGER NOT NULL DEFAULT 0, -- rows
    failed   INTEGER NOT NULL DEFAULT 0, -- rows that could not stand when they were decided last
    deciding INTEGER NOT NULL DEFAULT 0, -- decision that is being carried out; 0 none
    cursor   INTEGER NOT NULL DEFAULT 0, -- line it has come to
    moved_at TEXT NOT NULL DEFAULT '', -- moment at which rows of it last stood or were undone
    PRIMARY KEY (job_id, owner_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX roll_part_owner ON roll_part (owner_id, moved_at);

-- Who decided what about which rows; carried out in slices.
CREATE TABLE roll_decision (
    change_id INTEGER NOT NULL REFERENCES change (id),
    no       INTEGER NOT NULL CHECK (no >= 1), -- order
    verdict  TEXT NOT NULL CHECK (verdict IN ('approved', 'rejected', 'undone')),
    rows     TEXT NOT NULL,        -- '3,7-12': lines of the file; '' all that wait
    but      TEXT NOT NULL,        -- '4': lines left out
    reason   TEXT NOT NULL,        -- why
    undo_id  INTEGER REFERENCES change (id), -- on 'undone': the request that undoes
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at       TEXT NOT NULL,        -- moment
    PRIMARY KEY (change_id, no),
    CHECK (verdict <> 'rejected' OR reason <> ''),
    CHECK ((verdict = 'undone') = (undo_id IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER roll_decision_two BEFORE INSERT ON roll_decision
BEGIN
    SELECT RAISE(ABORT, 'who asked does not decide')
     WHERE NEW.staff_id = (SELECT maker_id FROM change
        WHERE id = coalesce(NEW.undo_id, NEW.change_id));
    SELECT RAISE(ABORT, 'the administrator decides nothing')
     WHERE (SELECT role FROM staff WHERE id = NEW.staff_id) = 'admin';
    SELECT RAISE(ABORT, 'roll_decision is append-only')
     WHERE EXISTS (SELECT 1 FROM roll_decision WHERE change_id = NEW.change_id AND no = NEW.no);
END;
CREATE TRIGGER roll_decision_no_update BEFORE UPDATE ON roll_decision
BEGIN SELECT RAISE(ABORT, 'roll_decision is append-only'); END;
CREATE TRIGGER roll_decision_no_delete BEFORE DELETE ON roll_decision
BEGIN SELECT RAISE(ABORT, 'roll_decision is append-only'); END;
-- What the approver read is what stands: a row of a request does not change
-- but in what became of it.
CREATE TRIGGER roll_row_frozen BEFORE UPDATE OF person_id, code, name, is_new, look, before, after,
    id_number, category, hundredths, manual, from_month, to_month, collector_name ON roll_row
BEGIN SELECT RAISE(ABORT, 'rows of a file are kept'); END;
CREATE TRIGGER roll_row_kept BEFORE DELETE ON roll_row
BEGIN
    SELECT RAISE(ABORT, 'rows of a request are kept')
     WHERE EXISTS (SELECT 1 FROM roll_part WHERE job_id = OLD.job_id
        AND owner_id = OLD.owner_id AND change_id IS NOT NULL);
END;

-- By which file somebody came onto the roll; NULL: before this was kept, or by
-- a request of its own.
ALTER TABLE person ADD COLUMN change_id INTEGER REFERENCES change (id);
CREATE INDEX change_job ON change (job_id) WHERE job_id IS NOT NULL;
