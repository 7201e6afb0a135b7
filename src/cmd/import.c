/*
 * SPDX-License-Identifier: ISC
 *
 * import: `chitra import areas|points|roll|changes|reorganisation|
 * uncollected FILE`.  Reads
 * the table row by row
 * and posts it in slices to a job of books; then one short verb makes all of it
 * effective, or none.  Other postings are answered between the slices.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clean.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "office/request/change.h"
#include "office/import/import.h"
#include "text/csv.h"
#include "text/money.h"

struct import_run {
	struct cmd_ctx *c;
	struct post *post;
	const char *kind, *file; /* as typed; "-" = standard input */
	bool dry;
	char job[24];
	struct buf slice;
	unsigned in_slice;
	int64_t rows, told;
};

/* Tables by the word of the command line; `kind` is office/import/import.h's. */
static const struct {
	const char *word, *kind;
} tables[] = {
	{ "areas", "areas" }, { "points", "points" }, { "roll", "roll" },
	{ "changes", "changes" }, { "reorganisation", "moves" },
	{ "uncollected", "uncollected" },
};

enum { TABLES = sizeof(tables) / sizeof(tables[0]) };

static const char *
import_kind(const char *word)
{
	size_t i;

	for (i = 0; i < TABLES; i++)
		if (strcmp(tables[i].word, word) == 0)
			return tables[i].kind;
	return NULL;
}

/* Posts a verb about the job; `extra` is one more field or NULL. */
static enum status
import_post(struct import_run *r, const char *verb, const char *extra,
    const char *value, struct wire_answer *answer, struct err *err)
{
	struct wire_args args;
	enum status st;

	wire_args_init(&args);
	wire_args_add(&args, "job", r->job);
	if (extra != NULL)
		wire_args_add(&args, extra, value);
	memset(answer, 0, sizeof(*answer));
	st = post_verb(r->post, verb, &args, answer, err);
	wire_args_done(&args);
	return st;
}

static enum status
import_send(struct import_run *r, struct err *err)
{
	struct wire_answer answer;
	enum status st = ST_OK;
	bool more = r->slice.len > 0;

	if (!more)
		return ST_OK;
	while (st == ST_OK && more) {
		st = import_post(r, "import.rows", "rows",
		    buf_str(&r->slice), &answer, err);
		more = wire_args_int(&answer.args, "more", 0) != 0;
		wire_args_done(&answer.args);
	}
	buf_clear(&r->slice);
	r->in_slice = 0;
	/* Progress on a terminal, once per thousand rows. */
	if (isatty(fileno(r->c->err)) && r->rows / 1000 != r->told) {
		r->told = r->rows / 1000;
		fputc('\r', r->c->err);
		fprintf(r->c->err, _("%" PRId64 " rows"), r->rows);
		fflush(r->c->err);
	}
	return st;
}

/* Adds a row, or its error, to the slice; posts a full slice first. */
static enum status
import_row(struct import_run *r, long line, char *const *fields, size_t n,
    const char *bad, struct err *err)
{
	int tries;
	enum status st;

	for (tries = 0; tries < 2; tries++) {
		if (r->in_slice < import_slice_rows(r->kind) &&
		    (bad != NULL ? import_bad_row_add(&r->slice, line, bad) :
		    import_row_add(&r->slice, line, fields, n))) {
			r->in_slice++;
			r->rows++;
			return ST_OK;
		}
		st = import_send(r, err);
		if (st != ST_OK)
			return st;
	}
	bad = _("the row is too long");
	return import_bad_row_add(&r->slice, line, bad) ? ST_OK :
	    err_set(err, ST_LIMIT, "%s:%ld: %s", r->file, line, bad);
}

/* Clears the staged rows of an ended job in slices, so that nobody waits. */
static void
import_clear(struct import_run *r)
{
	struct wire_answer answer;
	struct err err = ERR_INIT;
	int64_t gone = 1;

	while (gone > 0) {
		gone = 0;
		if (import_post(r, "import.clear", NULL, NULL, &answer, &err) == ST_OK)
			gone = wire_args_int(&answer.args, "cleared", 0);
		wire_args_done(&answer.args);
	}
}

