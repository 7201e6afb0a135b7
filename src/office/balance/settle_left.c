/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settle_left: months that a list will still bring.  A list covers the
 * months of its period; its owner is the one who pays the person in that month,
 * even if the record has moved since (roll/transfer).
 */
#include "office/balance/settle_priv.h"

#include "office/roll/transfer.h"

/* 1: the period of the month is open, and the owner has submitted no list. */
DB_SQL(q_left) = { "settle.left",
	"SELECT CASE WHEN p.state = 'open' AND NOT EXISTS (SELECT 1 FROM list k"
	"  WHERE k.period_id = p.id AND k.owner_id = ?2 AND k.kind = 'monthly'"
	"  AND k.state <> 'draft') THEN 1 ELSE 0 END"
	" FROM period_month m JOIN period p ON p.id = m.period_id"
	" WHERE m.month = ?1" };

enum status
settle_left(struct settle *w, int month, bool *left, struct err *err)
{
	int64_t owner = 0, is = 0;
	char text[8];
	bool found;

	account_month_text(month, text);
	if (transfer_owner_at(w->c->db, w->a.person, text, &owner,
	    err) != ST_OK || db_int1(db_usef(w->c->db, &q_left, "ti", text,
	    owner), &is, &found, err) != ST_OK)
		return err->st;
	*left = found ? is != 0 : month >= account_month(w->next_month);
	return ST_OK;
}
