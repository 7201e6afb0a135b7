/*
 * SPDX-License-Identifier: ISC
 *
 * rate: dated rules of decrees and the province: standard amounts,
 * coefficients, settings, age steps, families of allowances that are kept
 * together.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "cmd/posting.h"
#include "office/balance/lowered.h"
#include "office/rate/rate.h"
#include "office/table.h"
#include "office/verb/setting.h"
#include "office/verb/typed.h"
#include "text/date.h"
#include "text/money.h"

#define RATE_ROWS 256

struct rate_args {
	const char *what, *words[5];
	const char *province, *to, *next, *decision;
};

/* Fields of the verb in the order of the command's words. */
static const struct rate_set {
	const char *what, *verb;
	const char *fields[6];
} rate_sets[] = {
	{ "standard", "standard.set", { "amount", "from", "decree" } },
	{ "coefficient", "coefficient.set",
		{ "category", "from", "coefficient" } },
	{ "setting", "setting.set", { "name", "from", "value" } },
	{ "age-step", "age_step.set",
		{ "category", "years", "from", "starts", "source" } },
	{ "keeps-both", "keeps_both.set",
		{ "family", "other", "from", "source" } },
	{ "differences", "arrears.begin", { "area", "from", "reason" } },
	{ "lowered", "change.ask", { "area", "lowered", "document" } },
};

static enum status
rate_show_standards(struct cmd_ctx *c, struct db *db, struct err *err)
{
	struct rate_standard *v = mem_array(RATE_ROWS, sizeof(*v));
	char money[MONEY_TEXT], month[DATE_MONTH];
	unsigned i, n = 0;
	enum status st = rate_standards(db, v, RATE_ROWS, &n, err);

	for (i = 0; st == ST_OK && i < n; i++) {
		money_format(money, sizeof(money), v[i].amount);
		month_format(month, sizeof(month), v[i].from);
		fprintf(c->out, "standard %-4s %s %12s ", v[i].province, month,
		    money);
		posting_clean(c, v[i].decree);
		fputc('\n', c->out);
	}
	free(v);
	return st;
}

static enum status
rate_show_coefficients(struct cmd_ctx *c, struct db *db, struct err *err)
{
	struct rate_coefficient *v = mem_array(RATE_ROWS, sizeof(*v));
	char month[DATE_MONTH];
	unsigned i, n = 0;
	enum status st = rate_coefficients(db, v, RATE_ROWS, &n, err);

	for (i = 0; st == ST_OK && i < n; i++) {
		month_format(month, sizeof(month), v[i].from);
		fprintf(c->out, "coefficient %-12s %s %" PRId64 ",%02" PRId64
		    "\n", v[i].category, month, v[i].hundredths / 100,
		    v[i].hundredths % 100);
	}
	free(v);
	return st;
}

static enum status
rate_show_settings(struct cmd_ctx *c, struct db *db, struct err *err)
{
	struct setting_row *v = mem_array(RATE_ROWS, sizeof(*v));
	char month[DATE_MONTH];
	unsigned i, n = 0;
	enum status st = setting_all(db, v, RATE_ROWS, &n, err);

	for (i = 0; st == ST_OK && i < n; i++) {
		month_format(month, sizeof(month), v[i].from);
		fprintf(c->out, "setting %-18s %-7s %6" PRId64 "  %s\n",
		    setting_name(v[i].what), month, v[i].value,
		    _(setting_word(v[i].what)));
	}
	free(v);
	return st;
}

static enum status
rate_show_steps(struct cmd_ctx *c, struct db *db, struct err *err)
{
	struct rate_step *v = mem_array(RATE_ROWS, sizeof(*v));
	char month[DATE_MONTH];
	unsigned i, n = 0;
	enum status st = rate_steps(db, v, RATE_ROWS, &n, err);

	for (i = 0; st == ST_OK && i < n; i++) {
		month_format(month, sizeof(month), v[i].from);
		fprintf(c->out, "age-step %-12s %3d %s %-5s %-12s ",
		    v[i].category, v[i].years, month, v[i].starts,
		    v[i].next[0] != '\0' ? v[i].next : "-");
		posting_clean(c, v[i].source);
		fputc('\n', c->out);
	}
	free(v);
	return st;
}

static enum status
rate_show_keeps(struct cmd_ctx *c, struct db *db, struct err *err)
{
	struct rate_keeps *v = mem_array(RATE_ROWS, sizeof(*v));
	char from[DATE_MONTH], to[DATE_MONTH];
	unsigned i, n = 0;
	enum status st = rate_keeps_all(db, v, RATE_ROWS, &n, err);

	for (i = 0; st == ST_OK && i < n; i++) {
		month_format(from, sizeof(from), v[i].from);
		month_format(to, sizeof(to), v[i].to);
		fprintf(c->out, "keeps-both %s + %s %s-%s ",
		    rate_family_word(v[i].family),
		    rate_family_word(v[i].other), from, to);
		posting_clean(c, v[i].source);
		fputc('\n', c->out);
	}
	free(v);
	return st;
}

