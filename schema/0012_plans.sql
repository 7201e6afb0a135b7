-- SPDX-License-Identifier: ISC
-- 0012: what the one writer asks does not grow with the months. Lists of an
-- owner, ended jobs of a person, differences ordered since a day, arrears of a
-- person, requests and moves of a point were looked for among all there ever were.

CREATE INDEX list_owner ON list (owner_id, period_id);
CREATE INDEX job_of_staff ON job (staff_id, kind);
CREATE INDEX arrears_difference ON arrears (at) WHERE kind = 'difference';
CREATE INDEX change_point ON change (point_id) WHERE point_id IS NOT NULL;
CREATE INDEX transfer_from_point ON transfer (from_point) WHERE from_point IS NOT NULL;
CREATE INDEX transfer_to_point ON transfer (to_point) WHERE to_point IS NOT NULL;
CREATE INDEX arrears_of_person ON arrears (person_id);
