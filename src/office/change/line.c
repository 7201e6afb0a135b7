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
#include "text/date.h"
#include "text/money.h"

/* Lines of ?1, of grant ?2 (0 all), months ?3..?4; of request ?5.  However
 * many: one that is left out would be paid after all. */
#define LINES                                                                  \
	" FROM line l JOIN list k ON k.id = l.list_id"                         \
	" LEFT JOIN standing p ON p.line_id = l.id"                            \
	" LEFT JOIN block b ON b.line_id = l.id"                               \
	" WHERE l.person_id = ?1"                                              \
	" AND l.kind <> 'funeral' AND (?2 = 0 OR l.entitlement_id = ?2)"       \
	" AND l.month >= ?3 AND (?4 = '' OR l.month <= ?4)"
/* On lists that do not change any more. */
#define STANDS " AND k.state <> 'draft'"

static const struct db_sql q_open = { "change.open",
	"SELECT l.id, l.amount, l.month" LINES STANDS " AND p.line_id IS NULL"
	" AND b.line_id IS NULL ORDER BY l.month, l.id" };
static const struct db_sql q_paid = { "change.paid",
	"SELECT l.id, l.amount, l.month" LINES STANDS " AND p.line_id IS NOT NULL"
	" ORDER BY l.month, l.id" };
static const struct db_sql q_blocked = { "change.blocked",
	"SELECT l.id, l.amount, l.month" LINES " AND (b.change_id = ?5"
	"  OR (?5 = -1 AND b.change_id IN (SELECT id FROM change"
	"   WHERE kind IN ('suspend', 'undo'))))"
	" ORDER BY l.month, l.id" };
static const struct db_sql q_ordered_open = { "change.ordered_open",
	"SELECT l.id, l.amount, l.month" LINES STANDS " AND p.line_id IS NULL"
	" AND b.line_id IS NULL AND l.arrears_id IN"
	" (SELECT id FROM arrears WHERE change_id = ?5)" };
static const struct db_sql q_ordered_paid = { "change.ordered_paid",
	"SELECT l.id, l.amount, l.month" LINES STANDS " AND p.line_id IS NOT NULL"
	" AND l.arrears_id IN (SELECT id FROM arrears WHERE change_id = ?5)" };
static const struct db_sql q_block = { "change.block",
	"INSERT INTO block (line_id, reason, staff_id, at, change_id)"
	" VALUES (?1, ?2, ?3, ?4, ?5)" };
static const struct db_sql q_unblock = { "change.unblock_line",
	"DELETE FROM block WHERE line_id = ?1" };

struct change_lines {
	struct ids id;
	int64_t total;
	char first[DATE_MONTH], last[DATE_MONTH]; /* as shown */
};

/* `of`: the request that ?5 names, 0 where there is none.  Frees what v had
 * from before; ids_done(&v->id) frees what it gets. */
static enum status
change_collect(struct change_work *w, const struct db_sql *q,
    const struct change_span *span, int64_t of, struct change_lines *v,
    struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, q, of != 0 ? "iitti" : "iitt",
	    w->person, span->entitlement, span->from, span->to, of);
	enum status st;
	bool row;

	ids_done(&v->id);
	memset(v, 0, sizeof(*v));
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (v->id.n == 0)
			month_format(v->first, sizeof(v->first), db_text(s, 2));
		month_format(v->last, sizeof(v->last), db_text(s, 2));
		v->total += db_int(s, 1);
		ids_add(&v->id, db_int(s, 0));
	}
	if (st == ST_OK)
		db_reset(s);
	return st;
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
		st = db_run(db_usef(w->c->db, &q_block, "ititi", v->id.v[i],
		    reason, w->c->who->staff, w->c->now, w->id), err);
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
	enum status st = change_collect(w, &q_open, s, 0, &v, err);

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
	struct change_lines v = { .total = 0 };
	char words[128];
	unsigned i;
	enum status st = change_collect(w, &q_blocked, s, of, &v, err);

	for (i = 0; st == ST_OK && i < v.id.n; i++)
		st = db_run(db_usef(w->c->db, &q_unblock, "i", v.id.v[i]),
		    err);
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
	enum status st = change_collect(w, &q_paid, s, 0, &v, err);

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
	enum status st = change_collect(w, &q_open, s, 0, &v, err);

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
		st = change_collect(w, &q_ordered_open, &all, of->id, &v, err);
	if (st == ST_OK)
		st = change_block_all(w, &v, reason, err);
	if (st == ST_OK)
		st = change_collect(w, &q_ordered_paid, &all, of->id, &v, err);
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
