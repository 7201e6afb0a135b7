/* SPDX-License-Identifier: ISC */
/*
 * file_help: files taken into the office of the fixture as `chitra import`
 * takes them, and what is decided about them carried out.
 */
#pragma once

#include <stdio.h>

#include "office/import/import.h"
#include "office/file/file.h"
#include "text/csv.h"
#include "unit/change_help.h"

static char file_job[24];
static int64_t file_requests[8]; /* of the last finish */
static unsigned file_nrequests;
static char file_missing[600];   /* who is missing for the last of them */

static inline void
file_send(const char *who, struct buf *slice)
{
	bool more = slice->len > 0;

	while (more) {
		MUST(office_post(&o, who, "import.rows", &args, "job", file_job,
		    "rows", buf_str(slice), NULL));
		more = wire_args_int(&args, "more", 0) != 0;
		wire_args_done(&args);
	}
	buf_clear(slice);
}

/* Stages all rows of some CSV text. */
static inline void
file_take(const char *who, const char *kind, const char *text)
{
	FILE *f = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	struct csv *csv = csv_open(f);
	char columns[1024], **fields;
	struct buf slice;
	unsigned rows = 0;
	long line;
	size_t n;

	MUST(csv_next(csv, &fields, &n, &line, &o.err));
	MUST(import_header(kind, fields, n, columns, sizeof(columns), &o.err));
	MUST(office_post(&o, who, "import.begin", &args, "kind", kind,
	    "columns", columns, "file", "t.csv", NULL));
	(void)str_copy_cut(file_job, sizeof(file_job),
	    wire_args_text(&args, "job"));
	wire_args_done(&args);
	buf_init(&slice, IMPORT_SLICE_BYTES);
	while (csv_next(csv, &fields, &n, &line, &o.err) == ST_OK) {
		assert_true(import_row_add(&slice, line, fields, n));
		if (++rows % import_slice_rows(kind) == 0)
			file_send(who, &slice);
	}
	file_send(who, &slice);
	buf_done(&slice);
	csv_close(csv);
	(void)fclose(f);
}

static inline enum status
file_finish(const char *who)
{
	enum status st = office_post(&o, who, "import.finish", &args, "job",
	    file_job, NULL);
	unsigned i;

	file_nrequests = 0;
	file_missing[0] = '\0';
	for (i = 0; st == ST_OK && i < args.n; i++) {
		if (strcmp(args.v[i].name, "request") == 0)
			file_requests[file_nrequests++] =
			    strtoll(args.v[i].value, NULL, 10);
		if (strcmp(args.v[i].name, "missing") == 0)
			(void)str_copy_cut(file_missing, sizeof(file_missing),
			    args.v[i].value);
	}
	if (file_nrequests > 0)
		request = file_requests[0];
	wire_args_done(&args);
	return st;
}

/* First error note, "line<tab>column<tab>why". */
static inline const char *
file_note(const char *who)
{
	static char text[600];

	MUST(office_post(&o, who, "import.notes", &args, "job", file_job,
	    "severity", "error", NULL));
	(void)str_copy_cut(text, sizeof(text), wire_args_text(&args, "note"));
	wire_args_done(&args);
	return text;
}

static inline const char *
file_id(int64_t id)
{
	static char text[24];

	(void)snprintf(text, sizeof(text), "%" PRId64, id);
	return text;
}

/* One slice; whether it was the last. */
static inline bool
file_slice(const char *who, int64_t id, int64_t *failed)
{
	bool done;

	MUST(office_post(&o, who, "change.slice", &args, "change", file_id(id),
	    NULL));
	done = wire_args_int(&args, "done", 0) != 0;
	*failed += wire_args_int(&args, "failed", 0);
	wire_args_done(&args);
	return done;
}

/* All slices; how many rows could not. */
static inline int64_t
file_go(const char *who, int64_t id)
{
	int64_t failed = 0;

	while (!file_slice(who, id, &failed))
		;
	return failed;
}

#define FILE_APPROVE(who, ...)                                                 \
	office_post(&o, who, "change.approve", NULL, "change",                 \
	    file_id(request), "version", "1", __VA_ARGS__)

static inline int64_t
file_int(const char *sql)
{
	static struct db_sql q[96];
	static unsigned n;
	int64_t v = 0;
	bool found;

	assert_true(n < 96);
	q[n].name = "file.test";
	q[n].text = sql;
	MUST(db_int1(db_use(o.db, &q[n++]), &v, &found, &o.err));
	return found ? v : -1;
}
