/*
 * SPDX-License-Identifier: ISC
 *
 * balance/check: the sweep.  account_at() says what is due and had, and
 * settle_left() what a list will bring; the steps of a settlement
 * (settle_more.c, settle_less.c) are not used, so that a bug there is found.
 */
#include "office/balance/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "db/row.h"
#include "office/balance/rate_search.h"
#include "office/balance/settle_priv.h"
#include "office/period/owner.h"
#include "office/roll/transfer.h"

#define SWEEP_MOST 1000 /* people of one snapshot */

DB_SQL(q_people) = { "balance.people",
	"SELECT id, code FROM person WHERE id > ?1 AND state <> 'merged'"
	" ORDER BY id LIMIT ?2" };
/* A request about the record, or a record merged into it; files of the roll
 * name no person. */
DB_SQL(q_touched) = { "balance.touched",
	"SELECT 1 FROM change WHERE person_id = ?1 AND state IN ('approved',"
	" 'undone') UNION ALL SELECT 1 FROM person WHERE merged_into = ?1"
	" LIMIT 1" };
/* The first month that requests approved since ?2 are about. */
DB_SQL(q_since) = { "balance.since",
	"SELECT coalesce(min(month), '') FROM change WHERE person_id = ?1"
	" AND state IN ('approved', 'undone') AND checked_at > ?2" };

#define COL(m) DB_COL(struct balance_fault, m)
static const struct db_col people_cols[] = {
	DB_ROW(struct balance_fault), COL(person), COL(code), DB_END
};
#undef COL

struct check {
	struct db *db;
	struct balance_sweep *sweep;
	const struct balance_draft *draft; /* NULL: the books as they are */
	balance_fault_fn found;
	void *arg;
	struct err *err;
	struct settle w;       /* with plan set: nothing is written */
	struct verb_call call;
	struct settle_ask ask;
	struct settled out;
	bool touched;
	struct balance_fault at; /* person and code of who is checked */
};

const char *
balance_fault_word(enum balance_fault_kind kind)
{
	static const char *const word[BALANCE_FAULTS] = {
		[BALANCE_LESS] = N_("less was had than is due"),
		[BALANCE_MORE] = N_("more was had than is due"),
		[BALANCE_MERGED] = N_("a line of a record that went into "
		    "another is open"),
		[BALANCE_CLAIM] = N_("more is claimed than was paid"),
	};

	return kind < BALANCE_FAULTS ? _(word[kind]) : "";
}

static void
check_found(struct check *k, enum balance_fault_kind kind, int month,
    int64_t due, int64_t had)
{
	k->at.kind = kind;
	account_month_text(month, k->at.month);
	k->at.due = due;
	k->at.had = had;
	k->sweep->faults++;
	k->found(k->arg, &k->at);
}

static struct check *
check_new(struct db *db, struct balance_sweep *s, balance_fault_fn found,
    void *arg, struct err *err)
{
	struct check *k = mem_zalloc(sizeof(*k));

	k->db = k->call.db = db;
	k->sweep = s;
	k->found = found;
	k->arg = arg;
	k->err = err;
	k->ask.from = k->ask.to = "";
	k->w.c = &k->call;
	k->w.ask = &k->ask;
	k->w.out = &k->out;
	k->w.plan = true;
	return k;
}

/* ---- one month ------------------------------------------------------------ */

/* *waits: a rate whose differences were not searched holds for that month. */
static enum status
check_rate(struct check *k, int month, bool *waits)
{
	struct rate_waits is;
	int64_t owner = 0;

	if (list_owner_of_person(k->db, k->w.a.person, &owner,
	    k->err) != ST_OK ||
	    rate_search_waits(k->db, owner, &is, k->err) != ST_OK)
		return k->err->st;
	*waits = is.change != 0 && account_month(is.month) <= month;
	return ST_OK;
}

/* *left: a list will bring that month; not the draft, which counts already. */
static enum status
check_left(struct check *k, int month, bool *left)
{
	int64_t owner = 0;
	char text[8];

	account_month_text(month, text);
	if (k->draft != NULL && month >= account_month(k->draft->first)) {
		if (transfer_owner_at(k->db, k->w.a.person, text, &owner,
		    k->err) != ST_OK)
			return k->err->st;
		if (owner == k->draft->owner)
			return ST_OK;
	}
	return settle_left(&k->w, month, left, k->err);
}

static enum status
check_group(struct check *k, unsigned group)
{
	struct settle *w = &k->w;
	const struct account_group *g = &w->at.group[group];
	bool more = account_too_much(g) > 0, left = false;
	/* Funeral support waits for a list of its own. */
	int64_t missing = g->kind == 'f' ? 0 : account_missing(g) - g->held;

	/* What the earlier system paid too much is reported only when a request
	 * is about the person. */
	if (w->at.month < w->a.first && !k->touched)
		more = more && g->had > g->opening;
	if (!more && missing <= 0)
		return ST_OK;
	if (!more && check_left(k, w->at.month, &left) != ST_OK)
		return k->err->st;
	if (!left && check_rate(k, w->at.month, &left) != ST_OK)
		return k->err->st;
	if (!left)
		check_found(k, more ? BALANCE_MORE : BALANCE_LESS, w->at.month,
		    g->due, g->had);
	return ST_OK;
}

/* Has the person lines, orders or claims of the month? */
static bool
check_has(const struct account *a, int month)
{
	unsigned i;

	for (i = 0; i < a->lines; i++)
		if (a->line[i].month == month && !a->line[i].draft)
			return true;
	for (i = 0; i < a->orders; i++)
		if (a->order[i].month == month)
			return true;
	for (i = 0; i < a->claims; i++)
		if (a->claim[i].month == month)
			return true;
	return false;
}

