/*
 * SPDX-License-Identifier: ISC
 *
 * import/left: imports whose command is gone, and the rows that they left.
 * Books gives up what nobody can go on with, and takes the rows away a slice at
 * a time, as verb import.clear does for who is there.
 */
#include <stdio.h>

#include "base/say.h"
#include "office/file/stage.h"
#include "office/import/import_priv.h"
#include "office/verb/job.h"

#define CLEAR_ROWS 400 /* about 4 ms of work */
/* Requests whose rows are those of the file. */
#define KEPT "'roll', 'areas', 'points', 'moves', 'uncollected'"
/* Some rows of job j are still staged. */
#define STAGED                                                                 \
	"(EXISTS (SELECT 1 FROM roll_part s WHERE s.job_id = j.id)"             \
	" OR EXISTS (SELECT 1 FROM roll_row s WHERE s.job_id = j.id)"           \
	" OR EXISTS (SELECT 1 FROM stage_point s WHERE s.job_id = j.id)"        \
	" OR EXISTS (SELECT 1 FROM stage_area s WHERE s.job_id = j.id)"         \
	" OR EXISTS (SELECT 1 FROM stage_change s WHERE s.job_id = j.id)"       \
	" OR EXISTS (SELECT 1 FROM stage_uncollected s WHERE s.job_id = j.id)"  \
	" OR EXISTS (SELECT 1 FROM stage_move s WHERE s.job_id = j.id)"

/* An ended job of this person whose rows nobody took away. */
DB_SQL(q_stale) = { "import_left.stale",
	"SELECT j.id FROM job j WHERE j.state <> 'staging' AND j.kind = ?1"
	" AND j.staff_id = ?2 AND NOT EXISTS (SELECT 1 FROM change c"
	"  WHERE c.job_id = j.id AND c.kind IN (" KEPT "))"
	" AND " STAGED ") ORDER BY j.id LIMIT 1" };
/* Not those whose rows are a request's. */
DB_SQL(q_next) = { "import_left.next",
	"SELECT j.id, j.kind FROM job j WHERE j.id > ?1 AND j.state = 'aborted'"
	" AND '" IMPORT_KINDS "' LIKE '% ' || j.kind || ' %'"
	" AND NOT EXISTS (SELECT 1 FROM change c WHERE c.job_id = j.id)"
	" AND " STAGED " OR EXISTS (SELECT 1 FROM job_note n"
	"  WHERE n.job_id = j.id)) ORDER BY j.id LIMIT 1" };
DB_SQL(q_kept) = { "import_left.kept",
	"SELECT 1 FROM change WHERE job_id = ?1 AND kind IN (" KEPT ")"
	" LIMIT 1" };

enum status
import_left_give_up(struct db *db, int64_t job, struct err *err)
{
	const struct job_which w = { .kinds = IMPORT_KINDS, .id = job };

	return job_give_up(db, &w, err);
}

/* Left behind by somebody whose line dropped: given up after its day.  Answers
 * "stale": a job that the caller should clear first. */
enum status
import_left_behind(struct verb_call *c, const struct import_kind *k,
    struct err *err)
{
	char kinds[16];
	const struct job_which left = { .kinds = kinds,
		.staff = c->who->staff, .before = c->today };
	enum status st;
	int64_t id;
	bool found;

	(void)snprintf(kinds, sizeof(kinds), " %s ", k->name);
	st = job_give_up(c->db, &left, err);
	if (st == ST_OK)
		st = db_int1(db_usef(c->db, &q_stale, "ti", k->name,
		    c->who->staff), &id, &found, err);
	if (st == ST_OK && found)
		wire_args_add_int(c->out, "stale", id);
	return st;
}

/* Takes some staged rows and notes of an ended job away; *cleared: how many. */
static enum status
left_clear(struct db *db, const struct import_kind *k, int64_t job,
    int64_t *cleared, struct err *err)
{
	enum status st;

	*cleared = 0;
	if (k->clear == NULL) {
		st = roll_stage_clear(db, job, CLEAR_ROWS, cleared, err);
	} else {
		st = db_run(db_usef(db, k->clear, "ii", job,
		    (int64_t)CLEAR_ROWS), err);
		*cleared = db_changes(db);
	}
	return st == ST_OK ? import_notes_clear(db, job, CLEAR_ROWS, cleared,
	    err) : st;
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
		st = left_clear(db, k, *job, &cleared, err);
	if (st == ST_OK && cleared == 0)
		(*job)++;
	return st;
}

/* Answers how many rows went; 0: there is nothing left. */
enum status
import_clear_run(struct verb_call *c, struct err *err)
{
	struct import_job j;
	int64_t cleared = 0, one;
	enum status st = import_load(c, false, &j, err);
	bool kept = false;

	if (st == ST_OK && j.staging)
		return err_field(err, ST_INVALID, "job",
		    _("this import has not ended"));
	/* Its rows are those of a request. */
	if (st == ST_OK)
		st = db_int1(db_usef(c->db, &q_kept, "i", j.id), &one, &kept,
		    err);
	if (st == ST_OK && kept)
		wire_args_add_int(c->out, "cleared", 0);
	if (st != ST_OK || kept)
		return st;
	st = left_clear(c->db, j.kind, j.id, &cleared, err);
	if (st == ST_OK)
		wire_args_add_int(c->out, "cleared", cleared);
	return st;
}
