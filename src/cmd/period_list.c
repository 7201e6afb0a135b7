/*
 * SPDX-License-Identifier: ISC
 *
 * period_list: makes payment lists by command: the job's slices, its checks,
 * and the submitting when no finding is in the way.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/period_priv.h"
#include "office/list_check.h"
#include "office/period.h"
#include "office/place.h"
#include "text/clean.h"
#include "text/money.h"

#define PERIOD_FINDINGS 2000

/* Slices until the job says it is done; other desks' verbs run in between. */
static enum status
period_slices(struct cmd_ctx *c, struct post *post, const char *job,
    struct err *err)
{
	const char *const fields[] = { "job", job, NULL };
	bool tty = isatty(fileno(c->err)), done = false;
	struct wire_answer answer;
	enum status st = ST_OK;
	int64_t told = -1;

	while (st == ST_OK && !done) {
		int64_t seen, total;

		st = posting(post, "list.slice", fields, &answer, err);
		done = wire_args_int(&answer.args, "done", 0) != 0;
		seen = wire_args_int(&answer.args, "people", 0);
		total = wire_args_int(&answer.args, "total", 0);
		/* A whole percent at a time: progress is paid for in bytes. */
		if (st == ST_OK && tty && total > 0 && seen * 20 / total != told) {
			told = seen * 20 / total;
			fprintf(c->err, "\r%3" PRId64 " %%", seen * 100 / total);
			fflush(c->err);
		}
		wire_args_done(&answer.args);
	}
	if (tty)
		fputs("\r\033[K", c->err);
	return st;
}

/* All checks of a draft; *must: findings that keep it from being submitted. */
static enum status
period_checks(struct post *post, const char *list, int64_t *must,
    struct err *err)
{
	const char *const checked[] = { "list", list, NULL };
	struct wire_answer answer;
	enum status st = ST_OK;
	char next[64] = "";
	bool done = false;

	while (st == ST_OK && !done) {
		const char *const slice[] = { "list", list, "after", next, NULL };

		st = posting(post, "list.check", slice, &answer, err);
		done = wire_args_int(&answer.args, "done", 0) != 0;
		(void)str_copy_cut(next, sizeof(next),
		    wire_args_text(&answer.args, "next"));
		wire_args_done(&answer.args);
	}
	if (st != ST_OK)
		return st;
	st = posting(post, "list.checked", checked, &answer, err);
	*must = wire_args_int(&answer.args, "must", 0);
	wire_args_done(&answer.args);
	return st;
}

/* Submits a draft when its checks allow it; else says what is in the way. */
static enum status
period_submit(struct cmd_ctx *c, struct post *post, const char *list,
    struct err *err)
{
	const char *const submit[] = { "list", list, NULL };
	int64_t must = 0;
	enum status st = period_checks(post, list, &must, err);

	if (st != ST_OK)
		return st;
	if (must == 0)
		return period_simple(c, post, "list.submit", submit, err);
	fprintf(c->out, _("list %s: %" PRId64 " findings to settle first, see: "
	    "chitra period checks\n"), list, must);
	return ST_OK;
}

static enum status
period_make_list(struct cmd_ctx *c, struct post *post, const char *code,
    const char *area, const char *kind, struct err *err)
{
	const char *const begin[] = { "period", code, "area", area,
		"kind", kind, NULL };
	char job[24] = "", list[24] = "", money[MONEY_TEXT];
	const char *const finish[] = { "job", job, NULL };
	struct wire_answer answer;
	enum status st = posting(post, "list.begin", begin, &answer, err);

	(void)str_copy_cut(job, sizeof(job), wire_args_text(&answer.args, "job"));
	wire_args_done(&answer.args);
	if (st == ST_OK)
		st = period_slices(c, post, job, err);
	if (st != ST_OK)
		return st;
	st = posting(post, "list.finish", finish, &answer, err);
	(void)str_copy_cut(list, sizeof(list), wire_args_text(&answer.args, "list"));
	if (st == ST_OK) {
		money_format(money, sizeof(money),
		    wire_args_int(&answer.args, "total", 0));
		fprintf(c->out, _("%s, %s: list %s, %" PRId64 " people, %" PRId64
		    " lines, %s đồng\n"), code, area, list,
		    wire_args_int(&answer.args, "people", 0),
		    wire_args_int(&answer.args, "lines", 0), money);
	}
	wire_args_done(&answer.args);
	return st == ST_OK ? period_submit(c, post, list, err) : st;
}

