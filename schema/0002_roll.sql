-- SPDX-License-Identifier: ISC
-- 0002: from a decision to an approved payment list: requests (biến động) with
-- maker and checker, suspensions, transfers, arrears, recoveries, duplicates,
-- checks of a list, periods of several months, areas that change.
-- Foreign keys are off while this runs and are checked when it has run.

-- ---- settings that a province decides, by month ---------------------------

-- Figures that no central text fixes; office/setting.h names them.
CREATE TABLE setting (
    name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40), -- 'unpaid_months'
    from_month TEXT NOT NULL CHECK (length(from_month) = 7), -- first month
    value      INTEGER NOT NULL,    -- whole number; what of is the name's matter
    PRIMARY KEY (name, from_month)
) STRICT, WITHOUT ROWID;

-- Which province the office belongs to, by month: Bắc Kạn (06) is in Thái
-- Nguyên (19) from 2025-07 on.
CREATE TABLE office_province (
    from_month TEXT PRIMARY KEY CHECK (length(from_month) = 7), -- first month
    province   TEXT NOT NULL CHECK (length(province) BETWEEN 1 AND 8) -- its code
) STRICT, WITHOUT ROWID;
INSERT INTO office_province (from_month, province)
    SELECT '0000-01', value FROM meta WHERE key = 'province';

-- Who the decrees mean: 'child', 'student', 'hiv', 'single_parent', 'elderly',
-- 'disabled', 'toddler', 'pension'; '' for care and funeral.
ALTER TABLE category ADD COLUMN family TEXT NOT NULL DEFAULT '';

-- Families of which one person keeps both; any other two monthly allowances
-- exclude each other: only the highest is due (NĐ 20/2021 art. 6.2).
CREATE TABLE keeps_both (
    family     TEXT NOT NULL,       -- 'single_parent'
    other      TEXT NOT NULL,       -- 'disabled'
    from_month TEXT NOT NULL CHECK (length(from_month) = 7), -- first month
    to_month   TEXT CHECK (to_month IS NULL OR to_month >= from_month), -- last
    source     TEXT NOT NULL,       -- decree, article
    PRIMARY KEY (family, other, from_month)
) STRICT, WITHOUT ROWID;

-- Birthdays that end or change an entitlement.
CREATE TABLE age_step (
    category   TEXT NOT NULL REFERENCES category (code), -- of the entitlement
    years      INTEGER NOT NULL CHECK (years BETWEEN 1 AND 120), -- the birthday
    from_month TEXT NOT NULL CHECK (length(from_month) = 7), -- rule in force from
    next       TEXT REFERENCES category (code), -- what follows; NULL: it ends
    starts     TEXT NOT NULL CHECK (starts IN ('same', 'after')), -- with the month of the birthday, or the one after
    source     TEXT NOT NULL,       -- decree, article
    PRIMARY KEY (category, years, from_month)
) STRICT, WITHOUT ROWID;

-- ---- requests ------------------------------------------------------------

-- Changes (biến động): asked by one, decided by another.  What is asked is in
-- `fields`, what stood there before in `was`, both as lines name=value; a
-- request once decided does not change any more, except that it is undone.
CREATE TABLE change (
    id         INTEGER PRIMARY KEY, -- made by the program
    kind       TEXT NOT NULL CHECK (kind IN ('new', 'stop', 'suspend', 'resume', 'amount',
                   'transfer', 'identity', 'point', 'delivery', 'collector', 'funeral',
                   'arrears', 'merge', 'undo')), -- office/change.h
    state      TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved',
                   'rejected', 'withdrawn', 'undone')),
    person_id  INTEGER REFERENCES person (id), -- NULL: who comes new to the roll, until approved
    area_id    INTEGER NOT NULL REFERENCES area (id), -- commune, when it was asked
    point_id   INTEGER NOT NULL REFERENCES point (id), -- likewise
    name       TEXT NOT NULL,       -- of the person, as shown
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
    CHECK (person_id IS NOT NULL OR (kind IN ('new', 'transfer') AND state <> 'approved'))
) STRICT;
-- The same request twice (an import that repeats) is one too many.
CREATE UNIQUE INDEX change_waiting ON change (coalesce(person_id, 0), kind, subject)
    WHERE state = 'waiting';
CREATE UNIQUE INDEX change_undone_once ON change (undoes)
    WHERE kind = 'undo' AND state IN ('waiting', 'approved');
CREATE INDEX change_person ON change (person_id, id);
CREATE INDEX change_inbox ON change (state, area_id, id);
CREATE INDEX change_desk ON change (state, point_id, id);
CREATE INDEX change_kind ON change (kind, id);
CREATE INDEX change_in_month ON change (month, id);
CREATE INDEX change_mine ON change (maker_id, checked_at) WHERE state = 'rejected';
CREATE INDEX change_decided ON change (checked_at) WHERE checked_at IS NOT NULL;
CREATE INDEX change_month ON change (month, area_id, id) WHERE state IN ('approved', 'undone');

