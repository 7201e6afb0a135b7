/*
 * SPDX-License-Identifier: ISC
 *
 * import/import: the verbs: tables from files as jobs.
 *
 * A row is checked alone when its slice comes (what it names, what the books
 * and the rows before it hold) and waits in staging as it will be stored.
 * import.finish only moves what waits: set operations, all or nothing, one
 * journal entry with counts, total and a hash over the rows; what decides money
 * it asks for (file/file.h, table_ask.c), and the rows wait for an approver.  A
 * table with one wrong row stays out altogether.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/import/import.h"
#include "office/import/import_priv.h"
#include "office/place/stored.h"
#include "office/verb/job.h"

/* The columns once more: whoever posts need not be our own command. */
static enum status
import_check_columns(const struct import_kind *k, const char *list,
    struct err *err)
{
	char *copy = mem_strdup(list), *fields[IMPORT_COLUMNS_MAX], *p = copy;
	char out[1024];
	enum status st;
	size_t n = 0;

	while (p != NULL && n < IMPORT_COLUMNS_MAX) {
		fields[n++] = p;
		p = strchr(p, ',');
		if (p != NULL)
			*p++ = '\0';
	}
	st = import_header(k->name, fields, n, out, sizeof(out), err);
	free(copy);
	return st;
}

static enum status
import_begin(struct verb_call *c, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	const char *columns = wire_args_text(in, "columns");
	const struct import_kind *k =
	    import_kind_find(wire_args_text(in, "kind"));
	struct import_job j = { .c = c };
	struct job job;
	enum status st;

	if (k == NULL || ((uint32_t)c->who->role & k->roles) == 0)
		return err_field(err, ST_DENIED, "kind",
		    _("this table is not for your role"));
	(void)str_copy_cut(j.columns, sizeof(j.columns), columns);
	st = import_check_columns(k, columns, err);
	if (st == ST_OK)
		st = place_text(j.file, sizeof(j.file),
		    wire_args_text(in, "file"), "file", err);
	if (st != ST_OK)
		return st;
	import_job_row(&j, &job);
	(void)str_copy_cut(job.kind, sizeof(job.kind), k->name);
	st = job_begin(c, &job, err);
	if (st == ST_OK)
		wire_args_add_int(c->out, "job", job.id);
	return st == ST_OK ? import_left_behind(c, k, err) : st;
}

/* The table as a whole, looked at when its rows have all come. */
static enum status
import_whole(struct import_job *j, struct err *err)
{
	if (!j->staging || j->kind->whole == NULL)
		return ST_OK;
	if (import_notes_again(j, err) != ST_OK)
		return err->st;
	return j->kind->whole(j, err);
}

