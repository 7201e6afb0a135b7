-- SPDX-License-Identifier: ISC
-- 0006: how the server's clock stood when an entry was last dated by it.

-- At most one row.  Within one boot of the machine wall time less the time
-- since boot stays the same but for steps of the clock; a step of minutes is
-- noticed by it, also across a restart of the program.
CREATE TABLE clock (
    id    INTEGER PRIMARY KEY CHECK (id = 1), -- the one
    boot  TEXT NOT NULL,    -- the kernel's boot_id, '' where there is none
    ahead INTEGER NOT NULL  -- seconds, wall time less time since boot
) STRICT;