-- Papers a request rests on.
CREATE TABLE change_document (
    change_id INTEGER NOT NULL REFERENCES change (id),
    no        INTEGER NOT NULL CHECK (no >= 1), -- order
    kind      TEXT NOT NULL DEFAULT '', -- 'trích lục khai tử', 'quyết định', ...
    number    TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 60),
    issued_on TEXT NOT NULL DEFAULT '', -- day, '' not known
    issuer    TEXT NOT NULL DEFAULT '', -- who issued it
    PRIMARY KEY (change_id, no)
) STRICT, WITHOUT ROWID;

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

-- ---- entitlements --------------------------------------------------------

-- As before, and: 'void' = never due (a correction); the months of one
-- category do not overlap.  A stop is to_month, a suspension has its own table:
-- `state` says how it stands today, the months say what is due.
CREATE TABLE entitlement_new (
    id         INTEGER PRIMARY KEY, -- made by the program
    person_id  INTEGER NOT NULL REFERENCES person (id),
    category   TEXT NOT NULL REFERENCES category (code),
    hundredths INTEGER CHECK (hundredths BETWEEN 1 AND 10000), -- own coefficient; NULL: the category's
    manual     INTEGER CHECK (manual > 0), -- amount by decision; NULL: standard x coefficient
    from_month TEXT NOT NULL CHECK (length(from_month) = 7), -- first month
    to_month   TEXT CHECK (to_month IS NULL OR to_month >= from_month), -- last month
    state      TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended', 'stopped', 'void')),
    decision   TEXT NOT NULL DEFAULT '', -- number of the decision
    decided_on TEXT NOT NULL DEFAULT '', -- its day
    changed_at TEXT NOT NULL,       -- moment
    change_id  INTEGER REFERENCES change (id), -- request it came by; NULL: import
    origin     INTEGER REFERENCES entitlement (id), -- first of those that took one another's place; NULL: itself
    CHECK (state <> 'stopped' OR to_month IS NOT NULL)
) STRICT;
INSERT INTO entitlement_new (id, person_id, category, hundredths, manual, from_month,
    to_month, state, decision, decided_on, changed_at)
    SELECT id, person_id, category, hundredths, manual, from_month,
        CASE WHEN state = 'stopped' AND to_month IS NULL
            THEN max(from_month, substr(changed_at, 1, 7)) ELSE to_month END,
        state, decision, decided_on, changed_at FROM entitlement;
DROP TABLE entitlement;
ALTER TABLE entitlement_new RENAME TO entitlement;
CREATE INDEX entitlement_person ON entitlement (person_id, category, from_month);
CREATE INDEX entitlement_change ON entitlement (change_id) WHERE change_id IS NOT NULL;
CREATE INDEX entitlement_origin ON entitlement (origin) WHERE origin IS NOT NULL;

CREATE TRIGGER entitlement_no_overlap BEFORE INSERT ON entitlement WHEN NEW.state <> 'void'
BEGIN
    SELECT RAISE(ABORT, 'entitlement months overlap')
     WHERE EXISTS (SELECT 1 FROM entitlement e WHERE e.person_id = NEW.person_id
        AND e.category = NEW.category AND e.id <> NEW.id AND e.state <> 'void'
        AND e.from_month <= coalesce(NEW.to_month, '9999-12')
        AND NEW.from_month <= coalesce(e.to_month, '9999-12'));
END;
CREATE TRIGGER entitlement_no_overlap_later
BEFORE UPDATE OF person_id, category, from_month, to_month, state ON entitlement
WHEN NEW.state <> 'void'
BEGIN
    SELECT RAISE(ABORT, 'entitlement months overlap')
     WHERE EXISTS (SELECT 1 FROM entitlement e WHERE e.person_id = NEW.person_id
        AND e.category = NEW.category AND e.id <> NEW.id AND e.state <> 'void'
        AND e.from_month <= coalesce(NEW.to_month, '9999-12')
        AND NEW.from_month <= coalesce(e.to_month, '9999-12'));
END;

-- Months in which an entitlement rests (tạm dừng).
CREATE TABLE suspension (
    entitlement_id INTEGER NOT NULL REFERENCES entitlement (id),
    from_month TEXT NOT NULL CHECK (length(from_month) = 7), -- first month not paid
    to_month   TEXT CHECK (to_month IS NULL OR to_month >= from_month), -- last; NULL: until resumed
    change_id  INTEGER REFERENCES change (id), -- request it came by
    PRIMARY KEY (entitlement_id, from_month)
) STRICT, WITHOUT ROWID;
INSERT INTO suspension (entitlement_id, from_month)
    SELECT id, max(from_month, substr(changed_at, 1, 7)) FROM entitlement
     WHERE state = 'suspended';