static enum status
import_notes(struct verb_call *c, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	int64_t errors, warnings;
	struct import_job j;

	if (import_load(c, false, &j, err) != ST_OK ||
	    import_whole(&j, err) != ST_OK ||
	    import_note_counts(&j, &errors, &warnings, err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "errors", errors);
	wire_args_add_int(c->out, "warnings", warnings);
	return import_notes_add(&j, wire_args_text(in, "severity"),
	    wire_args_int(in, "from", 0), err);
}

static void
import_answer(struct import_job *j, const struct import_counts *n,
    int64_t warnings)
{
	struct wire_args *out = j->c->out;
	char hex[2 * DIGEST_LEN + 1];

	str_hex(hex, j->digest, DIGEST_LEN);
	wire_args_add(out, "kind", j->kind->name);
	wire_args_add_int(out, "rows", j->rows);
	wire_args_add_int(out, "new", n->added);
	wire_args_add_int(out, "changed", n->changed);
	wire_args_add_int(out, "unchanged", n->unchanged);
	if (n->ended > 0)
		wire_args_add_int(out, "ended", n->ended);
	if (n->people + n->points + n->staff + n->asked > 0) {
		wire_args_add_int(out, "people", n->people);
		wire_args_add_int(out, "points", n->points);
		wire_args_add_int(out, "staff", n->staff);
		wire_args_add_int(out, "requests", n->asked);
	}
	wire_args_add_int(out, "warnings", warnings);
	wire_args_add_int(out, "total", n->total);
	wire_args_add(out, "sha256", hex);
}

static enum status
import_overtaken(struct err *err)
{
	char why[sizeof(err->msg)];

	(void)str_copy_cut(why, sizeof(why), err->msg);
	return err_set(err, ST_EXISTS, _("somebody entered one of these while "
	    "the file was read: start again (%s)"), why);
}

static enum status
import_finish(struct verb_call *c, struct err *err)
{
	struct import_counts n = { .added = 0 };
	int64_t errors, warnings, told;
	struct import_job j;
	enum status st;

	if (import_load(c, true, &j, err) != ST_OK ||
	    import_whole(&j, err) != ST_OK ||
	    import_note_counts(&j, &errors, &warnings, err) != ST_OK)
		return err->st;
	told = j.notes;
	if (errors > 0)
		return err_set(err, ST_INVALID,
		    _("%lld rows are wrong; nothing of the file was taken"),
		    (long long)errors);
	if (j.rows == 0)
		return err_set(err, ST_INVALID, _("the file has no rows"));
	st = j.kind->finish(&j, &n, err);
	if (st == ST_EXISTS)
		return import_overtaken(err);
	if (st == ST_OK)
		st = job_end(c->db, j.id, "done", err);
	if (st == ST_OK)
		st = import_note_counts(&j, &errors, &warnings, err);
	if (st != ST_OK)
		return st;
	import_answer(&j, &n, warnings);
	/* What only showed when the whole file was looked at. */
	if (import_notes_add(&j, "warning", told, err) != ST_OK)
		return err->st;
	c->dry = strcmp(wire_args_text(&c->in->args, "dry"), "yes") == 0;
	return ST_OK;
}

static enum status
import_abort(struct verb_call *c, struct err *err)
{
	struct import_job j;

	if (import_load(c, true, &j, err) != ST_OK)
		return err->st;
	return job_end(c->db, j.id, "aborted", err);
}

#define IMPORT_JOB { "job", VERB_INT, true, 0, NULL, N_("number of the import") }
#define IMPORT_LAST { NULL, VERB_TEXT, false, 0, NULL, NULL }

static const struct verb_field import_begin_fields[] = {
	{ "kind", VERB_CHOICE, true, 0, "areas|points|roll|changes|moves|uncollected",
	    N_("which table") },
	{ "columns", VERB_TEXT, true, 1000, NULL, N_("columns of the file, in order") },
	{ "file", VERB_TEXT, false, 120, NULL, N_("name of the file") },
	IMPORT_LAST
};
static const struct verb_field import_rows_fields[] = {
	IMPORT_JOB,
	{ "rows", VERB_BLOB, true, IMPORT_SLICE_BYTES, NULL, N_("rows of a slice") },
	IMPORT_LAST
};
static const struct verb_field import_notes_fields[] = {
	IMPORT_JOB,
	{ "severity", VERB_CHOICE, true, 0, "error|warning", N_("which notes") },
	{ "from", VERB_INT, false, 0, NULL, N_("those after this number") },
	IMPORT_LAST
};
static const struct verb_field import_finish_fields[] = {
	IMPORT_JOB,
	{ "dry", VERB_CHOICE, false, 0, "yes|no", N_("yes: only say what would change") },
	IMPORT_LAST
};
static const struct verb_field import_job_fields[] = { IMPORT_JOB, IMPORT_LAST };

#define IMPORT_ROLES (ROLE_PREPARER | ROLE_PROVINCE | ROLE_ADMIN)

const struct verb import_verbs[] = {
	{ "import.begin", import_begin_fields, IMPORT_ROLES, VERB_QUIET,
	    import_begin, N_("begins to take a table from a file") },
	{ "import.rows", import_rows_fields, IMPORT_ROLES, VERB_QUIET,
	    import_rows_run, N_("checks and stages rows of a file") },
	{ "import.notes", import_notes_fields, IMPORT_ROLES, VERB_QUIET,
	    import_notes, N_("tells what was found in the rows") },
	{ "import.finish", import_finish_fields, IMPORT_ROLES, VERB_WHO,
	    import_finish, N_("makes the rows of a file stand, all or nothing") },
	{ "import.abort", import_job_fields, IMPORT_ROLES, VERB_QUIET,
	    import_abort, N_("gives up an import") },
	{ "import.clear", import_job_fields, IMPORT_ROLES, VERB_QUIET,
	    import_clear_run, N_("takes away what an ended import has staged") },
	{ NULL, NULL, 0, 0, NULL, NULL }
};
