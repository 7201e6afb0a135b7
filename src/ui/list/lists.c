/*
 * SPDX-License-Identifier: ISC
 *
 * Payment lists of the period: a row for each list, and for each owner in the
 * scope without one, with control totals, amounts carried over and findings.
 * Lists are made here (kit/making.c) while keys are handled.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/place/place.h"
#include "text/date.h"
#include "ui/kit/screen.h"
#include "ui/list/checks.h"
#include "ui/kit/decide.h"
#include "ui/list/lists_priv.h"
#include "ui/kit/outbox.h"
#include "ui/term/paint.h"
#include "ui/print/dialog.h"

enum { LISTS = 300 };

/*
 * Number of lists that wait for this approver, in any period; *period: the
 * current one if it has some, else that of the newest.
 */
static unsigned
waiting(struct ui *u, char period[8])
{
	struct list_heads all = { .v = mem_array(LISTS, sizeof *all.v),
		.max = LISTS };
	struct err err = ERR_INIT;
	unsigned found = 0;

	period[0] = '\0';
	if (list_all(u->db, &u->who.scope, 0, &all, &err) != ST_OK)
		ui_fail(u, &err);
	for (unsigned i = 0; i < all.n; i++) {
		const struct list_head *h = &all.v[i];

		if (h->state != LIST_SUBMITTED)
			continue;
		found++;
		if (period[0] == '\0' || h->period == u->period.id)
			(void)str_copy_cut(period, 8, h->period_code);
	}
	free(all.v);
	return found;
}

unsigned
lists_count(struct ui *u)
{
	char period[8];

	return ui_may(u, "list.approve") ? waiting(u, period) : 0;
}

static enum status
lists_open(struct screen *s, const void *arg, struct err *err)
{
	struct lists *st = s->state;
	char period[8];

	/* An approver starts in the period whose list waits. */
	if (ui_may(s->ui, "list.approve") && waiting(s->ui, period) > 0 &&
	    strcmp(period, s->ui->period.code) != 0)
		period_go(s->ui, period);
	return rows_open(s, &st->rows, &lists_rows, err);
}

static void
lists_close(struct screen *s)
{
	struct lists *st = s->state;

	rows_close(&st->rows);
	free(st->v);
}

/* ---- reading ----------------------------------------------------------- */

static bool
has_row(const struct lists *st, unsigned n, const char *owner)
{
	for (unsigned i = 0; i < n; i++)
		if (strcmp(st->v[i].head.owner_code, owner) == 0)
			return true;
	return false;
}

static int
by_owner(const void *a, const void *b)
{
	const struct list_head *x = &((const struct lists_row *)a)->head;
	const struct list_head *y = &((const struct lists_row *)b)->head;
	int by = strcmp(x->owner_code, y->owner_code);

	return by != 0 ? by : x->seq - y->seq;
}

/* Adds owners without a list. */
static void
add_owners(struct screen *s, unsigned *n)
{
	struct lists *st = s->state;
	const char *code = s->ui->period.code;
	struct place *v = NULL;
	struct err err = ERR_INIT;
	unsigned owners = 0;
	char day[16];

	paint_format(day, sizeof day, "%s-01", code);
	if (place_areas(s->ui->db, &s->ui->who.scope, "", day, &v, &owners,
	    &err) != ST_OK)
		ui_fail(s->ui, &err);
	for (unsigned i = 0; i < owners && *n < LISTS; i++) {
		struct list_head *h = &st->v[*n].head;

		if (has_row(st, *n, v[i].code))
			continue;
		memset(&st->v[*n], 0, sizeof st->v[0]);
		h->owner = v[i].id;
		(void)str_copy_cut(h->owner_code, sizeof h->owner_code,
		    v[i].code);
		(void)str_copy_cut(h->owner_name, sizeof h->owner_name,
		    v[i].name);
		(void)str_copy_cut(h->period_code, sizeof h->period_code, code);
		(*n)++;
	}
	free(v);
	qsort(st->v, *n, sizeof st->v[0], by_owner);
}

static unsigned
read_lists(struct screen *s)
{
	struct lists *st = s->state;
	struct list_heads all = { .v = mem_array(LISTS, sizeof *all.v),
		.max = LISTS };
	struct err err = ERR_INIT;

	if (list_all(s->ui->db, &s->ui->who.scope, s->ui->period.id, &all,
	    &err) != ST_OK)
		ui_fail(s->ui, &err);
	for (unsigned i = 0; i < all.n; i++) {
		memset(&st->v[i], 0, sizeof st->v[0]);
		st->v[i].head = all.v[i];
	}
	free(all.v);
	return all.n;
}

