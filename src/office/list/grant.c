/*
 * SPDX-License-Identifier: ISC
 *
 * list/grant: makes lines of what a person is due.  A line is one entitlement
 * for one month, at the amount of that month.  Of allowances that exclude each
 * other only the highest is paid (roll/due.h).  Months that are on another list
 * already are left out, so that a later run makes a supplement.  Arrears follow
 * their orders, a line a month.  A recovery is cut from the basic allowance of a
 * month, never from care or funeral support.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "db/row.h"
#include "office/list/job.h"
#include "office/balance/account.h"
#include "office/balance/arrears.h"
#include "office/balance/recovery.h"
#include "text/money.h"

DB_SQL(q_kind) = { "list.kind",
	"SELECT kind FROM category WHERE code = ?1" };
DB_SQL(q_suspended) = { "list.suspended",
	"SELECT 1 FROM suspension WHERE entitlement_id = ?1 AND from_month <= ?2"
	" AND (to_month IS NULL OR to_month >= ?2)" };
DB_SQL(q_arrears) = { "list.arrears",
	"SELECT o.id, o.entitlement_id, o.kind, m.month, m.seq, m.amount,"
	" m.standard, m.hundredths, e.category FROM arrears o"
	" JOIN arrears_month m ON m.arrears_id = o.id"
	" JOIN entitlement e ON e.id = o.entitlement_id"
	" WHERE o.person_id = ?1 AND o.state = 'due' AND o.due_period <= ?2"
	" AND NOT EXISTS (SELECT 1 FROM line l WHERE l.arrears_id = o.id"
	"  AND l.list_id <> ?3) ORDER BY o.id, m.month" };
DB_SQL(q_granted) = { "list.funeral",
	"SELECT c.kind = 'funeral' AND NOT EXISTS (SELECT 1 FROM line l"
	" WHERE l.person_id = ?2 AND l.entitlement_id = ?1"
	" AND l.kind = 'funeral' AND l.list_id <> ?3) FROM entitlement e"
	" JOIN category c ON c.code = e.category WHERE e.id = ?1" };

/* The amount of an allowance, from the cache of the slice: a hundred people have
 * about ten different ones. */
static enum status
list_rate(struct list_job *j, const struct list_grant *g, unsigned month,
    const struct list_rate **out, struct err *err)
{
	struct category_ask ask = { .province = j->at[month].province,
	    .category = g->category, .month = j->at[month].month,
	    .hundredths = g->hundredths, .manual = g->manual };
	struct list_rate *r;
	struct db_stmt *s;
	bool found;
	unsigned i;

	for (i = 0; i < j->rates; i++) {
		r = &j->rate[i];
		if (r->hundredths == g->hundredths && r->manual == g->manual &&
		    r->month == month && strcmp(r->category, g->category) == 0) {
			*out = r;
			return ST_OK;
		}
	}
	if (j->rates == LIST_RATES)
		j->rates--; /* the last entry is replaced */
	r = &j->rate[j->rates];
	if (category_amount(j->c->db, &ask, &r->is, err) != ST_OK)
		return err->st;
	s = db_usef(j->c->db, &q_kind, "t", g->category);
	if (db_step(s, &found, err) != ST_OK)
		return err->st;
	r->kind = names_find(&line_kinds, db_text(s, 0));
	db_reset(s);
	(void)str_copy_cut(r->category, sizeof(r->category), g->category);
	r->month = month;
	r->hundredths = g->hundredths;
	r->manual = g->manual;
	j->rates++;
	*out = r;
	return ST_OK;
}

static struct list_line *
list_line_new(struct list_job *j)
{
	if (j->nlines == j->room) {
		j->room = j->room == 0 ? 32 : 2 * j->room;
		j->lines = mem_resize(j->lines, j->room, sizeof(*j->lines));
	}
	memset(&j->lines[j->nlines], 0, sizeof(*j->lines));
	return &j->lines[j->nlines++];
}

/* ---- a month ---------------------------------------------------------- */

