-- SPDX-License-Identifier: ISC
-- 0016: arrears name the list owner whose month it was: they come out where the
-- record stands, which may be elsewhere by now (office/balance/month_owner.h).

-- Where a person stood before a reorganisation.
CREATE INDEX move_was_person ON move_was (id) WHERE what = 'person';

-- A list that has the month says it. Where none has, it is where the person stood then: before
-- the earliest move or reorganisation that is later than the month, else where the record is now.
ALTER TABLE arrears_month ADD COLUMN owner_id INTEGER REFERENCES area (id); -- list owner whose month it was
ALTER TABLE stage_arrears ADD COLUMN owner_id INTEGER; -- the same, until the order stands

DROP TRIGGER arrears_month_no_update;
UPDATE arrears_month SET owner_id = (SELECT CASE up.level WHEN 'district' THEN up.id ELSE a.id END
    FROM arrears o JOIN entitlement e ON e.id = o.entitlement_id JOIN person p ON p.id = e.person_id
    JOIN area a ON a.id = coalesce((SELECT v.area FROM (
        SELECT t.first_month AS since, t.from_area AS area, t.change_id AS no FROM transfer t
         WHERE t.person_id = p.id AND t.direction = 'within' AND t.state IN ('due', 'moved')
        UNION ALL SELECT (SELECT min(substr(g.valid_from, 1, 7)) FROM area_change g
          WHERE g.old_id = w.from_area AND g.new_id = w.to_area), w.from_area, w.change_id
         FROM move_was w JOIN change c ON c.id = w.change_id AND c.state = 'approved'
         WHERE w.what = 'person' AND w.id = p.id) v
       WHERE v.since > arrears_month.month ORDER BY v.since, v.no LIMIT 1), p.area_id)
    LEFT JOIN area up ON up.id = a.parent_id WHERE o.id = arrears_month.arrears_id);
UPDATE arrears_month SET owner_id = (SELECT k.owner_id FROM arrears o
      JOIN entitlement e ON e.id = o.entitlement_id
      JOIN line l ON l.person_id = e.person_id AND l.month = arrears_month.month AND l.kind IN ('base', 'care')
      JOIN list k ON k.id = l.list_id AND k.state <> 'draft'
     WHERE o.id = arrears_month.arrears_id ORDER BY l.id DESC LIMIT 1)
 WHERE EXISTS (SELECT 1 FROM arrears o JOIN entitlement e ON e.id = o.entitlement_id
      JOIN line l ON l.person_id = e.person_id AND l.month = arrears_month.month AND l.kind IN ('base', 'care')
      JOIN list k ON k.id = l.list_id AND k.state <> 'draft' WHERE o.id = arrears_month.arrears_id);
CREATE TRIGGER arrears_month_no_update BEFORE UPDATE ON arrears_month
BEGIN SELECT RAISE(ABORT, 'orders of arrears are kept'); END;
