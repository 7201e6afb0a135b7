/*
 * SPDX-License-Identifier: ISC
 *
 * balance/opening: what the earlier system paid.  A roll approved before its
 * owner's first list says what that was: each month of each entitlement at the
 * rate of that month.  It is stored in đồng, so that no request or rate entered
 * later can change what was had.  Owns opening.
 */
#include "base/ids.h"
#include "base/say.h"
#include "office/balance/opening_priv.h"
#include "office/balance/settle.h"
#include "text/sentence.h"

DB_SQL(q_drop) = { "opening.drop",
	"DELETE FROM opening WHERE entitlement_id IN"
	" (SELECT id FROM entitlement WHERE person_id = ?1)" };

static enum status
opening_newcomer(struct verb_call *c, struct opening_book *b, int64_t person,
    int64_t change, struct err *err)
{
	char why[40];
	const struct settle_ask ask = { .person = person, .change = change,
	    .from = "", .to = "", .why = sentence_word(why, sizeof(why),
	    N_("came by a file")), .no_arrears = true };
	struct settled is;
	char since[20];
	struct opening *o = opening_begin(c->db, b, person, since, err);
	enum status st = err->st;
	bool single = false;

	if (st == ST_OK && since[0] != '\0')
		st = balance_settle(c, &ask, &is, err);
	else if (st != ST_OK ||
	    db_run(db_usef(c->db, &q_drop, "i", person), err) != ST_OK ||
	    opening_single(o, person, &single, err) != ST_OK || (!single &&
	    (account_load(c->db, person, &o->a, err) != ST_OK ||
	    opening_write(o, err) != ST_OK)))
		st = err->st;
	opening_free(o);
	return st;
}

enum status
balance_newcomers(struct verb_call *c, const struct ids *people,
    int64_t change, struct err *err)
{
	struct opening_book *b = opening_book(c->db, err);
	enum status st = err->st;
	unsigned i;

	for (i = 0; st == ST_OK && i < people->n; i++)
		st = opening_newcomer(c, b, people->v[i], change, err);
	opening_book_free(b);
	return st;
}
