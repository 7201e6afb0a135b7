/*
 * SPDX-License-Identifier: ISC
 *
 * import/table_ask: payout points (of a list owner), areas and reorganisations (of
 * the whole office) from a file: its rows wait as they were staged, and stand in
 * one short verb when the request is approved, by what the import itself does.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/import/import_priv.h"
#include "office/request/file.h"
#include "office/request/work.h"

DB_SQL(q_notes) = { "table.notes",
	"SELECT severity, message FROM job_note WHERE job_id = ?1 AND no > ?2"
	" ORDER BY no" };
DB_SQL(q_area) = { "table.area",
	"SELECT name FROM area WHERE id = ?1" };

/* What was found while the rows stood: the first error refuses, warnings are
 * what the approver reads. */
static enum status
table_notes(struct change_work *w, const struct import_job *j, int64_t told,
    struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_notes, "ii", j->id, told);
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (strcmp(db_text(s, 0), "error") == 0) {
			st = err_set(err, ST_INVALID, "%s", db_text(s, 1));
			db_reset(s);
			return st;
		}
		change_effect(w, N_("look twice: %s"), db_text(s, 1));
	}
	return st;
}

static void
table_say(struct change_work *w, const struct import_counts *n)
{
	change_effect(w, N_("%lld new, %lld changed, %lld unchanged"),
	    (long long)n->added, (long long)n->changed,
	    (long long)n->unchanged);
	if (n->people + n->points + n->staff + n->asked > 0)
		change_effect(w, N_("moved: %lld people, %lld payout points, "
		    "%lld staff, %lld requests that wait"),
		    (long long)n->people, (long long)n->points,
		    (long long)n->staff, (long long)n->asked);
}

/* Runs the rows and says what came of it. */
enum status
import_table_stand(struct change_work *w, struct import_job *j,
    struct import_counts *n, struct err *err)
{
	int64_t told = j->notes;
	enum status st = ST_OK;

	j->asks = w;
	if (j->kind->whole != NULL)
		st = j->kind->whole(j, err);
	if (st == ST_OK)
		st = table_notes(w, j, told, err);
	told = j->notes;
	if (st == ST_OK)
		st = j->kind->stand(j, n, err);
	if (st != ST_OK)
		return st;
	if (n->said > IMPORT_SAID)
		change_effect(w, N_("and %lld more rows"),
		    (long long)(n->said - IMPORT_SAID));
	table_say(w, n);
	return table_notes(w, j, told, err);
}

/* ---- asking: import.finish ----------------------------------------------------- */

static enum status
table_name(struct change_work *w, struct err *err)
{
	struct db_stmt *s;
	enum status st;
	bool row;

	(void)str_copy_cut(w->name, sizeof(w->name), _("the whole office"));
	if (w->area == 0)
		return ST_OK;
	s = db_usef(w->c->db, &q_area, "i", w->area);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	db_copy(s, 0, w->name, sizeof(w->name));
	db_reset(s);
	return ST_OK;
}

static enum status
table_begin(struct change_work *w, const struct import_job *j,
    struct err *err)
{
	char hex[2 * DIGEST_LEN + 1];

	str_hex(hex, j->digest, DIGEST_LEN);
	wire_args_done(&w->fields);
	wire_args_add(&w->fields, "file", j->file);
	wire_args_add_int(&w->fields, "job", j->id);
	wire_args_add_int(&w->fields, "owner", j->owner);
	wire_args_add_int(&w->fields, "rows", j->rows);
	wire_args_add(&w->fields, "sha256", hex);
	w->kind = change_kind_find(j->kind->name);
	w->area = j->owner;
	(void)snprintf(w->subject, sizeof(w->subject), "#%" PRId64, j->id);
	(void)str_copy_cut(w->month, sizeof(w->month), j->c->today);
	return table_name(w, err);
}

static enum status
table_answer(struct change_work *w, struct err *err)
{
	char text[400];
	enum status st;

	(void)snprintf(text, sizeof(text), "%" PRId64 "\t%s", w->id, w->name);
	wire_args_add(w->c->out, "request", text);
	change_answer_effects(w);
	text[0] = '\0';
	st = change_missing_of(w, text, sizeof(text), err);
	if (st == ST_OK)
		wire_args_add(w->c->out, "missing", text);
	return st;
}

/* By the rows of the table, or by what a module above does for the kind: that
 * names the request in its rows. */
static enum status
table_try(struct change_work *w, struct import_job *j,
    struct import_counts *n, struct err *err)
{
	if (j->kind->stand != NULL)
		return import_table_stand(w, j, n, err);
	if (db_next_id(w->c->db, "change", &w->id, err) != ST_OK ||
	    change_store(w, false, err) != ST_OK)
		return err->st;
	return w->kind->apply(w, err);
}

static enum status
table_ask(struct change_work *w, struct import_job *j,
    struct import_counts *n, struct err *err)
{
	int64_t notes = j->notes;
	enum status st;

	if (table_begin(w, j, err) != ST_OK ||
	    db_savepoint(w->c->db, err) != ST_OK)
		return err->st;
	w->trial = true;
	st = table_try(w, j, n, err);
	db_rollback_to(w->c->db);
	w->trial = false;
	j->notes = notes;
	if (st == ST_OK && !db_in_tx(w->c->db))
		return err_set(err, ST_IO, _("the books could not be written"));
	if (st == ST_OK)
		st = db_next_id(w->c->db, "change", &w->id, err);
	if (st == ST_OK)
		st = change_store(w, false, err);
	if (st == ST_OK)
		st = change_of_job(w->c, w->id, j->id, err);
	return st == ST_OK ? table_answer(w, err) : st;
}

enum status
import_table_ask(struct import_job *j, struct import_counts *n,
    struct err *err)
{
	struct change_work w;
	enum status st;

	change_begin(j->c, &w);
	st = table_ask(&w, j, n, err);
	change_work_done(&w);
	return st;
}