/* Prints undecided amounts above a lowered rate. */
static enum status
rate_show_lowered(struct cmd_ctx *c, const struct cmd_reader *r,
    struct err *err)
{
	struct lowered *v = mem_array(RATE_ROWS, sizeof(*v));
	char money[MONEY_TEXT], month[DATE_MONTH];
	unsigned i, n = 0;
	enum status st = lowered_all(r->db, &r->who.scope, v, RATE_ROWS, &n,
	    err);

	for (i = 0; st == ST_OK && i < n; i++) {
		money_format(money, sizeof(money), v[i].sum.amount);
		month_format(month, sizeof(month), v[i].from);
		fprintf(c->out, "lowered %-8s %s ", v[i].code, month);
		fprintf(c->out, _("%" PRId64 " people, %" PRId64 " months, %s "
		    "đồng above the rate: %s\n"), v[i].sum.people,
		    v[i].sum.months, money, v[i].under_way ?
		    _("being carried out") : _("to be decided"));
	}
	free(v);
	return st;
}

static enum status
rate_show(struct cmd_ctx *c, struct err *err)
{
	struct cmd_reader r;
	enum status st = cmd_reader_open(c, &r, err);

	if (st != ST_OK)
		return st;
	if ((st = rate_show_standards(c, r.db, err)) == ST_OK &&
	    (st = rate_show_coefficients(c, r.db, err)) == ST_OK &&
	    (st = rate_show_settings(c, r.db, err)) == ST_OK &&
	    (st = rate_show_steps(c, r.db, err)) == ST_OK &&
	    (st = rate_show_keeps(c, r.db, err)) == ST_OK)
		st = rate_show_lowered(c, &r, err);
	cmd_reader_done(&r);
	return st;
}

/* Converts the command's words to the stored form of their fields. */
static enum status
rate_fields(const struct rate_args *a, const struct rate_set *set,
    struct wire_args *out, struct err *err)
{
	const struct verb *v = verb_find(set->verb);
	const char *more[][2] = { { "province", a->province },
		{ "to", a->to }, { "next", a->next },
		{ "decision", a->decision } };
	char value[VERB_TYPED], today[CLOCK_DATE];
	enum status st = ST_OK;
	size_t i;

	clock_date(today);
	if (v == NULL)
		return err_set(err, ST_NOTFOUND, _("there is no verb %s"),
		    set->verb);
	for (i = 0; st == ST_OK && set->fields[i] != NULL; i++) {
		if (a->words[i] == NULL)
			return err_field(err, ST_INVALID, set->fields[i],
			    _("must be filled in"));
		st = verb_typed(v, set->fields[i], a->words[i], today, value,
		    err);
		if (st == ST_OK)
			wire_args_add(out, set->fields[i], value);
	}
	for (i = 0; st == ST_OK && i < sizeof(more) / sizeof(more[0]); i++) {
		if (more[i][1][0] == '\0')
			continue;
		st = verb_typed(v, more[i][0], more[i][1], today, value, err);
		if (st == ST_OK)
			wire_args_add(out, more[i][0], value);
	}
	return st;
}

/* Posts slices until the job is done; other verbs run in between. */
static enum status
rate_slices(struct post *post, const char *verb, const char *const *job,
    struct wire_answer *last, struct err *err)
{
	enum status st;

	for (;;) {
		st = posting(post, verb, job, last, err);
		if (st != ST_OK || wire_args_int(&last->args, "done", 1) != 0)
			return st;
		wire_args_done(&last->args);
	}
}

/* Creates arrears for what lists have below the present due. */
static enum status
rate_differences(struct cmd_ctx *c, struct post *post, const char *id,
    struct err *err)
{
	const char *const job[] = { "job", id, NULL };
	struct wire_answer answer = { .err = ERR_INIT };
	struct err ignored = ERR_INIT;
	char money[MONEY_TEXT];
	enum status gone, st = rate_slices(post, "arrears.slice", job, &answer,
	    err);

