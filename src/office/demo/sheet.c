/*
 * SPDX-License-Identifier: ISC
 *
 * demo/sheet: rows in slices, as whoever imports a file sends them.
 */
#include "office/demo/sheet.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "office/import/import.h"

enum status
demo_sheet_begin(struct demo_sheet *s, struct demo *d,
    const struct actor *who, const char *kind, const char *columns,
    struct err *err)
{
	struct wire_answer out;
	enum status st;

	memset(s, 0, sizeof(*s));
	s->d = d;
	s->who = who;
	s->kind = kind;
	s->line = 1;
	buf_init(&s->slice, IMPORT_SLICE_BYTES);
	st = demo_post(d, who, &out, err, "import.begin", "kind", kind,
	    "columns", columns, "file", "demo", NULL);
	if (st == ST_OK)
		(void)str_copy_cut(s->job, sizeof(s->job),
		    wire_args_text(&out.args, "job"));
	wire_args_done(&out.args);
	return st;
}

static enum status
demo_sheet_send(struct demo_sheet *s, struct err *err)
{
	struct wire_answer out;
	enum status st = ST_OK;
	bool more = s->in_slice > 0;

	while (st == ST_OK && more) {
		st = demo_post(s->d, s->who, &out, err, "import.rows", "job",
		    s->job, "rows", buf_str(&s->slice), NULL);
		more = wire_args_int(&out.args, "more", 0) != 0;
		wire_args_done(&out.args);
	}
	buf_clear(&s->slice);
	s->in_slice = 0;
	return st;
}

enum status
demo_sheet_row(struct demo_sheet *s, char *const *fields, size_t n,
    struct err *err)
{
	enum status st = ST_OK;

	if (s->in_slice == IMPORT_SLICE_ROWS)
		st = demo_sheet_send(s, err);
	if (st != ST_OK)
		return st;
	if (!import_row_add(&s->slice, ++s->line, fields, n))
		return err_set(err, ST_LIMIT, "%s", s->kind);
	s->in_slice++;
	return ST_OK;
}

enum status
demo_sheet_end(struct demo_sheet *s, char request[24], enum status st,
    struct err *err)
{
	struct wire_answer out;
	int64_t left = 1;

	if (st == ST_OK)
		st = demo_sheet_send(s, err);
	buf_done(&s->slice);
	if (st != ST_OK)
		return st;
	st = demo_post(s->d, s->who, &out, err, "import.finish", "job", s->job,
	    NULL);
	if (request != NULL)
		(void)snprintf(request, 24, "%.*s", (int)strcspn(
		    wire_args_text(&out.args, "request"), "\t"),
		    wire_args_text(&out.args, "request"));
	wire_args_done(&out.args);
	while (st == ST_OK && left > 0) {
		st = demo_post(s->d, s->who, &out, err, "import.clear",
		    "job", s->job, NULL);
		left = wire_args_int(&out.args, "cleared", 0);
		wire_args_done(&out.args);
	}
	return st;
}