CREATE TRIGGER suspension_no_overlap BEFORE INSERT ON suspension
BEGIN
    SELECT RAISE(ABORT, 'suspensions overlap')
     WHERE EXISTS (SELECT 1 FROM suspension s WHERE s.entitlement_id = NEW.entitlement_id
        AND s.from_month <= coalesce(NEW.to_month, '9999-12')
        AND NEW.from_month <= coalesce(s.to_month, '9999-12'));
END;

CREATE TRIGGER suspension_no_overlap_later BEFORE UPDATE ON suspension
BEGIN
    SELECT RAISE(ABORT, 'suspensions overlap')
     WHERE EXISTS (SELECT 1 FROM suspension s WHERE s.entitlement_id = NEW.entitlement_id
        AND s.from_month <> OLD.from_month
        AND s.from_month <= coalesce(NEW.to_month, '9999-12')
        AND NEW.from_month <= coalesce(s.to_month, '9999-12'));
END;

-- A move as one object: A pays to the end of last_month, B from first_month.
-- The record moves when the period of first_month (or a later one) is open.
CREATE TABLE transfer (
    id          INTEGER PRIMARY KEY, -- made by the program
    change_id   INTEGER NOT NULL UNIQUE REFERENCES change (id),
    person_id   INTEGER NOT NULL REFERENCES person (id),
    direction   TEXT NOT NULL CHECK (direction IN ('within', 'out', 'in')), -- out, in: of the province
    from_area   INTEGER REFERENCES area (id),  -- commune A, NULL on 'in'
    from_point  INTEGER REFERENCES point (id),
    to_area     INTEGER REFERENCES area (id),  -- commune B, NULL on 'out'
    to_point    INTEGER REFERENCES point (id),
    elsewhere   TEXT NOT NULL DEFAULT '', -- place outside the province
    village     TEXT NOT NULL DEFAULT '', -- new village
    last_month  TEXT NOT NULL CHECK (length(last_month) = 7),  -- A pays to its end
    first_month TEXT NOT NULL CHECK (length(first_month) = 7), -- B pays from
    state       TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'moved', 'undone')),
    moved_at    TEXT,               -- moment
    CHECK (strftime('%Y-%m', last_month || '-01', '+1 month') = first_month),
    CHECK ((from_area IS NULL) = (direction = 'in')),
    CHECK ((to_area IS NULL) = (direction = 'out')),
    CHECK (direction <> 'within' OR from_area <> to_area)
) STRICT;
CREATE INDEX transfer_person ON transfer (person_id, first_month);
CREATE INDEX transfer_due ON transfer (first_month) WHERE state = 'due';
-- Lists of a period ask who left a commune and who came.
CREATE INDEX transfer_from ON transfer (from_area, first_month);
CREATE INDEX transfer_to ON transfer (to_area, first_month);

-- ---- arrears and recoveries ----------------------------------------------

-- Arrears (truy lĩnh): months that were due and on no list, or the rest where
-- less was listed than was due; they come out on the list of due_period.
CREATE TABLE arrears (
    id         INTEGER PRIMARY KEY, -- made by the program
    person_id  INTEGER NOT NULL REFERENCES person (id),
    entitlement_id INTEGER NOT NULL REFERENCES entitlement (id),
    kind       TEXT NOT NULL CHECK (kind IN ('arrears', 'difference')), -- of its lines
    from_month TEXT NOT NULL CHECK (length(from_month) = 7), -- first past month
    to_month   TEXT NOT NULL CHECK (to_month >= from_month), -- last past month
    reason     TEXT NOT NULL CHECK (reason <> ''), -- why, in words
    decision   TEXT NOT NULL DEFAULT '', -- number of the decision
    decided_on TEXT NOT NULL DEFAULT '', -- its day
    due_period TEXT NOT NULL CHECK (length(due_period) = 7), -- earliest period of the list
    total      INTEGER NOT NULL CHECK (total > 0), -- đồng, of its months
    change_id  INTEGER REFERENCES change (id), -- request it came by
    state      TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'cancelled')), -- on a list: see line.arrears_id
    staff_id   INTEGER NOT NULL REFERENCES staff (id),
    at         TEXT NOT NULL        -- moment
) STRICT;
CREATE INDEX arrears_person ON arrears (person_id) WHERE state = 'due';
CREATE INDEX arrears_entitlement ON arrears (entitlement_id);
CREATE INDEX arrears_period ON arrears (due_period, id);
CREATE INDEX arrears_change ON arrears (change_id) WHERE change_id IS NOT NULL;

