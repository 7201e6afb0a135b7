-- SPDX-License-Identifier: ISC
-- 0017: a check of lists for months that are not even.  Foreign keys are off while
-- this runs and are checked when it has run.

DROP TRIGGER list_checked;

-- As before, and: the rule 'uneven'.
CREATE TABLE list_check_new (
    list_id   INTEGER NOT NULL REFERENCES list (id),
    no        INTEGER NOT NULL CHECK (no >= 1), -- order
    rule      TEXT NOT NULL CHECK (rule IN ('no_identity', 'duplicate', 'very_old', 'age_step',
                  'age_higher', 'two_entitlements', 'uneven', 'own_amount', 'unpaid',
                  'letter', 'child_alone', 'collector')), -- office/list/check.h
    severity  TEXT NOT NULL CHECK (severity IN ('must', 'look')),
    person_id INTEGER NOT NULL REFERENCES person (id),
    other_id  INTEGER REFERENCES person (id), -- the other of a pair
    detail    TEXT NOT NULL DEFAULT '', -- a figure, a code, a month: by rule
    state     TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted')),
    note      TEXT NOT NULL DEFAULT '', -- why it was accepted
    staff_id  INTEGER REFERENCES staff (id), -- who accepted it
    at        TEXT,                 -- moment
    PRIMARY KEY (list_id, no),
    CHECK ((state = 'accepted') = (staff_id IS NOT NULL)),
    CHECK (state <> 'accepted' OR severity <> 'must' OR note <> '')
) STRICT, WITHOUT ROWID;
INSERT INTO list_check_new (list_id, no, rule, severity, person_id, other_id, detail, state,
    note, staff_id, at)
    SELECT list_id, no, rule, severity, person_id, other_id, detail, state, note, staff_id, at
      FROM list_check;
DROP TABLE list_check;
ALTER TABLE list_check_new RENAME TO list_check;

CREATE TRIGGER list_checked BEFORE UPDATE OF state ON list WHEN NEW.state = 'submitted'
    AND OLD.state = 'draft'
BEGIN
    SELECT RAISE(ABORT, 'checks of this list are open')
     WHERE EXISTS (SELECT 1 FROM list_check WHERE list_id = NEW.id
        AND severity = 'must' AND state = 'open');
END;
