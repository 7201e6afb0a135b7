-- SPDX-License-Identifier: ISC
-- Temporary tables that every connection has from its opening, in memory.

-- Places of the scope in force for the statement that follows: ids of points
-- or of communes (office/scope.c fills it, queries join it).
CREATE TEMP TABLE IF NOT EXISTS scope_place (
    id INTEGER PRIMARY KEY -- point.id or area.id, as scope_bind() returned
) STRICT;