-- Each month at its own rate.
CREATE TABLE arrears_month (
    arrears_id INTEGER NOT NULL REFERENCES arrears (id),
    month      TEXT NOT NULL CHECK (length(month) = 7),
    seq        INTEGER NOT NULL CHECK (seq >= 1), -- that of the line it makes
    amount     INTEGER NOT NULL CHECK (amount > 0), -- đồng
    standard   INTEGER NOT NULL,    -- mức chuẩn of that month, đồng
    hundredths INTEGER NOT NULL,    -- hệ số of that month
    PRIMARY KEY (arrears_id, month)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER arrears_month_once BEFORE INSERT ON arrears_month
BEGIN
    SELECT RAISE(ABORT, 'arrears of this month are due already')
     WHERE EXISTS (SELECT 1 FROM arrears n JOIN arrears o
            ON o.entitlement_id = n.entitlement_id AND o.kind = n.kind
           AND o.state = 'due' AND o.id <> n.id
          JOIN arrears_month m ON m.arrears_id = o.id
         WHERE n.id = NEW.arrears_id AND n.kind = 'arrears' AND m.month = NEW.month);
END;

-- Orders are kept as they were made; arrears_state below tells when one may be
-- cancelled.
CREATE TRIGGER arrears_frozen BEFORE UPDATE OF id, person_id, entitlement_id, kind,
    from_month, to_month, reason, decision, decided_on, due_period, total,
    change_id, staff_id, at ON arrears
BEGIN SELECT RAISE(ABORT, 'orders of arrears are kept'); END;
CREATE TRIGGER arrears_no_delete BEFORE DELETE ON arrears
BEGIN SELECT RAISE(ABORT, 'orders of arrears are kept'); END;
CREATE TRIGGER arrears_no_replace BEFORE INSERT ON arrears
BEGIN
    SELECT RAISE(ABORT, 'orders of arrears are kept')
     WHERE EXISTS (SELECT 1 FROM arrears WHERE id = NEW.id);
END;
CREATE TRIGGER arrears_month_no_update BEFORE UPDATE ON arrears_month
BEGIN SELECT RAISE(ABORT, 'orders of arrears are kept'); END;
CREATE TRIGGER arrears_month_no_delete BEFORE DELETE ON arrears_month
BEGIN SELECT RAISE(ABORT, 'orders of arrears are kept'); END;
CREATE TRIGGER arrears_month_no_replace BEFORE INSERT ON arrears_month
BEGIN
    SELECT RAISE(ABORT, 'orders of arrears are kept')
     WHERE EXISTS (SELECT 1 FROM arrears_month
        WHERE arrears_id = NEW.arrears_id AND month = NEW.month);
END;

-- Recoveries (truy thu): what somebody got and was not due.  A ledger: never
-- netted by itself, its entries are only added to.
CREATE TABLE recovery (
    id         INTEGER PRIMARY KEY, -- made by the program
    person_id  INTEGER NOT NULL REFERENCES person (id),
    change_id  INTEGER REFERENCES change (id), -- request that showed it
    reason     TEXT NOT NULL CHECK (reason <> ''), -- in words
    staff_id   INTEGER NOT NULL REFERENCES staff (id),
    at         TEXT NOT NULL        -- moment
) STRICT;
CREATE INDEX recovery_person ON recovery (person_id);
CREATE INDEX recovery_change ON recovery (change_id) WHERE change_id IS NOT NULL;

-- overpaid + ... - the rest = what is still to come back.  'decision' and
-- 'plan' move no money: the decision to recover, and what each month's line is
-- to be cut by.
CREATE TABLE recovery_entry (
    id          INTEGER PRIMARY KEY, -- made by the program
    recovery_id INTEGER NOT NULL REFERENCES recovery (id),
    kind        TEXT NOT NULL CHECK (kind IN ('overpaid', 'decision', 'plan', 'repaid',
                    'deducted', 'returned', 'cancelled', 'written_off')), -- returned: contra of deducted
    amount      INTEGER NOT NULL CHECK (amount > 0), -- đồng
    line_id     INTEGER REFERENCES line (id), -- overpaid or cut line
    document    TEXT NOT NULL DEFAULT '', -- decision, receipt of the treasury
    document_on TEXT NOT NULL DEFAULT '', -- its day
    note        TEXT NOT NULL DEFAULT '',
    staff_id    INTEGER NOT NULL REFERENCES staff (id),
    at          TEXT NOT NULL,      -- moment
    CHECK (kind NOT IN ('decision', 'plan', 'repaid', 'written_off') OR document <> '')
) STRICT;
CREATE INDEX recovery_entries ON recovery_entry (recovery_id, id);
CREATE INDEX recovery_entry_line ON recovery_entry (line_id) WHERE line_id IS NOT NULL;
CREATE TRIGGER recovery_entry_no_update BEFORE UPDATE ON recovery_entry
BEGIN SELECT RAISE(ABORT, 'recovery_entry is append-only'); END;
CREATE TRIGGER recovery_entry_no_delete BEFORE DELETE ON recovery_entry
BEGIN SELECT RAISE(ABORT, 'recovery_entry is append-only'); END;
CREATE TRIGGER recovery_entry_no_replace BEFORE INSERT ON recovery_entry
BEGIN
    SELECT RAISE(ABORT, 'recovery_entry is append-only')
     WHERE EXISTS (SELECT 1 FROM recovery_entry WHERE id = NEW.id);
END;
CREATE TRIGGER recovery_plan_needs_decision BEFORE INSERT ON recovery_entry
WHEN NEW.kind = 'plan'
BEGIN
    SELECT RAISE(ABORT, 'a deduction needs a decision')
     WHERE NOT EXISTS (SELECT 1 FROM recovery_entry
        WHERE recovery_id = NEW.recovery_id AND kind = 'decision');
END;

-- ---- who collects --------------------------------------------------------

-- As before, and: heirs of the dead (with a certificate) and whoever
-- organised a funeral.
CREATE TABLE collector_new (
    id         INTEGER PRIMARY KEY, -- made by the program
    person_id  INTEGER NOT NULL REFERENCES person (id),
    kind       TEXT NOT NULL CHECK (kind IN ('guardian', 'carer', 'authorised', 'heir', 'organiser')),
    name       TEXT NOT NULL,       -- NFC
    identity   TEXT NOT NULL DEFAULT '', -- number of the paper shown
    relation   TEXT NOT NULL DEFAULT '', -- 'con', 'vợ', ...
    letter     TEXT NOT NULL DEFAULT '', -- number of the letter, of the certificate
    certifier  TEXT NOT NULL DEFAULT '', -- who certified it
    valid_from TEXT NOT NULL,       -- day
    valid_to   TEXT,                -- last day, NULL: without end
    active     INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)), -- 0: withdrawn
    change_id  INTEGER REFERENCES change (id), -- request it came by
    CHECK (valid_to IS NULL OR valid_to >= valid_from)
) STRICT;
INSERT INTO collector_new (id, person_id, kind, name, identity, relation, letter,
    certifier, valid_from, valid_to, active)
    SELECT id, person_id, kind, name, identity, relation, letter, certifier,
        valid_from, CASE WHEN valid_to < valid_from THEN valid_from ELSE valid_to END,
        active FROM collector;
