/*
 * SPDX-License-Identifier: ISC
 *
 * period: payout periods and their lists: open, list (make, check, submit),
 * checks, accept, submit, return, approve, override, close, reopen, show.  With --area
 * one list owner, else all in the scope.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/mem.h"
#include "base/say.h"
#include "cmd/period_priv.h"
#include "office/period/period.h"
#include "office/verb/verb.h"
#include "text/money.h"

/*
 * Each approval needs the password; one line of standard input is used for all
 * lists of the call.
 */
static enum status
period_approve(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, struct err *err)
{
	struct list_head *v = mem_array(PERIOD_LISTS, sizeof(*v));
	char secret[POSTING_SECRET] = "", name[256], id[24];
	const char *const fields[] = { "list", id, NULL };
	const struct posting_with what = { "list.approve", fields, secret };
	struct wire_answer answer;
	enum status st;
	unsigned i, n = 0, done = 0;

	st = period_lists(c, a, v, &n, err);
	for (i = 0; st == ST_OK && i < n; i++)
		done += v[i].state == LIST_SUBMITTED;
	if (st == ST_OK && done == 0)
		st = err_set(err, ST_NOTFOUND, _("nothing that you see of %s "
		    "waits to be approved"), a->words[1]);
	if (st == ST_OK)
		st = posting_secret(c, secret, err);
	for (i = 0; st == ST_OK && i < n; i++) {
		if (v[i].state != LIST_SUBMITTED)
			continue;
		(void)snprintf(id, sizeof(id), "%" PRId64, v[i].id);
		st = posting_confirmed(c, post, &what, &answer, err);
		if (st == ST_OK) {
			clean_text(name, sizeof(name), v[i].owner_name);
			fprintf(c->out, _("%s, list %d: approved\n"),
			    name, v[i].seq);
		}
		wire_args_done(&answer.args);
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
		fprintf(c->out, "%s %-5s %s %d%c %-9s %7" PRId64 " %7" PRId64 " %16s\n",
		    v[i].period_code, v[i].owner_code, name, v[i].seq,
		    v[i].kind == LIST_MONTHLY ? ' ' :
		    names_word(&list_kinds, v[i].kind)[0],
		    names_word(&list_states, v[i].state), v[i].people,
		    v[i].lines, money);
	}
	free(v);
	return st;
}

/* Makes a request, which `chitra change approve` decides. */
static enum status
period_ask(struct cmd_ctx *c, struct post *post, const char *const *fields,
    struct err *err)
{
	struct wire_args args;
	enum status st;

	wire_args_init(&args);
	posting_fields(fields, &args);
	st = posting_ask(c, post, &args, err);
	wire_args_done(&args);
	return st;
}

/* Prints what is left unpaid; it can still be paid in later periods. */
static enum status
period_close(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, struct err *err)
{
	const char *const fields[] = { "period", a->words[1], "area", a->area,
		NULL };
	struct wire_answer answer = { .err = ERR_INIT };
	char money[MONEY_TEXT];
	enum status st = posting(post, "period.close", fields, &answer, err);

	money_format(money, sizeof(money),
	    wire_args_int(&answer.args, "unpaid_total", 0));
	if (st == ST_OK)
		fprintf(c->out, _("closed: %s lists; not collected: "
		    "%s lines, %s đồng\n"), wire_args_text(&answer.args, "lists"),
		    wire_args_text(&answer.args, "unpaid"), money);
	wire_args_done(&answer.args);
	return st;
}

