/*
 * SPDX-License-Identifier: ISC
 *
 * import/table_kind: payout points (of a list owner), areas and reorganisations (of
 * the whole office) from a file: its rows wait as they were staged, and stand in
 * one short verb when the request is approved, by what the import itself does.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/import/import.h"
#include "office/request/work.h"
#include "office/import/import_priv.h"

static const struct db_sql q_notes = { "table.notes",
	"SELECT severity, message FROM job_note WHERE job_id = ?1 AND no > ?2"
	" ORDER BY no" };
static const struct db_sql q_of_job = { "table.of_job",
	"UPDATE change SET job_id = ?2 WHERE id = ?1" };
static const struct db_sql q_since = { "table.since",
	"SELECT coalesce((SELECT max(id) FROM list), 0),"
	" coalesce((SELECT max(no) FROM receipt), 0),"
	" coalesce((SELECT max(id) FROM person), 0),"
	" coalesce((SELECT max(id) FROM change), 0)" };
static const struct db_sql q_area = { "table.area",
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
		change_effect(w, _("look twice: %s"), db_text(s, 1));
	}
	return st;
}

static void
table_say(struct change_work *w, const struct import_counts *n)
{
	change_effect(w, _("%lld new, %lld changed, %lld unchanged"),
	    (long long)n->added, (long long)n->changed,
	    (long long)n->unchanged);
	if (n->people + n->points + n->staff + n->asked > 0)
		change_effect(w, _("moved: %lld people, %lld payout points, "
		    "%lld staff, %lld requests that wait"),
		    (long long)n->people, (long long)n->points,
		    (long long)n->staff, (long long)n->asked);
}

/* Runs the rows and says what came of it. */
static enum status
table_stand(struct change_work *w, struct import_job *j,
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
		change_effect(w, _("and %lld more rows"),
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

static enum status
table_ask(struct change_work *w, struct import_job *j,
    struct import_counts *n, struct err *err)
{
	int64_t notes = j->notes;
	enum status st = table_begin(w, j, err);

	if (st == ST_OK)
		st = db_savepoint(w->c->db, err);
	if (st != ST_OK)
		return st;
	w->trial = true;
	st = table_stand(w, j, n, err);
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
		st = db_run(db_usef(w->c->db, &q_of_job, "ii", w->id, j->id),
		    err);
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

/* ---- the kinds --------------------------------------------------------------------- */

static enum status
table_read(struct change_work *w, struct err *err)
{
	(void)w;
	(void)err;
	return ST_OK; /* its rows were checked as they came */
}

/* The job whose rows a request makes stand. */
static enum status
table_job(const struct change_work *w, struct import_job *j, struct err *err)
{
	enum status st = import_job_of(w->c,
	    wire_args_int(&w->fields, "job", 0), j, err);

	j->owner = wire_args_int(&w->fields, "owner", w->area);
	j->change = w->id;
	return st;
}

/* What there was when it was approved, for the undo: later ones rest on it. */
static enum status
table_since(struct change_work *w, struct err *err)
{
	static const char *const what[] = { "list", "receipt", "person",
		"request" };
	struct db_stmt *s = db_use(w->c->db, &q_since);
	enum status st;
	bool row;
	int i;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	for (i = 0; i < 4; i++)
		change_did(w, what[i], db_int(s, i));
	db_reset(s);
	return ST_OK;
}

static enum status
table_apply(struct change_work *w, struct err *err)
{
	struct import_counts n = { .added = 0 };
	struct import_job j;
	enum status st = table_job(w, &j, err);

	if (st == ST_OK)
		st = table_since(w, err);
	return st == ST_OK ? table_stand(w, &j, &n, err) : st;
}

/* What rests on it is looked for by the table's own. */
static enum status
table_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	struct import_job j;
	enum status st = table_job(of, &j, err);

	j.c = w->c;
	return st == ST_OK ? j.kind->undo(&j, w, of, err) : st;
}

const struct change_kind change_kind_points = {
	.name = "points",
	.word = N_("table of payout points"),
	.when = N_("the points, the units that run them and who pays there are "
	    "as in the file"),
	.roles = ROLE_PROVINCE | ROLE_ADMIN,
	.deciders = ROLE_APPROVER | ROLE_PROVINCE,
	.reach = CHANGE_AREA,
	.flags = CHANGE_OF_FILE,
	.fields = "file job owner rows sha256",
	.read = table_read,
	.apply = table_apply,
	.undo = table_undo,
};

/* Taken back by the file of before, sent again. */
const struct change_kind change_kind_areas = {
	.name = "areas",
	.word = N_("table of areas"),
	.when = N_("the areas are as in the file; people, lists and points go "
	    "to the list owner under whom their area is put"),
	.roles = ROLE_PROVINCE | ROLE_ADMIN,
	.deciders = ROLE_APPROVER | ROLE_PROVINCE,
	.reach = CHANGE_OFFICE,
	.flags = CHANGE_OF_FILE,
	.fields = "file job owner rows sha256",
	.read = table_read,
	.apply = table_apply,
};

const struct change_kind change_kind_moves = {
	.name = "moves",
	.word = N_("reorganisation of areas"),
	.when = N_("people, points and staff go to the areas that took the "
	    "place of theirs"),
	.roles = ROLE_PROVINCE | ROLE_ADMIN,
	.deciders = ROLE_APPROVER | ROLE_PROVINCE,
	.reach = CHANGE_OFFICE,
	.flags = CHANGE_OF_FILE,
	.fields = "file job owner rows sha256",
	.read = table_read,
	.apply = table_apply,
	.undo = table_undo,
};
