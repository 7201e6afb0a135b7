/*
 * SPDX-License-Identifier: ISC
 *
 * change/line: what requests do about money that lists have already: open
 * lines are blocked at every desk, paid ones become a recovery, months that
 * no list has become arrears.  An approved list itself does not change.
 */
#include <stdio.h>
#include <string.h>

#include "base/ids.h"
#include "base/say.h"
#include "base/str.h"
#include "office/balance/arrears.h"
#include "office/change/grant_priv.h"
#include "office/balance/recovery.h"
#include "office/line/line.h"
#include "text/date.h"
#include "text/money.h"

struct change_lines {
	struct ids id;
	int64_t total;
	char first[DATE_MONTH], last[DATE_MONTH]; /* as shown */
};

static void
change_line_add(struct change_lines *v, const struct line *l)
{
	if (v->id.n == 0)
		month_format(v->first, sizeof(v->first), l->month);
	month_format(v->last, sizeof(v->last), l->month);
	v->total += l->amount;
	ids_add(&v->id, l->id);
}

/*
 * Lines of the person that `pick` takes, however many: one that is left out
 * would be paid after all.  orderer: request whose arrears they are, 0: any.
 * Frees what v had from before; ids_done(&v->id) frees what it gets.
 */
static enum status
change_collect(struct change_work *w, bool (*pick)(const struct line *),
    const struct change_span *span, int64_t orderer, struct change_lines *v,
    struct err *err)
{
	const struct line_ask ask = { .person = w->person,
	    .entitlement = span->entitlement, .from = span->from,
	    .to = span->to, .orderer = orderer };
	struct lines all;
	enum status st = lines_read(w->c->db, &ask, &all, err);
	unsigned i;

	ids_done(&v->id);
	memset(v, 0, sizeof(*v));
	for (i = 0; st == ST_OK && i < all.n; i++)
		if (!all.v[i].funeral && pick(&all.v[i]))
			change_line_add(v, &all.v[i]);
	lines_done(&all);
	return st;
}

static bool
change_line_paid(const struct line *l)
{
	return l->paid;
}

/* "2 lines of 03/2024–04/2024, 720.000 đồng" */
static void
change_lines_words(const struct change_lines *v, char *dst, size_t size)
{
	char money[MONEY_TEXT];

	money_format(money, sizeof(money), v->total);
	if (strcmp(v->first, v->last) == 0)
		(void)snprintf(dst, size, v->id.n == 1 ?
		    _("%u line of %s, %s đồng") : _("%u lines of %s, %s đồng"),
		    v->id.n, v->first, money);
	else
		(void)snprintf(dst, size, _("%u lines of %s–%s, %s đồng"),
		    v->id.n, v->first, v->last, money);
}

/* The block names the request: with it, it goes again (and by no other hand). */
static enum status
change_block_all(struct change_work *w, const struct change_lines *v,
    const char *reason, struct err *err)
{
	char words[128];
	enum status st = ST_OK;
	unsigned i;

	for (i = 0; st == ST_OK && i < v->id.n; i++)
		st = line_block(w->c, v->id.v[i], w->id, reason, err);
	if (st == ST_OK && v->id.n > 0) {
		change_lines_words(v, words, sizeof(words));
		change_effect(w, _("blocked at every desk: %s"), words);
	}
	return st;
}

enum status
change_block(struct change_work *w, const struct change_span *s,
    const char *reason, int64_t *n, struct err *err)
{
	struct change_lines v = { .total = 0 };
	enum status st = change_collect(w, line_is_open, s, 0, &v, err);

	if (st == ST_OK)
		st = change_block_all(w, &v, reason, err);
	if (st == ST_OK && n != NULL)
		*n = v.id.n;
	ids_done(&v.id);
	return st;
}

enum status
change_unblock(struct change_work *w, int64_t of, const struct change_span *s,
    int64_t *n, struct err *err)
{
	const struct line_ask ask = { .person = w->person,
	    .entitlement = s->entitlement, .from = s->from, .to = s->to,
	    .blocker = of };
	struct change_lines v = { .total = 0 };
	struct lines all;
	char words[128];
	unsigned i;
	enum status st = lines_read(w->c->db, &ask, &all, err);

	for (i = 0; st == ST_OK && i < all.n; i++) {
		if (all.v[i].funeral)
			continue;
		change_line_add(&v, &all.v[i]);
		st = line_unblock(w->c->db, all.v[i].id, all.v[i].change, err);
	}
	lines_done(&all);
	if (st == ST_OK && n != NULL) {
		*n = v.id.n;
	} else if (st == ST_OK && v.id.n > 0) {
		change_lines_words(&v, words, sizeof(words));
		change_effect(w, _("can be paid again: %s"), words);
	}
	ids_done(&v.id);
	return st;
}

