-- SPDX-License-Identifier: ISC
-- 0014: until the differences of a rate that reaches back over listed months
-- were looked for, the owner of these lists makes none (office/balance/rate_search.h).

CREATE TABLE rate_search (
    change_id INTEGER NOT NULL REFERENCES change (id), -- request that set the rate
    owner_id  INTEGER NOT NULL REFERENCES area (id), -- whose people were looked at
    staff_id  INTEGER NOT NULL REFERENCES staff (id),
    at        TEXT NOT NULL,       -- moment
    PRIMARY KEY (change_id, owner_id)
) STRICT, WITHOUT ROWID;
-- Rates of before were nobody's condition.
INSERT INTO rate_search (change_id, owner_id, staff_id, at)
    SELECT DISTINCT c.id, k.owner_id, c.checker_id, c.checked_at FROM change c JOIN list k
    ON k.kind = 'monthly' AND k.state <> 'draft' AND k.prepared_at <= c.checked_at
    WHERE c.kind IN ('standard.set', 'coefficient.set', 'keeps_both.set') AND c.state = 'approved';
