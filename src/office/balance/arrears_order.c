/*
 * SPDX-License-Identifier: ISC
 *
 * balance/arrears_order: writes an order of arrears, or cancels one that is on
 * no list.  An order only says what is to come; two people sign it with the
 * list that it comes out with.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/row.h"
#include "office/balance/account.h"
#include "office/balance/arrears.h"
#include "office/balance/month_owner.h"

DB_SQL(q_order) = { "arrears.add",
	"INSERT INTO arrears (id, person_id, entitlement_id, kind, from_month,"
	" to_month, reason, decision, decided_on, due_period, total, change_id,"
	" staff_id, at)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)" };
DB_SQL(q_month) = { "arrears.add_month",
	"INSERT INTO arrears_month (arrears_id, month, seq, amount, standard,"
	" hundredths, owner_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)" };
DB_SQL(q_why) = { "arrears.why",
	"SELECT reason, decision, decided_on, coalesce(change_id, 0) FROM arrears"
	" WHERE id = ?1" };
DB_SQL(q_withdraw) = { "arrears.withdraw",
	"UPDATE arrears SET state = 'cancelled' WHERE id = ?1" };

void
arrears_span_init(struct arrears_span *s)
{
	memset(s, 0, sizeof(*s));
}

void
arrears_span_add(struct arrears_span *s, int month, int64_t amount,
    int64_t standard, int64_t hundredths)
{
	s->v = mem_resize(s->v, s->n + 1, sizeof(*s->v));
	s->v[s->n++] = (struct arrears_span_month){ .month = month,
	    .amount = amount, .standard = standard, .hundredths = hundredths };
}

void
arrears_span_done(struct arrears_span *s)
{
	free(s->v);
	memset(s, 0, sizeof(*s));
}

static enum status
order_month(struct verb_call *c, const struct arrears_head *h, int64_t order,
    const struct arrears_span_month *m, struct err *err)
{
	char text[8];
	int64_t seq = 1, owner = 0;

	account_month_text(m->month, text);
	if (arrears_seq(c->db, h->entitlement, text, h->kind, &seq,
	    err) != ST_OK || month_owner(c->db, h->entitlement, text, &owner,
	    err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_month, "itiiiii", order, text, seq,
	    m->amount, m->standard, m->hundredths, owner), err);
}

#define COL(m) DB_COL(struct arrears_why, m)
static const struct db_col why_cols[] = {
	DB_ROW(struct arrears_why), COL(reason), COL(decision),
	COL(decided_on), COL(change), DB_END
};
#undef COL

enum status
arrears_order(struct verb_call *c, const struct arrears_head *h,
    const struct arrears_span *s, int64_t *id, struct err *err)
{
	char first[8], last[8];
	int64_t total = 0;
	unsigned i;

	for (i = 0; i < s->n; i++)
		total += s->v[i].amount;
	account_month_text(s->v[0].month, first);
	account_month_text(s->v[s->n - 1].month, last);
	if (db_next_id(c->db, "arrears", id, err) != ST_OK ||
	    db_run(db_usef(c->db, &q_order, "iiitttttttioit", *id, h->person,
	    h->entitlement, names_word(&arrears_kinds, h->kind), first, last,
	    h->reason, h->decision == NULL ? "" : h->decision,
	    h->decided_on == NULL ? "" : h->decided_on, h->period, total,
	    h->change, c->who->staff, c->now), err) != ST_OK)
		return err->st;
	for (i = 0; i < s->n; i++)
		if (order_month(c, h, *id, &s->v[i], err) != ST_OK)
			return err->st;
	return ST_OK;
}

enum status
arrears_why(struct db *db, int64_t order, struct arrears_why *out,
    struct err *err)
{
	bool found;

	memset(out, 0, sizeof(*out));
	return db_one(db_usef(db, &q_why, "i", order), why_cols, out, &found,
	    err);
}

enum status
arrears_withdraw(struct verb_call *c, int64_t order, struct err *err)
{
	return db_run(db_usef(c->db, &q_withdraw, "i", order), err);
}