/* The districts of the caller's scope, or the one that was named. */
enum status
period_make_lists(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, struct err *err)
{
	struct place *v = NULL;
	struct cmd_reader r;
	enum status st;
	unsigned i, n = 0;

	if (a->area[0] != '\0')
		return period_make_list(c, post, a->words[1], a->area,
		    a->kind, err);
	st = cmd_reader_open(c, &r, err);
	if (st != ST_OK)
		return st;
	st = place_areas(r.db, &r.who.scope, "", "", &v, &n, err);
	cmd_reader_done(&r);
	for (i = 0; st == ST_OK && i < n; i++)
		st = period_make_list(c, post, a->words[1], v[i].code,
		    a->kind, err);
	free(v);
	return st;
}

enum status
period_submit_lists(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, struct err *err)
{
	struct list_head *v = mem_array(PERIOD_LISTS, sizeof(*v));
	enum status st;
	unsigned i, n = 0;
	char id[24];

	st = period_lists(c, a, v, &n, err);
	for (i = 0; st == ST_OK && i < n; i++) {
		if (strcmp(v[i].state, "draft") != 0)
			continue;
		(void)snprintf(id, sizeof(id), "%" PRId64, v[i].id);
		st = period_submit(c, post, id, err);
	}
	free(v);
	return st;
}

/* ---- findings -------------------------------------------------------------- */

/* "12.3 must ..." : list and number, as `accept` takes them. */
static void
period_finding(struct cmd_ctx *c, const struct list_check *f)
{
	char name[256], text[256];

	clean_pad(name, sizeof(name), f->name, 24, false);
	list_check_text(f, text, sizeof(text));
	fprintf(c->out, "%" PRId64 ".%" PRId64 " %-4s %s %-10s %s: ", f->list,
	    f->no, f->must ? _("must") : _("look"), name, f->code,
	    list_check_word(f->rule));
	posting_clean(c, text);
	if (f->other_name[0] != '\0') {
		fputs(" / ", c->out);
		posting_clean(c, f->other_name);
		fprintf(c->out, " %s", f->other_code);
	}
	if (f->accepted) {
		fprintf(c->out, _(" - accepted: "));
		posting_clean(c, f->note);
	}
	fputc('\n', c->out);
}

static enum status
period_list_checks(struct cmd_ctx *c, struct cmd_reader *r,
    const struct list_head *h, bool all, struct err *err)
{
	struct list_check *v = mem_array(PERIOD_FINDINGS, sizeof(*v));
	char name[256];
	enum status st;
	unsigned i, n = 0;

	st = list_checks(r->db, &r->who.scope, h->id, v, PERIOD_FINDINGS, &n,
	    err);
	clean_text(name, sizeof(name), h->owner_name);
	if (st == ST_OK)
		fprintf(c->out, _("%s, list %" PRId64 ": %s\n"), name, h->id,
		    h->checked_at[0] != '\0' ? _("checked") :
		    _("not checked yet"));
	for (i = 0; st == ST_OK && i < n; i++)
		if (all || !v[i].accepted)
			period_finding(c, &v[i]);
	free(v);
	return st;
}

enum status
period_show_checks(struct cmd_ctx *c, const struct period_args *a,
    struct err *err)
{
	struct list_head *v = mem_array(PERIOD_LISTS, sizeof(*v));
	struct cmd_reader r = { 0 };
	enum status st;
	unsigned i, n = 0;

	st = period_lists(c, a, v, &n, err);
	if (st == ST_OK)
		st = cmd_reader_open(c, &r, err);
	for (i = 0; st == ST_OK && i < n; i++)
		st = period_list_checks(c, &r, &v[i], a->all, err);
	cmd_reader_done(&r);
	free(v);
	return st;
}

enum status
period_accept(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, struct err *err)
{
	const char *at = a->words[2] != NULL ? a->words[2] : "";
	const char *dot = strchr(at, '.');
	struct wire_answer answer = { .err = ERR_INIT };
	char list[24] = "";
	enum status st;

	if (dot == NULL || a->words[3] == NULL ||
	    str_format(list, sizeof(list), "%.*s", (int)(dot - at), at) != ST_OK)
		return err_set(err, ST_INVALID, _("which finding, and why is it "
		    "accepted? period accept YYYY-MM LIST.NO WHY"));
	{
		const char *const fields[] = { "list", list, "no", dot + 1,
			"note", a->words[3], NULL };

		st = posting(post, "list.accept", fields, &answer, err);
	}
	if (st == ST_OK)
		fprintf(c->out, _("accepted; %s findings to settle are left\n"),
		    wire_args_text(&answer.args, "must"));
	wire_args_done(&answer.args);
	return st;
}