DROP TABLE collector;
ALTER TABLE collector_new RENAME TO collector;
CREATE INDEX collector_person ON collector (person_id);
CREATE INDEX collector_identity ON collector (identity) WHERE identity <> '' AND active = 1;
CREATE INDEX collector_expiry ON collector (valid_to) WHERE valid_to IS NOT NULL AND active = 1;

-- A member of staff is known by number too: staff do not collect for others.
ALTER TABLE staff ADD COLUMN identity TEXT NOT NULL DEFAULT '';

CREATE TABLE receipt_new (
    no        INTEGER PRIMARY KEY, -- receipt number
    op        BLOB NOT NULL UNIQUE CHECK (length(op) = 16), -- the id made when the form opened
    period_id INTEGER NOT NULL REFERENCES period (id), -- in which it was paid
    person_id INTEGER NOT NULL REFERENCES person (id),
    staff_id  INTEGER NOT NULL REFERENCES staff (id),  -- who paid
    point_id  INTEGER NOT NULL REFERENCES point (id),  -- where
    method    TEXT NOT NULL CHECK (method IN ('point', 'home', 'counter')),
    collector TEXT NOT NULL CHECK (collector IN ('self', 'guardian', 'carer', 'authorised', 'heir', 'organiser')),
    collector_name TEXT NOT NULL DEFAULT '', -- when not the person
    collector_identity TEXT NOT NULL DEFAULT '', -- paper shown
    lines     INTEGER NOT NULL CHECK (lines >= 1),
    total     INTEGER NOT NULL CHECK (total > 0), -- đồng handed over
    at        TEXT NOT NULL,       -- moment
    document  TEXT NOT NULL DEFAULT '', -- letter, certificate by which they collect
    CHECK (collector <> 'heir' OR document <> ''),
    CHECK (collector NOT IN ('heir', 'organiser') OR collector_name <> '')
) STRICT;
INSERT INTO receipt_new SELECT *, '' FROM receipt;
DROP TABLE receipt;
ALTER TABLE receipt_new RENAME TO receipt;
CREATE INDEX receipt_person ON receipt (person_id, no);
CREATE INDEX receipt_staff ON receipt (staff_id, at);
CREATE INDEX receipt_home ON receipt (period_id) WHERE method = 'home';
CREATE TRIGGER receipt_no_update BEFORE UPDATE ON receipt
BEGIN SELECT RAISE(ABORT, 'receipt is append-only'); END;
CREATE TRIGGER receipt_no_delete BEFORE DELETE ON receipt
BEGIN SELECT RAISE(ABORT, 'receipt is append-only'); END;
CREATE TRIGGER receipt_no_replace BEFORE INSERT ON receipt
BEGIN
    SELECT RAISE(ABORT, 'receipt is append-only')
     WHERE EXISTS (SELECT 1 FROM receipt WHERE no = NEW.no)
        OR EXISTS (SELECT 1 FROM receipt WHERE op = NEW.op);
