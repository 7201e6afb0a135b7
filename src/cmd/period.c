/*
 * SPDX-License-Identifier: ISC
 *
 * period: payout periods and their lists: open, list (make and submit),
 * approve, close, show.  With --area one list owner, else all in the scope.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "cmd/credential.h"
#include "office/list.h"
#include "office/period.h"
#include "office/place.h"
#include "text/clean.h"
#include "text/money.h"

#define PERIOD_LISTS 256

struct period_args {
	const char *what, *code, *area, *through;
};

/* Posts one verb with up to two fields; the caller frees answer->args. */
static enum status
period_post(struct post *post, const char *verb, const char *const *fields,
    struct wire_answer *answer, struct err *err)
{
	struct wire_args args;
	enum status st;

	wire_args_init(&args);
	for (; *fields != NULL; fields += 2)
		if (fields[1][0] != '\0')
			wire_args_add(&args, fields[0], fields[1]);
	memset(answer, 0, sizeof(*answer));
	st = post_verb(post, verb, &args, answer, err);
	wire_args_done(&args);
	return st;
}

static enum status
period_simple(struct cmd_ctx *c, struct post *post, const char *verb,
    const char *const *fields, struct err *err)
{
	struct wire_answer answer;
	enum status st = period_post(post, verb, fields, &answer, err);

	if (st == ST_OK)
		fprintf(c->out, _("%s: done\n"), verb);
	wire_args_done(&answer.args);
	return st;
}

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

		st = period_post(post, "list.slice", fields, &answer, err);
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

		st = period_post(post, "list.check", slice, &answer, err);
		done = wire_args_int(&answer.args, "done", 0) != 0;
		(void)str_copy_cut(next, sizeof(next),
		    wire_args_text(&answer.args, "next"));
		wire_args_done(&answer.args);
	}
	if (st != ST_OK)
		return st;
	st = period_post(post, "list.checked", checked, &answer, err);
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
    const char *area, struct err *err)
{
	const char *const begin[] = { "period", code, "area", area, NULL };
	char job[24] = "", list[24] = "", money[MONEY_TEXT];
	const char *const finish[] = { "job", job, NULL };
	struct wire_answer answer;
	enum status st = period_post(post, "list.begin", begin, &answer, err);

	(void)str_copy_cut(job, sizeof(job), wire_args_text(&answer.args, "job"));
	wire_args_done(&answer.args);
	if (st == ST_OK)
		st = period_slices(c, post, job, err);
	if (st != ST_OK)
		return st;
	st = period_post(post, "list.finish", finish, &answer, err);
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
static enum status
period_make_lists(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, struct err *err)
{
	struct place *v = NULL;
	struct cmd_reader r;
	enum status st;
	unsigned i, n = 0;

	if (a->area[0] != '\0')
		return period_make_list(c, post, a->code, a->area, err);
	st = cmd_reader_open(c, &r, err);
	if (st != ST_OK)
		return st;
	st = place_areas(r.db, &r.who.scope, "", "", &v, &n, err);
	cmd_reader_done(&r);
	for (i = 0; st == ST_OK && i < n; i++)
		st = period_make_list(c, post, a->code, v[i].code, err);
	free(v);
	return st;
}

static enum status
period_lists(struct cmd_ctx *c, const struct period_args *a,
    struct list_head *v, unsigned *n, struct err *err)
{
	struct scope narrow = { 0 };
	struct cmd_reader r;
	struct period p;
	enum status st = cmd_reader_open(c, &r, err);

	if (st != ST_OK)
		return st;
	st = period_find(r.db, a->code, &p, err);
	if (st == ST_OK)
		st = scope_narrow(r.db, &r.who.scope, a->area, "", &narrow, err);
	if (st == ST_OK)
		st = list_all(r.db, &narrow, p.id, v, PERIOD_LISTS, n, err);
	scope_done(&narrow);
	cmd_reader_done(&r);
	return st;
}

/*
 * Each approval asks for the password again: one line of standard input
 * serves for all lists of this call.
 */
static enum status
period_approve(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, struct err *err)
{
	struct list_head *v = mem_array(PERIOD_LISTS, sizeof(*v));
	char secret[256], name[256], id[24];
	enum status st;
	unsigned i, n = 0;

	st = credential_read(c->in, c->err, _("your password: "), secret,
	    sizeof(secret), err);
	if (st == ST_OK)
		st = period_lists(c, a, v, &n, err);
	for (i = 0; st == ST_OK && i < n; i++) {
		struct wire_verb in = { .name = "list.approve" };
		struct wire_answer answer = { .err = ERR_INIT };

		if (strcmp(v[i].state, "submitted") != 0)
			continue;
		wire_op_new(in.op);
		(void)snprintf(id, sizeof(id), "%" PRId64, v[i].id);
		wire_args_add(&in.args, "list", id);
		st = credential_confirm(c->gate, in.op, secret, err);
		if (st == ST_OK)
			st = post_send(post, &in, &answer, err);
		if (st == ST_OK) {
			clean_text(name, sizeof(name), v[i].owner_name);
			fprintf(c->out, _("%s, list %d: approved\n"),
			    name, v[i].seq);
		}
		wire_args_done(&answer.args);
		wire_args_done(&in.args);
	}
	mem_wipe(secret, sizeof(secret));
	free(v);
	return st;
}

static enum status
period_show(struct cmd_ctx *c, const struct period_args *a, struct err *err)
{
	struct list_head *v = mem_array(PERIOD_LISTS, sizeof(*v));
	char name[256], money[MONEY_TEXT];
	enum status st;
	unsigned i, n = 0;

	st = period_lists(c, a, v, &n, err);
	for (i = 0; st == ST_OK && i < n; i++) {
		clean_pad(name, sizeof(name), v[i].owner_name, 24, false);
		money_format(money, sizeof(money), v[i].total);
		fprintf(c->out, "%s %-5s %s %d  %-9s %7" PRId64 " %7" PRId64 " %16s\n",
		    v[i].period_code, v[i].owner_code, name, v[i].seq, v[i].state,
		    v[i].people, v[i].lines, money);
	}
	free(v);
	return st;
}

static bool
period_parse(char **argv, struct period_args *a)
{
	const struct cmd_opt opts[] = { { "area", &a->area },
		{ "through", &a->through }, { NULL, NULL } };
	const char *words[2] = { NULL, NULL };

	if (!cmd_parse(argv, 1, opts, words, 2))
		return false;
	a->what = words[0];
	a->code = words[1];
	return a->code != NULL;
}

static int
period_run(struct cmd_ctx *c, int argc, char **argv)
{
	struct period_args a = { .area = "", .through = "" };
	struct err err = ERR_INIT;
	struct post *post = NULL;
	enum status st;

	(void)argc;
	if (!period_parse(argv, &a))
		return cmd_usage(c, &cmd_period);
	if (strcmp(a.what, "show") == 0) {
		st = period_show(c, &a, &err);
		return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
	}
	st = cmd_post_open(c, &post, &err);
	if (st != ST_OK)
		return cmd_fail(c, &err, false);
	if (strcmp(a.what, "open") == 0)
		st = period_simple(c, post, "period.open",
		    (const char *const[]){ "code", a.code, "through",
		    a.through, NULL }, &err);
	else if (strcmp(a.what, "close") == 0)
		st = period_simple(c, post, "period.close", (const char *const[]){
		    "period", a.code, "area", a.area, NULL }, &err);
	else if (strcmp(a.what, "list") == 0)
		st = period_make_lists(c, post, &a, &err);
	else if (strcmp(a.what, "approve") == 0)
		st = period_approve(c, post, &a, &err);
	else {
		post_close(post);
		return cmd_usage(c, &cmd_period);
	}
	post_close(post);
	return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
}

const struct cmd cmd_period = {
	.name = "period",
	.flags = CMD_CONF | CMD_REMOTE,
	.args = "open|list|approve|close|show YYYY-MM [--area CODE] [--through YYYY-MM]",
	.help = N_("payout periods and their lists"),
	.run = period_run,
	.more = N_("open     begins the period; --through: it pays the months to that one\n"
	    "list     makes the list of each owner in your scope, checks and submits it\n"
	    "approve  approves what was submitted; reads your password from standard input\n"
	    "close    closes the lists, and the period with the last of them\n"
	    "show     lists with their control totals\n"),
};
