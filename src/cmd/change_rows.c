/*
 * SPDX-License-Identifier: ISC
 *
 * change_rows: a file of the roll as a request: its rows by page, and the
 * slices that carry the decision out.
 */
#include "cmd/change_rows.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/file/file.h"
#include "text/date.h"
#include "text/money.h"

#define ROWS_PAGE 40

static void
rows_money(struct cmd_ctx *c, int64_t dong)
{
	char text[MONEY_TEXT];

	money_format(text, sizeof(text), dong);
	fputs(text, c->out);
}

static void
rows_head(struct cmd_ctx *c, const struct roll_file *f)
{
	int64_t wait = f->added + f->changed - f->stood - f->rejected;
	void (*const say[])(const struct roll_file *, struct buf *) = {
		roll_file_people, roll_file_looks, roll_file_money };
	char at[DATE_MOMENT];
	struct buf line;
	unsigned i;

	buf_init(&line, 1024);
	for (i = 0; i < 3; i++) {
		buf_clear(&line);
		say[i](f, &line);
		fputs("  - ", c->out);
		posting_clean(c, buf_str(&line));
		fputc('\n', c->out);
	}
	buf_done(&line);
	if (f->stood + f->rejected + f->failed > 0 || f->deciding != 0)
		fprintf(c->out, _("  rows that stand: %" PRId64 ", rejected: %"
		    PRId64 ", wait: %" PRId64 ", could not stand: %" PRId64
		    "\n"), f->stood, f->rejected, wait, f->failed);
	if (f->deciding == 0)
		return;
	fputs(_("  not done yet: "), c->out);
	posting_clean(c, f->by);
	date_moment(at, sizeof(at), f->at);
	fprintf(c->out, _(" decided at %s; %" PRId64 " rows are done; "
	    "approve it once more to go on\n"), at, f->done);
}

static void
rows_line(struct cmd_ctx *c, const struct roll_line *l)
{
	char words[300], from[DATE_MONTH];
	struct buf more;

	roll_look_words(l->look, words, sizeof(words));
	fprintf(c->out, "%7" PRId64 " %c ", l->line, l->look != 0 ? '!' : ' ');
	posting_clean(c, l->code);
	fputc(' ', c->out);
	posting_clean(c, l->name);
	fprintf(c->out, ", %s, ", l->birth);
	posting_clean(c, l->commune);
	if (l->category[0] != '\0') {
		month_format(from, sizeof(from), l->from);
		fprintf(c->out, "; %s %s: ", l->category, from);
		if (l->before > 0) {
			rows_money(c, l->before);
			fputs(" -> ", c->out);
		}
		rows_money(c, l->after);
	}
	if (words[0] != '\0')
		fprintf(c->out, " (%s)", words);
	if (strcmp(l->state, "waiting") != 0)
		fprintf(c->out, " [%s]", roll_state_word(l->state));
	fputc('\n', c->out);
	buf_init(&more, 2000);
	roll_line_words(l, &more);
	if (more.len > 0) {
		fputs("          ", c->out);
		posting_clean(c, buf_str(&more));
		fputc('\n', c->out);
	}
	buf_done(&more);
	if (l->said[0] != '\0') {
		fputs("          ", c->out);
		posting_clean(c, l->said);
		fputc('\n', c->out);
	}
	if (l->why[0] != '\0') {
		fputs("          ! ", c->out);
		posting_clean(c, l->why);
		fputc('\n', c->out);
	}
}

enum status
change_rows_show(struct cmd_ctx *c, struct cmd_reader *r, int64_t change,
    const char *page, struct err *err)
{
	struct roll_line *v;
	struct roll_file f;
	int64_t at = 1, pages, all;
	unsigned i, n = 0;
	enum status st;

	if (roll_file_of(r->db, &r->who.scope, change, &f, err) != ST_OK)
		return err->st;
	all = f.added + f.changed;
	pages = (all + ROWS_PAGE - 1) / ROWS_PAGE;
	if (page[0] != '\0' && str_int(page, 1, pages, &at) != ST_OK)
		return err_field(err, ST_INVALID, "--page",
		    _("there are the pages 1 to %lld"), (long long)pages);
	rows_head(c, &f);
	v = mem_array(ROWS_PAGE, sizeof(*v));
	st = roll_lines(r->db, &r->who.scope, &f, (at - 1) * ROWS_PAGE, v,
	    ROWS_PAGE, &n, err);
	for (i = 0; st == ST_OK && i < n; i++)
		rows_line(c, &v[i]);
	free(v);
	if (st == ST_OK && pages > 1)
		fprintf(c->out, _("page %" PRId64 " of %" PRId64 ", exceptions "
		    "first; --page %" PRId64 " shows the next\n"), at, pages,
		    at < pages ? at + 1 : 1);
	return st;
}

enum status
change_rows_go(struct cmd_ctx *c, struct post *post, int64_t change,
    struct err *err)
{
	int64_t stood = 0, undone = 0, rejected = 0, failed = 0, left = 0;
	bool tty = isatty(fileno(c->err)), done = false;
	struct wire_answer a;
	char id[24], why[200];
	enum status st = ST_OK;

	(void)snprintf(id, sizeof(id), "%" PRId64, change);
	while (st == ST_OK && !done) {
		const char *const fields[] = { "change", id, NULL };

		st = posting(post, "change.slice", fields, &a, err);
		if (st == ST_OK) {
			stood += wire_args_int(&a.args, "stood", 0);
			undone += wire_args_int(&a.args, "undone", 0);
			rejected += wire_args_int(&a.args, "rejected", 0);
			failed += wire_args_int(&a.args, "failed", 0);
			left = wire_args_int(&a.args, "left", 0);
			done = wire_args_int(&a.args, "done", 1) != 0;
		}
		wire_args_done(&a.args);
		if (tty && !done) {
			fputc('\r', c->err);
			fprintf(c->err, _("%" PRId64 " rows"), stood + undone +
			    rejected + failed);
		}
	}
	if (tty)
		fputs("\r\033[K", c->err);
	if (st == ST_BUSY || st == ST_IO) {
		/* Books died between two slices. */
		(void)str_copy_cut(why, sizeof(why), err->msg);
		return err_set(err, ST_UNKNOWN, _("%s: how far request %" PRId64
		    " came is not known; the same command goes on"), why,
		    change);
	}
	if (st != ST_OK)
		return st;
	if (undone > 0)
		fprintf(c->out, _("rows taken back: %" PRId64 "\n"), undone);
	else
		fprintf(c->out, _("request %" PRId64 ": rows that stand now: %"
		    PRId64 ", rejected: %" PRId64 "\n"), change, stood,
		    rejected);
	if (failed > 0)
		fprintf(c->out, _("rows that could not: %" PRId64 "; chitra "
		    "change show %" PRId64 " says why\n"), failed, change);
	if (left > 0 && undone == 0)
		fprintf(c->out, _("rows that wait to be decided: %" PRId64 "\n"),
		    left);
	return st;
}
