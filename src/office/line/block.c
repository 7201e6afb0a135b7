/*
 * SPDX-License-Identifier: ISC
 *
 * line/block: the only writer of table block.
 */
#include "office/line/line.h"

DB_SQL(q_block) = { "line.block",
	"INSERT INTO block (line_id, cause, reason, staff_id, at, change_id)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (line_id, cause) DO NOTHING" };
DB_SQL(q_unblock) = { "line.unblock",
	"DELETE FROM block WHERE line_id = ?1 AND cause = ?2" };
DB_SQL(q_unblock_of) = { "line.unblock_of",
	"DELETE FROM block WHERE change_id = ?1 AND cause = 'report'" };

static const char *const causes[] = { [LINE_BY_HAND] = "hand",
	[LINE_REPORTED] = "report", [LINE_NOT_DUE] = "balance" };

enum status
line_block(struct verb_call *c, int64_t line, enum line_cause cause,
    int64_t change, const char *reason, struct err *err)
{
	return db_run(db_usef(c->db, &q_block, "ittito", line, causes[cause],
	    reason, c->who->staff, c->now, change), err);
}

enum status
line_unblock(struct db *db, int64_t line, enum line_cause cause,
    struct err *err)
{
	return db_run(db_usef(db, &q_unblock, "it", line, causes[cause]), err);
}

enum status
line_unblock_of(struct db *db, int64_t change, int64_t *n, struct err *err)
{
	if (db_run(db_usef(db, &q_unblock_of, "i", change), err) != ST_OK)
		return err->st;
	if (n != NULL)
		*n = db_changes(db);
	return ST_OK;
}