static enum status
period_post(struct cmd_ctx *c, struct post *post, const struct period_args *a,
    bool *known, struct err *err)
{
	const char *what = a->words[0], *third = a->words[2] != NULL ?
	    a->words[2] : "";

	if (strcmp(what, "open") == 0 && third[0] != '\0')
		return period_ask(c, post, (const char *const[]){ "kind",
		    "open", "period", a->words[1], "through", a->through,
		    "note", third, NULL }, err);
	if (strcmp(what, "reopen") == 0)
		return period_ask(c, post, (const char *const[]){ "kind",
		    "reopen", "period", a->words[1], "area", a->area, "note",
		    third, NULL }, err);
	if (strcmp(what, "open") == 0)
		return posting_done(c, post, "period.open",
		    (const char *const[]){ "code", a->words[1], "through",
		    a->through, NULL }, _("the period is open"), err);
	if (strcmp(what, "close") == 0)
		return period_close(c, post, a, err);
	if (strcmp(what, "override") == 0)
		return posting_done(c, post, "period.override",
		    (const char *const[]){ "period", a->words[1], "area",
		    a->area, "reason", third, NULL }, _("the list may be "
		    "prepared"), err);
	if (strcmp(what, "return") == 0)
		return posting_done(c, post, "list.return",
		    (const char *const[]){ "list", third, "reason",
		    third[0] != '\0' && a->words[3] != NULL ? a->words[3] : "",
		    NULL }, _("the list is sent back"), err);
	if (strcmp(what, "list") == 0)
		return period_make_lists(c, post, a, err);
	if (strcmp(what, "submit") == 0)
		return period_submit_lists(c, post, a, err);
	if (strcmp(what, "accept") == 0)
		return period_accept(c, post, a, err);
	if (strcmp(what, "approve") == 0)
		return period_approve(c, post, a, err);
	*known = false;
	return ST_OK;
}

static bool
period_parse(char **argv, struct period_args *a)
{
	const struct cmd_opt opts[] = { { "area", &a->area },
		{ "through", &a->through }, { "kind", &a->kind },
		{ NULL, NULL } };
	int i, n;

	for (i = n = 1; argv[i] != NULL; i++)
		if (strcmp(argv[i], "--all") == 0)
			a->all = true;
		else
			argv[n++] = argv[i];
	argv[n] = NULL;
	return cmd_parse(argv, 1, opts, a->words, PERIOD_WORDS) &&
	    a->words[1] != NULL;
}

static int
period_run(struct cmd_ctx *c, int argc, char **argv)
{
	struct period_args a = { .area = "", .through = "", .kind = "" };
	struct err err = ERR_INIT;
	struct post *post = NULL;
	bool known = true;
	enum status st;

	(void)argc;
	if (!period_parse(argv, &a))
		return cmd_usage(c, &cmd_period);
	if (strcmp(a.words[0], "show") == 0) {
		st = period_show(c, &a, &err);
		return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
	}
	if (strcmp(a.words[0], "checks") == 0) {
		st = period_show_checks(c, &a, &err);
		return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
	}
	if ((st = cmd_post_open(c, &post, &err)) == ST_OK)
		st = period_post(c, post, &a, &known, &err);
	post_close(post);
	if (!known)
		return cmd_usage(c, &cmd_period);
	return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
}

const struct cmd cmd_period = {
	.name = "period",
	.flags = CMD_CONF | CMD_REMOTE,
	.args = "open|list|submit|approve|close|show|checks YYYY-MM [--area CODE] "
	    "[--through YYYY-MM] [--kind monthly|funeral] [--all] | "
	    "accept YYYY-MM LIST.NO WHY | return YYYY-MM LIST WHY | "
	    "override YYYY-MM WHY --area CODE | open YYYY-MM WHY | "
	    "reopen YYYY-MM WHY --area CODE",
	.help = N_("payout periods and their lists"),
	.run = period_run,
	.more = N_("open     begins the next period; --through: it pays the months to that one;\n"
	    "         of other months with WHY: a request that somebody else approves\n"
	    "list     makes the list of each owner in your scope, checks and submits it;\n"
	    "         it stays a draft while something is to be settled first\n"
	    "checks   what the checks found; --all: what was accepted too\n"
	    "accept   accepts a finding, with a reason\n"
	    "submit   checks and submits drafts\n"
	    "return   sends a submitted list back\n"
	    "approve  approves what was submitted; reads your password from standard input\n"
	    "override leave to prepare a list while the one before is still open\n"
	    "close    closes the lists, and the period with the last of them\n"
	    "reopen   asks to open closed lists again; somebody else approves it\n"
	    "show     lists with their control totals\n"),
};
