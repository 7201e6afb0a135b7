/*
 * SPDX-License-Identifier: ISC
 *
 * demo/list: the lists of a month of the demo office: each owner prepares one,
 * has it checked and submits it, and another person approves it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/demo/demo_priv.h"
#include "office/list/check.h"
#include "office/period/period.h"
#include "text/date.h"

/* Looks at everybody; what must be settled was, as the reason says. */
static enum status
demo_checks(struct demo *d, const struct actor *who, const char *list,
    struct err *err)
{
	struct wire_answer out;
	struct list_check v[8];
	struct list_check_page p = { .filter.which = LIST_CHECK_OPEN, .v = v,
		.max = 8 };
	char no[24];
	enum status st;
	unsigned i;

	st = demo_post(d, who, NULL, err, "list.check", "list", list,
	    "people", "1000000", NULL);
	if (st == ST_OK)
		st = demo_post(d, who, &out, err, "list.checked", "list", list,
		    NULL);
	if (st != ST_OK)
		return st;
	p.filter.list = wire_args_int(&out.args, "list", 0);
	wire_args_done(&out.args);
	do {
		st = list_check_page(d->db, &who->scope, &p, err);
		for (i = 0; st == ST_OK && i < p.n && v[i].must; i++) {
			(void)snprintf(no, sizeof(no), "%" PRId64, v[i].no);
			st = demo_post(d, who, NULL, err, "list.accept",
			    "list", list, "no", no, "note",
			    "Đã đối chiếu hồ sơ giấy", NULL);
		}
	} while (st == ST_OK && p.n > 0 && v[0].must);
	return st;
}

static enum status
demo_list_make(struct demo *d, const struct actor *who, const char *month,
    const char *area, char list[24], struct err *err)
{
	struct wire_answer out;
	char job[24];
	enum status st;
	bool done = false;

	st = demo_post(d, who, &out, err, "list.begin", "period", month,
	    "area", area, NULL);
	(void)str_copy_cut(job, sizeof(job), wire_args_text(&out.args, "job"));
	wire_args_done(&out.args);
	while (st == ST_OK && !done) {
		st = demo_post(d, who, &out, err, "list.slice", "job", job,
		    NULL);
		done = wire_args_int(&out.args, "done", 0) != 0;
		wire_args_done(&out.args);
	}
	if (st != ST_OK)
		return st;
	st = demo_post(d, who, &out, err, "list.finish", "job", job, NULL);
	(void)str_copy_cut(list, 24, wire_args_text(&out.args, "list"));
	wire_args_done(&out.args);
	if (st == ST_OK)
		st = demo_checks(d, who, list, err);
	if (st == ST_OK)
		st = demo_post(d, who, NULL, err, "list.submit", "list", list,
		    NULL);
	return st;
}

/* The 26th of the month before: when lists are made. */
static void
demo_before(const char *code, char day[11])
{
	char before[8];

	(void)!month_add(code, -1, before);
	(void)snprintf(day, 11, "%.7s-26", before);
}

/* phong prepares, truong approves; elsewhere phong-118 and truong-118. */
static enum status
demo_list(struct demo *d, const char *code, const struct demo_district *k,
    unsigned nth, struct err *err)
{
	bool manual = strcmp(k->code, d->p->lan) == 0;
	char day[11];
	struct actor prepares, approves;
	char login[33], list[24];
	enum status st;

	demo_before(code, day);
	(void)snprintf(login, sizeof(login), manual ? "phong" : "phong-%s",
	    k->code);
	if (demo_actor(d, login, &prepares, err) != ST_OK)
		return err->st;
	demo_clock(day, 8 * 3600 + nth * 900);
	st = demo_list_make(d, &prepares, code, k->code, list, err);
	actor_done(&prepares);
	if (st != ST_OK)
		return st;
	(void)snprintf(login, sizeof(login), manual ? "truong" : "truong-%s",
	    k->code);
	if (demo_actor(d, login, &approves, err) != ST_OK)
		return err->st;
	demo_clock(day, 8 * 3600 + nth * 900 + 600);
	st = demo_post(d, &approves, NULL, err, "list.approve", "list",
	    list, NULL);
	actor_done(&approves);
	return st;
}

/* The month before, if there is one: what it left is paid in the new one. */
static enum status
demo_close_before(struct demo *d, const char *code, const struct actor *tinh,
    struct err *err)
{
	struct err none = ERR_INIT;
	struct period p;
	char before[8];

	if (month_add(code, -1, before) != ST_OK ||
	    period_find(d->db, before, &p, &none) != ST_OK)
		return ST_OK;
	return demo_post(d, tinh, NULL, err, "period.close", "period", before,
	    NULL);
}

enum status
demo_lists(struct demo *d, const char *code, const struct actor *tinh,
    struct err *err)
{
	char day[11];
	enum status st;
	unsigned i;

	demo_before(code, day);
	demo_clock(day, 7 * 3600 + 1800);
	st = demo_post(d, tinh, NULL, err, "period.open", "code", code,
	    NULL);
	if (st == ST_OK)
		st = demo_close_before(d, code, tinh, err);
	for (i = 0; st == ST_OK && i < d->p->ndistricts; i++) {
		st = demo_list(d, code, &d->p->districts[i], i, err);
		demo_say(d, _("lists"), i + 1, d->p->ndistricts);
	}
	return st == ST_OK ? demo_commit(d, err) : st;
}
