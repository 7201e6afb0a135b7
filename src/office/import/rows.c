/*
 * SPDX-License-Identifier: ISC
 *
 * import/rows: verb import.rows, a slice of a file: each row is checked by its kind
 * and waits in staging; what is wrong with it becomes a note.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/import/import_priv.h"
#include "office/import/row.h"
#include "office/verb/job.h"

/* A slice takes no more rows after that: trials of requests are long. */
#define IMPORT_SLICE_US 3000

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
	return st == ST_OK ? st : import_wrong(j, row->line, why.field, why.msg,
	    err);
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

static unsigned
import_lines(const char *rows)
{
	unsigned n = 0;

	for (; *rows != '\0'; rows++)
		n += *rows == '\n' || rows[1] == '\0';
	return n;
}

enum status
import_rows_run(struct verb_call *c, struct err *err)
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
	/* Other people's verbs wait for a slice: refused before it begins, on
	 * however slow a machine. */
	most = import_slice_rows(j.kind->name);
	if (import_lines(wire_args_text(&c->in->args, "rows")) > most)
		return err_field(err, ST_LIMIT, "rows",
		    _("at most %u rows in a slice"), most);
	p = copy = mem_strdup(wire_args_text(&c->in->args, "rows"));
	while (st == ST_OK && *p != '\0') {
		n++;
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
	import_job_row(&j, &job);
	st = job_save(c->db, &job, err);
	if (st == ST_OK)
		wire_args_add_int(c->out, "rows", j.rows);
	if (st == ST_OK)
		wire_args_add_int(c->out, "more", more);
	return st;
}
