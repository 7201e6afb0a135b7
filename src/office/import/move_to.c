/*
 * SPDX-License-Identifier: ISC
 *
 * import/move_to: where people of an old area go and from which month on, for
 * the checks of a reorganisation and for what makes it stand.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "office/import/move.h"
#include "office/verb/job.h"
#include "text/date.h"

DB_SQL(q_village) = { "move_to.village",
	"SELECT new_id, line FROM stage_move WHERE {+}job_id = ?1 AND old_id"
	" = ?2"
	" AND village = ?3" };

enum status
import_move_village(struct import_job *j, int64_t old, const char *fold,
    int64_t *to, int64_t *line, struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_village, "iit", j->id, old,
	    fold);
	enum status st;
	bool row;

	*to = *line = 0;
	st = db_step(s, &row, err);
	if (st == ST_OK && row) {
		*to = db_int(s, 0);
		*line = db_int(s, 1);
		db_reset(s);
	}
	return st;
}

/* From the day's month on, or from the first whole month after it. */
enum status
import_move_month(const char *day, char month[DATE_MONTH], struct err *err)
{
	(void)snprintf(month, DATE_MONTH, "%.7s", day);
	if (strcmp(day + 7, "-01") == 0)
		return ST_OK;
	if (month_add(month, 1, month) != ST_OK)
		return err_set(err, ST_CORRUPT, _("%s is no day"), day);
	return ST_OK;
}

enum status
import_move_give_up(struct import_job *j, struct err *err)
{
	const struct job_which others = { .kinds = IMPORT_KINDS,
		.but = j->id };

	return job_give_up(j->c->db, &others, err);
}
