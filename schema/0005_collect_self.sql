-- SPDX-License-Identifier: ISC
-- 0005: who collects in person in spite of age or of a guardian.

-- A child, or whoever has a guardian, takes no money: but for those whom a
-- request lets, from a day on.
CREATE TABLE collect_self (
    id         INTEGER PRIMARY KEY, -- made by the program
    person_id  INTEGER NOT NULL REFERENCES person (id),
    valid_from TEXT NOT NULL,       -- first day
    valid_to   TEXT,                -- last day, NULL: without end
    active     INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)), -- 0: withdrawn
    change_id  INTEGER NOT NULL REFERENCES change (id), -- request it came by
    CHECK (valid_to IS NULL OR valid_to >= valid_from)
) STRICT;
CREATE INDEX collect_self_person ON collect_self (person_id);
