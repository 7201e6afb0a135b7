-- SPDX-License-Identifier: ISC
-- 0011: a row of a file looks for its namesakes and for its person among the
-- rows before it with one probe: of 300,000 rows with ten names between them
-- each looked at all that had its name, 51,866 rows in ten minutes.

DROP INDEX roll_row_namesake;
CREATE INDEX roll_row_namesake ON roll_row (fold, birth_year, area_id, village_key, job_id, line);
DROP INDEX roll_row_code;
CREATE INDEX roll_row_code ON roll_row (code, job_id, line);
