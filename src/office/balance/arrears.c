/*
 * SPDX-License-Identifier: ISC
 *
 * balance/arrears: makes and cancels orders.  An order only says what is to come; two
 * people sign it with the list that it comes out on.  Nothing is ordered that
 * a list or another order has: arrears_missing() is the one place that tells.
 */
#include "office/balance/arrears.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/say.h"
#include "base/str.h"
#include "office/line/line.h"
#include "office/roll/due.h"
#include "office/period/period.h"
#include "text/date.h"
#include "text/money.h"

static const struct db_sql q_whose = { "arrears.whose",
	"SELECT person_id FROM entitlement WHERE id = ?1" };
/* Ordered and on no list yet: once listed, the lines tell. */
static const struct db_sql q_ordered = { "arrears.ordered",
	"SELECT coalesce(sum(m.amount), 0) FROM entitlement e"
	" JOIN entitlement x ON x.person_id = e.person_id"
	"  AND coalesce(x.origin, x.id) = coalesce(e.origin, e.id)"
	" JOIN arrears o ON o.entitlement_id = x.id AND o.state = 'due'"
	" JOIN arrears_month m ON m.arrears_id = o.id AND m.month = ?2"
	" WHERE e.id = ?1"
	" AND NOT EXISTS (SELECT 1 FROM line l WHERE l.arrears_id = o.id)" };
static const struct db_sql q_seq = { "arrears.seq",
	"SELECT 1 + coalesce(max(seq), 0) FROM (SELECT m.seq FROM arrears o"
	"  JOIN arrears_month m ON m.arrears_id = o.id"
	"  WHERE o.entitlement_id = ?1 AND m.month = ?2 AND o.kind = ?3"
	" UNION ALL SELECT l.seq FROM entitlement e JOIN line l"
	"  ON l.person_id = e.person_id AND l.entitlement_id = e.id"
	"  AND l.month = ?2 AND l.kind = ?3 WHERE e.id = ?1)" };
static const struct db_sql q_order = { "arrears.order",
	"INSERT INTO arrears (id, person_id, entitlement_id, kind, from_month,"
	" to_month, reason, decision, decided_on, due_period, total, change_id,"
	" staff_id, at)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)" };
static const struct db_sql q_month = { "arrears.month",
	"INSERT INTO arrears_month (arrears_id, month, seq, amount, standard,"
	" hundredths) VALUES (?1, ?2, ?3, ?4, ?5, ?6)" };

/* Orders of a request that nobody has signed for yet. */
#define OPEN_ORDERS                                                            \
	" change_id = ?1 AND state = 'due' AND NOT EXISTS (SELECT 1 FROM line l"  \
	" JOIN list k ON k.id = l.list_id WHERE l.arrears_id = arrears.id"        \
	" AND k.state <> 'draft')"
static const struct db_sql q_open = { "arrears.open",
	"SELECT coalesce(sum(total), 0), coalesce(sum((SELECT count(*)"
	" FROM arrears_month m WHERE m.arrears_id = arrears.id)), 0)"
	" FROM arrears WHERE" OPEN_ORDERS };
static const struct db_sql q_cancel = { "arrears.cancel",
	"UPDATE arrears SET state = 'cancelled' WHERE" OPEN_ORDERS };

/* The owner of a list: a district, or a commune below the province. */
static const struct db_sql q_owner = { "arrears.owner",
	"SELECT CASE above.level WHEN 'district' THEN above.id ELSE a.id END"
	" FROM person p JOIN area a ON a.id = p.area_id"
	" LEFT JOIN area above ON above.id = a.parent_id WHERE p.id = ?1" };
static const struct db_sql q_next = { "arrears.next",
	"SELECT p.code, coalesce((SELECT min(m.month) FROM period_month m"
	"  WHERE m.period_id = p.id), p.code) FROM period p"
	" WHERE p.state = 'open' AND p.code > coalesce((SELECT max(q.code)"
	"  FROM list l JOIN period q ON q.id = l.period_id"
	"  WHERE l.owner_id = ?1 AND l.kind = 'monthly'"
	"  AND l.state <> 'draft'), (SELECT max(r.code) FROM period r"
	"  WHERE r.state = 'open' AND r.code < (SELECT max(t.code)"
	"   FROM period t WHERE t.state = 'open' AND t.code <= ?2)), '')"
	" ORDER BY p.code LIMIT 1" };
static const struct db_sql q_words = { "arrears.words",
	"SELECT count(*), m.amount, o.kind FROM arrears o"
	" JOIN arrears_month m ON m.arrears_id = o.id WHERE o.id = ?1"
	" GROUP BY m.amount ORDER BY min(m.month)" };

/* ---- which list -------------------------------------------------------- */

enum status
arrears_next_list(struct db *db, int64_t person, char period[8], char month[8],
    struct err *err)
{
	char covered[8] = "", today[CLOCK_DATE];
	int64_t owner = 0;
	struct db_stmt *s;
	bool row;

