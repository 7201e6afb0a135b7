-- SPDX-License-Identifier: ISC
-- 0010: rows of a file of the roll are read by weight, not by their lines: one
-- amount of 50.000.000 stood near the end of 1,853 exceptions.  Foreign keys
-- are off while this runs and are checked when it has run.

ALTER TABLE roll_row ADD COLUMN rank INTEGER NOT NULL DEFAULT 9; -- place of its heaviest exception in the order of office/roll_look.c; 9: none
ALTER TABLE roll_row ADD COLUMN weight INTEGER NOT NULL DEFAULT 0; -- đồng by which rows of a rank are ordered, most first
ALTER TABLE roll_part ADD COLUMN past INTEGER NOT NULL DEFAULT 0; -- đồng of the months passed of rows that begin far back

-- How many rows of a part are an exception of that kind.
CREATE TABLE roll_kind (
    job_id   INTEGER NOT NULL REFERENCES job (id),
    owner_id INTEGER NOT NULL REFERENCES area (id), -- the part
    look     INTEGER NOT NULL,     -- one bit of roll_row.look
    rows     INTEGER NOT NULL,     -- with it
    PRIMARY KEY (job_id, owner_id, look)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER roll_kind_with_part AFTER DELETE ON roll_part
BEGIN
    DELETE FROM roll_kind WHERE job_id = OLD.job_id AND owner_id = OLD.owner_id;
END;

UPDATE roll_row SET weight = abs(after - before), rank = CASE
    WHEN (look & 1) <> 0 THEN 1 WHEN (look & 2) <> 0 THEN 2
    WHEN (look & 4) <> 0 THEN 3 WHEN (look & 8) <> 0 THEN 4
    WHEN (look & 16) <> 0 THEN 6 ELSE 8 END WHERE look <> 0;
INSERT INTO roll_kind (job_id, owner_id, look, rows)
    SELECT r.job_id, r.owner_id, k.look, count(*) FROM roll_row r
      JOIN (SELECT 1 AS look UNION ALL SELECT 2 UNION ALL SELECT 4 UNION ALL SELECT 8
            UNION ALL SELECT 16 UNION ALL SELECT 32) k ON (r.look & k.look) <> 0
     GROUP BY r.job_id, r.owner_id, k.look;

DROP INDEX roll_row_page;
CREATE INDEX roll_row_page ON roll_row (job_id, owner_id, rank, weight DESC, line);
