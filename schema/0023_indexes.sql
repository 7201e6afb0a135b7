-- SPDX-License-Identifier: ISC
-- 0023: indexes for what read a whole table that grows.
CREATE INDEX given_up_month ON given_up (entitlement_id, month);
CREATE INDEX uncollected_line ON uncollected (line_id);
CREATE INDEX collector_letter ON collector (name, letter) WHERE identity = '' AND letter <> '' AND active = 1;
CREATE INDEX duplicate_change ON duplicate (change_id) WHERE change_id IS NOT NULL;