static enum status
import_begin(struct import_run *r, struct csv *csv, struct err *err)
{
	struct wire_answer answer = { .err = ERR_INIT };
	struct wire_args args;
	char columns[1024], **fields;
	enum status st;
	long line = 1;
	size_t n;

	st = csv_next(csv, &fields, &n, &line, err);
	if (st == ST_NOTFOUND)
		return err_set(err, ST_INVALID, _("%s: the file is empty"), r->file);
	if (st == ST_OK)
		st = import_header(r->kind, fields, n, columns, sizeof(columns), err);
	if (st != ST_OK) {
		char why[sizeof(err->msg)];

		(void)str_copy_cut(why, sizeof(why), err->msg);
		return err_set(err, st, "%s:%ld: %s%s%s", r->file, line, err->field,
		    err->field[0] != '\0' ? ": " : "", why);
	}
	wire_args_init(&args);
	wire_args_add(&args, "kind", r->kind);
	wire_args_add(&args, "columns", columns);
	if (strlen(r->file) <= 120)
		wire_args_add(&args, "file", r->file);
	st = post_verb(r->post, "import.begin", &args, &answer, err);
	if (st == ST_OK && wire_args_get(&answer.args, "stale") != NULL) {
		/* Left by a dropped connection. */
		(void)str_copy_cut(r->job, sizeof(r->job),
		    wire_args_text(&answer.args, "stale"));
		import_clear(r);
	}
	(void)str_copy_cut(r->job, sizeof(r->job), wire_args_text(&answer.args, "job"));
	wire_args_done(&answer.args);
	wire_args_done(&args);
	return st;
}

static enum status
import_read(struct import_run *r, struct csv *csv, struct err *err)
{
	char **fields;
	enum status st;
	long line;
	size_t n;

	for (;;) {
		st = csv_next(csv, &fields, &n, &line, err);
		if (st == ST_NOTFOUND)
			return import_send(r, err);
		if (st == ST_INVALID)
			st = import_row(r, line, NULL, 0, err->msg, err);
		else if (st == ST_OK)
			st = import_row(r, line, fields, n, NULL, err);
		if (st != ST_OK)
			return st;
	}
}

/* One note "LINE<tab>column<tab>why" as FILE:LINE: column: why. */
static void
import_say(struct import_run *r, const char *note, bool warning)
{
	const char *field = strchr(note, '\t');
	const char *text = field != NULL ? strchr(field + 1, '\t') : NULL;
	char why[512];

	if (text == NULL)
		return;
	clean_text(why, sizeof(why), text + 1);
	fputs(r->file, r->c->err);
	if (strtol(note, NULL, 10) > 0) /* 0: about the whole file */
		fprintf(r->c->err, ":%.*s", (int)(field - note), note);
	if (text - field > 1)
		fprintf(r->c->err, ": %.*s", (int)(text - field - 1), field + 1);
	fprintf(r->c->err, ": %s%s\n", warning ? _("warning: ") : "", why);
}

static int64_t
import_say_all(struct import_run *r, const struct wire_args *a, bool warning)
{
	int64_t said = 0;
	unsigned i;

	for (i = 0; i < a->n; i++)
		if (strcmp(a->v[i].name, "note") == 0) {
			import_say(r, a->v[i].value, warning);
			said++;
		}
	return said;
}

/* Up to a hundred notes, then how many more. */
static enum status
import_notes(struct import_run *r, const char *severity, int64_t *count,
    struct err *err)
{
	bool warning = strcmp(severity, "warning") == 0;
	struct wire_answer answer;
	enum status st;
	int64_t said = 0;

	st = import_post(r, "import.notes", "severity", severity, &answer, err);
	if (st == ST_OK) {
		*count = wire_args_int(&answer.args, warning ? "warnings" :
		    "errors", 0);
		said = import_say_all(r, &answer.args, warning);
	}
	wire_args_done(&answer.args);
	if (st == ST_OK && *count > said)
		fprintf(r->c->err, _("... and %" PRId64 " more\n"),
		    *count - said);
	return st;
}

/* "stop death 3" as "  3 stop (died)". */
static void
import_say_asked(struct import_run *r, const char *asked)
{
	struct import_asked is;
	bool why;

	if (!record_read(&import_asked_record, asked, &is))
		return;
	why = is.reason[0] != '\0';
	fprintf(r->c->out, "%6" PRId64 "  %s%s%s%s\n", is.n,
	    change_kind_word(is.kind), why ? " (" : "",
	    why ? change_reason_word(is.reason) : "", why ? ")" : "");
}

/*
 * Prints how many requests of each kind, and what takes effect before approval.
 */