	if (db_int1(db_usef(db, &q_owner, "i", person), &owner, &row,
	    err) != ST_OK)
		return err->st;
	clock_date(today);
	period_next_month(today, covered);
	s = db_usef(db, &q_next, "it", owner, covered);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		db_copy(s, 0, period, 8);
		db_copy(s, 1, month, 8);
		db_reset(s);
		return ST_OK;
	}
	if (period_horizon(db, today, covered, err) != ST_OK)
		return err->st;
	if (month_add(covered, 1, period) != ST_OK)
		(void)str_copy_cut(period, 8, today); /* no period ever */
	(void)str_copy_cut(month, 8, period);
	return ST_OK;
}

/* ---- how much ---------------------------------------------------------- */

/* What lists and orders have of a month of one entitlement. */
static enum status
arrears_had(struct db *db, int64_t entitlement, const char *month,
    int64_t *amount, struct err *err)
{
	int64_t listed = 0, ordered = 0;
	bool found;

	if (line_listed(db, entitlement, month, &listed, err) != ST_OK ||
	    db_int1(db_usef(db, &q_ordered, "it", entitlement, month),
	    &ordered, &found, err) != ST_OK)
		return err->st;
	*amount += listed + ordered;
	return ST_OK;
}

/*
 * What was paid as a lower allowance that this one excludes counts too: only
 * the highest of the two was due (NĐ 20/2021 art. 6.2).
 */
enum status
arrears_gap(struct db *db, const struct due_grant *g,
    const struct due_grant *all, unsigned n, const char *month,
    struct arrears_gap *gap, struct err *err)
{
	int64_t had = 0;
	unsigned i;

	memset(gap, 0, sizeof(*gap));
	if (!g->is.due)
		return ST_OK;
	for (i = 0; i < n; i++)
		if ((&all[i] == g ||
		    (!all[i].is.due && strcmp(all[i].is.instead,
		    g->category) == 0)) && arrears_had(db,
		    all[i].entitlement, month, &had, err) != ST_OK)
			return err->st;
	gap->amount = g->is.amount > had ? g->is.amount - had : 0;
	gap->difference = had > 0;
	gap->standard = g->is.standard;
	gap->hundredths = g->is.hundredths;
	return ST_OK;
}

enum status
arrears_missing(struct db *db, int64_t entitlement, const char *month,
    struct arrears_gap *out, struct err *err)
{
	struct arrears_gap gap = { .amount = 0 };
	struct due_grant v[DUE_GRANTS];
	int64_t person = 0;
	unsigned i, n = 0;
	bool found;

	if (db_int1(db_usef(db, &q_whose, "i", entitlement), &person, &found,
	    err) != ST_OK || due_person(db, person, month, v, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++)
		if (v[i].entitlement == entitlement &&
		    arrears_gap(db, &v[i], v, n, month, &gap, err) != ST_OK)
			return err->st;
	*out = gap;
	return ST_OK;
}

/* ---- orders ------------------------------------------------------------ */

struct arrears_work {
	struct verb_call *c;
	const struct arrears_ask *ask;
	char from[8], to[8];
	struct arrears_made made;
	unsigned n;
	struct {
		char month[8];
		struct arrears_gap gap;
	} v[ARREARS_MONTHS];
};

/* From the first month to the month before the next list. */
static enum status
arrears_bounds(struct arrears_work *w, struct err *err)
{
	const char *to = w->ask->to;
	char next[8], last[8];

	if (str_empty(w->ask->reason))
		return err_field(err, ST_INVALID, "reason",
		    _("arrears need a reason"));
	if (month_parse(w->ask->from, w->from) != ST_OK ||
	    (!str_empty(to) && month_parse(to, w->to) != ST_OK))
		return err_field(err, ST_INVALID, "from",
		    _("a month is written like 11/2019"));
	if (!str_empty(to) && strcmp(w->to, w->from) < 0)
		return err_field(err, ST_INVALID, "to",
		    _("the last month lies before the first"));
	if (arrears_next_list(w->c->db, w->ask->person, w->made.due_period,
	    next, err) != ST_OK)
		return err->st;
	if (month_add(next, -1, last) != ST_OK)
		return err_set(err, ST_CORRUPT, "%s", next);
	if (str_empty(to) || strcmp(w->to, last) > 0)
		(void)str_copy_cut(w->to, sizeof(w->to), last);
	if (month_diff(w->to, w->from) >= ARREARS_MONTHS)
		return err_field(err, ST_INVALID, "from",
		    _("arrears of more than %d months"), ARREARS_MONTHS);
	return ST_OK;
}

static enum status
arrears_collect(struct arrears_work *w, struct err *err)
{
	char month[8];
	int i;

	for (i = 0; month_add(w->from, i, month) == ST_OK &&
	    strcmp(month, w->to) <= 0; i++) {
		if (arrears_missing(w->c->db, w->ask->entitlement, month,
		    &w->v[w->n].gap, err) != ST_OK)
			return err->st;
		if (w->v[w->n].gap.amount == 0)
			continue;
		(void)str_copy_cut(w->v[w->n].month, 8, month);
		w->made.total += w->v[w->n++].gap.amount;
	}
	w->made.months = w->n;
	return ST_OK;
}

/* The order itself: its ends and its sum. */
static enum status
arrears_head(struct arrears_work *w, bool difference, int64_t *id,
    struct err *err)
{
	const struct arrears_ask *a = w->ask;
	const char *first = NULL, *last = NULL;
	int64_t total = 0;
	unsigned i;