END;
-- The dead collect nothing themselves.
CREATE TRIGGER receipt_of_the_dead BEFORE INSERT ON receipt
BEGIN
    SELECT RAISE(ABORT, 'the person is dead')
     WHERE NEW.collector NOT IN ('heir', 'organiser')
       AND (SELECT state FROM person WHERE id = NEW.person_id) = 'dead';
END;

-- ---- one person, two files -----------------------------------------------

-- Into which record a merged one went.
ALTER TABLE person ADD COLUMN merged_into INTEGER REFERENCES person (id);
CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;

-- Pairs somebody looked at side by side.
CREATE TABLE duplicate (
    person_a  INTEGER NOT NULL REFERENCES person (id), -- the smaller id
    person_b  INTEGER NOT NULL REFERENCES person (id),
    verdict   TEXT NOT NULL CHECK (verdict IN ('different', 'same')),
    note      TEXT NOT NULL CHECK (note <> ''), -- how they know
    change_id INTEGER REFERENCES change (id), -- the merging, on 'same'
    staff_id  INTEGER NOT NULL REFERENCES staff (id),
    at        TEXT NOT NULL,        -- moment
    PRIMARY KEY (person_a, person_b),
    CHECK (person_a < person_b)
) STRICT, WITHOUT ROWID;
CREATE INDEX duplicate_b ON duplicate (person_b);

-- ---- periods and lists ---------------------------------------------------

-- Entitlement months (tháng hưởng) that a period covers: two before Tết.
CREATE TABLE period_month (
    month     TEXT PRIMARY KEY CHECK (length(month) = 7), -- covered once
    period_id INTEGER NOT NULL REFERENCES period (id)
) STRICT, WITHOUT ROWID;
INSERT INTO period_month (month, period_id) SELECT code, id FROM period;
-- Who opened it: named to whoever opens the same months once more.
ALTER TABLE period ADD COLUMN opened_by INTEGER REFERENCES staff (id); -- NULL: before this was kept
CREATE INDEX period_months ON period_month (period_id, month);