static void
read_left(struct screen *s)
{
	struct lists *st = s->state;
	struct err err = ERR_INIT;
	bool found = false;

	st->left.job = 0;
	if (st->making.step != MAKING_NONE || !ui_may(s->ui, "list.slice"))
		return;
	if (list_left(s->ui->db, s->ui->who.staff, &st->left, &found,
	    &err) != ST_OK)
		ui_fail(s->ui, &err);
}

/* The months, if several, and the sum of all lists. */
static void
say_all(struct screen *s, unsigned n)
{
	const struct lists *st = s->state;
	int64_t people = 0, total = 0;
	char months[24], text[32], money[32], all[120];
	unsigned lists = 0;

	for (unsigned i = 0; i < n; i++) {
		lists += st->v[i].head.id != 0;
		people += st->v[i].head.people;
		total += st->v[i].head.total;
	}
	period_say_months(s->ui, s->ui->period.id, months, sizeof months);
	if (strlen(months) < DATE_MONTH)
		months[0] = '\0';
	if (lists > 1)
		paint_format(all, sizeof all, _("%u of %u, %s people, %s dong"),
		    lists, n, paint_money(text, sizeof text, people),
		    paint_money(money, sizeof money, total));
	else
		all[0] = '\0';
	paint_format(s->sub, sizeof s->sub, "%s%s%s", months,
	    months[0] != '\0' ? "  " : "", all);
}

static void
lists_recalc(struct screen *s)
{
	struct lists *st = s->state;
	unsigned n = 0;

	if (st->v == NULL)
		st->v = mem_array(LISTS, sizeof *st->v);
	if (s->ui->period.id != 0) {
		n = read_lists(s);
		add_owners(s, &n);
		say_all(s, n);
	}
	read_left(s);
	rows_take(s, &st->rows, st->v, sizeof(*st->v), n);
}

/* ---- keys and answers -------------------------------------------------- */

static void
lists_answer(struct screen *s, const struct wire_answer *a)
{
	struct lists *st = s->state;

	if (!making_answer(s, &st->making, a))
		lists_changed(s, a);
}

static void
open_print(struct screen *s)
{
	const struct lists_row *r = lists_marked(s);
	bool funeral = r != NULL && r->head.kind == LIST_FUNERAL;

	print_open_of(s->ui, funeral ? "funeral-list" : "payment-list",
	    r != NULL ? r->head.id : 0);
}

static void
stop_making(struct screen *s)
{
	struct lists *st = s->state;

	making_stop(&st->making);
}

static bool
lists_action(struct screen *s, enum action a)
{
	struct lists *st = s->state;

	if (rows_action(s, &st->rows, a))
		return true;
	switch (a) {
	case ACT_ACCEPT:
		lists_open_checks(s);
		return true;
	case ACT_CONFIRM:
		lists_approve(s);
		return true;
	case ACT_CHANGE:
		lists_offer(s);
		return true;
	case ACT_FILTER:
		ui_push(s->ui, &periods_screen, NULL);
		return true;
	case ACT_PRINT:
		open_print(s);
		return true;
	case ACT_BACK:
	case ACT_MENU:
		if (st->making.step == MAKING_NONE)
			return false;
		decide_open(s, &(struct decide){
		    .title = _("The list is being made. Stop it?"),
		    .done = stop_making }, NULL);
		return true;
	default:
		return false;
	}
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_CHANGE, NULL, "list.begin list.return list.approve period.open"
	    " period.close change.ask:open change.ask:reopen" },
	{ ACT_BACK, NULL, NULL },
	{ ACT_ACCEPT, N_("findings"), NULL },
	{ ACT_FILTER, N_("period"), NULL },
	{ ACT_PRINT, NULL, NULL },
	{ ACT_CONFIRM, N_("approve"), "list.approve" },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops lists_screen = {
	.name = "lists",
	.title = N_("Payment lists"),
	.help = N_("The lists of the period with their control totals, and the owners who have none yet. F2 offers what you may do: open the next period, make a list and check it, submit it, send it back, close it, ask to open it again. Enter shows what the checks found, F6 goes to another period. F10 approves the marked one, with the password again; never by who prepared it. Under Checks: ? they were not run or the list is to be made anew, 3 ! so many are to be settled first. Under Before: lines of earlier lists that are still to be paid."),
	.size = sizeof(struct lists),
	.keys = keys,
	.open = lists_open,
	.recalc = lists_recalc,
	.draw = lists_draw,
	.action = lists_action,
	.answer = lists_answer,
	.close = lists_close,
};
