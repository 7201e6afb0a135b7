-- SPDX-License-Identifier: ISC
-- 0004: requests that are about nobody: files of the roll, rates, rules, the
-- opening of a period.  The table of kinds is office/change_kind.c alone.
-- Foreign keys are off while this runs and are checked when it has run.

-- As before, and: a request is about a person (point_id is set) or about none
-- (it is not); without an area it is the whole office's.
CREATE TABLE change_new (
    id         INTEGER PRIMARY KEY, -- made by the program
    kind       TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 24 AND kind = lower(kind)
                   AND instr(kind, ' ') = 0), -- office/change_kind.c
    state      TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved',
                   'rejected', 'withdrawn', 'undone')),
    person_id  INTEGER REFERENCES person (id), -- NULL: about nobody, or who comes new to the roll, until approved
    area_id    INTEGER REFERENCES area (id), -- whose place decides: commune when it was asked, list owner; NULL: the whole office
    point_id   INTEGER REFERENCES point (id), -- of the person, when it was asked; NULL: about nobody
    name       TEXT NOT NULL,       -- of the person, as shown; else what it is about
    subject    TEXT NOT NULL DEFAULT '', -- of several of a kind: category, paper
    reason     TEXT NOT NULL DEFAULT '', -- 'death', 'moved', ...: by kind
    event_on   TEXT NOT NULL DEFAULT '', -- day it happened, '' none
    month      TEXT NOT NULL CHECK (length(month) = 7), -- stop: last month paid; else first month
    fields     TEXT NOT NULL,       -- what is asked
    was        TEXT NOT NULL DEFAULT '', -- as it stood when it was asked
    effect     TEXT NOT NULL DEFAULT '', -- consequences as confirmed, a sentence a line
    done       TEXT NOT NULL DEFAULT '', -- ids that approval made or changed, for the undo
    version    INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1), -- counts its edits
    job_id     INTEGER,             -- import it came with
    maker_id   INTEGER NOT NULL REFERENCES staff (id), -- who asked, or edited last
    made_at    TEXT NOT NULL,       -- moment
    checker_id INTEGER REFERENCES staff (id), -- who decided
    checked_at TEXT,                -- moment
    verdict    TEXT NOT NULL DEFAULT '', -- why it was rejected
    undoes     INTEGER REFERENCES change (id), -- on 'undo'
    -- two people
    CHECK (checker_id IS NULL OR checker_id <> maker_id),
    CHECK ((state IN ('approved', 'rejected', 'undone')) = (checker_id IS NOT NULL)),
    CHECK (state <> 'rejected' OR verdict <> ''),
    CHECK ((kind = 'undo') = (undoes IS NOT NULL)),
    CHECK (point_id IS NULL OR area_id IS NOT NULL),
    CHECK (person_id IS NULL OR point_id IS NOT NULL),
    CHECK (point_id IS NULL OR person_id IS NOT NULL
        OR (kind IN ('new', 'transfer') AND state <> 'approved'))
) STRICT;
INSERT INTO change_new (id, kind, state, person_id, area_id, point_id, name, subject, reason,
    event_on, month, fields, was, effect, done, version, job_id, maker_id, made_at, checker_id,
    checked_at, verdict, undoes)
    SELECT id, kind, state, person_id, area_id, point_id, name, subject, reason, event_on,
        month, fields, was, effect, done, version, job_id, maker_id, made_at, checker_id,
        checked_at, verdict, undoes FROM change;
DROP TABLE change;
ALTER TABLE change_new RENAME TO change;

-- The same request twice (an import that repeats) is one too many; about
-- nobody it may wait once for each area.
CREATE UNIQUE INDEX change_waiting ON change (coalesce(person_id, 0), kind, subject,
        CASE WHEN point_id IS NULL THEN coalesce(area_id, 0) ELSE -1 END)
    WHERE state = 'waiting';
CREATE UNIQUE INDEX change_undone_once ON change (undoes)
    WHERE kind = 'undo' AND state IN ('waiting', 'approved');
CREATE INDEX change_person ON change (person_id, id);
CREATE INDEX change_inbox ON change (state, coalesce(area_id, 0), id); -- 0: the whole office
CREATE INDEX change_desk ON change (state, point_id, id);
CREATE INDEX change_kind ON change (kind, id);
CREATE INDEX change_in_month ON change (month, id);
CREATE INDEX change_mine ON change (maker_id, checked_at) WHERE state = 'rejected';
CREATE INDEX change_decided ON change (checked_at) WHERE checked_at IS NOT NULL;
CREATE INDEX change_month ON change (month, coalesce(area_id, 0), id)
    WHERE state IN ('approved', 'undone');

CREATE TRIGGER change_is_born_waiting BEFORE INSERT ON change
BEGIN
    SELECT RAISE(ABORT, 'a new request waits') WHERE NEW.state <> 'waiting';
    SELECT RAISE(ABORT, 'there is such a request')
     WHERE EXISTS (SELECT 1 FROM change WHERE id = NEW.id);
END;
CREATE TRIGGER change_state BEFORE UPDATE OF state ON change
BEGIN
    SELECT RAISE(ABORT, 'request cannot go that way')
     WHERE NOT (OLD.state = NEW.state
        OR (OLD.state = 'waiting' AND NEW.state IN ('approved', 'rejected', 'withdrawn'))
        OR (OLD.state = 'approved' AND NEW.state = 'undone'));
END;
CREATE TRIGGER change_frozen BEFORE UPDATE OF kind, area_id, point_id, name, subject,
    reason, event_on, month, fields, was, maker_id, made_at, version, undoes ON change
WHEN OLD.state <> 'waiting'
BEGIN SELECT RAISE(ABORT, 'request is decided'); END;
CREATE TRIGGER change_no_delete BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'requests are kept'); END;
-- Who installs the program and adds its users decides about no money.
CREATE TRIGGER change_not_by_admin BEFORE UPDATE OF checker_id ON change
WHEN NEW.checker_id IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'the administrator decides nothing')
     WHERE (SELECT role FROM staff WHERE id = NEW.checker_id) = 'admin';
END;
