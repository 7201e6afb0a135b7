/*
 * SPDX-License-Identifier: ISC
 *
 * balance/opening: people with one allowance that was never suspended, which is
 * most of a roll.  Each rate is looked up once for all of them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "db/row.h"
#include "office/balance/opening_priv.h"

/* Months with which a rate or a rule changes; 1: the month after. */
DB_SQL(q_marks) = { "opening.marks",
	"SELECT from_month, 0 FROM standard"
	" UNION SELECT from_month, 0 FROM coefficient"
	" UNION SELECT from_month, 0 FROM office_province"
	" UNION SELECT from_month, 0 FROM keeps_both"
	" UNION SELECT to_month, 1 FROM keeps_both WHERE to_month IS NOT NULL" };
DB_SQL(q_single) = { "opening.single",
	"SELECT e.id, e.category, coalesce(e.hundredths, 0),"
	" coalesce(e.manual, 0), e.from_month, coalesce(e.to_month, ''),"
	" p.state = 'active' AND c.kind <> 'funeral' AND NOT EXISTS (SELECT 1"
	"  FROM suspension s WHERE s.entitlement_id = e.id)"
	" FROM entitlement e JOIN category c ON c.code = e.category"
	" JOIN person p ON p.id = e.person_id"
	" WHERE e.person_id = ?1 AND e.state <> 'void' LIMIT 2" };

struct opening_book *
opening_book(struct db *db, struct err *err)
{
	struct opening_book *b = mem_zalloc(sizeof(*b));
	struct db_stmt *s = db_use(db, &q_marks);
	unsigned i, n = 0;
	bool row;

	while (db_step(s, &row, err) == ST_OK && row) {
		b->mark = mem_resize(b->mark, b->marks + 1, sizeof(*b->mark));
		b->mark[b->marks++] = account_month(db_text(s, 0)) +
		    (int)db_int(s, 1);
	}
	opening_sort(b->mark, b->marks);
	for (i = 0; i < b->marks; i++)
		if (n == 0 || b->mark[i] != b->mark[n - 1])
			b->mark[n++] = b->mark[i];
	b->marks = n;
	return b;
}

void
opening_book_free(struct opening_book *b)
{
	free(b->mark);
	free(b);
}

/* *amount: what the month gives; mark: the number of marks up to it. */
static enum status
opening_amount(struct opening *o, const struct account_grant *g, int month,
    int mark, int64_t *amount, struct err *err)
{
	struct opening_book *b = o->book;
	struct category_amount is;
	char province[9], text[8];
	struct category_ask ask = { .province = province,
	    .category = g->category, .month = text,
	    .hundredths = g->hundredths, .manual = g->manual };
	struct opening_rate *r;
	unsigned i;

	for (i = 0; i < b->rates; i++) {
		r = &b->rate[i];
		if (r->mark == mark && r->hundredths == g->hundredths &&
		    r->manual == g->manual &&
		    strcmp(r->category, g->category) == 0) {
			*amount = r->amount;
			return ST_OK;
		}
	}
	account_month_text(month, text);
	if (category_province_at(o->db, text, province, sizeof(province),
	    err) != ST_OK)
		return err->st;
	is.amount = 0;
	/* Nothing is due in a month before the first rate. */
	if (category_amount(o->db, &ask, &is, err) != ST_OK &&
	    err->st != ST_NOTFOUND)
		return err->st;
	*amount = err->st == ST_NOTFOUND ? 0 : is.amount;
	*err = (struct err)ERR_INIT;
	if (b->rates == OPENING_RATES)
		b->rates = 0;
	r = &b->rate[b->rates++];
	r->mark = mark;
	r->hundredths = g->hundredths;
	r->manual = g->manual;
	r->amount = *amount;
	(void)str_copy_cut(r->category, sizeof(r->category), g->category);
	return ST_OK;
}

struct opening_only {
	struct account_grant g;
	char from[8], to[8];
	bool simple;           /* never suspended, and no funeral support */
};
#define COL(m) DB_COL(struct opening_only, m)
static const struct db_col only_cols[] = {
	DB_ROW(struct opening_only), COL(g.id), COL(g.category),
	COL(g.hundredths), COL(g.manual), COL(from), COL(to), COL(simple),
	DB_END
};
#undef COL

/* The allowance of a person who has only one such; *is: that is so. */
static enum status
opening_only(struct opening *o, int64_t person, struct account_grant *g,
    bool *is, struct err *err)
{
	struct opening_only v[2];
	unsigned n;

	if (db_all(db_usef(o->db, &q_single, "i", person), only_cols, v, 2,
	    &n, err) != ST_OK)
		return err->st;
	*is = n == 1 && v[0].simple;
	if (!*is)
		return ST_OK;
	*g = v[0].g;
	g->from = account_month(v[0].from);
	g->to = v[0].to[0] == '\0' ? ACCOUNT_EVER : account_month(v[0].to);
	return ST_OK;
}

enum status
opening_single(struct opening *o, int64_t person, bool *done, struct err *err)
{
	const struct opening_book *b = o->book;
	struct account_grant g;
	struct opening_span span = { 0 };
	int64_t amount = 0;
	unsigned i;
	int month;

	if (opening_only(o, person, &g, done, err) != ST_OK || !*done)
		return err->st;
	for (i = 0; i <= b->marks; i++) {
		/* From mark i - 1, or its own first month, to before mark i. */
		month = i == 0 || b->mark[i - 1] < g.from ? g.from :
		    b->mark[i - 1];
		if (month > g.to || (i < b->marks && b->mark[i] <= month))
			continue;
		if (opening_amount(o, &g, month, (int)i, &amount, err) != ST_OK)
			return err->st;
		if (amount == span.amount)
			continue;
		if (opening_add(o, g.id, span.from, month - 1, span.amount,
		    err) != ST_OK)
			return err->st;
		span.from = month;
		span.amount = amount;
	}
	return opening_add(o, g.id, span.from, g.to, span.amount, err);
}
