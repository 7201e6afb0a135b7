/*
 * SPDX-License-Identifier: ISC
 *
 * period_list: makes payment lists by command: the job's slices, its checks,
 * and submits them when no finding prevents it.  Without --area the lists of
 * all owners in the scope, one after the other.  Owners with a list are
 * skipped, so that the command can be repeated after an interruption; a
 * half-made list is made again.
 */
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clean.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/period_priv.h"
#include "office/list/check.h"
#include "office/period/period.h"
#include "office/place/place.h"
#include "text/money.h"

#define PERIOD_FINDINGS 2000
#define PERIOD_TRIES 3 /* when the roll changes meanwhile */

enum status
period_lists(struct cmd_ctx *c, const struct period_args *a,
    struct list_head *v, unsigned *n, struct err *err)
{
	struct scope narrow = { 0 };
	char day[PERIOD_DAY] = "";
	struct list_heads all = { .v = v, .max = PERIOD_LISTS };
	enum list_kind kind = names_find(&list_kinds, a->kind);
	struct cmd_reader r;
	struct period p;
	enum status st = cmd_reader_open(c, &r, err);
	unsigned i, kept = 0;

	if (st != ST_OK)
		return st;
	st = period_find(r.db, a->words[1], &p, err);
	if (st == ST_OK)
		period_day(&p, day);
	if (st == ST_OK &&
	    (st = scope_narrow_on(r.db, &r.who.scope, a->area, "", day, &narrow,
	    err)) == ST_OK)
		st = list_all(r.db, &narrow, p.id, &all, err);
	scope_done(&narrow);
	cmd_reader_done(&r);
	for (i = 0; st == ST_OK && i < all.n; i++)
		if (a->kind[0] == '\0' || v[i].kind == kind)
			v[kept++] = v[i];
	if (st == ST_OK)
		*n = kept;
	return st;
}

static volatile sig_atomic_t period_stop;

static void
period_signal(int signo)
{
	period_stop = signo;
}

/* Aborts a list in the making, which nobody has seen. */
static void
period_abort(struct post *post, const char *job)
{
	const char *const fields[] = { "job", job, NULL };
	struct wire_answer answer;
	struct err ignored = ERR_INIT;
	bool done = false;

	while (!done) {
		done = posting(post, "list.abort", fields, &answer,
		    &ignored) != ST_OK ||
		    wire_args_int(&answer.args, "done", 1) != 0;
		wire_args_done(&answer.args);
	}
}

/* Posts slices until the job is done; other verbs run in between. */
static enum status
period_slices(struct cmd_ctx *c, struct post *post, const char *job,
    struct err *err)
{
	const char *const fields[] = { "job", job, NULL };
	bool tty = isatty(fileno(c->err)), done = false;
	struct wire_answer answer;
	enum status st = ST_OK;
	int64_t told = -1;

	while (st == ST_OK && !done && period_stop == 0) {
		int64_t seen, total;

		st = posting(post, "list.slice", fields, &answer, err);
		done = wire_args_int(&answer.args, "done", 0) != 0;
		seen = wire_args_int(&answer.args, "people", 0);
		total = wire_args_int(&answer.args, "total", 0);
		/* Every 5 %, to save bytes on a slow line. */
		if (st == ST_OK && tty && total > 0 && seen * 20 / total != told) {
			told = seen * 20 / total;
			fprintf(c->err, "\r%3" PRId64 " %%", seen * 100 / total);
			fflush(c->err);
		}
		wire_args_done(&answer.args);
	}
	if (tty)
		fputs("\r\033[K", c->err);
	if (st == ST_OK && !done)
		st = err_set(err, ST_LIMIT, _("given up; what is finished "
		    "stays, the same command goes on with the rest"));
	return st;
}

/* Runs all checks of a draft; *must: findings that prevent its submission. */
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

/*
 * Submits a draft if its checks allow it; else prints what prevents it and sets
 * *waits.  ST_BUSY: requests were approved since, make it again; books tests
 * that before the findings.
 */