static void
import_say_changes(struct import_run *r, const struct wire_args *a)
{
	unsigned i;

	fprintf(r->c->out, _("%s%s requests wait for their checker, "
	    "%s consequences\n"),
	    r->dry ? _("nothing was written; it would be: ") : "",
	    wire_args_text(a, "new"), wire_args_text(a, "effects"));
	for (i = 0; i < a->n; i++)
		if (strcmp(a->v[i].name, "asked") == 0)
			import_say_asked(r, a->v[i].value);
	if (wire_args_int(a, "blocked", 0) > 0)
		fprintf(r->c->out, _("lines blocked at once: %s\n"),
		    wire_args_text(a, "blocked"));
	fprintf(r->c->out, "SHA-256 %s\n", wire_args_text(a, "sha256"));
}

/* "request 12: 119 Huyện Thuận Châu, 812 newcomers, 35 changes, ..." */
static void
import_say_request(struct import_run *r, const char *request)
{
	char copy[512], *field[8], *p = copy;
	char money[2][MONEY_TEXT];
	int64_t dong = 0;
	size_t n = 0;

	(void)str_copy_cut(copy, sizeof(copy), request);
	while (p != NULL && n < 8) {
		field[n++] = p;
		p = strchr(p, '\t');
		if (p != NULL)
			*p++ = '\0';
	}
	/* A table is one request, without further counts. */
	if (n == 2)
		fprintf(r->c->out, _("request %s: %s: waits for an approver\n"),
		    field[0], field[1]);
	if (n < 8)
		return;
	for (n = 0; n < 2; n++) {
		(void)!str_int(field[6 + n], 0, INT64_MAX, &dong);
		money_format(money[n], sizeof(money[0]), dong);
	}
	fprintf(r->c->out, _("request %s: %s %s, %s newcomers, %s changes, %s "
	    "exceptions, %s -> %s đồng a month: waits for an approver\n"),
	    field[0], field[1], field[2], field[3], field[4], field[5],
	    money[0], money[1]);
}

/* Each with the role that is missing to decide it, if any. */
static void
import_say_requests(struct import_run *r, const struct wire_args *a)
{
	unsigned i;

	for (i = 0; i < a->n; i++) {
		if (strcmp(a->v[i].name, "request") == 0)
			import_say_request(r, a->v[i].value);
		if (strcmp(a->v[i].name, "effect") == 0)
			fprintf(r->c->out, "  - %s\n", a->v[i].value);
		if (strcmp(a->v[i].name, "missing") == 0 &&
		    a->v[i].value[0] != '\0')
			fprintf(r->c->out, "  %s\n", a->v[i].value);
	}
}

static enum status
import_finish(struct import_run *r, struct err *err)
{
	struct wire_answer answer;
	char total[MONEY_TEXT];
	enum status st;

	st = import_post(r, "import.finish", "dry", r->dry ? "yes" : "no",
	    &answer, err);
	if (st == ST_OK && strcmp(r->kind, "changes") == 0) {
		import_say_changes(r, &answer.args);
	} else if (st == ST_OK) {
		(void)import_say_all(r, &answer.args, true);
		money_format(total, sizeof(total),
		    wire_args_int(&answer.args, "total", 0));
		fprintf(r->c->out, _("%s%s rows: %s new, %s changed, %s unchanged, "
		    "%s warnings\n"),
		    r->dry ? _("nothing was written; it would be: ") : "",
		    wire_args_text(&answer.args, "rows"),
		    wire_args_text(&answer.args, "new"),
		    wire_args_text(&answer.args, "changed"),
		    wire_args_text(&answer.args, "unchanged"),
		    wire_args_text(&answer.args, "warnings"));
		if (wire_args_get(&answer.args, "people") != NULL)
			fprintf(r->c->out, _("moved: %s people, %s payout points, "
			    "%s staff, %s requests that wait\n"),
			    wire_args_text(&answer.args, "people"),
			    wire_args_text(&answer.args, "points"),
			    wire_args_text(&answer.args, "staff"),
			    wire_args_text(&answer.args, "requests"));
		if (wire_args_int(&answer.args, "ended", 0) > 0)
			fprintf(r->c->out, _("areas that end: %s\n"),
			    wire_args_text(&answer.args, "ended"));
		if (wire_args_int(&answer.args, "total", 0) > 0)
			fprintf(r->c->out, _("together %s đồng a month\n"), total);
		import_say_requests(r, &answer.args);
		fprintf(r->c->out, "SHA-256 %s\n", wire_args_text(&answer.args, "sha256"));
	}
	wire_args_done(&answer.args);
	return st;
}

