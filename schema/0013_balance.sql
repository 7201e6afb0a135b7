-- SPDX-License-Identifier: ISC
-- 0013: the balance: for every person and month, what is due is what was
-- listed, paid and claimed (office/balance/account.h).

-- Why a line is not paid, a row a cause: it is paid when it has none.
CREATE TABLE block_new (
    line_id   INTEGER NOT NULL REFERENCES line (id),
    cause     TEXT NOT NULL DEFAULT 'hand' CHECK (cause IN ('hand', 'report', 'balance')), -- by hand; a death report that waits; not due
    reason    TEXT NOT NULL,       -- shown at the desk
    staff_id  INTEGER NOT NULL REFERENCES staff (id),
    at        TEXT NOT NULL,       -- moment
    change_id INTEGER REFERENCES change (id), -- request it came by
    PRIMARY KEY (line_id, cause)
) STRICT, WITHOUT ROWID;
INSERT INTO block_new (line_id, cause, reason, staff_id, at, change_id)
    SELECT b.line_id, CASE WHEN b.change_id IS NULL THEN 'hand'
        WHEN EXISTS (SELECT 1 FROM change c WHERE c.id = b.change_id AND c.state = 'waiting')
        THEN 'report' ELSE 'balance' END, b.reason, b.staff_id, b.at, b.change_id FROM block b;
DROP TRIGGER line_and_its_block;
DROP TRIGGER payout_pays_approved;
DROP TABLE block;
ALTER TABLE block_new RENAME TO block;
CREATE INDEX block_change ON block (change_id) WHERE change_id IS NOT NULL;
CREATE TRIGGER line_and_its_block BEFORE DELETE ON line
BEGIN DELETE FROM block WHERE line_id = OLD.id; END;
CREATE TRIGGER payout_pays_approved BEFORE INSERT ON payout WHEN NEW.kind = 'pay'
BEGIN
    SELECT RAISE(ABORT, 'line is not approved or the amount differs')
     WHERE NOT EXISTS (SELECT 1 FROM line JOIN list ON list.id = line.list_id
        WHERE line.id = NEW.line_id AND line.amount = NEW.amount AND list.state IN ('approved', 'closed'));
    SELECT RAISE(ABORT, 'line is blocked')
     WHERE EXISTS (SELECT 1 FROM block WHERE line_id = NEW.line_id);
END;

-- The newest receipt when a rest was approved: what was paid by then stays due.
ALTER TABLE suspension ADD COLUMN receipts INTEGER NOT NULL DEFAULT 0;
UPDATE suspension SET receipts = coalesce((SELECT max(r.no) FROM receipt r JOIN change c
    ON c.id = suspension.change_id WHERE r.at <= c.checked_at), 0);

-- What is not ordered or not claimed by decision, a month.
CREATE TABLE given_up (
    id             INTEGER PRIMARY KEY, -- made by the program
    person_id      INTEGER NOT NULL REFERENCES person (id),
    entitlement_id INTEGER NOT NULL REFERENCES entitlement (id),
    month          TEXT NOT NULL CHECK (length(month) = 7),
    kind           TEXT NOT NULL CHECK (kind IN ('arrears', 'claim')),
    amount         INTEGER NOT NULL CHECK (amount > 0), -- đồng
    change_id      INTEGER REFERENCES change (id), -- request it came by
    taken_back     INTEGER REFERENCES change (id), -- request that took it back; NULL: it holds
    staff_id       INTEGER NOT NULL REFERENCES staff (id),
    at             TEXT NOT NULL        -- moment
) STRICT;
CREATE INDEX given_up_person ON given_up (person_id, month);
CREATE INDEX given_up_change ON given_up (change_id) WHERE change_id IS NOT NULL;

-- What the system before paid, by entitlement: đồng a month from the first
-- month of a span to its last, as the roll said when it was approved.  It
-- counts for months before the first list of the owner.
CREATE TABLE opening (
    entitlement_id INTEGER NOT NULL REFERENCES entitlement (id),
    from_month     TEXT NOT NULL CHECK (length(from_month) = 7),
    to_month       TEXT CHECK (to_month IS NULL OR to_month >= from_month), -- NULL: to the first list
    amount         INTEGER NOT NULL CHECK (amount > 0), -- đồng a month
    owner_id       INTEGER NOT NULL REFERENCES area (id), -- whose first list ends it
    PRIMARY KEY (entitlement_id, from_month)
) STRICT, WITHOUT ROWID;
-- Of books that run already chitra migrate makes it, and takes this away then.
INSERT INTO meta (key, value) SELECT 'opening', 'missing' WHERE EXISTS (SELECT 1 FROM entitlement);
