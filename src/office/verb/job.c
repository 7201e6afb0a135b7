/*
 * SPDX-License-Identifier: ISC
 *
 * verb/job: the rows of table job.
 */
#include "office/verb/job.h"

#include <string.h>

#include "base/clock.h"
#include "base/str.h"

#define JOB_COLUMNS "SELECT id, staff_id, rows, cursor, state, kind, params FROM job"
/* The partial index job_staging holds the few that have not ended; "+id" keeps
 * SQLite from walking all that there ever were by their number. */
#define JOB_WHICH                                                              \
	" WHERE state = 'staging' AND ?1 LIKE '% ' || kind || '"               \
	" %'"                                                                  \
	" AND (?2 = 0 OR id = ?2) AND id <> ?3 AND (?4 = 0 OR staff_id ="      \
	" ?4)"                                                                 \
	" AND (at < ?5 OR ?5 IS"                                               \
	" NULL)"                                                               \
	" AND (substr(params, 1, length(?6)) = ?6 OR ?6 IS NULL)"

DB_SQL(q_begin) = { "job.begin",
	"INSERT INTO job (id, kind, state, staff_id, params, at)"
	" VALUES (?1, ?2, 'staging', ?3, ?4, ?5)" };
DB_SQL(q_get) = { "job.get", JOB_COLUMNS " WHERE id = ?1" };
DB_SQL(q_find) = { "job.find",
	JOB_COLUMNS JOB_WHICH " ORDER BY {+}id DESC LIMIT 1" };
DB_SQL(q_save) = { "job.save",
	"UPDATE job SET params = ?2, rows = ?3, cursor = ?4 WHERE id = ?1" };
DB_SQL(q_take) = { "job.take",
	"UPDATE job SET staff_id = ?2 WHERE id = ?1" };
DB_SQL(q_end) = { "job.end",
	"UPDATE job SET state = ?2 WHERE id = ?1" };
DB_SQL(q_give_up) = { "job.give_up",
	"UPDATE job SET state = 'aborted'" JOB_WHICH };

static enum status
job_read(struct db_stmt *s, struct job *out, struct err *err)
{
	enum status st;
	bool row;

	memset(out, 0, sizeof(*out));
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	out->id = db_int(s, 0);
	out->staff = db_int(s, 1);
	out->rows = db_int(s, 2);
	out->cursor = db_int(s, 3);
	out->staging = strcmp(db_text(s, 4), "staging") == 0;
	db_copy(s, 5, out->kind, sizeof(out->kind));
	db_copy(s, 6, out->params, sizeof(out->params));
	db_reset(s);
	return ST_OK;
}

enum status
job_begin(struct verb_call *c, struct job *job, struct err *err)
{
	if (db_next_id(c->db, "job", &job->id, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_begin, "ititt", job->id, job->kind,
	    c->who->staff, job->params, c->now), err);
}

enum status
job_get(struct db *db, int64_t id, struct job *out, struct err *err)
{
	return job_read(db_usef(db, &q_get, "i", id), out, err);
}

enum status
job_own(struct verb_call *c, const char *kind, struct job *out,
    struct err *err)
{
	if (job_get(c->db, wire_args_int(&c->in->args, "job", 0), out,
	    err) != ST_OK)
		return err->st;
	if (!out->staging || out->staff != c->who->staff ||
	    strcmp(out->kind, kind) != 0)
		out->id = 0;
	return ST_OK;
}

enum status
job_take(struct verb_call *c, int64_t id, struct err *err)
{
	return db_run(db_usef(c->db, &q_take, "ii", id, c->who->staff), err);
}

enum status
job_save(struct db *db, const struct job *job, struct err *err)
{
	return db_run(db_usef(db, &q_save, "itii", job->id, job->params,
	    job->rows, job->cursor), err);
}

enum status
job_end(struct db *db, int64_t id, const char *state, struct err *err)
{
	return db_run(db_usef(db, &q_end, "it", id, state), err);
}

enum status
job_newest(struct db *db, const struct job_which *w, struct job *out,
    struct err *err)
{
	return job_read(db_usef(db, &q_find, "tiiitt", w->kinds, w->id, w->but,
	    w->staff, w->before, w->params), out, err);
}

enum status
job_give_up(struct db *db, const struct job_which *w, struct err *err)
{
	return db_run(db_usef(db, &q_give_up, "tiiitt", w->kinds, w->id, w->but,
	    w->staff, w->before, w->params), err);
}

int64_t
job_slice_end(const struct verb_call *c, int64_t us)
{
	return str_empty(wire_args_text(&c->in->args, "people")) ?
	    clock_us() + us : INT64_MAX;
}