static enum status
period_submit(struct cmd_ctx *c, struct post *post, const char *list,
    bool *waits, struct err *err)
{
	const char *const submit[] = { "list", list, NULL };
	int64_t must = 0;
	enum status st = period_checks(post, list, &must, err);

	if (st == ST_OK)
		st = posting_done(c, post, "list.submit", submit,
		    _("the list is submitted"), err);
	*waits = st == ST_INVALID && must > 0;
	if (!*waits)
		return st;
	*err = (struct err)ERR_INIT;
	fprintf(c->out, _("list %s: %" PRId64 " findings to settle first, see: "
	    "chitra period checks\n"), list, must);
	return ST_OK;
}

/* One try; ST_BUSY: a record changed meanwhile. */
static enum status
period_try_list(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, const char *area, char list[24],
    struct err *err)
{
	const char *const begin[] = { "period", a->words[1], "area", area,
		"kind", a->kind, NULL };
	char job[24] = "", money[MONEY_TEXT];
	const char *const finish[] = { "job", job, NULL };
	struct wire_answer answer;
	enum status st = posting(post, "list.begin", begin, &answer, err);

	(void)str_copy_cut(job, sizeof(job), wire_args_text(&answer.args, "job"));
	wire_args_done(&answer.args);
	if (st != ST_OK)
		return st;
	st = period_slices(c, post, job, err);
	if (st == ST_OK) {
		st = posting(post, "list.finish", finish, &answer, err);
		(void)str_copy_cut(list, 24,
		    wire_args_text(&answer.args, "list"));
		money_format(money, sizeof(money),
		    wire_args_int(&answer.args, "total", 0));
		if (st == ST_OK)
			fprintf(c->out, _("%s, %s: list %s, %" PRId64
			    " people, %" PRId64 " lines, %s đồng\n"),
			    a->words[1], area, list,
			    wire_args_int(&answer.args, "people", 0),
			    wire_args_int(&answer.args, "lines", 0), money);
		wire_args_done(&answer.args);
	}
	if (st != ST_OK)
		period_abort(post, job);
	return st;
}

static enum status
period_make_list(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, const char *area, struct err *err)
{
	char list[24] = "";
	enum status st;
	unsigned tries = 0;
	bool waits;

	do {
		*err = (struct err)ERR_INIT;
		st = period_try_list(c, post, a, area, list, err);
	} while (st == ST_BUSY && ++tries < PERIOD_TRIES);
	return st == ST_OK ? period_submit(c, post, list, &waits, err) : st;
}

/* The newest list of that owner and kind, NULL when there is none. */
static const struct list_head *
period_has(const struct list_head *v, unsigned n, const struct period_args *a,
    const char *owner)
{
	enum list_kind kind = a->kind[0] != '\0' ?
	    names_find(&list_kinds, a->kind) : LIST_MONTHLY;
	const struct list_head *last = NULL;
	unsigned i;

	for (i = 0; i < n; i++)
		if (strcmp(v[i].owner_code, owner) == 0 &&
		    v[i].kind == kind)
			last = &v[i];
	return last;
}

struct period_run {
	struct list_head *v; /* existing lists */
	unsigned n, made, had, not_made;
};

/* A refused list of one owner does not stop the others. */
static enum status
period_next_list(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, struct period_run *r,
    const struct place *owner, struct err *err)
{
	const struct list_head *has = period_has(r->v, r->n, a, owner->code);
	char id[24];
	enum status st = ST_BUSY;
	bool waits;

	if (has != NULL && has->state != LIST_DRAFT) {
		r->had++;
		return ST_OK;
	}
	if (has != NULL) {
		(void)snprintf(id, sizeof(id), "%" PRId64, has->id);
		st = period_submit(c, post, id, &waits, err);
	}
	if (st == ST_BUSY) {
		*err = (struct err)ERR_INIT;
		st = period_make_list(c, post, a, owner->code, err);
	}
	if (st == ST_OK) {
		r->made++;
	} else if (st == ST_INVALID || st == ST_BUSY || st == ST_NOTFOUND ||
	    st == ST_DENIED) {
		r->not_made++;
		fprintf(c->err, "%s, %s: ", a->words[1], owner->code);
		fprintf(c->err, "%s\n", err->msg);
		*err = (struct err)ERR_INIT;
		st = ST_OK;
	}
	return st;
}

