/*
 * SPDX-License-Identifier: ISC
 *
 * import/table_kind: the requests that tables become (table_ask.c), approved
 * and taken back: points of a list owner; areas and reorganisations of the whole
 * office.
 */

#include "base/say.h"
#include "office/import/import.h"
#include "office/request/work.h"
#include "office/import/import_priv.h"

DB_SQL(q_since) = { "table.since",
	"SELECT coalesce((SELECT max(id) FROM list), 0),"
	" coalesce((SELECT max(no) FROM receipt), 0),"
	" coalesce((SELECT max(id) FROM person), 0),"
	" coalesce((SELECT max(id) FROM change), 0)" };

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

	if (table_job(w, &j, err) != ST_OK || table_since(w, err) != ST_OK)
		return err->st;
	return import_table_stand(w, &j, &n, err);
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
