-- SPDX-License-Identifier: ISC
-- 0001: the books as first released.  Never edited after release: a change is
-- a new file.  Every id is made by the program (table counter); money is whole
-- đồng; months are 'YYYY-MM', dates 'YYYY-MM-DD', moments local
-- 'YYYY-MM-DDTHH:MM:SS'.  Places in the country (area) and the post's own tree
-- (unit, point) are apart on purpose: neither is derived from the other.

-- Facts about this database as a whole.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,   -- 'office', 'province', 'created'
    value TEXT NOT NULL       -- its value
) STRICT, WITHOUT ROWID;

-- Last number given out per kind of id.
CREATE TABLE counter (
    name  TEXT PRIMARY KEY,   -- 'person', 'receipt', ...
    value INTEGER NOT NULL CHECK (value >= 0) -- the last one used
) STRICT, WITHOUT ROWID;

-- Administrative areas.  A code may name another, larger area from a later day
-- on (all 75 new communes of Sơn La reuse an old code): the key is code + day.
CREATE TABLE area (
    id         INTEGER PRIMARY KEY, -- made by the program
    level      TEXT NOT NULL CHECK (level IN ('province', 'district', 'commune')),
    code       TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 8), -- 2, 3 or 5 digits, zeros kept
    name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120), -- with its kind: 'Xã Chiềng Ly'
    name_key   BLOB NOT NULL,       -- Vietnamese order
    fold       TEXT NOT NULL,       -- without marks, for search
    parent_id  INTEGER REFERENCES area (id), -- district, or province in the two-level model
    valid_from TEXT NOT NULL CHECK (length(valid_from) = 10), -- first day
    valid_to   TEXT CHECK (valid_to IS NULL OR valid_to > valid_from), -- first day no more
    UNIQUE (level, code, valid_from),
    CHECK ((level = 'province') = (parent_id IS NULL))
) STRICT;
CREATE INDEX area_parent ON area (parent_id, name_key);
CREATE INDEX area_order ON area (level, parent_id, name_key);
CREATE INDEX area_code ON area (code, valid_from);

-- The post's own tree: province, district, or whatever it is called next.
CREATE TABLE unit (
    id        INTEGER PRIMARY KEY, -- made by the program
    code      TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 16), -- the post's own code
    name      TEXT NOT NULL,       -- 'Bưu điện huyện Thuận Châu'
    parent_id INTEGER REFERENCES unit (id) -- NULL: the top
) STRICT;
CREATE INDEX unit_parent ON unit (parent_id);

-- Payout points (điểm chi trả).
CREATE TABLE point (
    id       INTEGER PRIMARY KEY, -- made by the program
    code     TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 16), -- '116-03'
    name     TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120), -- 'BĐ-VHX Chiềng Ly'
    name_key BLOB NOT NULL,       -- Vietnamese order
    fold     TEXT NOT NULL,       -- without marks, for search
    unit_id  INTEGER NOT NULL REFERENCES unit (id), -- who runs it
    area_id  INTEGER NOT NULL REFERENCES area (id), -- commune it stands in
    place    TEXT NOT NULL DEFAULT '', -- address, session place
    active   INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)) -- 0: no longer used
) STRICT;
CREATE INDEX point_unit ON point (unit_id, code);
CREATE INDEX point_area ON point (area_id, code);

-- People who work with the program.  Secrets are not here (auth.db).
CREATE TABLE staff (
    id         INTEGER PRIMARY KEY, -- made by the program
    login      TEXT NOT NULL UNIQUE CHECK (length(login) BETWEEN 1 AND 32), -- SSH user name
    name       TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120), -- full name
    role       TEXT NOT NULL CHECK (role IN ('paying', 'cashier', 'accountant', 'controller',
                   'preparer', 'approver', 'province', 'admin')), -- office/role.h
    unit_id    INTEGER REFERENCES unit (id), -- scope by the post's tree
    area_id    INTEGER REFERENCES area (id), -- scope by area (list owner)
    local_uid  INTEGER UNIQUE,      -- uid on the server for local commands
    active     INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)), -- 0: may not sign in
    created_at TEXT NOT NULL        -- moment
) STRICT;