-- Leave to prepare a list while the one before is still open.
CREATE TABLE period_override (
    period_id INTEGER NOT NULL REFERENCES period (id), -- to be prepared
    owner_id  INTEGER NOT NULL REFERENCES area (id),   -- for this list owner
    reason    TEXT NOT NULL CHECK (reason <> ''),
    staff_id  INTEGER NOT NULL REFERENCES staff (id),
    at        TEXT NOT NULL,        -- moment
    PRIMARY KEY (period_id, owner_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE list ADD COLUMN kind TEXT NOT NULL DEFAULT 'monthly' CHECK (kind IN ('monthly', 'funeral'));
ALTER TABLE list ADD COLUMN carried_lines INTEGER NOT NULL DEFAULT 0 CHECK (carried_lines >= 0); -- still open on earlier lists when it was made
ALTER TABLE list ADD COLUMN carried_total INTEGER NOT NULL DEFAULT 0 CHECK (carried_total >= 0); -- đồng
ALTER TABLE list ADD COLUMN deducted INTEGER NOT NULL DEFAULT 0 CHECK (deducted >= 0); -- đồng recovered by decision
ALTER TABLE list ADD COLUMN checked_at TEXT; -- moment all its checks had run, NULL: not yet

-- Arrears line: the order it comes from; cut line: by how much and for what.
ALTER TABLE line ADD COLUMN arrears_id INTEGER REFERENCES arrears (id);
ALTER TABLE line ADD COLUMN deducted INTEGER NOT NULL DEFAULT 0 CHECK (deducted >= 0);
ALTER TABLE line ADD COLUMN recovery_id INTEGER REFERENCES recovery (id);
CREATE INDEX line_arrears ON line (arrears_id) WHERE arrears_id IS NOT NULL;
CREATE INDEX line_recovery ON line (recovery_id) WHERE recovery_id IS NOT NULL;

-- Lines of earlier lists that were open when a list was made.  They are paid
-- where they stand; the list only shows them.
CREATE TABLE list_carried (
    list_id INTEGER NOT NULL REFERENCES list (id),
    line_id INTEGER NOT NULL REFERENCES line (id),
    PRIMARY KEY (list_id, line_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX list_carried_line ON list_carried (line_id);
-- Lines that are open once more since the list before.
CREATE INDEX payout_reversed ON payout (at) WHERE kind = 'reverse';

-- What the checks of a list found; 'must': accepted with a reason, or gone
-- when the list is made anew, before it can be submitted.
CREATE TABLE list_check (
    list_id   INTEGER NOT NULL REFERENCES list (id),
    no        INTEGER NOT NULL CHECK (no >= 1), -- order
    rule      TEXT NOT NULL CHECK (rule IN ('no_identity', 'duplicate', 'very_old', 'age_step',
                  'age_higher', 'two_entitlements', 'unpaid', 'letter', 'collector')), -- office/list_check.h
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
-- What was accepted for this period: it stands when the list is made anew and
-- the same is found again.
CREATE TABLE list_accept (
    period_id INTEGER NOT NULL REFERENCES period (id),
    owner_id  INTEGER NOT NULL REFERENCES area (id),
    rule      TEXT NOT NULL,        -- as in list_check
    person_id INTEGER NOT NULL REFERENCES person (id),
    other_id  INTEGER NOT NULL,     -- 0: no pair
    detail    TEXT NOT NULL,
    note      TEXT NOT NULL CHECK (note <> ''), -- why
    staff_id  INTEGER NOT NULL REFERENCES staff (id), -- who
    at        TEXT NOT NULL,        -- moment
    PRIMARY KEY (period_id, owner_id, rule, person_id, other_id, detail)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER list_checked BEFORE UPDATE OF state ON list WHEN NEW.state = 'submitted'
    AND OLD.state = 'draft'
BEGIN
    SELECT RAISE(ABORT, 'checks of this list are open')
     WHERE EXISTS (SELECT 1 FROM list_check WHERE list_id = NEW.id
        AND severity = 'must' AND state = 'open');
END;

-- An order that a list in other hands has is not cancelled any more.
CREATE TRIGGER arrears_state BEFORE UPDATE OF state ON arrears
BEGIN
    SELECT RAISE(ABORT, 'orders of arrears are kept')
     WHERE OLD.state = 'cancelled' AND NEW.state <> 'cancelled';
    SELECT RAISE(ABORT, 'these arrears stand on a list')
     WHERE NEW.state = 'cancelled' AND EXISTS (SELECT 1 FROM line l
        JOIN list k ON k.id = l.list_id
        WHERE l.arrears_id = OLD.id AND k.state <> 'draft');
END;

-- A draft that others have overtaken is made anew: its arrears were cancelled,
-- or it cuts more than is left to recover.
CREATE TRIGGER list_orders_stand BEFORE UPDATE OF state ON list
WHEN NEW.state = 'submitted' AND OLD.state = 'draft'
BEGIN
    SELECT RAISE(ABORT, 'arrears on this list are cancelled')
     WHERE EXISTS (SELECT 1 FROM line l JOIN arrears a ON a.id = l.arrears_id
        WHERE l.list_id = NEW.id AND a.state = 'cancelled');
    SELECT RAISE(ABORT, 'this list cuts more than is left to recover')
     WHERE EXISTS (SELECT 1 FROM (SELECT DISTINCT recovery_id AS id FROM line
            WHERE list_id = NEW.id AND recovery_id IS NOT NULL) r
        WHERE (SELECT sum(CASE WHEN kind IN ('overpaid', 'returned') THEN amount
                WHEN kind IN ('decision', 'plan') THEN 0 ELSE -amount END)
            FROM recovery_entry e WHERE e.recovery_id = r.id)
         < (SELECT sum(l.deducted) FROM line l JOIN list k ON k.id = l.list_id
            WHERE l.recovery_id = r.id AND (k.state <> 'draft' OR k.id = NEW.id)
              AND NOT EXISTS (SELECT 1 FROM standing s WHERE s.line_id = l.id)));
END;

-- Once submitted nothing of it changes, what it carries neither; and nobody
-- submits what is still being written.
DROP TRIGGER list_totals;
CREATE TRIGGER list_totals BEFORE UPDATE OF lines, people, total, digest, period_id, owner_id,
    prepared_by, prepared_at, kind, carried_lines, carried_total, deducted, checked_at ON list
WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'list is not a draft'); END;
CREATE TRIGGER list_is_written BEFORE UPDATE OF state ON list
WHEN NEW.state = 'submitted' AND NEW.prepared_at = ''
BEGIN SELECT RAISE(ABORT, 'list is being written'); END;
CREATE TRIGGER list_carried_draft BEFORE INSERT ON list_carried
BEGIN
    SELECT RAISE(ABORT, 'list is not a draft')
     WHERE NOT EXISTS (SELECT 1 FROM list WHERE id = NEW.list_id AND state = 'draft');
END;
CREATE TRIGGER list_carried_no_update BEFORE UPDATE ON list_carried
BEGIN SELECT RAISE(ABORT, 'what a list carries is made anew, not changed'); END;
CREATE TRIGGER list_carried_delete BEFORE DELETE ON list_carried
BEGIN
    SELECT RAISE(ABORT, 'list is not a draft')
     WHERE NOT EXISTS (SELECT 1 FROM list WHERE id = OLD.list_id AND state = 'draft');
END;

-- A block may come from a request (a report of death).
ALTER TABLE block ADD COLUMN change_id INTEGER REFERENCES change (id);
CREATE INDEX block_change ON block (change_id) WHERE change_id IS NOT NULL;
-- A line of a draft goes with its block: the list is made anew.
CREATE TRIGGER line_and_its_block BEFORE DELETE ON line
BEGIN DELETE FROM block WHERE line_id = OLD.id; END;

-- ---- areas that change ---------------------------------------------------

-- Which area took the place of which, and from when; a village may go another
-- way than its commune.
CREATE TABLE area_change (
    old_id     INTEGER NOT NULL REFERENCES area (id),
    village    TEXT NOT NULL DEFAULT '', -- folded; '' all the others
    new_id     INTEGER NOT NULL REFERENCES area (id),
    valid_from TEXT NOT NULL CHECK (length(valid_from) = 10), -- first day
    staff_id   INTEGER NOT NULL REFERENCES staff (id),
    at         TEXT NOT NULL,       -- moment
    PRIMARY KEY (old_id, village),
    CHECK (old_id <> new_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX area_change_new ON area_change (new_id);

-- ---- jobs: staging made anew ---------------------------------------------

-- Unfinished jobs of the version before are begun again.
DROP TABLE stage_line;
UPDATE job SET state = 'aborted' WHERE state = 'staging';
DELETE FROM stage_area;
DELETE FROM stage_point;
DELETE FROM stage_roll;

CREATE TABLE job_new (
    id       INTEGER PRIMARY KEY, -- made by the program
    kind     TEXT NOT NULL CHECK (kind IN ('areas', 'points', 'roll', 'changes', 'moves', 'list', 'check', 'arrears')),
    state    TEXT NOT NULL CHECK (state IN ('staging', 'done', 'aborted', 'refused')),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    params   TEXT NOT NULL DEFAULT '', -- of the job, as it began
    rows     INTEGER NOT NULL DEFAULT 0, -- staged so far
    cursor   INTEGER NOT NULL DEFAULT 0, -- where the next slice starts
    at       TEXT NOT NULL         -- moment it began
) STRICT;
INSERT INTO job_new SELECT * FROM job;
DROP TABLE job;
ALTER TABLE job_new RENAME TO job;
CREATE INDEX job_staging ON job (kind, staff_id) WHERE state = 'staging';

-- A first list is written at once, as a draft that nobody sees before
-- list.finish sets its prepared_at: '' until then.  Of a draft that is made
-- anew the lines wait here, because a month can stand on one line only.
CREATE TABLE stage_line (
    job_id INTEGER NOT NULL REFERENCES job (id),
    area_id INTEGER NOT NULL, no INTEGER NOT NULL,
    ord INTEGER NOT NULL,          -- order of the lines of a person
    person_id INTEGER NOT NULL, entitlement_id INTEGER NOT NULL,
    month TEXT NOT NULL, kind TEXT NOT NULL, seq INTEGER NOT NULL,
    amount INTEGER NOT NULL, standard INTEGER NOT NULL, hundredths INTEGER NOT NULL,
    category TEXT NOT NULL, point_id INTEGER NOT NULL, delivery TEXT NOT NULL,
    name TEXT NOT NULL, birth TEXT NOT NULL, identity TEXT NOT NULL, village TEXT NOT NULL,
    arrears_id INTEGER, deducted INTEGER NOT NULL DEFAULT 0, recovery_id INTEGER,
    PRIMARY KEY (job_id, area_id, no, ord)
) STRICT, WITHOUT ROWID;
-- What it will carry from the lists before.
CREATE TABLE stage_carried (
    job_id INTEGER NOT NULL REFERENCES job (id),
    line_id INTEGER NOT NULL,
    PRIMARY KEY (job_id, line_id)
) STRICT, WITHOUT ROWID;

-- Differences to order where a rate was raised backwards.
CREATE TABLE stage_arrears (
    job_id INTEGER NOT NULL REFERENCES job (id),
    entitlement_id INTEGER NOT NULL, month TEXT NOT NULL,
    person_id INTEGER NOT NULL, seq INTEGER NOT NULL,
    amount INTEGER NOT NULL, standard INTEGER NOT NULL, hundredths INTEGER NOT NULL,
    PRIMARY KEY (job_id, entitlement_id, month)
) STRICT, WITHOUT ROWID;

-- Requests of a commune's file, checked, before they stand.
CREATE TABLE stage_change (
    job_id INTEGER NOT NULL REFERENCES job (id),
    line   INTEGER NOT NULL,       -- of the file
    person_id INTEGER NOT NULL,    -- 0: a new person
    kind   TEXT NOT NULL, subject TEXT NOT NULL,
    fields TEXT NOT NULL,          -- of change.ask, lines name=value
    PRIMARY KEY (job_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX stage_change_person ON stage_change (person_id, kind, subject);

-- Old area -> new area, from a file.
CREATE TABLE stage_move (
    job_id INTEGER NOT NULL REFERENCES job (id),
    line   INTEGER NOT NULL,       -- of the file
    old_id INTEGER NOT NULL, village TEXT NOT NULL, new_id INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    PRIMARY KEY (job_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX stage_move_old ON stage_move (old_id, village);
CREATE INDEX stage_move_new ON stage_move (new_id);