	for (i = 0; i < w->n; i++) {
		if (w->v[i].gap.difference != difference)
			continue;
		first = first == NULL ? w->v[i].month : first;
		last = w->v[i].month;
		total += w->v[i].gap.amount;
	}
	if (total == 0)
		return ST_OK;
	if (db_next_id(w->c->db, "arrears", id, err) != ST_OK)
		return err->st;
	return db_run(db_usef(w->c->db, &q_order, "iiitttttttioit", *id,
	    a->person, a->entitlement, difference ? "difference" : "arrears",
	    first, last, a->reason, a->decision == NULL ? "" : a->decision,
	    a->decided_on == NULL ? "" : a->decided_on, w->made.due_period,
	    total, a->change, w->c->who->staff, w->c->now), err);
}

enum status
arrears_seq(struct db *db, int64_t entitlement, const char *month,
    const char *kind, int64_t *seq, struct err *err)
{
	bool found;

	return db_int1(db_usef(db, &q_seq, "itt", entitlement, month, kind),
	    seq, &found, err);
}

static enum status
arrears_write(struct arrears_work *w, bool difference, int64_t order,
    struct err *err)
{
	const char *kind = difference ? "difference" : "arrears";
	int64_t seq = 1;
	unsigned i;

	for (i = 0; i < w->n; i++) {
		const struct arrears_gap *g = &w->v[i].gap;

		if (g->difference != difference)
			continue;
		if (arrears_seq(w->c->db, w->ask->entitlement, w->v[i].month,
		    kind, &seq, err) != ST_OK ||
		    db_run(db_usef(w->c->db, &q_month, "itiiii", order,
		    w->v[i].month, seq, g->amount, g->standard,
		    g->hundredths), err) != ST_OK)
			return err->st;
	}
	return ST_OK;
}

enum status
arrears_make(struct verb_call *c, const struct arrears_ask *a,
    struct arrears_made *out, struct err *err)
{
	struct arrears_work w = { .c = c, .ask = a };
	int k;

	if (arrears_bounds(&w, err) != ST_OK ||
	    arrears_collect(&w, err) != ST_OK)
		return err->st;
	for (k = 0; k < 2; k++)
		if (arrears_head(&w, k == 1, &w.made.order[k], err) != ST_OK ||
		    (w.made.order[k] != 0 &&
		    arrears_write(&w, k == 1, w.made.order[k], err) != ST_OK))
			return err->st;
	*out = w.made;
	return ST_OK;
}

enum status
arrears_give(struct verb_call *c, const struct arrears_rest *r, char period[8],
    struct err *err)
{
	const struct arrears_ask ask = { .person = r->person,
	    .entitlement = r->entitlement, .change = r->change,
	    .reason = r->reason };
	struct arrears_work w = { .c = c, .ask = &ask, .n = 1 };
	char first[8];
	int64_t id = 0;

	(void)str_copy_cut(w.v[0].month, sizeof(w.v[0].month), r->month);
	w.v[0].gap = (struct arrears_gap){ .amount = r->amount,
	    .standard = r->standard, .hundredths = r->hundredths,
	    .difference = true };
	if (arrears_next_list(c->db, r->person, w.made.due_period, first,
	    err) != ST_OK || arrears_head(&w, true, &id, err) != ST_OK ||
	    arrears_write(&w, true, id, err) != ST_OK)
		return err->st;
	(void)str_copy_cut(period, 8, w.made.due_period);
	return ST_OK;
}

enum status
arrears_cancel(struct verb_call *c, int64_t change, int64_t *months,
    int64_t *total, struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_open, "i", change);
	int64_t sum, count;
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	sum = db_int(s, 0);
	count = db_int(s, 1);
	db_reset(s);
	if (db_run(db_usef(c->db, &q_cancel, "i", change), err) != ST_OK)
		return err->st;
	*months = count;
	*total = sum;
	return ST_OK;
}

enum status
arrears_words(struct db *db, int64_t order, char *dst, size_t size,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_words, "i", order);
	char amount[MONEY_TEXT];
	const char *kind = "";
	enum status st;
	struct buf b;
	bool row;

	buf_init(&b, size);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		money_format(amount, sizeof(amount), db_int(s, 1));
		kind = strcmp(db_text(s, 2), "arrears") == 0 ? _("arrears") :
		    _("difference");
		buf_printf(&b, "%s%d × %s", b.len > 0 ? " + " : "",
		    (int)db_int(s, 0), amount);
	}
	if (st == ST_OK && b.len > 0)
		buf_printf(&b, " %s", kind);
	if (st == ST_OK)
		(void)str_copy_cut(dst, size, buf_str(&b));
	buf_done(&b);
	return st;
}