-- Points at which a paying member of staff pays.
CREATE TABLE staff_point (
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    point_id INTEGER NOT NULL REFERENCES point (id),
    PRIMARY KEY (staff_id, point_id)
) STRICT, WITHOUT ROWID;

-- Sign-ins and failed tries, for 'last sign-in' and the penalties' trail.
CREATE TABLE signin (
    id      INTEGER PRIMARY KEY,  -- made by the program
    login   TEXT NOT NULL,        -- as given, cleaned
    staff_id INTEGER REFERENCES staff (id), -- NULL: no such login
    at      TEXT NOT NULL,        -- moment
    address TEXT NOT NULL,        -- of the client
    method  TEXT NOT NULL,        -- 'password', 'key SHA256:...', 'local'
    ok      INTEGER NOT NULL CHECK (ok IN (0, 1)), -- 1: let in
    tries   INTEGER NOT NULL DEFAULT 1 CHECK (tries >= 1) -- failures counted together
) STRICT;
CREATE INDEX signin_login ON signin (login, id);

-- Categories: decree + clause, never a bare number ("5b" means one thing in
-- NĐ 136/2013 and another in NĐ 20/2021).
CREATE TABLE category (
    code    TEXT PRIMARY KEY,     -- '136.5.1a', '28.16.6c', '20.5.5c'
    decree  TEXT NOT NULL,        -- '136/2013/NĐ-CP'
    clause  TEXT NOT NULL,        -- 'Điều 5 khoản 1'
    name    TEXT NOT NULL,        -- Vietnamese label
    kind    TEXT NOT NULL CHECK (kind IN ('base', 'care', 'funeral')) -- line it makes
) STRICT, WITHOUT ROWID;

-- Coefficients (hệ số) by month, in hundredths: 1,5 = 150.
CREATE TABLE coefficient (
    category TEXT NOT NULL REFERENCES category (code),
    from_month TEXT NOT NULL CHECK (length(from_month) = 7), -- first month
    hundredths INTEGER NOT NULL CHECK (hundredths BETWEEN 1 AND 10000),
    PRIMARY KEY (category, from_month)
) STRICT, WITHOUT ROWID;

-- Standard amounts (mức chuẩn) by province and month: a province may pay more
-- than the decree says (NĐ 20/2021 art. 4).
CREATE TABLE standard (
    province   TEXT NOT NULL,     -- code of the province
    from_month TEXT NOT NULL CHECK (length(from_month) = 7), -- first month
    amount     INTEGER NOT NULL CHECK (amount > 0), -- đồng
    decree     TEXT NOT NULL,     -- the text it rests on
    PRIMARY KEY (province, from_month)
) STRICT, WITHOUT ROWID;

