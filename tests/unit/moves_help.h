/* SPDX-License-Identifier: ISC */
/*
 * moves_help: tables taken into the books of the fixture as `chitra import`
 * takes them, by the province.
 */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/str.h"
#include "office/import/import.h"
#include "office_fixture.h"
#include "text/csv.h"

static char moves_job[24];
static char moves_notes[8000]; /* "LINE: column: why\n" ... */
static int64_t moves_slowest;  /* slice, µs */

static inline void
moves_must(struct office *o, enum status st, const char *what)
{
	if (st != ST_OK)
		fail_msg("%s: %s: %s: %s", what, err_name(st), o->err.field,
		    o->err.msg);
}

static inline void
moves_send(struct office *o, struct buf *slice)
{
	struct wire_args a;
	bool more = true;
	int64_t from;

	if (slice->len == 0)
		return;
	while (more) {
		from = clock_us();
		moves_must(o, office_post(o, "tinh", "import.rows", &a, "job",
		    moves_job, "rows", buf_str(slice), NULL), "rows");
		if (clock_us() - from > moves_slowest)
			moves_slowest = clock_us() - from;
		more = wire_args_int(&a, "more", 0) != 0;
		wire_args_done(&a);
	}
	buf_clear(slice);
}

/* Begins a job and stages all rows. */
static inline void
moves_rows(struct office *o, const char *kind, FILE *f)
{
	char columns[1024], **fields;
	struct csv *csv = csv_open(f);
	struct wire_args a;
	struct buf slice;
	unsigned n = 0;
	size_t nfields;
	long line;

	moves_must(o, csv_next(csv, &fields, &nfields, &line, &o->err), "csv");
	moves_must(o, import_header(kind, fields, nfields, columns,
	    sizeof(columns), &o->err), "header");
	moves_must(o, office_post(o, "tinh", "import.begin", &a, "kind", kind,
	    "columns", columns, "file", "t.csv", NULL), "begin");
	(void)str_copy_cut(moves_job, sizeof(moves_job),
	    wire_args_text(&a, "job"));
	wire_args_done(&a);
	buf_init(&slice, IMPORT_SLICE_BYTES);
	while (csv_next(csv, &fields, &nfields, &line, &o->err) == ST_OK) {
		assert_true(import_row_add(&slice, line, fields, nfields));
		if (++n % IMPORT_SLICE_ROWS == 0)
			moves_send(o, &slice);
	}
	moves_send(o, &slice);
	buf_done(&slice);
	csv_close(csv);
	(void)fclose(f);
}

static inline void
moves_text(struct office *o, const char *kind, const char *text)
{
	moves_rows(o, kind, fmemopen((void *)(uintptr_t)text, strlen(text),
	    "r"));
}

/* Notes of the severity, in moves_notes; how many. */
static inline int64_t
moves_note(struct office *o, const char *severity)
{
	struct wire_args a;
	size_t used = 0;
	int64_t n;
	unsigned i;
	char *p;

	moves_notes[0] = '\0';
	moves_must(o, office_post(o, "tinh", "import.notes", &a, "job",
	    moves_job, "severity", severity, NULL), "notes");
	n = wire_args_int(&a, strcmp(severity, "error") == 0 ? "errors" :
	    "warnings", -1);
	for (i = 0; i < a.n; i++)
		if (strcmp(a.v[i].name, "note") == 0 &&
		    used < sizeof(moves_notes))
			used += (size_t)snprintf(moves_notes + used,
			    sizeof(moves_notes) - used, "%s\n", a.v[i].value);
	for (p = moves_notes; *p != '\0'; p++)
		if (*p == '\t')
			*p = ':';
	wire_args_done(&a);
	return n;
}

/* A second person of the province decides what was asked for. */
static inline void
moves_approve(struct office *o, const char *request)
{
	char id[24];

	(void)snprintf(id, sizeof(id), "%.*s", (int)strcspn(request, "\t"),
	    request);
	moves_must(o, office_sql(o, "INSERT INTO staff (id, login, name, role,"
	    " area_id, created_at) SELECT 44, 'tinh2', 'Vàng Thị Tỉnh',"
	    " 'province', area_id, '' FROM staff WHERE login = 'tinh'"
	    " AND NOT EXISTS (SELECT 1 FROM staff WHERE id = 44)"), "tinh2");
	moves_must(o, office_post(o, "tinh2", "change.approve", NULL, "change",
	    id, "version", "1", NULL), "approve");
}

static inline enum status
moves_finish(struct office *o, const char *dry, struct wire_args *out)
{
	struct wire_args a;
	enum status st = office_post(o, "tinh", "import.finish", &a, "job",
	    moves_job, "dry", dry, NULL);

	if (st == ST_OK && strcmp(dry, "no") == 0 &&
	    wire_args_get(&a, "request") != NULL)
		moves_approve(o, wire_args_text(&a, "request"));
	if (out != NULL)
		*out = a;
	else
		wire_args_done(&a);
	return st;
}

/* A whole table, which must be taken. */
static inline void
moves_take(struct office *o, const char *kind, const char *text)
{
	moves_text(o, kind, text);
	if (moves_note(o, "error") > 0)
		fail_msg("%s", moves_notes);
	moves_must(o, moves_finish(o, "no", NULL), "finish");
}