/*
 * Is the person paid in that month at all?  The month of death is payable in
 * full (NĐ 20/2021 art. 8.2); after a move to another province, the end of the
 * entitlement decides.
 */
static bool
list_alive(const struct list_person *p, const struct list_grant *g,
    const char *month)
{
	if (p->state == PERSON_ACTIVE)
		return true;
	if (p->state == PERSON_MERGED)
		return false;
	return (p->until[0] != '\0' && strcmp(p->until, month) >= 0) ||
	    (p->state == PERSON_MOVED && g->to[0] != '\0');
}

/* Is the entitlement in force and not suspended in that month? */
static enum status
list_in_force(struct list_job *j, const struct list_person *p,
    const struct list_grant *g, const char *month, bool *yes, struct err *err)
{
	int64_t one;
	bool found = false;

	*yes = strcmp(g->from, month) <= 0 &&
	    (g->to[0] == '\0' || strcmp(g->to, month) >= 0) &&
	    list_alive(p, g, month);
	if (!*yes || !g->suspended)
		return ST_OK;
	if (db_int1(db_usef(j->c->db, &q_suspended, "it", g->id, month), &one,
	    &found, err) != ST_OK)
		return err->st;
	*yes = !found;
	return ST_OK;
}

/* The allowances of a month, of which due_choose() marks those that are due. */
struct list_choice {
	struct due_grant v[DUE_GRANTS];
	enum line_kind kind[DUE_GRANTS];
	unsigned n, base;
};

static enum status
list_choice_add(struct list_job *j, const struct list_person *p,
    const struct list_grant *g, unsigned month, struct list_choice *k,
    struct err *err)
{
	struct due_grant *d = &k->v[k->n];
	const struct list_rate *r = NULL;

	if (list_rate(j, g, month, &r, err) != ST_OK)
		return err->st;
	if (r->kind == LINE_FUNERAL)
		return ST_OK;
	d->entitlement = g->id;
	(void)str_copy_cut(d->category, sizeof(d->category), g->category);
	d->base = r->kind == LINE_BASE;
	d->is.amount = r->is.amount;
	d->is.standard = r->is.standard;
	d->is.hundredths = r->is.hundredths;
	d->is.due = true;
	k->kind[k->n++] = r->kind;
	k->base += d->base;
	return ST_OK;
}

static void
list_line_of(struct list_job *j, enum line_kind kind, const char *month,
    int64_t entitlement, const char *category, const struct due *is)
{
	struct list_line *l = list_line_new(j);

	l->entitlement = entitlement;
	l->kind = kind;
	l->seq = 1;
	l->amount = is->amount;
	l->standard = is->standard;
	l->hundredths = is->hundredths;
	(void)str_copy_cut(l->month, sizeof(l->month), month);
	(void)str_copy_cut(l->category, sizeof(l->category), category);
}

/* Cuts a recovery from the first basic allowance among lines `from` and on. */
static enum status
list_cut(struct list_job *j, const struct list_person *p, unsigned from,
    struct err *err)
{
	struct list_line *l = NULL;
	struct recovery_cut is;
	int64_t taken = 0;
	unsigned i;

	for (i = 0; i < j->nlines; i++)
		taken += j->lines[i].deducted;
	for (i = from; i < j->nlines && l == NULL; i++)
		if (j->lines[i].kind == LINE_BASE)
			l = &j->lines[i];
	if (l == NULL)
		return ST_OK;
	if (recovery_cut(j->c->db, p->id, l->amount, taken, &is,
	    err) != ST_OK)
		return err->st;
	l->deducted = is.cut;
	l->recovery = is.recovery;
	l->amount -= is.cut;
	return ST_OK;
}

static enum status
list_month(struct list_job *j, const struct list_person *p, unsigned month,
    struct err *err)
{
	const char *name = j->at[month].month;
	unsigned i, from = j->nlines;
	struct list_choice k;
	bool yes;

