/*
 * SPDX-License-Identifier: ISC
 *
 * import/left: imports whose command is gone, and the rows that they left.
 * Books gives up what nobody can go on with, and takes the rows away a slice at
 * a time, as import.clear does for who is there.
 */
#include "office/import/import_priv.h"
#include "office/verb/job.h"

/* Not those whose rows are a request's. */
static const struct db_sql q_next = { "import_left.next",
	"SELECT j.id, j.kind FROM job j WHERE j.id > ?1 AND j.state = 'aborted'"
	" AND '" IMPORT_KINDS "' LIKE '% ' || j.kind || ' %'"
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
	const struct job_which w = { .kinds = IMPORT_KINDS, .id = job };

	return job_give_up(db, &w, err);
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