-- People on the roll.  fold, given_fold and initials are made by text/ in the
-- program, so that any SQLite shell can still open the table.
CREATE TABLE person (
    id          INTEGER PRIMARY KEY, -- made by the program
    code        TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 24), -- mã đối tượng, on card and list
    name        TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60), -- NFC
    other_name  TEXT NOT NULL DEFAULT '', -- tên khác (Mông men take an adult name)
    given       TEXT NOT NULL DEFAULT '', -- given name where it is not the last word
    name_key    BLOB NOT NULL,       -- order: given, surname, middle
    fold        TEXT NOT NULL,       -- name folded
    given_fold  TEXT NOT NULL,       -- folded: given surname middle
    initials    TEXT NOT NULL,       -- 'nva'
    sex         TEXT NOT NULL CHECK (sex IN ('M', 'F', '')), -- '' unknown
    birth_year  INTEGER CHECK (birth_year BETWEEN 1850 AND 2200), -- NULL unknown
    birth_month INTEGER CHECK (birth_month BETWEEN 1 AND 12),  -- NULL unknown
    birth_day   INTEGER CHECK (birth_day BETWEEN 1 AND 31),    -- NULL unknown
    ethnic      TEXT NOT NULL DEFAULT '', -- dân tộc
    area_id     INTEGER NOT NULL REFERENCES area (id),  -- commune
    village     TEXT NOT NULL DEFAULT '', -- thôn, bản, tổ
    village_key BLOB NOT NULL,       -- Vietnamese order, numbers as numbers
    point_id    INTEGER NOT NULL REFERENCES point (id), -- where paid
    delivery    TEXT NOT NULL DEFAULT 'point' CHECK (delivery IN ('point', 'home')),
    phone       TEXT NOT NULL DEFAULT '',
    state       TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'dead', 'moved', 'merged')),
    state_on    TEXT,                -- day of death, of the move
    note        TEXT NOT NULL DEFAULT '', -- remarks, warnings of the import
    created_at  TEXT NOT NULL,       -- moment
    changed_at  TEXT NOT NULL,       -- moment
    CHECK (birth_day IS NULL OR birth_month IS NOT NULL),
    CHECK (birth_month IS NULL OR birth_year IS NOT NULL)
) STRICT;
CREATE INDEX person_fold ON person (fold, id);
CREATE INDEX person_point_fold ON person (point_id, fold, id);
CREATE INDEX person_area_fold ON person (area_id, fold, id);
CREATE INDEX person_given ON person (given_fold, id);
CREATE INDEX person_initials ON person (initials, id);
CREATE INDEX person_point_given ON person (point_id, given_fold, id);
CREATE INDEX person_area_given ON person (area_id, given_fold, id);
CREATE INDEX person_point_initials ON person (point_id, initials, id);
CREATE INDEX person_area_initials ON person (area_id, initials, id);
CREATE INDEX person_area_name ON person (area_id, name_key, id);
CREATE INDEX person_point_name ON person (point_id, name_key, id);
CREATE INDEX person_area_village ON person (area_id, village_key, name_key, id);
CREATE INDEX person_point_village ON person (point_id, village_key, name_key, id);
-- About one in forty is paid at home: the filter reads only those.
CREATE INDEX person_area_home ON person (area_id, name_key, id) WHERE delivery = 'home';
CREATE INDEX person_point_home ON person (point_id, name_key, id) WHERE delivery = 'home';
CREATE INDEX person_area_home_village ON person (area_id, village_key, name_key, id) WHERE delivery = 'home';
CREATE INDEX person_point_home_village ON person (point_id, village_key, name_key, id) WHERE delivery = 'home';
CREATE INDEX person_birth ON person (fold, birth_year, area_id);

-- Papers: number kept as text, leading zeros too.
CREATE TABLE identity (
    person_id INTEGER NOT NULL REFERENCES person (id),
    kind      TEXT NOT NULL CHECK (kind IN ('cccd', 'cmnd', 'passport', 'birth', 'other')),
    number    TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 24), -- as printed, no blanks
    reversed  TEXT NOT NULL,      -- number backwards: 'the last digits' is a prefix
    active    INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)), -- 0: replaced, or its person left
    PRIMARY KEY (person_id, kind, number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX identity_number ON identity (kind, number) WHERE active = 1;
CREATE INDEX identity_reversed ON identity (reversed, person_id) WHERE active = 1;

-- Who may collect for somebody.
CREATE TABLE collector (
    id         INTEGER PRIMARY KEY, -- made by the program
    person_id  INTEGER NOT NULL REFERENCES person (id),
    kind       TEXT NOT NULL CHECK (kind IN ('guardian', 'carer', 'authorised')),
    name       TEXT NOT NULL,       -- NFC
    identity   TEXT NOT NULL DEFAULT '', -- number of the paper shown
    relation   TEXT NOT NULL DEFAULT '', -- 'con', 'vợ', ...
    letter     TEXT NOT NULL DEFAULT '', -- number of the authorisation letter
    certifier  TEXT NOT NULL DEFAULT '', -- who certified the signature
    valid_from TEXT NOT NULL,       -- day
    valid_to   TEXT,                -- last day, NULL: guardian without end
    active     INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)) -- 0: withdrawn
) STRICT;
CREATE INDEX collector_person ON collector (person_id);

-- What a person is entitled to, by decision.
CREATE TABLE entitlement (
    id         INTEGER PRIMARY KEY, -- made by the program
    person_id  INTEGER NOT NULL REFERENCES person (id),
    category   TEXT NOT NULL REFERENCES category (code),
    hundredths INTEGER CHECK (hundredths BETWEEN 1 AND 10000), -- own coefficient; NULL: the category's
    manual     INTEGER CHECK (manual > 0), -- amount by decision; NULL: standard x coefficient
    from_month TEXT NOT NULL CHECK (length(from_month) = 7), -- first month
    to_month   TEXT CHECK (to_month IS NULL OR to_month >= from_month), -- last month
    state      TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended', 'stopped')),
    decision   TEXT NOT NULL DEFAULT '', -- number of the decision
    decided_on TEXT NOT NULL DEFAULT '', -- its day
    changed_at TEXT NOT NULL,       -- moment
    UNIQUE (person_id, category, from_month)
) STRICT;

