-- SPDX-License-Identifier: ISC
-- 0019: a rate that was lowered for months which an owner has listed: what its
-- people had above it is claimed or given up by decision (office/balance/lowered.h).

CREATE TABLE lowered (
    id         INTEGER PRIMARY KEY,  -- made by the program
    owner_id   INTEGER NOT NULL REFERENCES area (id), -- whose people they are
    from_month TEXT NOT NULL CHECK (length(from_month) = 7), -- first month that was looked at
    people     INTEGER NOT NULL CHECK (people > 0),   -- who had more
    months     INTEGER NOT NULL CHECK (months > 0),   -- of all of them
    amount     INTEGER NOT NULL CHECK (amount > 0),   -- đồng above what is due by now
    decision   TEXT CHECK (decision IN ('claim', 'give_up')), -- NULL: nobody has decided
    change_id  INTEGER REFERENCES change (id), -- request by which it was decided
    area_id    INTEGER NOT NULL DEFAULT 0, -- carrying it out: commune at work
    cursor     INTEGER NOT NULL DEFAULT 0, -- and the last person; -1: done
    gone       INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)), -- 1: its rates hold no longer, or nobody had more
    staff_id   INTEGER NOT NULL REFERENCES staff (id), -- who had it looked for
    at         TEXT NOT NULL,       -- moment of that
    CHECK ((decision IS NULL) = (change_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX lowered_open ON lowered (owner_id) WHERE decision IS NULL AND gone = 0;
CREATE INDEX lowered_change ON lowered (change_id) WHERE change_id IS NOT NULL;

ALTER TABLE rate_search ADD COLUMN looked INTEGER NOT NULL DEFAULT 1; -- 0: nobody counted what was had above it
ALTER TABLE rate_search ADD COLUMN lowered_id INTEGER REFERENCES lowered (id); -- what was had above it; NULL: nothing
ALTER TABLE rate_search ADD COLUMN back_at TEXT; -- undone, and people looked at again: moment; NULL: not
UPDATE rate_search SET looked = 0;