	k.n = k.base = 0;
	for (i = 0; i < p->grants; i++) {
		if (list_in_force(j, p, &p->grant[i], name, &yes, err) != ST_OK ||
		    (yes && list_choice_add(j, p, &p->grant[i], month, &k,
		    err) != ST_OK))
			return err->st;
	}
	if (k.base > 1 && due_choose(j->c->db, name, k.v, k.n, err) != ST_OK)
		return err->st;
	for (i = 0; i < k.n; i++) {
		if (k.v[i].is.due)
			list_line_of(j, k.kind[i], name, k.v[i].entitlement,
			    k.v[i].category, &k.v[i].is);
	}
	return p->recovery ? list_cut(j, p, from, err) : ST_OK;
}

/*
 * What is missing of a group in a month of which the person has something
 * already, on another list or by an order: lines of kind difference, of those
 * allowances that are due.
 */
static enum status
list_month_rest(struct list_job *j, const struct account *a,
    const struct account_at *at, unsigned group, const char *month,
    struct err *err)
{
	int64_t missing = account_missing(&at->group[group]) -
	    at->group[group].held;
	int64_t seq = 1;
	unsigned i;

	for (i = 0; i < at->nodes && missing > 0; i++) {
		const struct account_node *n = &at->node[i];
		struct due part = n->is;

		if (n->group != group || !n->is.due)
			continue;
		if (arrears_seq(j->c->db, a->grant[n->grant].id, month,
		    ARREARS_DIFFERENCE, &seq, err) != ST_OK)
			return err->st;
		if (part.amount > missing)
			part.amount = missing;
		missing -= part.amount;
		list_line_of(j, LINE_DIFFERENCE, month, a->grant[n->grant].id,
		    a->grant[n->grant].category, &part);
		j->lines[j->nlines - 1].seq = seq;
	}
	return ST_OK;
}

/*
 * The month of somebody who has something of these months already.  What the
 * balance has settled gets no line (balance/settle.h); what it leaves to the
 * next list does.
 */
static enum status
list_month_had(struct list_job *j, const struct list_person *p,
    struct account *a, unsigned month, struct err *err)
{
	const char *name = j->at[month].month;
	unsigned i, from = j->nlines;
	struct account_at at;

	if (account_at(a, account_month(name), &at, err) != ST_OK)
		return err->st;
	for (i = 0; i < at.nodes; i++) {
		const struct account_node *n = &at.node[i];
		const struct account_group *g = &at.group[n->group];

		if (n->is.due && g->kind != 'f' && !g->any && g->had == 0)
			list_line_of(j, g->kind == 'b' ? LINE_BASE : LINE_CARE,
			    name, a->grant[n->grant].id,
			    a->grant[n->grant].category, &n->is);
	}
	for (i = 0; i < at.groups; i++)
		if (at.group[i].kind != 'f' &&
		    (at.group[i].any || at.group[i].had != 0) &&
		    list_month_rest(j, a, &at, i, name, err) != ST_OK)
			return err->st;
	return p->recovery ? list_cut(j, p, from, err) : ST_OK;
}

/* ---- arrears and funerals --------------------------------------------- */

#define COL(m) DB_COL(struct list_line, m)
static const struct db_col arrears_cols[] = {
	DB_ROW(struct list_line), COL(arrears), COL(entitlement),
	DB_COL_ENUM(struct list_line, kind, &line_kinds), COL(month), COL(seq),
	COL(amount), COL(standard), COL(hundredths), COL(category), DB_END
};
#undef COL

/* Each month of an order at its own rate, as it was ordered. */
static enum status
list_arrears(struct list_job *j, const struct list_person *p, struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_arrears, "iti", p->id, j->code,
	    j->draft);
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row)
		db_row(s, arrears_cols, list_line_new(j));
	return st;
}

/*
 * Funeral support is paid once, at the standard of the month in which it is
 * granted (NĐ 20/2021 art. 11).  It is no monthly allowance, so it goes on a
 * list of its own.
 */
