-- SPDX-License-Identifier: ISC
-- 0018: what the system before left uncollected comes by a file, stands as open
-- lines of a list of kind 'opening' and is taken out of the opening.

-- As before, and: the kind 'opening'.
ALTER TABLE list ADD COLUMN kind_new TEXT NOT NULL DEFAULT 'monthly' CHECK (kind_new IN ('monthly', 'funeral', 'opening'));
UPDATE list SET kind_new = kind;
DROP TRIGGER list_totals;
ALTER TABLE list DROP COLUMN kind;
ALTER TABLE list RENAME COLUMN kind_new TO kind;
CREATE TRIGGER list_totals BEFORE UPDATE OF lines, people, total, digest, period_id, owner_id,
    prepared_by, prepared_at, kind, carried_lines, carried_total, deducted, checked_at ON list
WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'list is not a draft'); END;

-- As before, and: the table 'uncollected'.
ALTER TABLE job ADD COLUMN kind_new TEXT NOT NULL DEFAULT 'roll'
    CHECK (kind_new IN ('areas', 'points', 'roll', 'changes', 'moves', 'list', 'check', 'arrears', 'uncollected'));
UPDATE job SET kind_new = kind;
DROP INDEX job_staging;
DROP INDEX job_of_staff;
ALTER TABLE job DROP COLUMN kind;
ALTER TABLE job RENAME COLUMN kind_new TO kind;
CREATE INDEX job_staging ON job (kind, staff_id) WHERE state = 'staging';
CREATE INDEX job_of_staff ON job (staff_id, kind);

-- Rows of a file, checked, before they stand; a request names the job.
CREATE TABLE stage_uncollected (
    job_id INTEGER NOT NULL REFERENCES job (id),
    line   INTEGER NOT NULL,       -- of the file
    person_id INTEGER NOT NULL, entitlement_id INTEGER NOT NULL,
    month  TEXT NOT NULL, amount INTEGER NOT NULL,
    PRIMARY KEY (job_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX stage_uncollected_month ON stage_uncollected (entitlement_id, month);

-- Taken out of the opening of a month: its line says what became of it.
CREATE TABLE uncollected (
    change_id      INTEGER NOT NULL REFERENCES change (id), -- request of the file
    entitlement_id INTEGER NOT NULL REFERENCES entitlement (id),
    month          TEXT NOT NULL CHECK (length(month) = 7),
    amount         INTEGER NOT NULL CHECK (amount > 0), -- đồng
    line_id        INTEGER NOT NULL REFERENCES line (id), -- of the opening list
    taken_back     INTEGER REFERENCES change (id), -- request that undid it; NULL: it holds
    PRIMARY KEY (change_id, entitlement_id, month)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX uncollected_once ON uncollected (entitlement_id, month) WHERE taken_back IS NULL;
