/*
 * SPDX-License-Identifier: ISC
 *
 * change_rate: requests about the rates and rules of the whole office.  They
 * stand for the verbs of rate.c; asked and approved by people whose reach is
 * the whole office.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/category.h"
#include "office/change_priv.h"
#include "text/date.h"
#include "text/money.h"

static const struct db_sql q_standard = { "change.standard",
	"SELECT amount, decree FROM standard WHERE province = ?1"
	" AND from_month = ?2" };

/* ---- the standard amount ------------------------------------------------- */

static enum status
standard_read(struct change_work *w, struct err *err)
{
	const char *from = change_asked(w, "from");
	char province[9], amount[MONEY_TEXT], month[DATE_MONTH];
	struct db_stmt *s;
	enum status st = ST_OK;
	bool row;

	(void)str_copy_cut(province, sizeof(province),
	    change_asked(w, "province"));
	if (province[0] == '\0')
		st = category_province_at(w->c->db, from, province,
		    sizeof(province), err);
	if (st != ST_OK)
		return st;
	(void)str_copy_cut(w->month, sizeof(w->month), from);
	(void)snprintf(w->subject, sizeof(w->subject), "%s %s", province, from);
	money_format(amount, sizeof(amount),
	    wire_args_int(&w->fields, "amount", 0));
	month_format(month, sizeof(month), from);
	(void)snprintf(w->name, sizeof(w->name), "%s: %s (%s)", month, amount,
	    change_asked(w, "decree"));
	s = db_usef(w->c->db, &q_standard, "tt", province, from);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	change_was(w, "amount", db_text(s, 0));
	change_was(w, "decree", db_text(s, 1));
	db_reset(s);
	return ST_OK;
}

const struct change_kind change_kind_standard = {
	.name = "standard.set", .word = N_("standard amount"),
	.when = N_("it holds from its month on; months that are listed already "
	    "come out as differences when these are ordered"),
	.roles = ROLE_PROVINCE | ROLE_ADMIN,
	.deciders = ROLE_APPROVER | ROLE_PROVINCE,
	.reach = CHANGE_OFFICE, .touches = CHANGE_T_RULE,
	.fields = "amount! decree! from! province",
	.read = standard_read, .apply = change_verb_apply,
	.verb = "standard.set",
};