/* Makes the lists of all owners in the caller's scope. */
static enum status
period_make_all(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, struct err *err)
{
	struct period_run run = { .v = mem_array(PERIOD_LISTS,
	    sizeof(*run.v)) };
	struct cmd_reader r = { 0 };
	struct place *v = NULL;
	char day[PERIOD_DAY];
	struct period p;
	enum status st;
	unsigned i, n = 0;

	if ((st = period_lists(c, a, run.v, &run.n, err)) == ST_OK &&
	    (st = cmd_reader_open(c, &r, err)) == ST_OK)
		st = period_find(r.db, a->words[1], &p, err);
	if (st == ST_OK) {
		period_day(&p, day);
		st = place_areas(r.db, &r.who.scope, "", day, &v, &n, err);
	}
	cmd_reader_done(&r);
	for (i = 0; st == ST_OK && i < n; i++)
		st = period_next_list(c, post, a, &run, &v[i], err);
	if (run.had > 0 || run.not_made > 0 || st != ST_OK)
		fprintf(c->out, _("%u lists made, %u there before, %u not "
		    "made, of %u\n"), run.made, run.had, run.not_made, n);
	if (st == ST_OK && run.not_made > 0)
		st = err_set(err, ST_INVALID, _("not all lists were made"));
	free(v);
	free(run.v);
	return st;
}

/* Makes the list of the given owner, or those of all in the scope. */
enum status
period_make_lists(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, struct err *err)
{
	struct sigaction stop = { .sa_handler = period_signal };
	struct sigaction was[3];
	static const int signals[3] = { SIGINT, SIGTERM, SIGHUP };
	enum status st;
	unsigned i;

	for (i = 0; i < 3; i++)
		(void)sigaction(signals[i], &stop, &was[i]);
	st = a->area[0] != '\0' ?
	    period_make_list(c, post, a, a->area, err) :
	    period_make_all(c, post, a, err);
	for (i = 0; i < 3; i++)
		(void)sigaction(signals[i], &was[i], NULL);
	return st;
}

enum status
period_submit_lists(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, struct err *err)
{
	struct list_head *v = mem_array(PERIOD_LISTS, sizeof(*v));
	enum status st;
	unsigned i, n = 0, drafts = 0, left = 0;
	bool waits;
	char id[24];

	st = period_lists(c, a, v, &n, err);
	for (i = 0; st == ST_OK && i < n; i++) {
		if (v[i].state != LIST_DRAFT)
			continue;
		(void)snprintf(id, sizeof(id), "%" PRId64, v[i].id);
		st = period_submit(c, post, id, &waits, err);
		drafts++;
		left += waits;
	}
	free(v);
	if (st == ST_OK && drafts == 0)
		return err_set(err, ST_NOTFOUND, _("there is no draft of %s "
		    "that you could submit"), a->words[1]);
	if (st == ST_OK && left > 0)
		return err_set(err, ST_INVALID, _("not submitted: %u of %u "
		    "lists"), left, drafts);
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
	struct list_check_page p = { .filter.list = h->id,
		.v = mem_array(PERIOD_FINDINGS, sizeof(*p.v)),
		.max = PERIOD_FINDINGS };
	char name[256];
	enum status st;
	unsigned i;

	st = list_check_page(r->db, &r->who.scope, &p, err);
	clean_text(name, sizeof(name), h->owner_name);
	if (st == ST_OK)
		fprintf(c->out, _("%s, list %" PRId64 ": %s\n"), name, h->id,
		    h->checked_at[0] != '\0' ? _("checked") :
		    _("not checked yet"));
	for (i = 0; st == ST_OK && i < p.n; i++)
		if (all || !p.v[i].accepted)
			period_finding(c, &p.v[i]);
	free(p.v);
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

	if ((st = period_lists(c, a, v, &n, err)) == ST_OK)
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
