/*
 * SPDX-License-Identifier: ISC
 *
 * balance/opening: the rows of an opening: what was due of each allowance, from
 * one month in which something changes to the next.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "office/balance/opening_priv.h"
#include "office/period/owner.h"

DB_SQL(q_add) = { "opening.add",
	"INSERT INTO opening (entitlement_id, from_month, to_month, amount,"
	" owner_id) VALUES (?1, ?2, nullif(?3, ''), ?4, ?5)" };
/* The moment of the owner's first list: lists say from then on what was had. */
DB_SQL(q_lists) = { "opening.lists",
	"SELECT coalesce(min(prepared_at), '') FROM list WHERE owner_id = ?1"
	" AND kind = 'monthly' AND state <> 'draft'" };

struct opening *
opening_begin(struct db *db, struct opening_book *b, int64_t person,
    char since[20], struct err *err)
{
	struct opening *o = mem_zalloc(sizeof(*o));
	struct db_stmt *s;
	bool row;

	o->db = db;
	o->book = b;
	since[0] = '\0';
	if (list_owner_of_person(db, person, &o->owner, err) != ST_OK)
		return o;
	s = db_usef(db, &q_lists, "i", o->owner);
	if (db_step(s, &row, err) == ST_OK)
		db_copy(s, 0, since, 20);
	db_reset(s);
	return o;
}

void
opening_free(struct opening *o)
{
	account_done(&o->a);
	free(o->mark);
	free(o->span);
	free(o);
}

static int
opening_cmp(const void *x, const void *y)
{
	return *(const int *)x - *(const int *)y;
}

void
opening_sort(int *mark, unsigned n)
{
	if (n > 1)
		qsort(mark, n, sizeof(*mark), opening_cmp);
}

static void
opening_mark(struct opening *o, int month)
{
	if (month >= ACCOUNT_EVER)
		return;
	o->mark = mem_resize(o->mark, o->marks + 1, sizeof(*o->mark));
	o->mark[o->marks++] = month;
}

/* Collects the months in which a rate, a grant or a suspension changes. */
static void
opening_marks(struct opening *o)
{
	unsigned i;

	for (i = 0; i < o->book->marks; i++)
		opening_mark(o, o->book->mark[i]);
	for (i = 0; i < o->a.grants; i++) {
		opening_mark(o, o->a.grant[i].from);
		opening_mark(o, o->a.grant[i].to + 1);
	}
	for (i = 0; i < o->a.suspensions; i++) {
		opening_mark(o, o->a.suspension[i].from);
		opening_mark(o, o->a.suspension[i].to + 1);
	}
	opening_sort(o->mark, o->marks);
}

enum status
opening_add(struct opening *o, int64_t grant, int from, int to, int64_t amount,
    struct err *err)
{
	char first[8], last[8] = "";

	if (amount == 0)
		return ST_OK;
	account_month_text(from, first);
	if (to != ACCOUNT_EVER)
		account_month_text(to, last);
	return db_run(db_usef(o->db, &q_add, "ittii", grant, first, last,
	    amount, o->owner), err);
}

/* Ends the row of each grant whose due amount changes in that month. */
static enum status
opening_at(struct opening *o, int month, struct err *err)
{
	unsigned i, n;

	if (account_at(&o->a, month, &o->at, err) != ST_OK)
		return err->st;
	for (i = 0; i < o->a.grants; i++) {
		int64_t amount = 0;

		n = account_node_of(&o->at, i);
		if (n < ACCOUNT_NODES && o->at.node[n].is.due &&
		    o->a.grant[i].kind != 'f')
			amount = o->at.node[n].is.amount;
		if (amount == o->span[i].amount)
			continue;
		if (opening_add(o, o->a.grant[i].id, o->span[i].from,
		    month - 1, o->span[i].amount, err) != ST_OK)
			return err->st;
		o->span[i].from = month;
		o->span[i].amount = amount;
	}
	return ST_OK;
}

enum status
opening_write(struct opening *o, struct err *err)
{
	int first = ACCOUNT_EVER;
	unsigned i;

	opening_marks(o);
	o->span = mem_array(o->a.grants + 1, sizeof(*o->span));
	for (i = 0; i < o->a.grants; i++)
		if (o->a.grant[i].from < first)
			first = o->a.grant[i].from;
	for (i = 0; i < o->marks; i++)
		if (o->mark[i] >= first &&
		    (i == 0 || o->mark[i] != o->mark[i - 1]) &&
		    opening_at(o, o->mark[i], err) != ST_OK)
			return err->st;
	for (i = 0; i < o->a.grants; i++)
		if (opening_add(o, o->a.grant[i].id, o->span[i].from,
		    ACCOUNT_EVER, o->span[i].amount, err) != ST_OK)
			return err->st;
	return ST_OK;
}
