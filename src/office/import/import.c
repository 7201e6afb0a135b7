/*
 * SPDX-License-Identifier: ISC
 *
 * import/import: tables from files as jobs.  Owns job_note; the staging tables
 * belong to area.c, point.c and roll.c.
 *
 * A row is checked alone when its slice comes (what it names, what the books
 * and the rows before it hold) and waits in staging as it will be stored.
 * import.finish only moves what waits: set operations, all or nothing, one
 * journal entry with counts, total and a hash over the rows; what decides money
 * it asks for (file/file.h, table_kind.c), and the rows wait for an approver.  A table with one
 * wrong row stays out altogether.
 *
 * job.params = "HASH\nCOLUMNS\nFILE"; job.cursor = the last line staged, so
 * that a slice that is sent twice is taken once.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/import/import.h"
#include "office/rate/category.h"
#include "office/import/import_priv.h"
#include "office/import/row.h"
#include "office/place/stored.h"
#include "office/verb/job.h"
#include "text/clean.h"

#define IMPORT_CLEAR_ROWS 400 /* about 4 ms of work */
/* A slice takes no more rows after that: trials of requests are long. */
#define IMPORT_SLICE_US 3000
/* Requests whose rows are those of the file. */
#define IMPORT_KEPT "'roll', 'areas', 'points', 'moves'"

/* An ended job of this person whose rows nobody took away. */
static const struct db_sql q_stale = { "import.stale",
	"SELECT j.id FROM job j WHERE j.state <> 'staging' AND j.kind = ?1"
	" AND j.staff_id = ?2 AND"
	" NOT EXISTS (SELECT 1 FROM change c WHERE c.job_id = j.id"
	"  AND c.kind IN (" IMPORT_KEPT "))"
	" AND (EXISTS (SELECT 1 FROM roll_part s WHERE s.job_id = j.id)"
	"  OR EXISTS (SELECT 1 FROM stage_point s WHERE s.job_id = j.id)"
	"  OR EXISTS (SELECT 1 FROM stage_area s WHERE s.job_id = j.id)"
	"  OR EXISTS (SELECT 1 FROM stage_change s WHERE s.job_id = j.id)"
	"  OR EXISTS (SELECT 1 FROM stage_move s WHERE s.job_id = j.id))"
	" ORDER BY j.id LIMIT 1" };
static const struct db_sql q_last_note = { "import.last_note",
	"SELECT coalesce(max(no), 0) FROM job_note WHERE job_id = ?1" };
static const struct db_sql q_note = { "import.note",
	"INSERT INTO job_note (job_id, no, line, field, severity, message)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6)" };
static const struct db_sql q_notes = { "import.notes",
	"SELECT no, line, field, message FROM job_note"
	" WHERE job_id = ?1 AND severity = ?2 AND no > ?3 ORDER BY no LIMIT ?4" };
static const struct db_sql q_whole_again = { "import.whole_again",
	"DELETE FROM job_note WHERE job_id = ?1 AND line = 0"
	" AND severity = 'error'" };
static const struct db_sql q_note_counts = { "import.note_counts",
	"SELECT count(CASE severity WHEN 'error' THEN 1 END),"
	" count(CASE severity WHEN 'warning' THEN 1 END) FROM job_note"
	" WHERE job_id = ?1" };
static const struct db_sql q_kept = { "import.kept",
	"SELECT 1 FROM change WHERE job_id = ?1 AND kind IN (" IMPORT_KEPT ")"
	" LIMIT 1" };
static const struct db_sql q_parts_clear = { "import.parts_clear",
	"DELETE FROM roll_part WHERE job_id = ?1 AND NOT EXISTS (SELECT 1"
	" FROM roll_row r WHERE r.job_id = ?1)" };
static const struct db_sql q_notes_clear = { "import.notes_clear",
	"DELETE FROM job_note WHERE job_id = ?1 AND no <= (SELECT min(no) + ?2"
	" FROM job_note WHERE job_id = ?1)" };

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

/* Left behind by somebody whose line dropped: given up after its day.  Answers
 * "stale": a job that the caller should clear first. */
static enum status
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

