/*
 * SPDX-License-Identifier: ISC
 *
 * recovery: recovery cases (truy thu): overpayments, decisions, monthly
 * deductions, repayments.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/posting.h"
#include "office/roll/person.h"
#include "office/balance/month_owner.h"
#include "office/balance/recovery.h"
#include "office/table.h"
#include "office/verb/typed.h"
#include "text/money.h"

#define RECOVERY_CASES 1000
#define RECOVERY_ENTRIES 200

struct recovery_args {
	const char *words[4]; /* what, number, amount, document */
	const char *person, *on, *note;
	bool all;
};

static void
recovery_line(struct cmd_ctx *c, const struct recovery_row *r)
{
	char name[256], paid[MONEY_TEXT], left[MONEY_TEXT];

	clean_pad(name, sizeof(name), r->name, 26, false);
	money_format(paid, sizeof(paid), r->overpaid - r->cancelled);
	money_format(left, sizeof(left), r->left);
	fprintf(c->out, _("%6" PRId64 " %s %-8s overpaid %13s left %13s  "), r->id,
	    name, r->code, paid, left);
	posting_clean(c, r->reason);
	posting_clean(c, month_owner_said(r->owner, r->owners, name,
	    sizeof(name)));
	fputc('\n', c->out);
}

static enum status
recovery_list(struct cmd_ctx *c, const struct recovery_args *a,
    struct err *err)
{
	struct recovery_row *v = mem_array(RECOVERY_CASES, sizeof(*v));
	struct cmd_reader r;
	struct person who = { .id = 0 };
	enum status st = cmd_reader_open(c, &r, err);
	unsigned i, n = 0;

	if (st == ST_OK && a->person[0] != '\0')
		st = person_by_code(r.db, &r.who.scope, a->person, &who, err);
	if (st == ST_OK)
		st = recovery_all(r.db, &r.who.scope, &(struct recovery_ask){
		    .person = who.id, .open = !a->all,
		    .max = RECOVERY_CASES }, v, &n, err);
	for (i = 0; st == ST_OK && i < n; i++)
		recovery_line(c, &v[i]);
	cmd_reader_done(&r);
	free(v);
	return st;
}

static enum status
recovery_show(struct cmd_ctx *c, int64_t id, struct err *err)
{
	struct recovery_entry *v = mem_array(RECOVERY_ENTRIES, sizeof(*v));
	struct recovery_entries e = { .v = v, .max = RECOVERY_ENTRIES };
	struct recovery_row row;
	struct cmd_reader r;
	char money[MONEY_TEXT], word[64], day[DATE_TEXT], month[DATE_MONTH],
	    of[256];
	enum status st = cmd_reader_open(c, &r, err);
	unsigned i;

	if (st == ST_OK &&
	    (st = recovery_get(r.db, &r.who.scope, id, &row, err)) == ST_OK)
		st = recovery_entries(r.db, &r.who.scope, id, &e, err);
	if (st == ST_OK)
		recovery_line(c, &row);
	for (i = 0; st == ST_OK && i < e.n; i++) {
		clean_pad(word, sizeof(word), recovery_word(v[i].kind), 24,
		    false);
		money_format(money, sizeof(money), v[i].amount);
		date_day(day, sizeof(day), v[i].at);
		month_format(month, sizeof(month), v[i].month);
		fprintf(c->out, "  %s %s %13s %-7s ", day, word, money, month);
		posting_clean(c, v[i].document);
		fputc(' ', c->out);
		posting_clean(c, v[i].note);
		posting_clean(c, month_owner_said(v[i].owner, 1, of,
		    sizeof(of)));
		fputc('\n', c->out);
	}
	cmd_reader_done(&r);
	free(v);
	return st;
}

/* The person of a case, whom its requests name. */
static enum status
recovery_person(struct cmd_ctx *c, const char *id, struct wire_args *args,
    struct err *err)
{
	struct recovery_row row;
	struct cmd_reader r;
	int64_t n = 0;
	enum status st = cmd_reader_open(c, &r, err);

