-- SPDX-License-Identifier: ISC
-- 0015: what the system before paid too much is claimed where a request says
-- so: of an opening month there is no line that a claim could name.

ALTER TABLE recovery_entry ADD COLUMN entitlement_id INTEGER REFERENCES entitlement (id); -- overpaid or cancelled of its opening; NULL: of a line, or of the case
ALTER TABLE recovery_entry ADD COLUMN month TEXT CHECK ((month IS NULL) = (entitlement_id IS NULL)
    AND (month IS NULL OR (length(month) = 7 AND line_id IS NULL AND kind IN ('overpaid', 'cancelled')))); -- of the opening
CREATE INDEX recovery_entry_opening ON recovery_entry (entitlement_id, month) WHERE entitlement_id IS NOT NULL;