/* The row of the job as it stands. */
static void
import_row_of(const struct import_job *j, struct job *out)
{
	char hex[2 * DIGEST_LEN + 1];

	str_hex(hex, j->digest, DIGEST_LEN);
	*out = (struct job){ .id = j->id, .rows = j->rows, .cursor = j->last };
	(void)snprintf(out->params, sizeof(out->params), "%s\n%s\n%s", hex,
	    j->columns, j->file);
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
	import_row_of(&j, &job);
	(void)str_copy_cut(job.kind, sizeof(job.kind), k->name);
	st = job_begin(c, &job, err);
	if (st == ST_OK)
		wire_args_add_int(c->out, "job", job.id);
	return st == ST_OK ? import_left_behind(c, k, err) : st;
}

/* Takes job.params apart. */
static enum status
import_params(struct import_job *j, const char *params)
{
	const char *columns = strchr(params, '\n');
	const char *file = columns != NULL ? strchr(columns + 1, '\n') : NULL;
	char hex[2 * DIGEST_LEN + 1];

	if (file == NULL || columns - params != 2 * DIGEST_LEN ||
	    (size_t)(file - columns) > sizeof(j->columns))
		return ST_CORRUPT;
	memcpy(hex, params, 2 * DIGEST_LEN);
	hex[2 * DIGEST_LEN] = '\0';
	memcpy(j->columns, columns + 1, (size_t)(file - columns - 1));
	j->columns[file - columns - 1] = '\0';
	(void)str_copy_cut(j->file, sizeof(j->file), file + 1);
	return str_unhex(j->digest, DIGEST_LEN, hex);
}

/* The job of that number, whoever's it is. */
static enum status
import_read(struct verb_call *c, int64_t id, struct import_job *j,
    int64_t *staff, struct err *err)
{
	struct job job;
	bool found;

	memset(j, 0, sizeof(*j));
	j->c = c;
	if (job_get(c->db, id, &job, err) != ST_OK)
		return err->st;
	j->id = id;
	j->kind = import_kind_find(job.kind);
	if (j->kind == NULL)
		return err_field(err, ST_NOTFOUND, "job",
		    _("there is no such import"));
	if (import_params(j, job.params) != ST_OK)
		return err_field(err, ST_CORRUPT, "job",
		    _("the import is damaged"));
	j->staging = job.staging;
	j->rows = job.rows;
	j->last = job.cursor;
	*staff = job.staff;
	return db_int1(db_usef(c->db, &q_last_note, "i", id), &j->notes, &found,
	    err);
}

/* The job that the posting names; its own staff's, in the state asked for. */
static enum status
import_load(struct verb_call *c, bool staging, struct import_job *j,
    struct err *err)
{
	int64_t staff = 0;
	enum status st = import_read(c, wire_args_int(&c->in->args, "job", 0),
	    j, &staff, err);

	if (st != ST_OK)
		return st;
	if (staff != c->who->staff && c->who->role != ROLE_ADMIN)
		return err_field(err, ST_DENIED, "job",
		    _("this import is somebody else's"));
	if (staging && !j->staging)
		return err_field(err, ST_INVALID, "job",
		    _("this import has ended"));
	return staging ? category_province(c->db, j->province,
	    sizeof(j->province), err) : ST_OK;
}

enum status
import_job_of(struct verb_call *c, int64_t id, struct import_job *j,
    struct err *err)
{
	int64_t staff;
	enum status st = import_read(c, id, j, &staff, err);

	return st == ST_OK ? category_province(c->db, j->province,
	    sizeof(j->province), err) : st;
}

static enum status
import_note(struct import_job *j, int64_t line, const char *field,
    const char *severity, const char *message)
{
	struct err err = ERR_INIT;

	return db_run(db_usef(j->c->db, &q_note, "iiittt", j->id, ++j->notes,
	    line, field, severity, message), &err);
}

enum status
import_wrong(struct import_job *j, int64_t line, const char *field,
    const char *message, struct err *err)
{
	if (import_note(j, line, field, "error", message) != ST_OK)
		return err_set(err, ST_IO, _("a note could not be kept"));
	return ST_OK;
}

enum status
import_warn(struct import_job *j, int64_t line, const char *field,
    const char *message, struct err *err)
{
	if (import_note(j, line, field, "warning", message) != ST_OK)
		return err_set(err, ST_IO, _("a note could not be kept"));
	return ST_OK;
}

/*
 * A cell, trimmed: a quoted line break is a blank, and what else could steer a
 * terminal is refused before a message repeats it (rule 9 of the house).
 */
static enum status
import_cell(char *cell, bool mark, const char *column, const char **out,
    struct err *err)
{
	char *at = cell;