-- Payout periods (kỳ chi trả).
CREATE TABLE period (
    id        INTEGER PRIMARY KEY, -- made by the program
    code      TEXT NOT NULL UNIQUE CHECK (length(code) = 7), -- 'YYYY-MM'
    state     TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    opened_at TEXT NOT NULL,       -- moment
    closed_at TEXT                 -- moment
) STRICT;

-- Payment lists: one main list per period and owner, more by supplement.
CREATE TABLE list (
    id          INTEGER PRIMARY KEY, -- made by the program
    period_id   INTEGER NOT NULL REFERENCES period (id),
    owner_id    INTEGER NOT NULL REFERENCES area (id), -- district (since 2025-07 commune)
    seq         INTEGER NOT NULL CHECK (seq >= 1), -- 1 main, 2.. supplements
    state       TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'approved', 'closed')),
    lines       INTEGER NOT NULL CHECK (lines >= 0),  -- control totals, counted when it was made
    people      INTEGER NOT NULL CHECK (people >= 0),
    total       INTEGER NOT NULL CHECK (total >= 0),  -- đồng
    digest      BLOB NOT NULL CHECK (length(digest) = 32), -- SHA-256 over its lines
    prepared_by INTEGER NOT NULL REFERENCES staff (id),
    prepared_at TEXT NOT NULL,       -- moment
    approved_by INTEGER REFERENCES staff (id),
    approved_at TEXT,                -- moment
    UNIQUE (period_id, owner_id, seq),
    -- two people: who made a list does not approve it
    CHECK (approved_by IS NULL OR approved_by <> prepared_by),
    CHECK ((state IN ('approved', 'closed')) = (approved_by IS NOT NULL))
) STRICT;

-- Lines: what one person is to be paid for one month, and why.  The name and
-- the papers are copied: an approved list says what was approved.
CREATE TABLE line (
    id          INTEGER PRIMARY KEY, -- made by the program
    list_id     INTEGER NOT NULL REFERENCES list (id),
    period_id   INTEGER NOT NULL REFERENCES period (id), -- that of the list
    no          INTEGER NOT NULL CHECK (no >= 1), -- STT of the person within the commune, kept on reprints
    person_id   INTEGER NOT NULL REFERENCES person (id),
    entitlement_id INTEGER NOT NULL REFERENCES entitlement (id),
    month       TEXT NOT NULL CHECK (length(month) = 7), -- tháng hưởng
    kind        TEXT NOT NULL CHECK (kind IN ('base', 'care', 'arrears', 'difference', 'funeral')),
    seq         INTEGER NOT NULL DEFAULT 1 CHECK (seq >= 1), -- further lines of a kind
    amount      INTEGER NOT NULL CHECK (amount > 0), -- đồng, whole
    standard    INTEGER NOT NULL, -- mức chuẩn used, đồng
    hundredths  INTEGER NOT NULL, -- hệ số used
    category    TEXT NOT NULL REFERENCES category (code),
    area_id     INTEGER NOT NULL REFERENCES area (id),  -- commune
    point_id    INTEGER NOT NULL REFERENCES point (id), -- where it is to be paid
    delivery    TEXT NOT NULL CHECK (delivery IN ('point', 'home')),
    name        TEXT NOT NULL,    -- of the person, as approved
    birth       TEXT NOT NULL,    -- as printed: 1936, 04/1957, 21/11/1980
    identity    TEXT NOT NULL,    -- number, '' none
    village     TEXT NOT NULL,    -- thôn, bản
    UNIQUE (person_id, entitlement_id, month, kind, seq)
) STRICT;
CREATE UNIQUE INDEX line_one_base ON line (person_id, entitlement_id, month) WHERE kind = 'base';
CREATE INDEX line_list ON line (list_id, area_id, no);
-- Covers the summary and finds an STT; all lines of a person share its number.
CREATE INDEX line_area ON line (period_id, area_id, no, person_id, list_id, point_id, delivery, amount);
CREATE INDEX line_point ON line (period_id, point_id, no, person_id);
CREATE INDEX line_person ON line (person_id, period_id, month);

