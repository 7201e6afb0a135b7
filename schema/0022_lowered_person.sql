-- SPDX-License-Identifier: ISC
-- 0022: whom a decision about a lowered rate was made about: wherever the record
-- goes later, it was decided about him (office/balance/lowered.h).
CREATE TABLE lowered_person (
    person_id  INTEGER NOT NULL REFERENCES person (id), -- who stood at the owner
    lowered_id INTEGER NOT NULL REFERENCES lowered (id), -- what was decided
    PRIMARY KEY (person_id, lowered_id)
) STRICT, WITHOUT ROWID;
INSERT INTO lowered_person (person_id, lowered_id)
    SELECT p.id, w.id FROM lowered w
    JOIN area a ON a.level = 'commune' AND w.owner_id IN (a.id, a.parent_id)
    JOIN person p ON p.area_id = a.id
    WHERE w.decision IS NOT NULL;