/* Money handed over is claimed in the open, never netted (rule of balance/recovery.h). */
static enum status
change_recover_all(struct change_work *w, const struct change_lines *v,
    const char *reason, struct err *err)
{
	char words[128], money[MONEY_TEXT];
	int64_t id = 0, total = 0;
	enum status st;

	if (v->id.n == 0)
		return ST_OK;
	st = recovery_open(w->c, w->person, w->id, reason, &v->id, &id,
	    &total, err);
	if (st != ST_OK || id == 0)
		return st;
	change_did(w, "recovery", id);
	change_lines_words(v, words, sizeof(words));
	money_format(money, sizeof(money), total);
	change_effect(w, _("paid already: %s; a recovery of %s đồng is opened"),
	    words, money);
	return ST_OK;
}

enum status
change_recover(struct change_work *w, const struct change_span *s,
    const char *reason, struct err *err)
{
	struct change_lines v = { .total = 0 };
	enum status st = change_collect(w, change_line_paid, s, 0, &v, err);

	if (st == ST_OK)
		st = change_recover_all(w, &v, reason, err);
	ids_done(&v.id);
	return st;
}

enum status
change_open(struct change_work *w, const struct change_span *s, char *words,
    size_t size, struct err *err)
{
	struct change_lines v = { .total = 0 };
	enum status st = change_collect(w, line_is_open, s, 0, &v, err);

	words[0] = '\0';
	if (st == ST_OK && v.id.n > 0)
		change_lines_words(&v, words, size);
	ids_done(&v.id);
	return st;
}

/* ---- arrears -------------------------------------------------------------- */

/* "12/2019: 3 × 270.000": people ask in which list it will be, so it says so. */
enum status
change_arrears(struct change_work *w, int64_t entitlement, const char *from,
    const char *to, const char *reason, struct err *err)
{
	struct arrears_ask ask = { .person = w->person,
	    .entitlement = entitlement, .change = w->id, .from = from,
	    .to = to, .reason = reason,
	    .decision = change_asked(w, "decision"),
	    .decided_on = change_asked(w, "decision_date") };
	struct arrears_made made;
	char period[DATE_MONTH], words[256];
	enum status st;
	int i;

	memset(&made, 0, sizeof(made));
	st = arrears_make(w->c, &ask, &made, err);
	if (st != ST_OK || made.months == 0)
		return st;
	month_format(period, sizeof(period), made.due_period);
	for (i = 0; st == ST_OK && i < 2; i++) {
		if (made.order[i] == 0)
			continue;
		st = arrears_words(w->c->db, made.order[i], words,
		    sizeof(words), err);
		if (st == ST_OK)
			change_effect(w, _("will appear in the list of %s: %s"),
			    period, words);
	}
	return st;
}

enum status
change_arrears_back(struct change_work *w, const struct change_work *of,
    const char *reason, struct err *err)
{
	static const struct change_span all = { 0, "", "" };
	struct change_lines v = { .total = 0 };
	enum status st = change_orders_back(w, of, err);

	if (st == ST_OK)
		st = change_collect(w, line_is_open, &all, of->id, &v, err);
	if (st == ST_OK)
		st = change_block_all(w, &v, reason, err);
	if (st == ST_OK)
		st = change_collect(w, change_line_paid, &all, of->id, &v,
		    err);
	if (st == ST_OK)
		st = change_recover_all(w, &v, reason, err);
	ids_done(&v.id);
	return st;
}

enum status
change_recovery_back(struct change_work *w, int64_t of, struct err *err)
{
	char money[MONEY_TEXT], period[8] = "", month[DATE_MONTH];
	int64_t total = 0, back = 0;
	enum status st = recovery_cancel(w->c, of, &total, err);

	if (st == ST_OK && total > 0) {
		money_format(money, sizeof(money), total);
		change_effect(w, _("the recovery of %s đồng is none any more"),
		    money);
	}
	if (st == ST_OK)
		st = recovery_give_back(w->c, of, w->id, &back, period, err);
	if (st == ST_OK && back > 0) {
		money_format(money, sizeof(money), back);
		month_format(month, sizeof(month), period);
		change_effect(w, _("%s đồng that came back already will appear "
		    "in the list of %s"), money, month);
	}
	return st;
}