	if (mark)
		return err_field(err, ST_INVALID, column,
		    _("the text is not UTF-8"));
	while (*(at += strcspn(at, "\t\r\n")) != '\0')
		*at = ' ';
	if (!clean_is(cell))
		return err_field(err, ST_INVALID, column,
		    _("the text holds characters that cannot be shown"));
	*out = str_trim(cell);
	return ST_OK;
}

/* Empty cells say nothing: what the record holds stays. */
static enum status
import_args(struct import_job *j, const struct import_row *row,
    struct wire_args *args, struct err *err)
{
	const char *name = j->columns, *cell = "";
	char word[64];
	size_t i, n;

	for (i = 0; *name != '\0'; i++, name += n + (name[n] == ',')) {
		n = strcspn(name, ",");
		(void)snprintf(word, sizeof(word), "%.*s", (int)n, name);
		if (i >= row->n)
			continue;
		if (import_cell(row->field[i], row->mark[i], word, &cell,
		    err) != ST_OK)
			return err->st;
		if (cell[0] != '\0')
			wire_args_add(args, word, cell);
	}
	if (row->n > i)
		return err_set(err, ST_INVALID,
		    _("%zu fields, but the header has %zu"), row->n, i);
	return ST_OK;
}

/* One row; what is wrong with it becomes a note, only the disk is an error. */
static enum status
import_one(struct import_job *j, const struct import_row *row,
    struct err *err)
{
	struct err why = ERR_INIT;
	struct wire_args args;
	enum status st = ST_OK;

	wire_args_init(&args);
	if (row->bad)
		st = err_set(&why, ST_INVALID, "%s", row->field[0]);
	if (st == ST_OK)
		st = import_args(j, row, &args, &why);
	if (st == ST_OK)
		st = j->kind->stage(j, &args, row->line, &why);
	wire_args_done(&args);
	if (st == ST_IO || st == ST_CORRUPT || st == ST_BUSY) {
		*err = why;
		return st;
	}
	if (st != ST_OK && import_note(j, row->line, why.field, "error",
	    why.msg) != ST_OK)
		return err_set(err, ST_IO, _("a note could not be kept"));
	return ST_OK;
}

/* digest = SHA-256(digest of the rows before, this row): the same however the
 * file was cut into slices. */
static void
import_chain(struct import_job *j, const char *row)
{
	struct digest *d = digest_new();

	digest_bytes(d, j->digest, DIGEST_LEN);
	digest_bytes(d, row, strcspn(row, "\n"));
	digest_end(d, j->digest);
}

static enum status
import_rows(struct verb_call *c, struct err *err)
{
	char *copy, *p;
	struct import_row row;
	struct job job;
	struct import_job j;
	int64_t until = clock_us() + IMPORT_SLICE_US;
	unsigned n = 0, most;
	bool more = false;
	enum status st = import_load(c, true, &j, err);

	if (st != ST_OK)
		return st;
	most = import_slice_rows(j.kind->name);
	p = copy = mem_strdup(wire_args_text(&c->in->args, "rows"));
	while (st == ST_OK && *p != '\0') {
		/* Other people's verbs wait for a slice. */
		if (++n > most) {
			st = err_field(err, ST_LIMIT, "rows",
			    _("at most %u rows in a slice"), most);
			break;
		}
		if (strtol(p, NULL, 10) <= j.last) {
			(void)import_row_next(&p, &row); /* sent again */
			continue;
		}
		if (j.rows >= IMPORT_ROWS_MAX) {
			st = err_field(err, ST_LIMIT, "rows", _("a file has at "
			    "most %d rows: cut this one into several"),
			    IMPORT_ROWS_MAX);
			break;
		}
		/* Whoever posts sends the slice again: these are passed over. */
		more = n > 1 && clock_us() > until;
		if (more)
			break;
		import_chain(&j, p);
		(void)import_row_next(&p, &row);
		st = import_one(&j, &row, err);
		j.last = row.line;
		j.rows++;
	}
	free(copy);
	if (st != ST_OK)
		return st;
	import_row_of(&j, &job);
	st = job_save(c->db, &job, err);
	if (st == ST_OK)
		wire_args_add_int(c->out, "rows", j.rows);
	if (st == ST_OK)
		wire_args_add_int(c->out, "more", more);
	return st;
}

static enum status
import_note_counts(struct import_job *j, int64_t *errors, int64_t *warnings,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_note_counts, "i", j->id);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	*errors = db_int(s, 0);
	*warnings = db_int(s, 1);
	db_reset(s);
	return ST_OK;
}