	wire_args_done(&answer.args);
	if (st != ST_OK) {
		/* If refused: the next search aborts this job too. */
		gone = posting(post, "arrears.abort", job, &answer, &ignored);
		(void)gone;
		wire_args_done(&answer.args);
		return st;
	}
	st = rate_slices(post, "arrears.finish", job, &answer, err);
	money_format(money, sizeof(money),
	    wire_args_int(&answer.args, "amount", 0));
	if (st == ST_OK)
		fprintf(c->out, _("%" PRId64 " orders, %" PRId64 " months, %s "
		    "đồng; they come with the list of %s\n"),
		    wire_args_int(&answer.args, "orders", 0),
		    wire_args_int(&answer.args, "months", 0), money,
		    wire_args_text(&answer.args, "period"));
	money_format(money, sizeof(money),
	    wire_args_int(&answer.args, "above", 0));
	if (st == ST_OK && wire_args_int(&answer.args, "above", 0) > 0)
		fprintf(c->out, _("%" PRId64 " people had %s đồng above the "
		    "rate, %" PRId64 " months: chitra rate lowered asks to "
		    "claim it or to give it up\n"),
		    wire_args_int(&answer.args, "above_people", 0), money,
		    wire_args_int(&answer.args, "above_months", 0));
	wire_args_done(&answer.args);
	return st;
}

/* A row needs the approval of another person: makes a request. */
static enum status
rate_ask(struct cmd_ctx *c, struct post *post, const struct rate_set *set,
    const struct wire_args *row, struct err *err)
{
	struct wire_args args;
	enum status st;
	unsigned i;

	wire_args_init(&args);
	wire_args_add(&args, "kind", strcmp(set->what, "lowered") == 0 ?
	    "rate.lowered" : set->verb);
	for (i = 0; i < row->n; i++)
		wire_args_add(&args, strcmp(row->v[i].name, "name") == 0 ?
		    "setting" : row->v[i].name, row->v[i].value);
	st = posting_ask(c, post, &args, err);
	wire_args_done(&args);
	return st;
}

static enum status
rate_set(struct cmd_ctx *c, const struct rate_args *a,
    const struct rate_set *set, struct err *err)
{
	bool order = strcmp(set->what, "differences") == 0;
	struct wire_answer answer = { .err = ERR_INIT };
	struct post *post = NULL;
	struct wire_args args;
	enum status st;

	wire_args_init(&args);
	if ((st = rate_fields(a, set, &args, err)) == ST_OK &&
	    (st = cmd_post_open(c, &post, err)) == ST_OK)
		st = order ? post_verb(post, set->verb, &args, &answer, err) :
		    rate_ask(c, post, set, &args, err);
	if (st == ST_OK && order)
		st = rate_differences(c, post, wire_args_text(&answer.args,
		    "job"), err);
	post_close(post);
	wire_args_done(&answer.args);
	wire_args_done(&args);
	return st;
}

static int
rate_run(struct cmd_ctx *c, int argc, char **argv)
{
	struct rate_args a = { .province = "", .to = "", .next = "",
	    .decision = "" };
	const struct cmd_opt opts[] = { { "province", &a.province },
		{ "to", &a.to }, { "next", &a.next },
		{ "decision", &a.decision }, { NULL, NULL } };
	const char *words[6] = { NULL };
	struct err err = ERR_INIT;
	enum status st;
	size_t i, sets = sizeof(rate_sets) / sizeof(rate_sets[0]);

	(void)argc;
	if (!cmd_parse(argv, 1, opts, words, 6) || words[0] == NULL)
		return cmd_usage(c, &cmd_rate);
	a.what = words[0];
	memcpy(a.words, words + 1, sizeof(a.words));
	for (i = 0; i < sets; i++)
		if (strcmp(rate_sets[i].what, a.what) == 0)
			break;
	if (strcmp(a.what, "show") == 0)
		st = rate_show(c, &err);
	else if (i < sets)
		st = rate_set(c, &a, &rate_sets[i], &err);
	else
		return cmd_usage(c, &cmd_rate);
	return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
}

const struct cmd cmd_rate = {
	.name = "rate",
	.flags = CMD_CONF | CMD_REMOTE,
	.args = "show | standard AMOUNT FROM DECREE [--province CODE] | "
	    "coefficient CATEGORY FROM COEFFICIENT | setting NAME FROM VALUE | "
	    "age-step CATEGORY YEARS FROM same|after SOURCE [--next CATEGORY] | "
	    "keeps-both FAMILY OTHER FROM SOURCE [--to MONTH] | "
	    "differences AREA FROM REASON [--to MONTH] [--decision NUMBER] | "
	    "lowered AREA claim|give_up DOCUMENT",
	.help = N_("amounts, coefficients and settings by month"),
	.run = rate_run,
	.more = N_("A row is asked for; it stands when somebody else whose reach is the whole office\n"
	    "has approved it: chitra change approve NUMBER.  What was listed stays as it\n"
	    "was: after a row from a past month the preparer of a list owner orders the\n"
	    "differences, which come with the next list; until then it begins no list.\n"
	    "What its people had above a lowered rate is found with them; it stays theirs\n"
	    "until it is claimed, or given up, by another request: rate lowered.\n"),
};