static enum status
check_months(struct check *k)
{
	struct settle *w = &k->w;
	unsigned g;
	int m;

	for (m = w->lo; m <= w->hi; m++) {
		if (m < w->a.first - 1 && !k->touched && !check_has(&w->a, m))
			continue;
		if (account_at(&w->a, m, &w->at, k->err) != ST_OK)
			return k->err->st;
		k->sweep->months++;
		for (g = 0; g < w->at.groups; g++)
			if (check_group(k, g) != ST_OK)
				return k->err->st;
	}
	return ST_OK;
}

/* ---- one person ----------------------------------------------------------- */

static void
check_lines(struct check *k)
{
	const struct account *a = &k->w.a;
	unsigned i;

	for (i = 0; i < a->lines; i++) {
		const struct account_line *l = &a->line[i];

		if (l->person != a->person && !l->draft && !l->blocked &&
		    l->receipt == 0)
			check_found(k, BALANCE_MERGED, l->month, 0, l->gross);
	}
}

/* A claim on a month that the earlier system paid: no more than it paid. */
static void
check_opening(struct check *k, const struct account_claim *c)
{
	const struct account *a = &k->w.a;
	int64_t paid = account_opening(a, c->grant, c->month), claimed = 0;
	unsigned i;

	for (i = 0; i < a->claims; i++)
		if (a->claim[i].line == ACCOUNT_NO_LINE &&
		    a->claim[i].grant == c->grant &&
		    a->claim[i].month == c->month)
			claimed += a->claim[i].amount;
	/* What came back may exceed it: a file reported later that the month
	 * was not collected. */
	if (claimed > paid && claimed - paid > a->kase[c->kase].back)
		check_found(k, BALANCE_CLAIM, c->month, 0, claimed);
}

/* The rule of settle_unpaid_claims(): a claim on an unpaid line has come
 * back. */
static void
check_claims(struct check *k)
{
	const struct account *a = &k->w.a;
	unsigned c, i;

	for (c = 0; c < a->kases; c++) {
		int64_t back = a->kase[c].back;

		for (i = 0; i < a->claims; i++) {
			const struct account_claim *x = &a->claim[i];
			const struct account_line *l;

			if (x->kase != c || x->amount == 0)
				continue;
			if (x->line == ACCOUNT_NO_LINE) {
				check_opening(k, x);
				continue;
			}
			l = &a->line[x->line];
			if (l->receipt == 0)
				back -= x->amount;
			if (l->receipt == 0 ? back < 0 :
			    l->claimed > l->gross) {
				check_found(k, BALANCE_CLAIM, l->month, 0,
				    l->claimed);
				break;
			}
		}
	}
}

static enum status
check_person(struct check *k)
{
	struct settle *w = &k->w;
	int64_t one;

	k->ask.person = k->at.person;
	if (settle_begin(w, k->err) != ST_OK ||
	    db_int1(db_usef(k->db, &q_touched, "i", k->at.person), &one,
	    &k->touched, k->err) != ST_OK)
		return k->err->st;
	k->sweep->people++;
	check_lines(k);
	check_claims(k);
	return check_months(k);
}

/* ---- a draft --------------------------------------------------------------- */

static enum status
check_draft_months(struct check *k)
{
	const struct balance_draft *d = k->draft;
	struct settle *w = &k->w;
	char since[8] = "";
	struct db_stmt *q;
	unsigned i;
	bool row;

	q = db_usef(k->db, &q_since, "it", w->a.person, d->since);
	if (db_step(q, &row, k->err) != ST_OK)
		return k->err->st;
	db_copy(q, 0, since, sizeof(since));
	db_reset(q);
	for (i = 0; i < w->a.lines; i++)
		if (w->a.line[i].draft == d->list && !w->a.line[i].ordered)
			w->a.line[i].draft = 0;
	w->lo = account_month(since[0] != '\0' && strcmp(since, d->from) < 0 ?
	    since : d->from);
	w->hi = account_month(d->last);
	k->touched = since[0] != '\0';
	return check_months(k);
}

enum status
balance_check_draft(struct db *db, int64_t person,
    const struct balance_draft *d, balance_fault_fn found, void *arg,
    struct err *err)
{
	struct balance_sweep sweep = { .people = 0 };
	struct check *k = check_new(db, &sweep, found, arg, err);
	enum status st;

	k->draft = d;
	k->at.person = k->ask.person = person;
	if ((st = settle_begin(&k->w, err)) == ST_OK)
		st = check_draft_months(k);
	account_done(&k->w.a);
	free(k);
	return st;
}

/* ---- all ------------------------------------------------------------------- */

enum status
balance_check(struct db *db, struct balance_sweep *s, unsigned people,
    balance_fault_fn found, void *arg, struct err *err)
{
	struct check *k = check_new(db, s, found, arg, err);
	struct balance_fault *v;
	unsigned n = 0, i;
	enum status st;

	if (people > SWEEP_MOST)
		people = SWEEP_MOST;
	v = mem_array(people + 1, sizeof(*v));
	st = db_all(db_usef(db, &q_people, "ii", s->after, (int64_t)people),
	    people_cols, v, people, &n, err);
	for (i = 0; st == ST_OK && i < n; i++) {
		k->at = v[i];
		s->after = v[i].person;
		st = check_person(k);
		account_done(&k->w.a);
	}
	s->done = n < people;
	free(v);
	free(k);
	return st;
}
