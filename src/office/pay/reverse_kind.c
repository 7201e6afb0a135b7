/*
 * SPDX-License-Identifier: ISC
 *
 * pay/reverse_kind: the request that takes back a payout of somebody else, or of
 * an earlier day.  Paying staff or a controller ask; another controller of the
 * unit or the approver of the list owner decides.  It cannot be undone: the
 * person is paid again instead.
 */
#include <stdio.h>

#include "base/say.h"
#include "office/pay/pay.h"
#include "office/request/work.h"
#include "office/pay/pay_priv.h"
#include "text/date.h"
#include "text/money.h"

DB_SQL(q_person) = { "reverse.person",
	"SELECT person_id FROM receipt WHERE no = ?1" };

static enum status
reverse_read(struct change_work *w, struct err *err)
{
	int64_t no = wire_args_int(&w->fields, "receipt", 0), of = 0;
	bool found;

	if (db_int1(db_usef(w->c->db, &q_person, "i", no), &of, &found,
	    err) != ST_OK)
		return err->st;
	if (!found || of != w->person)
		return err_field(err, ST_NOTFOUND, "receipt",
		    _("%s has no receipt %lld"), w->who.name, (long long)no);
	(void)snprintf(w->subject, sizeof(w->subject), "%lld", (long long)no);
	return ST_OK;
}

static enum status
reverse_apply(struct change_work *w, struct err *err)
{
	int64_t no = wire_args_int(&w->fields, "receipt", 0);
	char money[MONEY_TEXT], day[DATE_TEXT];
	struct payout_back is;

	if (payout_take_back(w->c, no, change_asked(w, "note"), &is,
	    err) != ST_OK)
		return err->st;
	/* `chitra check` finds the entry of the reversal in the journal by it. */
	if (!w->trial)
		wire_args_add_int(w->c->out, "receipt", no);
	money_format(money, sizeof(money), is.total);
	date_day(day, sizeof(day), is.at);
	change_effect(w, N_("receipt %lld of %s by %s: %s đồng are "
	    "taken back; lines that can be paid again: %lld"), (long long)no,
	    day, is.by, money, (long long)is.lines);
	return ST_OK;
}

const struct change_kind change_kind_reverse = {
	.name = "reverse", .word = N_("payout taken back"),
	.when = N_("the receipt is taken back and its lines can be paid "
	    "again; what was claimed of them and has not come back is claimed no "
	    "longer"),
	.roles = ROLE_PAYING | ROLE_CONTROLLER,
	.deciders = ROLE_CONTROLLER | ROLE_APPROVER,
	.flags = CHANGE_OF_DEAD, .fields = "receipt! note!",
	.read = reverse_read, .apply = reverse_apply,
};