static enum status
list_funeral(struct list_job *j, const struct list_person *p, struct err *err)
{
	unsigned i;

	for (i = 0; i < p->grants; i++) {
		const struct list_grant *g = &p->grant[i];
		struct category_ask ask = { .category = g->category,
		    .month = g->from, .hundredths = g->hundredths,
		    .manual = g->manual };
		struct category_amount a = { .amount = 0 };
		char province[9];
		int64_t open = 0;
		bool found;

		if (db_int1(db_usef(j->c->db, &q_granted, "iii", g->id, p->id,
		    j->draft), &open, &found, err) != ST_OK)
			return err->st;
		if (open == 0)
			continue;
		ask.province = province;
		if (category_province_at(j->c->db, g->from, province,
		    sizeof(province), err) != ST_OK ||
		    category_amount(j->c->db, &ask, &a, err) != ST_OK)
			return err->st;
		list_line_of(j, LINE_FUNERAL, g->from, g->id, g->category,
		    &(struct due){ .amount = a.amount, .standard = a.standard,
		    .hundredths = a.hundredths });
	}
	return ST_OK;
}

/* ---- a person --------------------------------------------------------- */

static int
list_line_cmp(const void *a, const void *b)
{
	const struct list_line *x = a, *y = b;
	int d = strcmp(x->month, y->month);

	if (d != 0)
		return d;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->entitlement != y->entitlement)
		return x->entitlement < y->entitlement ? -1 : 1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

/* The months, each where it is paid; arrears where the record stands. */
static enum status
list_due(struct list_job *j, const struct list_person *p,
    int64_t point[PERIOD_MONTHS], struct err *err)
{
	struct list_moves m = { .n = 0 };
	struct account a = { .grants = 0 };
	bool here = p->here, had = p->arrears;
	enum status st = ST_OK;
	unsigned i;

	if (p->moved && list_moves(j, p->id, &m, err) != ST_OK)
		return err->st;
	for (i = 0; i < p->grants; i++)
		had |= p->grant[i].listed;
	if (had && p->grants > 0)
		st = account_load(j->c->db, p->id, &a, err);
	for (i = 0; st == ST_OK && i < j->months; i++) {
		point[i] = p->point;
		if (p->moved)
			here = list_paid_here(j, p, &m, j->at[i].month,
			    &point[i]);
		if (here && p->grants > 0)
			st = had ? list_month_had(j, p, &a, i, err) :
			    list_month(j, p, i, err);
	}
	account_done(&a);
	return st == ST_OK && p->arrears && p->here ?
	    list_arrears(j, p, err) : st;
}

static int64_t
list_point_of(const struct list_job *j, const struct list_line *l,
    const int64_t *point, int64_t own)
{
	unsigned i;

	if (l->kind != LINE_BASE && l->kind != LINE_CARE)
		return own;
	for (i = 0; i < j->months; i++)
		if (strcmp(j->at[i].month, l->month) == 0)
			return point[i];
	return own;
}

enum status
list_person(struct list_job *j, struct list_person *p, struct err *err)
{
	int64_t point[PERIOD_MONTHS];
	enum status st;
	unsigned i;

	j->nlines = 0;
	st = j->funeral ? list_funeral(j, p, err) : list_due(j, p, point, err);
	/* Books from before there was a limit may exceed it: sums overflow. */
	for (i = 0; st == ST_OK && i < j->nlines; i++)
		st = money_bounded(j->lines[i].amount, MONEY_MOST, err);
	/* A missing rate stops the list: say at whom. */
	if (st == ST_NOTFOUND || st == ST_INVALID) {
		char why[sizeof(err->msg)];

		(void)str_copy_cut(why, sizeof(why), err->msg);
		return err_set(err, st, "%s: %s", p->name, why);
	}
	if (st != ST_OK || j->nlines == 0)
		return st;
	if (j->nlines > 1)
		qsort(j->lines, j->nlines, sizeof(*j->lines), list_line_cmp);
	if (p->no == 0)
		p->no = ++j->no;
	for (i = 0; i < j->nlines; i++)
		if (list_write(j, p, list_point_of(j, &j->lines[i], point,
		    p->point), &j->lines[i], err) != ST_OK)
			return err->st;
	return ST_OK;
}
