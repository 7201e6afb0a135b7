-- SPDX-License-Identifier: ISC
-- 0021: what a request took back of what was given up, for its undo.
CREATE INDEX given_up_back ON given_up (taken_back) WHERE taken_back IS NOT NULL;
