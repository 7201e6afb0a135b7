-- SPDX-License-Identifier: ISC
-- 0020: differences of a rate: those who are settled as one follow some at a
-- time (office/balance/arrears_finish.c).

-- Searches of the version before are begun again.
DELETE FROM stage_arrears;
UPDATE job SET state = 'aborted' WHERE state = 'staging' AND kind = 'arrears';

-- amount 0: the person is settled as one.
CREATE INDEX stage_arrears_alone ON stage_arrears (job_id, person_id) WHERE amount = 0;
