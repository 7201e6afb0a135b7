/*
 * SPDX-License-Identifier: ISC
 *
 * request/file: see file.h.  It uses the same functions as asking and approving
 * by hand, so that a file does the same as a screen.
 */
#include "office/request/file.h"

#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/request/work.h"
#include "office/verb/journal.h"

DB_SQL(q_of_job) = { "change_file.of_job",
	"UPDATE change SET job_id = ?2 WHERE id = ?1" };
DB_SQL(q_to_area) = { "change_file.to_area",
	"UPDATE change SET area_id = ?2, fields = ?3, was = ?4 WHERE id = ?1"
	" AND state = 'waiting'" };

enum status
change_of_job(struct verb_call *c, int64_t change, int64_t job,
    struct err *err)
{
	return db_run(db_usef(c->db, &q_of_job, "ii", change, job), err);
}

enum status
change_to_area(struct verb_call *c, int64_t change, int64_t area,
    const char *fields, const char *was, struct err *err)
{
	return db_run(db_usef(c->db, &q_to_area, "iott", change, area, fields,
	    was), err);
}

/* Leaves out kind and person, which are columns of their own. */
static void
file_fields(struct change_work *w, const struct change_file *f)
{
	struct wire_args all;
	unsigned i;

	wire_args_init(&all);
	journal_decode(f->fields, &all);
	wire_args_done(&w->fields);
	for (i = 0; i < all.n; i++)
		if (strcmp(all.v[i].name, "kind") != 0 &&
		    strcmp(all.v[i].name, "person") != 0)
			wire_args_add(&w->fields, all.v[i].name,
			    all.v[i].value);
	wire_args_done(&all);
	wire_args_done(&w->was);
	journal_decode(f->was, &w->was);
	if (f->undoes == 0)
		return;
	wire_args_add_int(&w->fields, "undoes", f->undoes);
	wire_args_add(&w->fields, "note", _("undone with its file"));
}

static enum status
file_work(struct change_work *w, const struct change_file *f, struct err *err)
{
	w->kind = change_kind_find(f->kind);
	w->person = f->person;
	w->undoes = f->undoes;
	w->maker = f->maker;
	w->version = 1;
	(void)str_copy_cut(w->month, sizeof(w->month), f->month);
	if (w->kind == NULL)
		return err_set(err, ST_CORRUPT, _("no such kind: %s"), f->kind);
	file_fields(w, f);
	/* An undo was not tried before. */
	if (db_next_id(w->c->db, "change", &w->id, err) != ST_OK ||
	    (f->undoes != 0 ? change_read(w, err) :
	    change_unchanged(w, err)) != ST_OK ||
	    change_not_twice(w, err) != ST_OK ||
	    change_store(w, false, err) != ST_OK ||
	    change_of_job(w->c, w->id, f->job, err) != ST_OK ||
	    w->kind->apply(w, err) != ST_OK)
		return err->st;
	return change_stand(w, f->decider, err);
}

enum status
change_of_file(struct verb_call *c, const struct change_file *f, int64_t *id,
    struct err *err)
{
	struct change_work w;
	enum status st;

	change_begin(c, &w);
	st = file_work(&w, f, err);
	*id = w.id;
	change_work_done(&w);
	return st;
}