-- Lines that must not be paid, and why (a late report of death blocks at once).
CREATE TABLE block (
    line_id INTEGER PRIMARY KEY REFERENCES line (id),
    reason  TEXT NOT NULL,        -- shown at the desk
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at      TEXT NOT NULL         -- moment
) STRICT;

-- One act of handing over money: one person, one signature, all open lines.
CREATE TABLE receipt (
    no        INTEGER PRIMARY KEY, -- receipt number
    op        BLOB NOT NULL UNIQUE CHECK (length(op) = 16), -- the id made when the form opened
    period_id INTEGER NOT NULL REFERENCES period (id), -- in which it was paid
    person_id INTEGER NOT NULL REFERENCES person (id),
    staff_id  INTEGER NOT NULL REFERENCES staff (id),  -- who paid
    point_id  INTEGER NOT NULL REFERENCES point (id),  -- where
    method    TEXT NOT NULL CHECK (method IN ('point', 'home', 'counter')),
    collector TEXT NOT NULL CHECK (collector IN ('self', 'guardian', 'carer', 'authorised')),
    collector_name TEXT NOT NULL DEFAULT '', -- when not the person
    collector_identity TEXT NOT NULL DEFAULT '', -- paper shown
    lines     INTEGER NOT NULL CHECK (lines >= 1),
    total     INTEGER NOT NULL CHECK (total > 0), -- đồng handed over
    at        TEXT NOT NULL        -- moment
) STRICT;
CREATE INDEX receipt_person ON receipt (person_id, no);
CREATE INDEX receipt_staff ON receipt (staff_id, at);
CREATE INDEX receipt_home ON receipt (period_id) WHERE method = 'home';

-- Payouts: append-only.  A reversal is a payout of kind 'reverse' that names
-- the one it takes back.
CREATE TABLE payout (
    id       INTEGER PRIMARY KEY, -- made by the program
    line_id  INTEGER NOT NULL REFERENCES line (id),
    receipt_no INTEGER NOT NULL REFERENCES receipt (no),
    kind     TEXT NOT NULL CHECK (kind IN ('pay', 'reverse')),
    amount   INTEGER NOT NULL CHECK (amount > 0), -- the line's, to the đồng
    reverses INTEGER UNIQUE REFERENCES payout (id), -- only on 'reverse'
    reason   TEXT NOT NULL DEFAULT '', -- of a reversal
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    at       TEXT NOT NULL,        -- moment
    CHECK ((kind = 'reverse') = (reverses IS NOT NULL)),
    CHECK (kind = 'pay' OR reason <> '')
) STRICT;
CREATE INDEX payout_receipt ON payout (receipt_no);
CREATE INDEX payout_line ON payout (line_id);

-- The one payout that stands for a line: the one row that may go.
CREATE TABLE standing (
    line_id   INTEGER PRIMARY KEY REFERENCES line (id),
    payout_id INTEGER NOT NULL UNIQUE REFERENCES payout (id)
) STRICT;

-- Half-typed forms, for a restart of the server.
CREATE TABLE draft (
    staff_id INTEGER PRIMARY KEY REFERENCES staff (id),
    at       TEXT NOT NULL,        -- moment
    content  TEXT NOT NULL         -- the desk's own encoding
) STRICT;

-- Long verbs: slices fill staging rows, one short verb makes them stand.
CREATE TABLE job (
    id       INTEGER PRIMARY KEY, -- made by the program
    kind     TEXT NOT NULL CHECK (kind IN ('areas', 'points', 'roll', 'changes', 'list')),
    state    TEXT NOT NULL CHECK (state IN ('staging', 'done', 'aborted', 'refused')),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    params   TEXT NOT NULL DEFAULT '', -- of the job, as it began
    rows     INTEGER NOT NULL DEFAULT 0, -- staged so far
    cursor   INTEGER NOT NULL DEFAULT 0, -- where the next slice starts
    at       TEXT NOT NULL         -- moment it began
) STRICT;

