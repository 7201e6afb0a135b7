/*
 * SPDX-License-Identifier: ISC
 *
 * pay: `chitra pay CODE`: pays the open lines of one person, the same verb as
 * F10 at the payout desk, for the lines that are open at this moment.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clean.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/cmd.h"
#include "office/roll/collector.h"
#include "office/pay/pay.h"
#include "office/period/period.h"
#include "office/roll/person.h"
#include "text/money.h"

#define PAY_COLLECTORS 64 /* of one person, those in force first */

struct pay_args {
	const char *code, *period, *method, *collector, *name, *identity,
	    *document, *point;
};

/* The kind of collector and, if a number is given, which registered one. */
static enum status
pay_collector(struct cmd_reader *r, int64_t person, const char *typed,
    struct wire_args *args, struct err *err)
{
	struct person_collector *v;
	char today[CLOCK_DATE];
	const struct person_ask ask = { .person = person, .today = today,
		.max = PAY_COLLECTORS };
	enum status st;
	unsigned i, n = 0;
	int64_t id;

	if (str_int(typed, 1, INT64_MAX, &id) != ST_OK) {
		wire_args_add(args, "collector", typed);
		return ST_OK;
	}
	clock_date(today);
	v = mem_array(PAY_COLLECTORS, sizeof(*v));
	st = person_collectors(r->db, &r->who.scope, &ask, v, &n, err);
	for (i = 0; i < n && v[i].id != id; i++)
		;
	if (st == ST_OK && i == n)
		st = err_field(err, ST_DENIED, "collector",
		    _("nobody who may collect has the number %s"), typed);
	if (st == ST_OK) {
		wire_args_add(args, "collector",
		    names_word(&collector_kinds, v[i].kind));
		wire_args_add(args, "collector_id", typed);
	}
	free(v);
	return st;
}

/* The newest payout tells why. */
static enum status
pay_nothing(const struct payout_lines *l, const char *name, const char *period,
    struct err *err)
{
	const struct payout_line *paid = NULL;
	unsigned i;

	for (i = 0; i < l->n; i++)
		if (l->v[i].receipt != 0)
			paid = &l->v[i];
	if (paid == NULL)
		return err_set(err, ST_NOTFOUND, _("%s has no open line in %s"),
		    name, period);
	return err_set(err, ST_EXISTS,
	    _("Paid by %s on %.2s/%.2s/%.4s at %.5s, receipt %" PRId64 "."),
	    paid->paid_by, paid->paid_at + 8, paid->paid_at + 5, paid->paid_at,
	    paid->paid_at + 11, paid->receipt);
}

/* All open lines and their sum. */
static void
pay_lines(const struct payout_lines *l, bool funeral, struct wire_args *args)
{
	struct buf ids;
	unsigned i;

	buf_init(&ids, WIRE_MAX);
	for (i = 0; i < l->n; i++)
		if (payout_line_open(&l->v[i], funeral))
			buf_printf(&ids, "%s%" PRId64, ids.len > 0 ? "," : "",
			    l->v[i].id);
	wire_args_add(args, "lines", buf_str(&ids));
	wire_args_add_int(args, "total", funeral ? l->funeral_total :
	    l->open_total);
	buf_done(&ids);
}

/* The lines that the desk would show, for the posting. */
static enum status
pay_look(struct cmd_ctx *c, const struct pay_args *a, struct wire_args *args,
    struct err *err)
{
	struct payout_lines open = { .n = 0 };
	struct cmd_reader r;
	struct period period;
	struct person who;
	enum status st = cmd_reader_open(c, &r, err);
	bool funeral;

