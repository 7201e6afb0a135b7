/*
 * SPDX-License-Identifier: ISC
 *
 * balance/given_up: arrears that are not ordered and claims that are not made,
 * by decision.  Owns given_up; rows are taken back, never deleted.
 */
#include "base/say.h"
#include "db/row.h"
#include "office/balance/settle_priv.h"

DB_SQL(q_add) = { "given_up.add",
	"INSERT INTO given_up (id, person_id, entitlement_id, month, kind,"
	" amount, change_id, staff_id, at)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)" };
DB_SQL(q_back) = { "given_up.back",
	"UPDATE given_up SET taken_back = ?2 WHERE change_id = ?1"
	" AND kind = 'arrears' AND taken_back IS NULL" };
/* Undoing a request takes back the claims that it gave up, and restores those
 * given up before that it took back. */
DB_SQL(q_instead) = { "given_up.instead",
	"UPDATE given_up SET taken_back = ?2 WHERE change_id = ?1"
	" AND kind = 'claim' AND taken_back IS NULL" };
DB_SQL(q_again) = { "given_up.again",
	"UPDATE given_up SET taken_back = NULL WHERE taken_back = ?1"
	" AND kind = 'claim'" };
DB_SQL(q_told_back) = { "given_up.told_back",
	"UPDATE given_up SET taken_back = ?3 WHERE entitlement_id = ?1"
	" AND month = ?2 AND kind = 'claim' AND taken_back IS NULL"
	" AND NOT EXISTS (SELECT 1 FROM lowered w"
	"  WHERE w.change_id = given_up.change_id)" };

/* Of the grant, and of grants that it replaced or that replaced it. */
DB_SQL(q_take) = { "given_up.take",
	"UPDATE given_up SET taken_back = ?4 WHERE kind = 'arrears'"
	" AND taken_back IS NULL AND month BETWEEN ?2 AND ?3"
	" AND entitlement_id IN (SELECT x.id FROM entitlement e"
	"  JOIN entitlement x ON x.person_id = e.person_id"
	"  AND coalesce(x.origin, x.id) = coalesce(e.origin, e.id)"
	"  WHERE e.id = ?1)" };
DB_SQL(q_listed) = { "given_up.listed",
	"SELECT 1 FROM arrears o JOIN line l ON l.arrears_id = o.id"
	" JOIN list k ON k.id = l.list_id AND k.state <> 'draft'"
	" WHERE o.change_id = ?1 LIMIT 1" };
/* The next month of an order of the request, after order ?2, month ?3. */
DB_SQL(q_ordered) = { "given_up.ordered",
	"SELECT o.id, o.person_id, o.entitlement_id, m.month, m.amount"
	" FROM arrears o JOIN arrears_month m ON m.arrears_id = o.id"
	" WHERE o.change_id = ?1 AND o.state = 'due'"
	" AND (o.id > ?2 OR (o.id = ?2 AND m.month > ?3))"
	" ORDER BY o.id, m.month LIMIT 1" };

struct given_up {
	int64_t person, entitlement, amount, order;
	char month[8];
};
#define COL(m) DB_COL(struct given_up, m)
static const struct db_col ordered_cols[] = {
	DB_ROW(struct given_up), COL(order), COL(person), COL(entitlement),
	COL(month), COL(amount), DB_END
};
#undef COL

static enum status
given_up_add(struct verb_call *c, const struct given_up *g,
    enum given_up_kind kind, int64_t change, struct err *err)
{
	int64_t id;

	if (db_next_id(c->db, "given_up", &id, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_add, "iiittioit", id, g->person,
	    g->entitlement, g->month, names_word(&given_up_kinds, kind),
	    g->amount, change, c->who->staff, c->now), err);
}

enum status
settle_give_up(struct settle *w, unsigned grant, enum given_up_kind kind,
    int64_t amount, int64_t change, struct err *err)
{
	struct given_up g = { .person = w->a.grant[grant].person,
	    .entitlement = w->a.grant[grant].id, .amount = amount };

	account_month_text(w->at.month, g.month);
	return given_up_add(w->c, &g, kind, change, err);
}

enum status
balance_given_back(struct verb_call *c, int64_t change, int64_t by,
    struct err *err)
{
	if (db_run(db_usef(c->db, &q_back, "io", change, by), err) != ST_OK ||
	    db_run(db_usef(c->db, &q_instead, "io", change, by), err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_again, "i", change), err);
}

enum status
settle_give_back(struct settle *w, unsigned grant, struct err *err)
{
	char text[8];

	account_month_text(w->at.month, text);
	return db_run(db_usef(w->c->db, &q_told_back, "iti",
	    w->a.grant[grant].id, text, w->ask->change), err);
}

enum status
balance_want(struct verb_call *c, int64_t entitlement, const char *from,
    const char *to, int64_t by, struct err *err)
{
	return db_run(db_usef(c->db, &q_take, "itti", entitlement, from, to,
	    by), err);
}

enum status
balance_want_not(struct verb_call *c, int64_t change, int64_t by,
    struct err *err)
{
	struct given_up g = { .order = 0 };
	int64_t one;
	bool row;

	if (db_int1(db_usef(c->db, &q_listed, "i", change), &one, &row,
	    err) != ST_OK)
		return err->st;
	if (row)
		return err_field(err, ST_INVALID, "undoes",
		    _("the arrears of request %lld are on a list: send the "
		    "list back first"), (long long)change);
	while (db_one(db_usef(c->db, &q_ordered, "iit", change, g.order,
	    g.month), ordered_cols, &g, &row, err) == ST_OK && row)
		if (given_up_add(c, &g, GIVEN_UP_ARREARS, by, err) != ST_OK)
			break;
	return err->st;
}