/* Adds the notes after number `from` to the answer. */
static enum status
import_add_notes(struct import_job *j, const char *severity, int64_t from,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_notes, "itii", j->id, severity,
	    from, (int64_t)IMPORT_NOTES);
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		char *note = mem_printf("%lld\t%s\t%s",
		    (long long)db_int(s, 1), db_text(s, 2), db_text(s, 3));

		wire_args_add(j->c->out, "note", note);
		free(note);
	}
	return st;
}

/* The table as a whole, looked at when its rows have all come. */
static enum status
import_whole(struct import_job *j, struct err *err)
{
	enum status st;

	if (!j->staging || j->kind->whole == NULL)
		return ST_OK;
	st = db_run(db_usef(j->c->db, &q_whole_again, "i", j->id), err);
	return st == ST_OK ? j->kind->whole(j, err) : st;
}

static enum status
import_notes(struct verb_call *c, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	int64_t errors, warnings;
	struct import_job j;
	enum status st = import_load(c, false, &j, err);

	if (st == ST_OK)
		st = import_whole(&j, err);
	if (st == ST_OK)
		st = import_note_counts(&j, &errors, &warnings, err);
	if (st != ST_OK)
		return st;
	wire_args_add_int(c->out, "errors", errors);
	wire_args_add_int(c->out, "warnings", warnings);
	return import_add_notes(&j, wire_args_text(in, "severity"),
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
	enum status st = import_load(c, true, &j, err);

	if (st == ST_OK)
		st = import_whole(&j, err);
	if (st == ST_OK)
		st = import_note_counts(&j, &errors, &warnings, err);
	if (st != ST_OK)
		return st;
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
	st = import_add_notes(&j, "warning", told, err);
	if (st != ST_OK)
		return st;
	c->dry = strcmp(wire_args_text(&c->in->args, "dry"), "yes") == 0;
	return ST_OK;
}

static enum status
import_abort(struct verb_call *c, struct err *err)
{
	struct import_job j;
	enum status st = import_load(c, true, &j, err);

	if (st != ST_OK)
		return st;
	return job_end(c->db, j.id, "aborted", err);
}

enum status
import_clear_rows(struct db *db, const struct import_kind *k, int64_t job,
    int64_t *cleared, struct err *err)
{
	int64_t rows = 0;
	enum status st;

	st = db_run(db_usef(db, k->clear, "ii", job,
	    (int64_t)IMPORT_CLEAR_ROWS), err);
	if (st == ST_OK) {
		rows = db_changes(db);
		st = db_run(db_usef(db, &q_parts_clear, "i", job), err);
	}
	if (st == ST_OK)
		st = db_run(db_usef(db, &q_notes_clear, "ii", job,
		    (int64_t)IMPORT_CLEAR_ROWS), err);
	if (st == ST_OK)
		*cleared = rows + db_changes(db);
	return st;
}

/* Answers how many rows went; 0: there is nothing left. */
static enum status
import_clear(struct verb_call *c, struct err *err)
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
	st = import_clear_rows(c->db, j.kind, j.id, &cleared, err);
	if (st == ST_OK)
		wire_args_add_int(c->out, "cleared", cleared);
	return st;
}

#define IMPORT_JOB { "job", VERB_INT, true, 0, NULL, N_("number of the import") }
#define IMPORT_LAST { NULL, VERB_TEXT, false, 0, NULL, NULL }

static const struct verb_field import_begin_fields[] = {
	{ "kind", VERB_CHOICE, true, 0, "areas|points|roll|changes|moves", N_("which table") },
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
	    import_rows, N_("checks and stages rows of a file") },
	{ "import.notes", import_notes_fields, IMPORT_ROLES, VERB_QUIET,
	    import_notes, N_("tells what was found in the rows") },
	{ "import.finish", import_finish_fields, IMPORT_ROLES, VERB_WHO,
	    import_finish, N_("makes the rows of a file stand, all or nothing") },
	{ "import.abort", import_job_fields, IMPORT_ROLES, VERB_QUIET,
	    import_abort, N_("gives up an import") },
	{ "import.clear", import_job_fields, IMPORT_ROLES, VERB_QUIET,
	    import_clear, N_("takes away what an ended import has staged") },
	{ NULL, NULL, 0, 0, NULL, NULL }
};