	if (st != ST_OK)
		return st;
	if ((st = period_find(r.db, a->period, &period, err)) == ST_OK &&
	    (st = person_by_code(r.db, &r.who.scope, a->code, &who,
	    err)) == ST_OK &&
	    (st = payout_lines_of(r.db, &r.who.scope, period.id, who.id, &open,
	    err)) == ST_OK)
		st = pay_collector(&r, who.id, a->collector, args, err);
	cmd_reader_done(&r);
	funeral = strcmp(wire_args_text(args, "collector"), "organiser") == 0;
	if (st == ST_OK && (funeral ? open.funeral : open.open) == 0)
		st = pay_nothing(&open, who.name, period.code, err);
	if (st == ST_OK) {
		wire_args_add_int(args, "person", who.id);
		wire_args_add(args, "period", period.code);
		pay_lines(&open, funeral, args);
	}
	payout_lines_done(&open);
	return st;
}

static bool
pay_parse(char **argv, struct pay_args *a)
{
	const struct cmd_opt opts[] = {
		{ "period", &a->period }, { "method", &a->method },
		{ "collector", &a->collector }, { "collector-name", &a->name },
		{ "collector-identity", &a->identity },
		{ "document", &a->document }, { "point", &a->point },
		{ NULL, NULL },
	};

	return cmd_parse(argv, 1, opts, &a->code, 1) && a->code != NULL;
}

static void
pay_print(FILE *out, const struct wire_args *a)
{
	char total[MONEY_TEXT], name[256], said[300], by[300];

	money_format(total, sizeof(total), wire_args_int(a, "total", 0));
	clean_text(name, sizeof(name), wire_args_text(a, "name"));
	collector_said(wire_args_text(a, "collector"),
	    wire_args_text(a, "collector_name"), said, sizeof(said));
	clean_text(by, sizeof(by), said);
	if (by[0] == '\0')
		fprintf(out, _("receipt %s: %s đồng to %s\n"),
		    wire_args_text(a, "receipt"), total, name);
	else
		fprintf(out, _("receipt %s: %s đồng to %s, collected by %s\n"),
		    wire_args_text(a, "receipt"), total, name, by);
}

/* Prints the receipt, on stderr if standard output fails. */
static void
pay_told(struct cmd_ctx *c, const struct wire_answer *answer)
{
	pay_print(c->out, &answer->args);
	if (fflush(c->out) != 0)
		pay_print(c->err, &answer->args);
}

static int
pay_run(struct cmd_ctx *c, int argc, char **argv)
{
	struct pay_args a = { .period = "", .method = "point",
		.collector = "self", .name = "", .identity = "", .document = "",
		.point = "" };
	struct wire_answer answer = { .err = ERR_INIT };
	struct wire_args args;
	struct err err = ERR_INIT;
	struct post *post = NULL;
	enum status st;

	(void)argc;
	if (!pay_parse(argv, &a))
		return cmd_usage(c, &cmd_pay);
	wire_args_init(&args);
	st = pay_look(c, &a, &args, &err);
	wire_args_add(&args, "method", a.method);
	if (a.point[0] != '\0')
		wire_args_add(&args, "point", a.point);
	if (a.name[0] != '\0')
		wire_args_add(&args, "collector_name", a.name);
	if (a.identity[0] != '\0')
		wire_args_add(&args, "collector_identity", a.identity);
	if (a.document[0] != '\0')
		wire_args_add(&args, "document", a.document);
	if (st == ST_OK && (st = cmd_post_open(c, &post, &err)) == ST_OK)
		st = post_verb(post, "pay", &args, &answer, &err);
	if (st == ST_OK)
		pay_told(c, &answer);
	wire_args_done(&answer.args);
	wire_args_done(&args);
	post_close(post);
	return st == ST_OK ? CMD_DONE : cmd_fail(c, &err, false);
}

const struct cmd cmd_pay = {
	.name = "pay",
	.flags = CMD_CONF | CMD_REMOTE,
	.args = "CODE [--period P] [--point CODE] [--method point|home|counter] "
	    "[--collector self|ID|guardian|carer|authorised|heir|organiser] "
	    "[--collector-name NAME] "
	    "[--collector-identity NUMBER] [--document NUMBER]",
	.help = N_("pay the open lines of one person"),
	.run = pay_run,
};
