/*
 * SPDX-License-Identifier: ISC
 *
 * line/block: the one writer of block.
 */
#include "office/line/line.h"

static const struct db_sql q_block = { "line.block",
	"INSERT INTO block (line_id, reason, staff_id, at, change_id)"
	" VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (line_id) DO NOTHING" };
static const struct db_sql q_unblock = { "line.unblock",
	"DELETE FROM block WHERE line_id = ?1 AND coalesce(change_id, 0) = ?2" };
static const struct db_sql q_unblock_of = { "line.unblock_of",
	"DELETE FROM block WHERE change_id = ?1" };

enum status
line_block(struct verb_call *c, int64_t line, int64_t change,
    const char *reason, struct err *err)
{
	return db_run(db_usef(c->db, &q_block, "itito", line, reason,
	    c->who->staff, c->now, change), err);
}

enum status
line_unblock(struct db *db, int64_t line, int64_t change, struct err *err)
{
	return db_run(db_usef(db, &q_unblock, "ii", line, change), err);
}

enum status
line_unblock_of(struct db *db, int64_t change, int64_t *n, struct err *err)
{
	enum status st = db_run(db_usef(db, &q_unblock_of, "i", change), err);

	if (st == ST_OK && n != NULL)
		*n = db_changes(db);
	return st;
}
