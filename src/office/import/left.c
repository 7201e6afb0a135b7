/*
 * SPDX-License-Identifier: ISC
 *
 * import/left: imports whose command is gone, and the rows that they left.
 * Books gives up what nobody can go on with, and takes the rows away a slice at
 * a time, as import.clear does for who is there.
 */
#include "office/import/import_priv.h"

/* Not those whose rows are a request's. */
#define LEFT_KINDS "'areas', 'points', 'roll', 'changes', 'moves'"

static const struct db_sql q_give_up_all = { "import_left.give_up_all",
	"UPDATE job SET state = 'aborted' WHERE state = 'staging'"
	" AND kind IN (" LEFT_KINDS ")" };
static const struct db_sql q_give_up = { "import_left.give_up",
	"UPDATE job SET state = 'aborted' WHERE state = 'staging' AND id = ?1"
	" AND kind IN (" LEFT_KINDS ")" };
static const struct db_sql q_next = { "import_left.next",
	"SELECT j.id, j.kind FROM job j WHERE j.id > ?1 AND j.state = 'aborted'"
	" AND j.kind IN (" LEFT_KINDS ")"
	" AND NOT EXISTS (SELECT 1 FROM change c WHERE c.job_id = j.id)"
	" AND (EXISTS (SELECT 1 FROM roll_part s WHERE s.job_id = j.id)"
	"  OR EXISTS (SELECT 1 FROM roll_row s WHERE s.job_id = j.id)"
	"  OR EXISTS (SELECT 1 FROM stage_point s WHERE s.job_id = j.id)"
	"  OR EXISTS (SELECT 1 FROM stage_area s WHERE s.job_id = j.id)"
	"  OR EXISTS (SELECT 1 FROM stage_change s WHERE s.job_id = j.id)"
	"  OR EXISTS (SELECT 1 FROM stage_move s WHERE s.job_id = j.id)"
	"  OR EXISTS (SELECT 1 FROM job_note n WHERE n.job_id = j.id))"
	" ORDER BY j.id LIMIT 1" };

enum status
import_left_give_up(struct db *db, int64_t job, struct err *err)
{
	return job == 0 ? db_run(db_use(db, &q_give_up_all), err) :
	    db_run(db_usef(db, &q_give_up, "i", job), err);
}

enum status
import_left_clear(struct db *db, int64_t *job, bool *more, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_next, "i", *job - 1);
	const struct import_kind *k = NULL;
	int64_t cleared = 0;
	enum status st;

	st = db_step(s, more, err);
	if (st != ST_OK || !*more)
		return st;
	*job = db_int(s, 0);
	k = import_kind_find(db_text(s, 1));
	db_reset(s);
	if (k != NULL)
		st = import_clear_rows(db, k, *job, &cleared, err);
	if (st == ST_OK && cleared == 0)
		(*job)++;
	return st;
}