-- What was found wrong (error) or odd (warning) in staged rows.
CREATE TABLE job_note (
    job_id   INTEGER NOT NULL REFERENCES job (id),
    no       INTEGER NOT NULL,     -- order
    line     INTEGER NOT NULL,     -- line of the file
    field    TEXT NOT NULL,        -- column
    severity TEXT NOT NULL CHECK (severity IN ('error', 'warning')),
    message  TEXT NOT NULL,        -- in the user's words
    PRIMARY KEY (job_id, no)
) STRICT, WITHOUT ROWID;

-- Rows of an import, checked and normalised, before they stand.
CREATE TABLE stage_area (
    job_id INTEGER NOT NULL REFERENCES job (id),
    line   INTEGER NOT NULL,       -- of the file
    level TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
    name_key BLOB NOT NULL, fold TEXT NOT NULL,
    parent TEXT NOT NULL,          -- code of the parent, '' none
    valid_from TEXT NOT NULL, valid_to TEXT,
    PRIMARY KEY (job_id, line, level)
) STRICT, WITHOUT ROWID;
CREATE INDEX stage_area_code ON stage_area (code, level, valid_from);

CREATE TABLE stage_point (
    job_id INTEGER NOT NULL REFERENCES job (id),
    line   INTEGER NOT NULL,       -- of the file
    code TEXT NOT NULL, name TEXT NOT NULL, name_key BLOB NOT NULL, fold TEXT NOT NULL,
    unit TEXT NOT NULL,            -- code of the unit
    unit_name TEXT NOT NULL,       -- '': the unit is there already
    unit_parent TEXT NOT NULL,     -- code of the unit above, '' none
    area_id INTEGER NOT NULL, place TEXT NOT NULL,
    staff TEXT NOT NULL,           -- logins of those who pay there, one blank between; '' as before
    PRIMARY KEY (job_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX stage_point_code ON stage_point (code);

CREATE TABLE stage_roll (
    job_id INTEGER NOT NULL REFERENCES job (id),
    line   INTEGER NOT NULL,       -- of the file
    person_id INTEGER NOT NULL,    -- of the person with that code, or a new id
    is_new INTEGER NOT NULL CHECK (is_new IN (0, 1)), -- 1: this row makes the person
    changed INTEGER NOT NULL CHECK (changed IN (0, 1)), -- 1: of a person on the roll, and something differs
    code TEXT NOT NULL, name TEXT NOT NULL, other_name TEXT NOT NULL, given TEXT NOT NULL,
    name_key BLOB NOT NULL, fold TEXT NOT NULL, given_fold TEXT NOT NULL, initials TEXT NOT NULL,
    sex TEXT NOT NULL, birth_year INTEGER, birth_month INTEGER, birth_day INTEGER,
    ethnic TEXT NOT NULL, area_id INTEGER NOT NULL, village TEXT NOT NULL, village_key BLOB NOT NULL,
    point_id INTEGER NOT NULL, delivery TEXT NOT NULL, phone TEXT NOT NULL, note TEXT NOT NULL,
    id_kind TEXT NOT NULL, id_number TEXT NOT NULL, id_reversed TEXT NOT NULL, -- '' none
    entitlement_id INTEGER NOT NULL, -- existing or new id; 0: none in this row
    category TEXT NOT NULL, hundredths INTEGER, manual INTEGER,
    amount INTEGER NOT NULL,       -- đồng a month, for the total of the file
    from_month TEXT NOT NULL, to_month TEXT, decision TEXT NOT NULL, decided_on TEXT NOT NULL,
    collector_id INTEGER NOT NULL, -- new id; 0: none, or one who is there already
    collector_kind TEXT NOT NULL, collector_name TEXT NOT NULL,
    collector_identity TEXT NOT NULL, relation TEXT NOT NULL,
    PRIMARY KEY (job_id, line)
) STRICT, WITHOUT ROWID;
-- The job is left out on purpose: with it in front the planner reads a whole job.
CREATE INDEX stage_roll_code ON stage_roll (code);
CREATE INDEX stage_roll_number ON stage_roll (id_number) WHERE id_number <> '';
CREATE INDEX stage_roll_namesake ON stage_roll (fold, birth_year, area_id);

-- Lines of a list that is being prepared.
CREATE TABLE stage_line (
    job_id INTEGER NOT NULL REFERENCES job (id),
    area_id INTEGER NOT NULL, no INTEGER NOT NULL,
    person_id INTEGER NOT NULL, entitlement_id INTEGER NOT NULL,
    month TEXT NOT NULL, kind TEXT NOT NULL, seq INTEGER NOT NULL,
    amount INTEGER NOT NULL, standard INTEGER NOT NULL, hundredths INTEGER NOT NULL,
    category TEXT NOT NULL, point_id INTEGER NOT NULL, delivery TEXT NOT NULL,
    name TEXT NOT NULL, birth TEXT NOT NULL, identity TEXT NOT NULL, village TEXT NOT NULL,
    PRIMARY KEY (job_id, area_id, no, entitlement_id, month, kind, seq)
) STRICT, WITHOUT ROWID;

-- The journal: each entry carries SHA-256 over its content and the hash of the
-- entry before it, written in the transaction of the change itself.
CREATE TABLE journal (
    seq      INTEGER PRIMARY KEY, -- 1, 2, 3, ... without gaps
    at       TEXT NOT NULL,       -- moment
    staff_id INTEGER NOT NULL,    -- who; 0 the program itself
    address  TEXT NOT NULL,       -- from where
    verb     TEXT NOT NULL,       -- what
    op       BLOB NOT NULL UNIQUE CHECK (length(op) = 16), -- id of the posting
    content  TEXT NOT NULL,       -- the fields posted, one 'name=value' a line
    answer   TEXT NOT NULL,       -- what came of it, likewise
    prev     BLOB NOT NULL CHECK (length(prev) = 32), -- hash of seq - 1; zeros at 1
    hash     BLOB NOT NULL CHECK (length(hash) = 32) -- journal.h says over what
) STRICT;

-- What the schema itself refuses, whoever writes.
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'journal is append-only'); END;
CREATE TRIGGER payout_no_update BEFORE UPDATE ON payout
BEGIN SELECT RAISE(ABORT, 'payout is append-only'); END;
CREATE TRIGGER payout_no_delete BEFORE DELETE ON payout
BEGIN SELECT RAISE(ABORT, 'payout is append-only'); END;
CREATE TRIGGER receipt_no_update BEFORE UPDATE ON receipt
BEGIN SELECT RAISE(ABORT, 'receipt is append-only'); END;
CREATE TRIGGER receipt_no_delete BEFORE DELETE ON receipt
BEGIN SELECT RAISE(ABORT, 'receipt is append-only'); END;
CREATE TRIGGER standing_no_update BEFORE UPDATE ON standing
BEGIN SELECT RAISE(ABORT, 'standing is made and deleted, never changed'); END;

-- INSERT OR REPLACE deletes the row in its way without asking the triggers
-- above, wherever recursive_triggers is off, as it is in the sqlite3 shell.
CREATE TRIGGER journal_no_replace BEFORE INSERT ON journal
BEGIN
    SELECT RAISE(ABORT, 'journal is append-only')
     WHERE EXISTS (SELECT 1 FROM journal WHERE seq = NEW.seq)
        OR EXISTS (SELECT 1 FROM journal WHERE op = NEW.op);
END;
CREATE TRIGGER payout_no_replace BEFORE INSERT ON payout
BEGIN
    SELECT RAISE(ABORT, 'payout is append-only')
     WHERE EXISTS (SELECT 1 FROM payout WHERE id = NEW.id)
        OR EXISTS (SELECT 1 FROM payout WHERE reverses = NEW.reverses);
END;
CREATE TRIGGER receipt_no_replace BEFORE INSERT ON receipt
BEGIN
    SELECT RAISE(ABORT, 'receipt is append-only')
     WHERE EXISTS (SELECT 1 FROM receipt WHERE no = NEW.no)
        OR EXISTS (SELECT 1 FROM receipt WHERE op = NEW.op);
END;
CREATE TRIGGER standing_no_replace BEFORE INSERT ON standing
BEGIN
    SELECT RAISE(ABORT, 'a payout stands for this line')
     WHERE EXISTS (SELECT 1 FROM standing WHERE line_id = NEW.line_id)
        OR EXISTS (SELECT 1 FROM standing WHERE payout_id = NEW.payout_id);
END;

-- A payout pays an approved line, its whole amount, unless it is blocked.
CREATE TRIGGER payout_pays_approved BEFORE INSERT ON payout WHEN NEW.kind = 'pay'
BEGIN
    SELECT RAISE(ABORT, 'line is not approved or the amount differs')
     WHERE NOT EXISTS (SELECT 1 FROM line JOIN list ON list.id = line.list_id
        WHERE line.id = NEW.line_id AND line.amount = NEW.amount AND list.state IN ('approved', 'closed'));
    SELECT RAISE(ABORT, 'line is blocked')
     WHERE EXISTS (SELECT 1 FROM block WHERE line_id = NEW.line_id);
END;
CREATE TRIGGER payout_reverses_own BEFORE INSERT ON payout WHEN NEW.kind = 'reverse'
BEGIN
    SELECT RAISE(ABORT, 'reversal does not match its payout')
     WHERE NOT EXISTS (SELECT 1 FROM payout p WHERE p.id = NEW.reverses AND p.kind = 'pay'
        AND p.line_id = NEW.line_id AND p.amount = NEW.amount);
END;
CREATE TRIGGER standing_is_a_pay BEFORE INSERT ON standing
BEGIN
    SELECT RAISE(ABORT, 'standing names another line')
     WHERE NOT EXISTS (SELECT 1 FROM payout WHERE id = NEW.payout_id
        AND line_id = NEW.line_id AND kind = 'pay');
END;
CREATE TRIGGER standing_goes_by_reversal BEFORE DELETE ON standing
BEGIN
    SELECT RAISE(ABORT, 'standing goes only by a reversal')
     WHERE NOT EXISTS (SELECT 1 FROM payout WHERE reverses = OLD.payout_id);
END;

-- Lines change only while their list is a draft.
CREATE TRIGGER line_insert_draft BEFORE INSERT ON line
BEGIN
    SELECT RAISE(ABORT, 'list is not a draft')
     WHERE NOT EXISTS (SELECT 1 FROM list WHERE id = NEW.list_id AND state = 'draft'
        AND period_id = NEW.period_id);
END;
CREATE TRIGGER line_no_replace BEFORE INSERT ON line
BEGIN
    SELECT RAISE(ABORT, 'lines are made anew, not changed')
     WHERE EXISTS (SELECT 1 FROM line WHERE id = NEW.id)
        OR EXISTS (SELECT 1 FROM line WHERE person_id = NEW.person_id
               AND entitlement_id = NEW.entitlement_id AND month = NEW.month AND kind = NEW.kind
               AND (seq = NEW.seq OR kind = 'base'));
END;
CREATE TRIGGER line_no_update BEFORE UPDATE ON line
BEGIN SELECT RAISE(ABORT, 'lines are made anew, not changed'); END;
CREATE TRIGGER line_delete_draft BEFORE DELETE ON line
BEGIN
    SELECT RAISE(ABORT, 'list is not a draft')
     WHERE NOT EXISTS (SELECT 1 FROM list WHERE id = OLD.list_id AND state = 'draft');
END;
-- A list is born a draft, and does not take another's place.
CREATE TRIGGER list_is_born_draft BEFORE INSERT ON list
BEGIN
    SELECT RAISE(ABORT, 'a new list is a draft') WHERE NEW.state <> 'draft';
    SELECT RAISE(ABORT, 'there is such a list')
     WHERE EXISTS (SELECT 1 FROM list WHERE id = NEW.id)
        OR EXISTS (SELECT 1 FROM list WHERE period_id = NEW.period_id
               AND owner_id = NEW.owner_id AND seq = NEW.seq);
END;
-- draft -> submitted -> approved -> closed; back only from submitted to draft.
CREATE TRIGGER list_state BEFORE UPDATE OF state ON list
BEGIN
    SELECT RAISE(ABORT, 'list cannot go that way')
     WHERE NOT (OLD.state = NEW.state
        OR (OLD.state = 'draft' AND NEW.state = 'submitted')
        OR (OLD.state = 'submitted' AND NEW.state IN ('draft', 'approved'))
        OR (OLD.state = 'approved' AND NEW.state = 'closed')
        OR (OLD.state = 'closed' AND NEW.state = 'approved'));
END;
CREATE TRIGGER list_totals BEFORE UPDATE OF lines, people, total, digest, period_id, owner_id, prepared_by ON list
WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'list is not a draft'); END;
CREATE TRIGGER list_no_delete BEFORE DELETE ON list WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'list is not a draft'); END;