/* Aborts a dry run or a refused import, and clears its staged rows. */
static void
import_sweep(struct import_run *r, bool abort)
{
	struct wire_answer answer;
	struct err err = ERR_INIT;

	if (r->job[0] == '\0')
		return;
	if (abort) {
		/* A refusal means that it has ended, and may be cleared. */
		(void)!import_post(r, "import.abort", NULL, NULL, &answer, &err);
		wire_args_done(&answer.args);
	}
	import_clear(r);
}

static enum status
import_all(struct import_run *r, FILE *in, struct err *err)
{
	struct csv *csv = csv_open(in);
	int64_t errors = 0, warnings = 0;
	struct err ignored = ERR_INIT;
	bool stands = false;
	enum status st;

	if ((st = import_begin(r, csv, err)) == ST_OK)
		st = import_read(r, csv, err);
	if (isatty(fileno(r->c->err)))
		fputs("\r\033[K", r->c->err);
	if (st == ST_OK)
		st = import_notes(r, "error", &errors, err);
	if (st == ST_OK && errors == 0)
		st = import_notes(r, "warning", &warnings, err);
	if (st == ST_OK)
		st = import_finish(r, err);
	stands = st == ST_OK && !r->dry;
	/* Print the errors of rows even when something else failed first. */
	if (st != ST_OK && r->job[0] != '\0' && errors == 0)
		if (import_notes(r, "error", &errors, &ignored) != ST_OK)
			errors = 0;
	import_sweep(r, !stands);
	csv_close(csv);
	return st;
}

static int
import_help(struct cmd_ctx *c, const char *only)
{
	const struct import_column *col;
	size_t i;

	fprintf(c->out, _("usage: chitra import %s\n"), cmd_import.args);
	fprintf(c->out, _("\nFILE, or - for standard input, is CSV (RFC 4180) in UTF-8, with , or ; and a "
	    "header row of these names;\nthose marked * are needed:\n"));
	for (i = 0; i < TABLES; i++) {
		if (only != NULL && strcmp(only, tables[i].word) != 0)
			continue;
		fprintf(c->out, "\n%s\n", tables[i].word);
		for (col = import_columns(tables[i].kind); col->name != NULL; col++)
			fprintf(c->out, "  %c %-19s %s\n", col->required ? '*' : ' ',
			    col->name, col->help != NULL ? gettext(col->help) : "");
	}
	return CMD_DONE;
}

static int
import_main(struct cmd_ctx *c, int argc, char **argv)
{
	struct import_run r = { .c = c };
	const char *word = NULL;
	struct err err = ERR_INIT;
	FILE *in = c->in;
	enum status st;
	int i;

	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--dry-run") == 0)
			r.dry = true;
		else if (strcmp(argv[i], "--help") == 0)
			return import_help(c, word);
		else if (word == NULL)
			word = argv[i];
		else if (r.file == NULL)
			r.file = argv[i];
		else
			return cmd_usage(c, &cmd_import);
	}
	if (r.file != NULL)
		r.kind = import_kind(word);
	if (r.kind == NULL)
		return cmd_usage(c, &cmd_import);
	if (strcmp(r.file, "-") != 0) {
		/* A remote user may not open files of the server. */
		in = c->remote ? NULL : fopen(r.file, "re");
		if (in == NULL) {
			if (c->remote)
				err_set(&err, ST_DENIED, _("over ssh the file comes on "
				    "standard input: chitra import %s - < FILE"), word);
			else
				err_errno(&err, ST_IO, "%s", r.file);
			return cmd_fail(c, &err, false);
		}
	}
	buf_init(&r.slice, IMPORT_SLICE_BYTES);
	if ((st = cmd_post_open(c, &r.post, &err)) == ST_OK)
		st = import_all(&r, in, &err);
	post_close(r.post);
	buf_done(&r.slice);
	if (in != c->in)
		(void)fclose(in);
	return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
}

const struct cmd cmd_import = {
	.name = "import",
	.flags = CMD_CONF | CMD_REMOTE | CMD_OWN_HELP,
	.args = "areas|points|roll|changes|reorganisation|uncollected FILE.csv [--dry-run]",
	.help = N_("take a table whole or not at all"),
	.run = import_main,
};