	if (st == ST_OK && str_int(id, 1, INT64_MAX, &n) == ST_OK)
		st = recovery_get(r.db, &r.who.scope, n, &row, err);
	cmd_reader_done(&r);
	if (st == ST_OK)
		wire_args_add_int(args, "person", row.person);
	return st;
}

/* An entry needs the approver's decision: makes a request. */
static enum status
recovery_post(struct cmd_ctx *c, const struct recovery_args *a,
    const char *verb, struct err *err)
{
	char amount[VERB_TYPED] = "", on[VERB_TYPED] = "", today[11];
	const char *const fields[] = { "recovery", a->words[1], "amount", amount,
		"document", a->words[3], "document_on", on, "note", a->note,
		NULL };
	const struct verb *v = verb_find(verb);
	struct post *post = NULL;
	struct wire_args args;
	enum status st = ST_OK;
	size_t i;

	clock_date(today);
	if (v == NULL || a->words[3] == NULL)
		return err_field(err, ST_INVALID, "document",
		    _("number, amount and document are needed"));
	st = verb_typed(v, "amount", a->words[2], today, amount, err);
	if (st == ST_OK && a->on[0] != '\0')
		st = verb_typed(v, "document_on", a->on, today, on, err);
	wire_args_init(&args);
	wire_args_add(&args, "kind", verb);
	for (i = 0; fields[i] != NULL; i += 2)
		if (fields[i + 1][0] != '\0')
			wire_args_add(&args, fields[i], fields[i + 1]);
	if (st == ST_OK &&
	    (st = recovery_person(c, a->words[1], &args, err)) == ST_OK &&
	    (st = cmd_post_open(c, &post, err)) == ST_OK)
		st = posting_ask(c, post, &args, err);
	wire_args_done(&args);
	post_close(post);
	return st;
}

static int
recovery_run(struct cmd_ctx *c, int argc, char **argv)
{
	static const struct {
		const char *what, *verb;
	} verbs[] = {
		{ "decide", "recovery.decide" }, { "plan", "recovery.plan" },
		{ "repaid", "recovery.repaid" },
		{ "write-off", "recovery.write_off" },
	};
	struct recovery_args a = { .person = "", .on = "", .note = "" };
	const struct cmd_opt opts[] = { { "person", &a.person },
		{ "on", &a.on }, { "note", &a.note }, { NULL, NULL } };
	struct err err = ERR_INIT;
	enum status st = ST_OK;
	int64_t id = 0;
	size_t k;
	int i, n;

	(void)argc;
	for (i = n = 1; argv[i] != NULL; i++)
		if (strcmp(argv[i], "--all") == 0)
			a.all = true;
		else
			argv[n++] = argv[i];
	argv[n] = NULL;
	if (!cmd_parse(argv, 1, opts, a.words, 4) || a.words[0] == NULL)
		return cmd_usage(c, &cmd_recovery);
	for (k = 0; k < 4 && strcmp(verbs[k].what, a.words[0]) != 0; k++)
		;
	if (strcmp(a.words[0], "list") == 0 && a.words[1] == NULL) {
		st = recovery_list(c, &a, &err);
		return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
	}
	if (a.words[1] == NULL || (k == 4 && strcmp(a.words[0], "show") != 0))
		return cmd_usage(c, &cmd_recovery);
	if (str_int(a.words[1], 1, INT64_MAX, &id) != ST_OK)
		st = err_field(&err, ST_INVALID, "recovery",
		    _("the number of a case is needed"));
	else
		st = k == 4 ? recovery_show(c, id, &err) :
		    recovery_post(c, &a, verbs[k].verb, &err);
	return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
}

const struct cmd cmd_recovery = {
	.name = "recovery",
	.flags = CMD_CONF | CMD_REMOTE,
	.args = "list [--person CODE] [--all] | show ID | decide|plan|repaid|"
	    "write-off ID AMOUNT DOCUMENT [--on DAY] [--note TEXT]",
	.help = N_("money that was overpaid: decisions and what came back"),
	.run = recovery_run,
	.more = N_("decide     the decision to recover so much\n"
	    "plan       cuts every month's line by so much from the next list on\n"
	    "repaid     money that came back\n"
	    "write-off  given up\n"
	    "Each is asked for by who prepares; chitra change approve NUMBER decides.\n"),
};
